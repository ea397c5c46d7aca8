"""The terms an index holds for a word: its forms as written, its stem, its joined form, and slots for entities.

A form stands as it is. Everything else begins with a control character, which no form has, so that words as written can
be listed by their beginning. A stem gets a term of its own only where it differs from the form: to find a stem is to
look for that term and, when the stem is its own stem, for the form of the same letters.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import lru_cache

from search.analysis import MAX_JOINED, shape_of, stem, written

_STEM = "\x01"
_SLOT = "\x0f"
MAX_SLOT = 15
"""Words of a mention that count; a longer one is cut."""

JOINED_EXTENTS = range(2, MAX_JOINED + 1)


def stem_term(form: str) -> str:
    """Return the term under which words with this stem, but other letters, are found."""
    return _STEM + form


def joined_term(form: str, extent: int, *, stemmed: bool) -> str:
    """Return the term of a joined form that stands on `extent` positions."""
    return chr(2 * extent + stemmed) + form


def slot_term(label: str, extent: int) -> str:
    """Return the term of a mention with this label that stands on `extent` positions."""
    return f"{_SLOT}{label}{chr(extent)}"


def is_form(term: str) -> bool:
    """Say whether a term is a form as written."""
    return term >= " "


@lru_cache(maxsize=1 << 17)
def terms_of(surface: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many positions a word takes and its terms, each with its position in the word."""
    shape = shape_of(surface)
    found: list[tuple[str, int]] = []
    for position, part in enumerate(shape.parts):
        found.append((part.form, position))
        if (root := stem(part.form)) != part.form:
            found.append((stem_term(root), position))
    if shape.joined:
        extent = len(shape.parts)
        found.append((joined_term(shape.joined, extent, stemmed=False), 0))
        found.append((joined_term(stem(shape.joined), extent, stemmed=True), 0))
    return len(shape.parts), tuple(found)


class Postings:
    """The terms of one field of one document with their positions, gathered word by word."""

    def __init__(self) -> None:
        self.terms: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.length = 0

    def add(self, text: str) -> None:
        """Add the words of a text behind those already there."""
        position = self.length
        terms = self.terms
        for surface in written(text):
            extent, found = terms_of(surface)
            for term, offset in found:
                terms[term].append(position + offset)
            position += extent
        self.length = position
