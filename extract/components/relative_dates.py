"""Dates that lean on the document's date: "yesterday", "last month", "two years ago", "on Tuesday", "in October".

News looks back: a weekday or a month without a year is the last one before the document's date, or the next one where
the words before it look ahead ("will", "next", "by").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extract.components.numerals import SMALL
from extract.records import Date

_MONTH_WORDS = "January February March April May June July August September October November December"
_MONTH_NAMES = tuple(_MONTH_WORDS.split())
_MONTHS = "|".join(_MONTH_NAMES)
_WEEKDAY_WORDS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_WEEKDAYS = tuple(_WEEKDAY_WORDS.split())
_COUNT = r"(?:\d{1,2}|a|an|" + "|".join(word for word, number in SMALL.items() if 0 < number <= 20) + ")"

RELATIVE = (
    r"(?i:\b(?:(?:the\s+day\s+before\s+)?yesterday|today|tomorrow)\b)"
    r"|(?i:\b(?:last|this|next|earlier\s+this|later\s+this|the\s+past)\s+(?:week|month|year|quarter)\b)"
    r"|(?i:\b(?:last|this|next)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"(?!,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b)(?!,?\s+(?:{_MONTHS})\s+\d)"
    r"|(?i:\b(?:over|in|during|for)?\s*(?:the\s+)?(?:past|last)\s+"
    rf"(?:{_COUNT}\s+(?:day|week|fortnight|month|year|decade)s?|fortnight|decade)\b)"
    rf"|(?i:(?<!half )\b{_COUNT}\s+(?:day|week|fortnight|month|year|decade)s?\s+ago\b)"
    rf"|(?:\b(?i:last|this|next|in|since|by|until|on|from)\s+(?:\d{{1,2}}\s+)?(?:{_MONTHS})\b"
    r"(?:\s+\d{1,2}\b)?(?!,?\s+\d)"
    rf"(?!\s+(?:to|and|until|or)\s+(?:{_MONTHS})\s+\d{{4}}))"
    rf"|(?:\b\d{{1,2}}\s+(?:{_MONTHS})\b(?!,?\s+\d))"
    rf"|(?:(?:(?<=day )|(?<=day, ))(?:{_MONTHS})\s+\d{{1,2}}\b(?!,?\s+\d))"
)
_AHEAD = re.compile(
    r"\b(?:will|would|next|by|until|due|upcoming|plans? to|expected|scheduled)\b[^.]{0,40}$", re.IGNORECASE
)


def find_relative(text: str, match: re.Match[str], today: str | None) -> tuple[int, int, Date] | None:
    """Return what a match of `RELATIVE` means on the day `today` (ISO 8601), None where that cannot be said."""
    written = match.group()
    start = match.start() + len(written) - len(written.lstrip())
    words = written.lower().split()
    skip = len(words[0]) + 1 if words[0] in ("in", "since", "by", "until", "on", "from", "over", "during", "for") else 0
    day = _full(today)
    if day is None:
        found = _by_year(words, today)
    else:
        ahead = bool(_AHEAD.search(text[max(0, match.start() - 60) : match.start() + skip]))
        found = _resolve(words, written, day, ahead=ahead)
    return None if found is None else (start + skip, match.end(), found)


def _full(today: str | None) -> date | None:
    try:
        return date.fromisoformat(today) if today and len(today) == 10 else None
    except ValueError:
        return None


def _by_year(words: list[str], today: str | None) -> Date | None:
    """A document known by year or month alone still says which year is last year."""
    if not today or not today[:4].isdigit() or words[-1] != "year":
        return None
    shift = {"last": -1, "this": 0, "next": 1}.get(words[-2])
    return None if shift is None else Date(str(int(today[:4]) + shift))


def _resolve(words: list[str], written: str, day: date, *, ahead: bool) -> Date | None:
    if words[-1] in ("yesterday", "today", "tomorrow"):
        shift = ("yesterday", "today", "tomorrow").index(words[-1]) - 1 - ("before" in words)
        return _iso(day + timedelta(days=shift))
    if words[-1] == "ago":
        return _ago(_count(words[-3]), words[-2], day)
    if words[-1].rstrip("s") in ("day", "week", "fortnight", "month", "year", "quarter", "decade"):
        return _stretch(words, day)
    weekday = next((number for number, name in enumerate(_WEEKDAYS) if name in written), None)
    if weekday is not None:
        return _weekday(weekday, words[0], day, ahead=ahead)
    return _month(written, words[0], day, ahead=ahead)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.get(word, 1)


def _back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _ago(count: int, unit: str, day: date) -> Date | None:
    unit, times = _plain_unit(unit)
    count *= times
    if unit == "day":
        return _iso(day - timedelta(days=count))
    if unit == "week":
        return _week(day - timedelta(weeks=count))
    return Date(_back(day, count).isoformat()[:7]) if unit == "month" else Date(str(day.year - count))


def _plain_unit(word: str) -> tuple[str, int]:
    """Return a unit and how many of it a word means: a decade is ten years."""
    unit = word.rstrip("s")
    return {"decade": ("year", 10), "fortnight": ("week", 2)}.get(unit, (unit, 1))


def _stretch(words: list[str], day: date) -> Date | None:
    unit, times = _plain_unit(words[-1])
    counted = [word for word in words[:-1] if word.isdigit() or word in SMALL]
    if counted or "past" in words or times > 1:
        count = (_count(counted[0]) if counted else 1) * times
        begin = {"day": timedelta(days=count), "week": timedelta(weeks=count)}.get(unit)
        first = day - begin if begin else _back(day, count * (12 if unit == "year" else 3 if unit == "quarter" else 1))
        return Date(first.isoformat(), day.isoformat())
    shift = {"last": -1, "this": 0, "next": 1}.get(words[-2], 0)
    if unit == "week":
        return _week(day + timedelta(weeks=shift))
    if unit == "month":
        return Date(_back(day, -shift).isoformat()[:7])
    if unit == "quarter":
        first = _back(day.replace(day=1), (day.month - 1) % 3 - 3 * shift)
        return Date(first.isoformat()[:7], _back(first, -2).isoformat()[:7])
    return Date(str(day.year + shift))


def _week(day: date) -> Date:
    monday = day - timedelta(days=day.weekday())
    return Date(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def _weekday(weekday: int, opening: str, day: date, *, ahead: bool) -> Date:
    back = (day.weekday() - weekday) % 7
    if opening == "next" or ahead:
        return _iso(day + timedelta(days=(weekday - day.weekday()) % 7 or 7))
    if opening == "last" and back == 0:
        back = 7
    return _iso(day - timedelta(days=back))


def _month(written: str, opening: str, day: date, *, ahead: bool) -> Date | None:
    month = next(number for number, name in enumerate(_MONTH_NAMES, start=1) if name in written)
    numbers = re.findall(r"\d+", written)
    forward = opening == "next" or ahead
    try:
        wanted = date(day.year, month, int(numbers[0]) if numbers else 1)
        if forward and (wanted.year, wanted.month) < (day.year, day.month):
            wanted = wanted.replace(year=day.year + 1)
        elif not forward and (wanted > day or (opening == "last" and (month == day.month))):
            wanted = wanted.replace(year=day.year - 1)
    except ValueError:
        return None
    return _iso(wanted) if numbers else Date(wanted.isoformat()[:7])


def _iso(day: date) -> Date:
    return Date(day.isoformat())
