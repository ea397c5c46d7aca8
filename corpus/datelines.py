"""The date a text gives itself in its first lines, as ISO 8601 at the precision written."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = r"(?P<month>" + "|".join(f"{m}|{m[:3]}" for m in MONTHS) + r")\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b",
        rf"\b{DAY}(?:\s+day)?\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b",
        rf"\b{MONTH},?\s+{YEAR}\b",
        rf"\b(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?{YEAR}\b",
    )
)
AGREED = re.compile(
    r"\b(?:dated|made|entered into|effective(?: date)?|executed|as of|signed|done (?:at|in))\b", re.IGNORECASE
)
AGREED_REACH = 60
FIRST_BLOCKS = 6
LONGEST_DATELINE = 160
OPENING = re.compile(r"(?P<head>[^\n]{1,60}?)\s[-\u2013\u2014]+\s")
"""Within a long paragraph only what stands before a dash can be a dateline: `LONDON, 3 May 2021 - ...`."""


def find_date(text: str) -> str | None:
    """Return the first calendar date in `text`, None when there is none."""
    matches = [match for form in FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        date = _iso(match.groupdict())
        if date is not None:
            return date
    return None


def find_dateline(blocks: Sequence[str]) -> str | None:
    """Return the date that the opening blocks carry by themselves; a date inside a sentence is not a dateline."""
    for block in blocks[:FIRST_BLOCKS]:
        whole = len(block) <= LONGEST_DATELINE and not block.endswith(".")
        opening = None if whole else OPENING.match(block)
        date = find_date(block if whole else opening["head"] if opening else "")
        if date is not None:
            return date
    return None


def find_agreement_date(text: str) -> str | None:
    """Return the date that a contract gives itself: `dated as of`, `entered into on`, `effective`, `signed`."""
    for match in AGREED.finditer(text):
        date = find_date(text[match.end() : match.end() + AGREED_REACH])
        if date is not None:
            return date
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = parts["year"], parts["month"] or "", parts.get("day")
    number = int(month) if month.isdigit() else next(i for i, m in enumerate(MONTHS, 1) if m[:3] == month[:3].lower())
    if not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if 1 <= int(day) <= 31 else None
