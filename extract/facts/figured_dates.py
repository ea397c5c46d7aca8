"""Dates in figures that two traditions read differently, in a paper that says which tradition it follows: "11/4/10".

Guarantees: nothing is read unless the paper itself settles the order of day and month: by another date in figures that
can be read in one way only, else by an American address or law. A date whose parts fit no calendar is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extract.records import Date

_FIGURES = re.compile(
    r"(?<![\w/.,-])(?P<one>\d{1,2}) ?(?P<sep>[/-]) ?(?P<two>\d{1,2}) ?(?P=sep) ?(?P<year>(?:19|20)\d\d|\d\d)(?![\w/-])"
)
_AMERICAN = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])\.?,? +\d{5}\b|\b(?:state|commonwealth) of [A-Z]|\b(?:Delaware|Nevada|California|Texas|Florida) "
    r"(?:corporation|limited)", re.IGNORECASE,
)  # fmt: skip
_CENTURY = 50
"""Two figures below this are a year of this century."""


def find_figured_dates(text: str, start: int, end: int) -> Iterator[tuple[Date, int, int]]:
    """Yield the dates in figures between two places of a paper, each with where it stands, in order."""
    found = list(_FIGURES.finditer(text, start, end))
    month_first = is_month_first(text) if found else None
    for match in found if month_first is not None else ():
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        month, day = (one, two) if month_first else (two, one)
        whole = year if year > 99 else year + (2000 if year < _CENTURY else 1900)
        try:
            yield Date(date(whole, month, day).isoformat()), match.start(), match.end()
        except ValueError:
            continue


def is_month_first(text: str) -> bool | None:
    """Return whether a paper writes the month before the day; None where it does not tell, or tells both."""
    pairs = [(int(match["one"]), int(match["two"])) for match in _FIGURES.finditer(text)]
    months, days = any(two > 12 >= one for one, two in pairs), any(one > 12 >= two for one, two in pairs)
    if months or days:
        return months if months != days else None
    return True if _AMERICAN.search(text) else None
