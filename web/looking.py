"""Where the words of a query stand in a document, so that a reader can step from one to the next.

A plain reading of the query, for marking only: which documents match is the index's to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from search.fields import LABELS, ROLES, TEXTS
from web.marking import Stretch

PHRASE = re.compile(r'"([^"]+)"')
TERM = re.compile(r"[^\s()\"]+")
IN_TEXT = frozenset(field.value for field in TEXTS | LABELS | ROLES)
"""Fields whose values stand in the text."""
ENDING = re.compile(r"(ies|es|s|ed|ing|y|e)$")
OPERATORS = frozenset({"OR", "AND", "NOT"})
MOST = 500
TRIED = 5_000
"""Places that begin like a word and are looked at, before none is said to be near."""
STEMMED = 5
"""Words at least this long also match with another ending."""


def terms_of(query: str) -> tuple[str, ...]:
    """Return the phrases and words of a query that are looked for in the text; excluded ones are not."""
    phrases = [" ".join(found.split()) for found in PHRASE.findall(query)]
    rest = re.sub(r'-?(\w+:)?"[^"]*"(~\d+)?', " ", query)
    words = []
    negated = False
    for term in TERM.findall(rest):
        if term in OPERATORS:
            negated = term == "NOT"
            continue
        field, colon, value = term.partition(":")
        word = value if colon and field in IN_TEXT else "" if colon else term
        if word and not negated and not word.startswith(("-", "@")):
            words.append(re.sub(r"~\d*$", "", word).strip(".,;"))
        negated = False
    wanted = [*(phrase for phrase in phrases if not phrase.startswith("@")), *words]
    return tuple(dict.fromkeys(term for term in wanted if len(term.strip("*?")) > 1))


def pattern_of(term: str) -> str:
    """Return a term as a regular expression: whole words, wildcards kept, other endings of longer words."""
    words = [re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in term.split()]
    if _is_stemmed(term):
        words = [re.escape(ENDING.sub("", term)) + r"\w{0,4}"]
    return r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)"


def _is_stemmed(term: str) -> bool:
    return term.isalpha() and len(term) >= STEMMED


def _opening(term: str) -> str:
    """Return the letters that every place of a term begins with, in lower case."""
    if _is_stemmed(term):
        return ENDING.sub("", term).lower()
    return re.split(r"[*?]", term.split(maxsplit=1)[0])[0].lower()


def stretches_of(text: str, query: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Return where the query's words stand between `start` and `end`, in order, at most `MOST`."""
    terms = terms_of(query)[:40]
    if not terms:
        return ()
    found = re.finditer("|".join(pattern_of(term) for term in terms), text[start:end], re.IGNORECASE)
    return tuple(Stretch(start + m.start(), start + m.end()) for m in islice(found, MOST))


@dataclass(frozen=True, slots=True)
class Beyond:
    """The nearest marked places before and after a leaf."""

    before: Stretch | None = None
    after: Stretch | None = None


def beyond(text: str, query: str, start: int, end: int) -> Beyond:
    """Return the nearest places of the query's words outside of the text from `start` to `end`."""
    terms = terms_of(query)[:40]
    if not terms or (start <= 0 and end >= len(text)):
        return Beyond()
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows when it is lowered would shift every place
        lowered = text
    before = [found for term in terms if (found := _nearest(text, lowered, term, start, ahead=False))]
    after = [found for term in terms if (found := _nearest(text, lowered, term, end, ahead=True))]
    return Beyond(
        max(before, key=lambda found: found.start, default=None),
        min(after, key=lambda found: found.start, default=None),
    )


def _nearest(text: str, lowered: str, term: str, at: int, *, ahead: bool) -> Stretch | None:
    """Return the first place of a term after `at`, or the last before it; its first letters are looked for first."""
    pattern = re.compile(pattern_of(term), re.IGNORECASE)
    letters = _opening(term)
    if not letters:
        return None
    for _ in range(TRIED):
        at = lowered.find(letters, at) if ahead else lowered.rfind(letters, 0, at)
        if at < 0:
            return None
        found = pattern.match(text, at)
        if found:
            return Stretch(found.start(), found.end())
        at += len(letters) if ahead else 0
    return None
