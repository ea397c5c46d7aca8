"""The JSON of what archivists and admins do: properties by hand, tombstones, checks of originals, changes, accounts."""

from __future__ import annotations

from dataclasses import asdict

from corpus.custody.records import ByHand, FixityReport, Withdrawal
from library.accounts.records import Account
from library.audit.records import Change
from library.wire.facts import Json


def by_hand_json(one: ByHand) -> Json:
    """Return a property that somebody set."""
    return asdict(one) | {"name": one.name.value}


def withdrawal_json(one: Withdrawal) -> Json:
    """Return a tombstone."""
    return asdict(one)


def fixity_json(report: FixityReport) -> Json:
    """Return what a reading of all originals found."""
    return asdict(report) | {"problems": [asdict(problem) for problem in report.problems]}


def change_json(change: Change) -> Json:
    """Return a line of the audit log."""
    return asdict(change)


def account_json(account: Account) -> Json:
    """Return an account; nothing of its password."""
    return asdict(account) | {"role": account.role.value}
