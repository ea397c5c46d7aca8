"""Dates and numbers as queries write them, and what stretch of time a date stands for."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_NUMBER = re.compile(r"[$€£¥]?(\d[\d,]*(?:\.\d+)?)(k|m|bn|b|t|tn|thousand|million|billion|trillion)?", re.ASCII)
_UNITS = {"k": 3, "m": 6, "b": 9, "t": 12}
LARGEST = Decimal(10) ** 18
"""Numbers past this are no amounts of anything."""


def find_date(text: str) -> str | None:
    """Return a date in ISO 8601 at the precision written, None where it is none: `2019-13`."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def find_number(text: str) -> Decimal | None:
    """Return a number written with groups and a unit: `1,500`, `$2.5m`, `3bn`."""
    match = _NUMBER.fullmatch(text.lower())
    if match is None:
        return None
    try:
        number = Decimal(match[1].replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the pattern admits nothing else
        return None
    number = number.scaleb(_UNITS[match[2][0]]) if match[2] else number
    return number if number <= LARGEST else None


def days(text: str) -> tuple[int, int]:
    """Return the first and last day an ISO 8601 date stands for, as `yyyymmdd`: `2019-10` -> 20191001, 20191031."""
    year, month, day = (int(part) if part else 0 for part in (*text.split("-"), "", "")[:3])
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return year * 10000 + (month or 1) * 100 + (day or 1), year * 10000 + last_month * 100 + last_day
