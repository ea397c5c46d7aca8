"""Whose law governs a contract, and the sentence that says so."""

from __future__ import annotations

import re

from extract.folding import listed
from extract.gazetteers.countries import find_country, is_state
from extract.records import Span

_STATE = r"(?:State|Commonwealth|Province|Republic|Kingdom|People[’']s\s+Republic|Federal\s+Republic|Grand\s+Duchy)"
_UNION = (
    r"(?:United\s+States(?:\s+of\s+America)?,?\s+and(?:,[^,.;]{4,60},)?\s+(?:by\s+)?(?:the\s+laws\s+)?(?:of\s+)?"
    r"(?:the\s+)?(?=State|Common))?"
)
"""The union whose law is named before that of one of its states."""
_LAWS = re.compile(
    rf"\blaws?\b(?:\s+and\s+[\w\s]{{2,30}}?|\s+in\s+force|,[^,.;]{{4,80}},)?\s+(?:of"
    rf"|in)\s*(?:the\s+)?{_UNION}(?:{_STATE}\s+of\s*)?(?:the\s+)?(?P<name>[A-Z][\w.’'-]*"
    r"(?:(?:\s+and|\s+of)?\s+[A-Z][\w.’'-]*){0,4})",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\b(?:by|under|with|to)\s+(?:the\s+)?(?P<name>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)\s+law\b")
_GOVERNING = re.compile(
    r"govern|constru|interpret|enforce|controlled|determined|applicable law(?=\s+(?:shall|is|of|:))", re.IGNORECASE
)
_ENDING = re.compile(
    r"\s+(?:without|including|applicable|excluding|and|as|with|in|exclusive|regardless|shall|notwithstanding|except"
    r"|for|irrespective"
    r"|but|or|to|other|exclusively|that|which|governs?|from|if|the|then|of|by)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_NAMES = listed(
    "law laws conflict conflicts such this any that which its each other incorporation organization organisation"
)
_LANDS = {
    "PRC": "People's Republic of China",
    "P.R.C": "People's Republic of China",
    "English": "England",
    "Scottish": "Scotland",
    "Scots": "Scotland",
    "District": "District of Columbia",
}
_BEFORE, _AFTER = 240, 120  # code points around a law within which it must be said to govern


def find_governing_law(text: str) -> tuple[str, Span] | None:
    """Return the state or country whose law governs, without "State of", and the words that say so."""
    best: tuple[int, str, Span] | None = None
    for pattern in (_LAWS, _ADJECTIVE):
        for match in pattern.finditer(text):
            name = _cleaned(match.group("name").split("\n\n")[0])
            score = _score(text, match.start(), match.start("name"))
            score += bool(score and (find_country(name) or is_state(name.lower())))
            if name and score and (best is None or score > best[0]):
                best = (score, name, Span(match.start(), match.start("name") + len(match.group("name"))))
    return (best[1], best[2]) if best is not None else None


def _score(text: str, start: int, end: int) -> int:
    """Return how surely a law governs: 0 where nothing near says so, more where the clause is headed by it."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    last = list(_GOVERNING.finditer(before))
    if last and len(before) - last[-1].end() <= 90:
        return 3 if re.search(r"agreement|contract", before, re.IGNORECASE) else 2
    if re.match(r"[^.;]{0,90}?\b(?:shall\s+)?govern", after, re.IGNORECASE | re.DOTALL):
        return 2
    return 0


def _cleaned(name: str) -> str:
    words = " ".join(name.split())
    joined = re.match(r"England and Wales", words, re.IGNORECASE)
    if joined:
        return "England and Wales"
    words = _ENDING.sub("", words) if not re.match(r"(?:People|Republic|District)", words, re.IGNORECASE) else words
    words = words.rstrip(".,;’'").strip()
    if not words or not words[0].isupper() or words.split()[0].lower() in _NOT_NAMES:
        return ""
    words = _LANDS.get(words, words)
    return words.title() if words.isupper() and len(words) > 3 else words
