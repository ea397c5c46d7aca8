"""The body of a document as terms: its words passage by passage, and the places where it names an entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from search.analysis import places, words
from search.passages import cut
from search.records import IndexEntry
from search.terms import MAX_SLOT, Postings, slot_term


def body_of(entry: IndexEntry) -> tuple[Postings, list[tuple[int, int]], list[int]]:
    """Return a document's body, its passages, and the position of each one's first word, then the number of words."""
    text = entry.document.text
    body = Postings()
    passages = list(cut(text))
    firsts: list[int] = []
    for start, end in passages:
        firsts.append(body.length)
        body.add(text[start:end])
    firsts.append(body.length)
    found = _mentions(entry, passages) if entry.mentions else _named(entry)
    for label, first, last in sorted(set(found)):
        body.terms[slot_term(label, min(last - first, MAX_SLOT))].append(first)
    return body, passages, firsts


def _mentions(entry: IndexEntry, passages: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield mentions as positions; one that holds no word is passed over."""
    text = entry.document.text
    starts: list[int] = []
    ends: list[int] = []
    for base, behind in passages:
        for start, end in places(text[base:behind]):
            starts.append(base + start)
            ends.append(base + end)
    for label, start, end in entry.mentions:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
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
