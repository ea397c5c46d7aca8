"""How exact a number is said to be: exact, about, at_least, up_to or total, from the words around it."""

from __future__ import annotations

import re

_WORDS = {
    "at_least": r"at least|more than|over|upwards? of|no less than|not less than|no fewer than|not fewer than"
    r"|in excess of|exceeding|above|a minimum of|minimum of|well over|greater than",
    "up_to": r"up to|as much as|as many as|at most|less than|fewer than|under|below|not exceeding|not to exceed"
    r"|no more than|not more than|a maximum of|maximum of",
    "about": r"about|around|approximately|approx\.|roughly|some|nearly|almost|an estimated|estimated|close to|circa"
    r"|ca\."
    r"|c\.|~|in the region of|just over|just under|an average of",
    "total": r"worth|totall?ing|totall?ed|totals|a total of|total of|in total|valued at|combined|a combined"
    r"|aggregate of|collectively worth",
}
_BEFORE = {
    name: re.compile(rf"(?<!\w)(?:{words})(?:\s+(?:the|a|an|its|their))?\s*$", re.IGNORECASE)
    for name, words in _WORDS.items()
}
_AFTER = {
    "at_least": re.compile(r"\s*(?:or more|and more|plus\b|or above|\+)", re.IGNORECASE),
    "up_to": re.compile(r"\s*or (?:less|fewer)\b", re.IGNORECASE),
    "about": re.compile(r"\s*or so\b", re.IGNORECASE),
    "total": re.compile(r"\s*(?:in total|altogether)\b", re.IGNORECASE),
}
_REACH = 32  # characters: the longest phrase above and the white space around it


def find_qualifier(text: str, start: int, end: int) -> str:
    """Return the qualifier of the number from `start` to `end`; the words nearest before it win."""
    before = text[max(0, start - _REACH) : start]
    found = [(match.start(), name) for name, words in _BEFORE.items() if (match := words.search(before))]
    if found:
        return min(found)[1]
    after = text[end : end + _REACH]
    return next((name for name, words in _AFTER.items() if words.match(after)), "exact")
