"""Where the words of a query stand in a document, so that a reader can step from one to the next.

A plain reading of the query, for marking only: which documents match is the index's to say.
"""

from __future__ import annotations

import re
from itertools import islice

from search.fields import LABELS, ROLES, TEXTS
from web.marking import Stretch

PHRASE = re.compile(r'"([^"]+)"')
TERM = re.compile(r"[^\s()\"]+")
IN_TEXT = frozenset(field.value for field in TEXTS | LABELS | ROLES)
"""Fields whose values stand in the text."""
OPERATORS = frozenset({"OR", "AND", "NOT"})
MOST = 500
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
    words = []
    for word in term.split():
        escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w")
        if word.isalpha() and len(word) >= STEMMED and " " not in term:
            escaped = re.escape(re.sub(r"(ies|es|s|ed|ing|y|e)$", "", word)) + r"\w{0,4}"
        words.append(escaped)
    return r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)"


def stretches_of(text: str, query: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Return where the query's words stand between `start` and `end`, in order, at most `MOST`."""
    terms = terms_of(query)[:40]
    if not terms:
        return ()
    found = re.finditer("|".join(pattern_of(term) for term in terms), text[start:end], re.IGNORECASE)
    return tuple(Stretch(start + m.start(), start + m.end()) for m in islice(found, MOST))
