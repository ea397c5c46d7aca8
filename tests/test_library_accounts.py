"""Accounts: who may do what, passwords, sessions that end, wrong passwords, and the log of changes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest

from library.accounts.accounts import Accounts, network_of
from library.accounts.records import RIGHTS, Limits, Right, Role
from library.errors import AccountError, TooManyTriesError
from library.library import Library, open_library

WORDS = "correct horse battery"
HERE = "192.0.2.7"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An empty workspace."""
    with open_library(tmp_path_factory.mktemp("accounts") / "w") as opened:
        yield opened


@pytest.fixture
def accounts(library: Library) -> Iterator[Accounts]:
    """Its accounts: an admin, Ann, and an editor, Ed; all are gone afterwards."""
    made = library.accounts
    made.add("Ann", Role.ADMIN, WORDS)
    made.add("ed", Role.EDITOR, WORDS + "!")
    yield made
    for one in made.listed():
        library.rooms.accounts.remove(one)
    for subject in ("name ann", "name ed", "name nobody", f"address {HERE}"):
        library.rooms.accounts.forget_tries(subject)


def test_roles_have_their_rights() -> None:
    """Everybody reads; editors judge, archivists archive, and only admins administer."""
    assert {role for role in Role if Right.READ in RIGHTS[role]} == set(Role)
    assert {role for role in Role if Right.JUDGE in RIGHTS[role]} == {Role.EDITOR, Role.ADMIN}
    assert {role for role in Role if Right.ARCHIVE in RIGHTS[role]} == {Role.ARCHIVIST, Role.ADMIN}
    assert {role for role in Role if Right.ADMINISTER in RIGHTS[role]} == {Role.ADMIN}


def test_a_session_stands_until_it_is_signed_out(accounts: Accounts) -> None:
    """The right password opens a session, whatever the case of the name; signed out, it is over."""
    account, secret = accounts.sign_in("ANN", WORDS, address=HERE)
    assert accounts.signed_in(secret) == account
    accounts.sign_out(secret)
    assert accounts.signed_in(secret) is None
    assert accounts.signed_in("") is None
    assert accounts.bearer(secret) is None


def test_passwords_are_kept_as_argon2_and_secrets_as_digests(accounts: Accounts, library: Library) -> None:
    """The database holds no password, no session and no token in clear."""
    _, secret = accounts.sign_in("ann", WORDS, address=HERE)
    token = accounts.new_token(accounts.get("ann"), "reports")
    with sqlite3.connect(library.rooms.workspace.database) as connection:
        rows = [row for name in ("accounts", "account_keys") for row in connection.execute(f"SELECT * FROM {name}")]
    held = str(rows)
    assert held.count("$argon2id$") == 2
    assert not {word for word in (WORDS, secret, token) if word in held}


def test_sessions_end_by_themselves(library: Library, accounts: Accounts) -> None:
    """Not used for long, or old, a session is over; used in between, it lasts its whole time."""
    limits = Limits(idle_seconds=100, session_seconds=250)
    store, ann = library.rooms.accounts, accounts.get("ann")
    idle, used = store.open_key(ann, "session", ""), store.open_key(ann, "session", "")
    now = time.time()
    assert store.holder(used, "session", limits, now + 90)
    assert store.holder(idle, "session", limits, now + 110) is None
    assert store.holder(used, "session", limits, now + 180)
    assert store.holder(used, "session", limits, now + 260) is None


def test_a_new_password_ends_every_session(accounts: Accounts) -> None:
    """Changed by its owner or by an admin, the password ends all sessions; the old one opens none."""
    _, one = accounts.sign_in("ed", WORDS + "!", address=HERE)
    _, other = accounts.sign_in("ed", WORDS + "!", address=HERE)
    accounts.change_password(accounts.get("ed"), WORDS + "!", "another good password", HERE)
    assert accounts.signed_in(one) is accounts.signed_in(other) is None
    with pytest.raises(AccountError, match="wrong"):
        accounts.sign_in("ed", WORDS + "!", address=HERE)
    assert accounts.sign_in("ed", "another good password", address=HERE)


def test_signing_out_everywhere_and_one_by_one(accounts: Accounts) -> None:
    """All sessions of an account end at once, or a single one; a token stays."""
    ed = accounts.get("ed")
    secrets = [accounts.sign_in("ed", WORDS + "!", address=HERE, agent=f"b{number}")[1] for number in range(3)]
    token = accounts.new_token(ed, "reports")
    first = next(key for key in accounts.keys(ed) if key.label == "b0")
    accounts.end(ed, first.key_id)
    assert [accounts.signed_in(secret) is None for secret in secrets] == [True, False, False]
    with pytest.raises(AccountError):
        accounts.end(accounts.get("ann"), first.key_id)
    accounts.sign_out_everywhere(ed)
    assert all(accounts.signed_in(secret) is None for secret in secrets)
    assert accounts.bearer(token) == ed


def test_wrong_passwords_are_borne_a_few_times(accounts: Accounts, library: Library) -> None:
    """After so many, of a name or from an address, even the right one waits; a restart forgets nothing."""
    strict = Accounts(library.rooms.accounts, Limits(tries_an_account=3, tries_an_address=5))
    for _ in range(3):
        with pytest.raises(AccountError, match="wrong"):
            strict.sign_in("ed", "no such password", address=HERE)
    again = Accounts(library.rooms.accounts, strict.limits)
    with pytest.raises(TooManyTriesError, match="Wait 15 minutes"):
        again.sign_in("ED", WORDS + "!", address="198.51.100.1")
    for _ in range(2):
        with pytest.raises(AccountError, match="wrong"):
            again.sign_in("nobody", "no such password", address=HERE)
    with pytest.raises(TooManyTriesError):
        again.sign_in("ann", WORDS, address=HERE)
    assert again.sign_in("ann", WORDS, address="198.51.100.2")


def test_there_is_always_an_admin(accounts: Accounts) -> None:
    """The only admin cannot be disabled, demoted or removed while there are others; the first account is an admin's."""
    for act in (
        lambda: accounts.disable("ann", disabled=True),
        lambda: accounts.set_role("ann", Role.EDITOR),
        lambda: accounts.remove("ann"),
    ):
        with pytest.raises(AccountError, match="only admin"):
            act()
    accounts.set_role("ed", Role.ADMIN)
    accounts.remove("ann")
    accounts.remove("ed")
    assert not accounts.any()
    with pytest.raises(AccountError, match="first account"):
        accounts.add("ed", Role.EDITOR, WORDS)


def test_a_disabled_account_is_out_at_once(accounts: Accounts) -> None:
    """Its sessions and tokens end, its password opens nothing; enabled, it signs in again."""
    ed = accounts.get("ed")
    _, secret = accounts.sign_in("ed", WORDS + "!", address=HERE)
    token = accounts.new_token(ed, "x")
    accounts.disable("ed", disabled=True)
    assert accounts.signed_in(secret) is accounts.bearer(token) is None
    with pytest.raises(AccountError, match="wrong"):
        accounts.sign_in("ed", WORDS + "!", address=HERE)
    accounts.disable("ed", disabled=False)
    assert accounts.sign_in("ed", WORDS + "!", address=HERE)
    assert accounts.signed_in(secret) is None


@pytest.mark.parametrize("name", ["", "a b", "ANN", "../x", "é", "x" * 65, "local", "-x"])
def test_strange_and_taken_names_are_refused(accounts: Accounts, name: str) -> None:
    """A name that is taken, whatever its case, or could be mistaken for something else is refused."""
    with pytest.raises(AccountError):
        accounts.add(name, Role.EDITOR, WORDS)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "investigator-1", "x" * 501])
def test_weak_passwords_are_refused(accounts: Accounts, password: str) -> None:
    """Short, endless, one letter over and over, or the name itself."""
    with pytest.raises(AccountError):
        accounts.add("investigator-1", Role.EDITOR, password)


def test_addresses_of_one_network_count_as_one() -> None:
    """An IPv6 address counts with its network, IPv4 alone, and whatever else as it is."""
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("x") == "x"


def test_the_audit_log_is_only_added_to(library: Library) -> None:
    """Changes are listed newest first, by person and words; the database refuses to change or delete one."""
    library.audit.record("ann", "withdrew a document", "d1", "why", via="web", address=HERE)
    library.audit.record("ed", "judged a fact", "f1")
    newest, older = library.audit.changes(limit=2)
    assert (newest.by, older.act, older.subject, older.via) == ("ed", "withdrew a document", "d1", "web")
    assert [one.by for one in library.audit.changes(by="ann")] == ["ann"]
    assert [one.by for one in library.audit.changes(about="WITHDREW")] == ["ann"]
    with sqlite3.connect(library.rooms.workspace.database) as connection:
        for statement in ("UPDATE audit_log SET person = 'x'", "DELETE FROM audit_log"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(statement)
