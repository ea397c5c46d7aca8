"""Dates and periods in a text: written out, in figures, by quarter, or relative to the document's own date.

A date has the precision that the text gives. Relative dates ("last week") are resolved against the document's date
and left out where that is not known. Figures such as 03/04/2024, which two traditions read differently, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from extract.components.relative_dates import RELATIVE, find_relative
from extract.records import Date

_MONTH_WORDS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct"
    "|november nov|december dec"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_WORDS.split("|"), start=1) for name in names.split()}
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_HALVES = {"h1": 1, "h2": 2, "first half": 1, "second half": 2}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LOUD = "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER".replace(" ", "|")
_M = rf"(?:{_MONTH}|(?:{_LOUD}))(?!\w)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)(?!\w)(?!,\d{3})"
_DASH = r"\s?[-–—]\s?|\s+(?:to|and|until|through)\s+"

_PATTERN = re.compile(
    rf"(?P<iso>\b{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b)(?!-\d)"
    rf"|\b(?P<d1>{_DAY})(?:{_DASH})(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m1>{_M}),?\s+(?P<y1>{_YEAR})"
    rf"|(?:\b|(?<=_)|(?<=\bof))(?P<d3>{_DAY})(?:(?:\s(?:st|nd|rd|th))?\s+(?:day\s+)?(?:of\s+)?(?P<m3>{_M})(?:\s?,\s*|\s+)(?:of\s+)?"
    rf"|-(?P<m3h>{_M})-)(?P<y3>{_YEAR})"
    rf"|(?:\b|(?<=_))(?P<m4>{_M})\s+(?P<d4>{_DAY})(?:(?:{_DASH})(?P<d5>{_DAY}))?(?:\s?,\s*|\s+)(?P<y4>{_YEAR})"
    rf"|\b(?P<slashed>{_YEAR}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01]))\b"
    rf"|\b(?P<between>(?<=[bB]etween ))?(?P<m7>{_M})(?:\s?[-–—]\s?|\s+(?:to|until|(?(between)and|through))\s+)"
    rf"(?P<m8>{_M}),?\s+(?:of\s+)?(?P<y8>{_YEAR})"
    rf"|\b(?P<d9>{_DAY})\s+(?P<m9>{_M})(?:{_DASH})(?P<d10>{_DAY})\s+(?P<m10>{_M}),?\s+(?P<y10>{_YEAR})"
    rf"|\b(?P<m6>{_M})(?:,?\s+(?:of\s+)?|-)(?P<y6>{_YEAR})"
    rf"|\b(?P<qy1>{_YEAR})\s?(?P<q1>Q[1-4])\b"
    rf"|\b(?P<q2>Q[1-4]|H[12]|(?i:(?:first|second|third|fourth)[\s-]+quarter|(?:first|second)[\s-]+half))"
    rf"(?:\s+of)?(?:\s+(?:FY)?)(?P<qy2>{_YEAR})"
    rf"|\bFY\s?(?P<span3>{_YEAR})\s?[-–/]\s?(?P<span4>(?:20)?\d\d)(?![\d-])"
    r"|\b(?i:(?:early|mid|late)[\s-]+)?(?P<decade>(?:19|20)\d0)s\b"
    r"|\b(?P<n1>\d{1,2})(?P<sep>[/.])(?P<n2>\d{1,2})(?P=sep)(?P<ny>(?:19|20)\d\d)\b"
    rf"|\b(?P<span1>{_YEAR})\s?[-–/]\s?(?P<span2>(?:20)?\d\d)(?![\d-])"
    rf"|(?i:\b(?:in|since|of|by|until|till|from|during|early|late|mid|between|to|and|year|years|fiscal|after|before|"
    rf"through|for|the|end|around|back|ending|ended|spring|summer|autumn|winter)[\s-]+|\bFY\s?)(?P<year>{_YEAR})(?![\w%-])(?![–/](?:20)?\d\d(?!\d))(?!\s?(?:%|per\s?cent"
    rf"|km|people))"
    rf"|(?<=\()(?P<year2>{_YEAR})(?=\))"
    rf"|(?P<relative>{RELATIVE})"
)
_YEAR_NOT_COUNT = re.compile(r"\s+(?:cameras|people|persons|units|networks|companies|million|billion|thousand)\b")


def find_dates(text: str, today: str | None = None) -> Iterator[tuple[int, int, Date]]:
    """Yield dates with where they stand, in order; `today` is the document's own date in ISO 8601, if known."""
    last: tuple[int, int, Date] | None = None
    for match in _PATTERN.finditer(text):
        found = _read(text, match, today)
        if found is None:
            continue
        if last is not None and (joined := _period(text, last, found)):
            last = joined
            continue
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _period(text: str, first: tuple[int, int, Date], second: tuple[int, int, Date]) -> tuple[int, int, Date] | None:
    """Join "from March 2019 to June 2020", "between 2019 and 2021" and "1 May 2019 – 3 June 2020" to one period."""
    if first[2].end or second[2].end or not first[2].value < second[2].value:
        return None
    link = text[first[1] : second[0]].strip().lower()
    before = text[max(0, first[0] - 12) : first[0]].lower().split()
    opened = before[-1] if before else ""
    wanted = {"from": ("to", "until", "till", "through"), "between": ("and",)}.get(opened, ())
    full = "-" in first[2].value and len(first[2].value) == len(second[2].value)  # "1 April 2019 to 31 March 2020"
    if link not in (*wanted, "-", "–", "—", "through", *(("to", "until") if full else ())):
        return None
    return first[0], second[1], Date(first[2].value, second[2].value)


def _read(text: str, match: re.Match[str], today: str | None) -> tuple[int, int, Date] | None:
    for group, reader in _READERS:
        if match[group] is not None:
            found = reader(match)
            break
    else:
        year = "year" if match["year"] else "year2"
        if year != "year" and not match["year2"]:
            return find_relative(text, match, today)
        found = None if _YEAR_NOT_COUNT.match(text, match.end(year)) else Date(match[year])
        return None if found is None else (match.start(year), match.end(year), found)
    return None if found is None else (match.start(), match.end(), found)


def _slashed(match: re.Match[str]) -> Date | None:
    return _day(*map(int, match["slashed"].split("/")))


def _months(match: re.Match[str]) -> Date | None:
    first, last = _month(match["m7"]), _month(match["m8"])
    return Date(f"{match['y8']}-{first:02}", f"{match['y8']}-{last:02}") if first < last else None


def _days_of_months(match: re.Match[str]) -> Date | None:
    first, last = (_days(match["y10"], match[f"m{one}"], match[f"d{one}"], None) for one in (9, 10))
    return Date(first.value, last.value) if first and last and first.value < last.value else None


def _decade(match: re.Match[str]) -> Date:
    first = match["decade"]
    return Date(first, f"{first[:3]}9")


def _iso(match: re.Match[str]) -> Date | None:
    parts = [int(part) for part in match["iso"].split("-")]
    return Date(match["iso"]) if len(parts) == 2 else _day(*parts)


def _day_range(match: re.Match[str]) -> Date | None:
    return _days(match["y1"], match["m1"], match["d1"], match["d2"])


def _day_month_year(match: re.Match[str]) -> Date | None:
    return _days(match["y3"], match["m3"] or match["m3h"], match["d3"], None)


def _month_day_year(match: re.Match[str]) -> Date | None:
    return _days(match["y4"], match["m4"], match["d4"], match["d5"])


def _month_year(match: re.Match[str]) -> Date | None:
    return Date(f"{match['y6']}-{_month(match['m6']):02}")


def _quarter(match: re.Match[str]) -> Date | None:
    year, name = match["qy1"] or match["qy2"], (match["q1"] or match["q2"]).lower().replace("-", " ")
    half = _HALVES.get(" ".join(name.split()))
    first, months = (6 * half - 5, 6) if half else (3 * _QUARTERS[name.split()[0]] - 2, 3)
    return Date(f"{year}-{first:02}", f"{year}-{first + months - 1:02}")


def _figures(match: re.Match[str]) -> Date | None:
    first, second, year = int(match["n1"]), int(match["n2"]), int(match["ny"])
    if match["sep"] == "." or first > 12:
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    return None


def _years(match: re.Match[str]) -> Date | None:
    first, second = match["span1"] or match["span3"], match["span2"] or match["span4"]
    second = first[:2] + second if len(second) == 2 else second
    return Date(first, second) if first < second else None


_READERS: tuple[tuple[str, Callable[[re.Match[str]], Date | None]], ...] = (
    ("iso", _iso),
    ("d1", _day_range),
    ("d3", _day_month_year),
    ("m4", _month_day_year),
    ("slashed", _slashed),
    ("m7", _months),
    ("d9", _days_of_months),
    ("m6", _month_year),
    ("qy1", _quarter),
    ("qy2", _quarter),
    ("ny", _figures),
    ("span1", _years),
    ("span3", _years),
    ("decade", _decade),
)


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _days(year: str, month: str, first: str, last: str | None) -> Date | None:
    begin = _day(int(year), _month(month), int(first.rstrip("stndrh")))
    end = _day(int(year), _month(month), int(last.rstrip("stndrh"))) if last else None
    return begin if begin is None or end is None else Date(begin.value, end.value)


def _day(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(date(year, month, day).isoformat())
    except ValueError:
        return None
