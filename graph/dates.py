"""Dates of every precision, made comparable by the last day they may speak of.

A document dated `2019-10` is known to have been published by the end of that month, not before.
"""

from __future__ import annotations

import calendar
import re

from graph.errors import DateUnreadableError

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.DOTALL | re.ASCII)


def find_last_day(text: str | None) -> str | None:
    """Return the last day, `YYYY-MM-DD`, of an ISO 8601 year, month or day; None where the text is no such date."""
    match = ISO.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if year == 0 or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= int(day) <= last:
        return None
    return f"{year:04}-{month:02}-{int(day or last):02}"


def get_last_day(text: str) -> str:
    """Return the last day of a date that a person gave; raises `DateUnreadableError`."""
    day = find_last_day(text)
    if day is None:
        raise DateUnreadableError(text)
    return day
