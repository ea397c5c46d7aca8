"""The record of a change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Something somebody did: `at` is ISO 8601 in UTC, `act` says what in words, `subject` to what.

    `detail` is what a reader may want to know besides; `via` how it was asked for: `web`, `api`, `command`, `server`.
    """

    number: int
    at: str
    by: str
    act: str
    subject: str
    detail: str
    via: str
    address: str
