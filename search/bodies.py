"""The body of a document as terms: its words passage by passage, and the places where it names an entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from search.analysis import words
from search.passages import cut
from search.records import IndexEntry
from search.terms import MAX_SLOT, Postings, slot_term


class Body(Postings):
    """Postings that remember where each position stands in the text."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[str] = []

    def add_text(self, text: str, base: int) -> None:
        """Add the words of a stretch of text that begins at `base`."""
        surfaces: list[str] = []
        for word in words(text):
            surfaces.append(text[word.start : word.end])
            for part in word.shape.parts:
                self.starts.append(base + word.start + part.start)
                self.ends.append(base + word.start + part.end)
                self.forms.append(part.form)
        self.add(surfaces)

    def add_slot(self, label: str, first: int, last: int) -> None:
        """Say that an entity with this label stands on these positions."""
        self.terms[slot_term(label, min(last - first, MAX_SLOT))].append(first)


def body_of(entry: IndexEntry) -> tuple[Body, list[tuple[int, int]], list[int]]:
    """Return a document's body, its passages, and the position of each one's first word, then the number of words."""
    text = entry.document.text
    body = Body()
    passages = list(cut(text))
    firsts: list[int] = []
    for start, end in passages:
        firsts.append(body.length)
        body.add_text(text[start:end], start)
    found = _mentions(entry, body) if entry.mentions else _named(entry, body)
    for label, first, last in sorted(set(found)):
        body.add_slot(label, first, last)
    return body, passages, [*firsts, body.length]


def _mentions(entry: IndexEntry, body: Body) -> Iterator[tuple[str, int, int]]:
    """Yield mentions as positions; one that holds no word is passed over."""
    for label, start, end in entry.mentions:
        first, last = bisect_right(body.ends, start), bisect_left(body.starts, end)
        if first < last:
            yield label, first, last


def _named(entry: IndexEntry, body: Body) -> Iterator[tuple[str, int, int]]:
    """Yield the places where a name stands, as positions."""
    names: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for label, name in entry.names:
        forms = tuple(part.form for word in words(name) for part in word.shape.parts)
        if forms:
            names.setdefault(forms[0], set()).add((label, forms))
    if names:
        for first, form in enumerate(body.forms):
            for label, forms in names.get(form, ()):
                if tuple(body.forms[first : first + len(forms)]) == forms:
                    yield label, first, first + len(forms)
