"""Parts of a whole told in two numbers: "300 of the 430 councils", "12 out of 40 schools", "one in three schools"."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.context import Context
from extract.records import Quantity, ValueMention

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = r"(?P<part>\d{1,3}(?:,\d{3})*|" + "|".join(_WORDS) + ")"
_OF = re.compile(
    r"\b" + _NUMBER + r" (?:of (?:the |all |its |their )?(?:[\w-]+['’]s? )?|out of (?:the )?)$", re.IGNORECASE
)
_IN = re.compile(r"\b" + _NUMBER + r" (?:in|in every|out of every) $", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:nearly|almost|about|around|some|roughly|approximately)\s+$", re.IGNORECASE)
_LONGEST = 40


def part_of_whole(context: Context, item: ValueMention, whole: Quantity) -> Quantity | None:
    """Return the part that stands before a whole, as a count of its unit or as a share; None where none does.

    A part is never more than its whole: "2019 of 300 pages" is none. "One in three" is about 33.3 percent.
    """
    before = context.text[max(0, item.start - _LONGEST) : item.start]
    found = _OF.search(before)
    ratio = _IN.search(before) if found is None else None
    match = found or ratio
    if match is None or whole.unit == "percent" or whole.value <= 0:
        return None
    words = match["part"].lower()
    part = Decimal(_WORDS[words]) if words in _WORDS else Decimal(words.replace(",", ""))
    if part > whole.value or not whole.unit or whole.unit.isdigit():
        return None
    about = _ABOUT.search(before[: match.start()]) is not None
    if ratio is not None:
        if words not in ("one", "1") and whole.value not in (5, 10, 100, 1000):
            return None
        return Quantity((part * 100 / whole.value).quantize(Decimal("0.1")), "percent", "about")
    return Quantity(part, whole.unit, "about" if about else "exact")
