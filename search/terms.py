"""The terms an index holds for a word: its forms as written, its joined form, and slots for entities.

A form stands as it is. Everything else begins with a control character, which no form has, so that words as written can
be listed by their beginning. A stem is no term: the index knows, for each stem, which of its forms have it.
"""

from __future__ import annotations

from functools import lru_cache

from search.analysis import MAX_JOINED, shape_of, stem

_SLOT = "\x0f"
MAX_SLOT = 15
"""Words of a mention that count; a longer one is cut."""

JOINED_EXTENTS = range(2, MAX_JOINED + 1)


def joined_term(form: str, extent: int, *, stemmed: bool) -> str:
    """Return the term of a joined form that stands on `extent` positions."""
    return chr(2 * extent + stemmed) + form


def slot_term(label: str, extent: int) -> str:
    """Return the term of a mention with this label that stands on `extent` positions."""
    return f"{_SLOT}{label}{extent:x}"


def is_form(term: str) -> bool:
    """Say whether a term is a form as written."""
    return term >= " "


@lru_cache(maxsize=1 << 16)
def terms_of(surface: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many positions a word takes and its terms, each with its position in the word."""
    shape = shape_of(surface)
    found = [(part.form, position) for position, part in enumerate(shape.parts)]
    if shape.joined:
        extent = len(shape.parts)
        found.append((joined_term(shape.joined, extent, stemmed=False), 0))
        found.append((joined_term(stem(shape.joined), extent, stemmed=True), 0))
    return len(shape.parts), tuple(found)
