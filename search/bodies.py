"""The body of a document as terms: its words passage by passage, and the places where it names an entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from search.analysis import places, words
from search.gathering import Gathering
from search.passages import cut
from search.records import IndexEntry
from search.terms import MAX_SLOT, slot_term

Stretch = tuple[int, int]


def add_body(body: Gathering, entry: IndexEntry) -> tuple[list[Stretch], list[int]]:
    """Add a document's body; return its passages, and the position of each one's first word, then of the last's end."""
    text = entry.document.text
    passages = list(cut(text))
    firsts = [0]
    for start, end in passages:
        firsts.append(body.add(text[start:end]))
    found = _mentions(entry, passages, firsts) if entry.mentions else _named(entry)
    for label, first, last in sorted(set(found)):
        extent = min(last - first, MAX_SLOT)
        body.put(slot_term(label, extent), first, extent)
    return passages, firsts


def _mentions(entry: IndexEntry, passages: list[Stretch], firsts: list[int]) -> Iterator[tuple[str, int, int]]:
    """Yield mentions as positions; one that holds no word is passed over."""
    text = entry.document.text
    begins = [start for start, _ in passages]

    @cache
    def words_in(passage: int) -> tuple[list[int], list[int]]:
        start, end = passages[passage]
        where = places(text[start:end])
        return [start + a for a, _ in where], [start + b for _, b in where]

    for label, start, end in entry.mentions:
        one, other = bisect_right(begins, start) - 1, bisect_left(begins, end) - 1
        if 0 <= one <= other:
            first = firsts[one] + bisect_right(words_in(one)[1], start)
            last = firsts[other] + bisect_left(words_in(other)[0], end)
            if first < last:
                yield label, first, last


def _named(entry: IndexEntry) -> Iterator[tuple[str, int, int]]:
    """Yield the places where a name stands, as positions."""
    names: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for label, name in entry.names:
        if forms := _forms(name):
            names.setdefault(forms[0], set()).add((label, forms))
    forms = _forms(entry.document.text) if names else ()
    for first, form in enumerate(forms):
        for label, wanted in names.get(form, ()):
            if forms[first : first + len(wanted)] == wanted:
                yield label, first, first + len(wanted)


def _forms(text: str) -> tuple[str, ...]:
    return tuple(part.form for word in words(text) for part in word.shape.parts)
