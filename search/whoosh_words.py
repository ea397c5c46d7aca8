"""Where the words, patterns and phrases of a query stand in one field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import Word, stem, words
from search.globs import compiled, literal_prefix
from search.spans import NOWHERE, Spans, near, phrase, sorted_spans, union
from search.terms import JOINED_EXTENTS, MAX_SLOT, is_form, joined_term, slot_term, stem_term
from search.tree import Fuzzy, Pattern, Phrase, Slot, Term
from search.whoosh_segment import Listing, Segment
from search.whoosh_snapshot import Snapshot

WordLeaf = Term | Pattern | Fuzzy | Phrase


@dataclass(frozen=True, slots=True)
class Words:
    """Looks words up in one field of a snapshot; `prefix` is put before each term, `documents` narrows the search."""

    snapshot: Snapshot
    field: str
    prefix: str = ""
    documents: NDArray[np.int64] | None = None

    def listing(self, leaf: WordLeaf) -> Listing:
        """Return the documents with a leaf, and how often each has it."""
        simple = self._simple_terms(leaf)
        if simple is None:
            documents, counts = self.spans(leaf).documents()
            return Listing(documents, counts.astype(np.float32))
        found = [listing for term, _ in simple if len((listing := self._listing(term)).documents)]
        return found[0] if len(found) == 1 else _merged(found)

    def spans(self, leaf: WordLeaf) -> Spans:
        """Return the stretches of text that a leaf matches: one for a phrase, one for each word of words near."""
        if isinstance(leaf, Phrase):
            if leaf.distance:
                return union(self._near(leaf))
            return phrase(self._item(item) for item in leaf.items)
        simple = self._simple_terms(leaf)
        if simple is not None:
            return self._spans_of(simple)
        assert isinstance(leaf, Term), "patterns and fuzzy words always have simple terms"
        return union(self._word(word, stemmed=not self.prefix) for word in words(leaf.text))

    def _near(self, leaf: Phrase) -> list[Spans]:
        items = Counter(leaf.items)
        found = [(self._item(item), needed) for item, needed in items.items()]
        if any(len(spans) < needed for spans, needed in found):
            return []
        return near(found, leaf.distance)

    def _item(self, item: str | Slot) -> Spans:
        if isinstance(item, Slot):
            return self._spans_of([(slot_term(item.label, extent), extent) for extent in range(1, MAX_SLOT + 1)])
        return phrase(self._word(word, stemmed=False) for word in words(item))

    def _word(self, word: Word, *, stemmed: bool) -> Spans:
        parts = word.shape.parts
        apart = phrase(self._spans_of(_ways(part.form, stemmed=stemmed)) for part in parts)
        if not word.shape.joined:
            return apart
        return union([apart, self._spans_of(_ways(word.shape.joined, stemmed=stemmed))])

    def _simple_terms(self, leaf: WordLeaf) -> list[tuple[str, int]] | None:
        """Return the terms and extents any of which makes a leaf, None where positions must be compared."""
        match leaf:
            case Term(text):
                parts = [part for word in words(text) for part in word.shape.parts]
                return list(_ways(parts[0].form, stemmed=not self.prefix)) if len(parts) == 1 else None
            case Phrase((str(text),)):
                parts = [part for word in words(text) for part in word.shape.parts]
                return list(_ways(parts[0].form, stemmed=False)) if len(parts) == 1 else None
            case Pattern(text):
                return [(form, 1) for form in self._matching(text)]
            case Fuzzy(text, edits):
                return [(form, 1) for form in self._similar(text, edits)]
        return None

    def _matching(self, pattern: str) -> list[str]:
        """Return the forms that match a pattern."""
        whole, first, cut = compiled(pattern), self.prefix + literal_prefix(pattern), len(self.prefix)

        def matching(segment: Segment) -> Iterator[str]:
            for term in segment.forms_from(self.field, first):
                if is_form(form := term[cut:]) and whole.fullmatch(form):
                    yield form

        return self.snapshot.expanded((self.field, self.prefix, pattern), matching)

    def _similar(self, text: str, edits: int) -> list[str]:
        """Return the forms within a number of edits of a word."""
        word = next(words(text), None)
        if word is None:
            return []
        term, cut = self.prefix + (word.shape.joined or word.shape.parts[0].form), len(self.prefix)

        def similar(segment: Segment) -> Iterator[str]:
            return (found[cut:] for found in segment.forms_near(self.field, term, edits, cut))

        return self.snapshot.expanded((self.field, term, str(edits)), similar)

    def _listing(self, term: str) -> Listing:
        return self.snapshot.listing(self.field, self.prefix + term)

    def _spans_of(self, terms: Iterable[tuple[str, int]]) -> Spans:
        """Return the spans of terms and their extents."""
        by_extent: dict[int, list[NDArray[np.int64]]] = {}
        for term, extent in terms:
            starts = self.snapshot.positions(self.field, self.prefix + term, self.documents)
            if len(starts):
                by_extent.setdefault(extent, []).append(starts)
        if not by_extent:
            return NOWHERE
        if len(by_extent) == 1 and len(next(iter(by_extent.values()))) == 1:
            [(extent, [starts])] = by_extent.items()
            return Spans(starts, starts + extent)
        starts = np.concatenate([part for parts in by_extent.values() for part in parts])
        ends = np.concatenate([part + extent for extent, parts in by_extent.items() for part in parts])
        return sorted_spans(starts, ends)


def _ways(form: str, *, stemmed: bool) -> Iterator[tuple[str, int]]:
    """Yield the terms under which a form is found, each with its extent."""
    root = stem(form) if stemmed else form
    if stemmed:
        yield stem_term(root), 1
    if not stemmed or stem(root) == root:
        yield root, 1
    for extent in JOINED_EXTENTS:
        yield joined_term(root, extent, stemmed=stemmed), extent


def _merged(listings: list[Listing]) -> Listing:
    """Add listings up; each document is listed once."""
    if not listings:
        return Listing(np.empty(0, np.int64), np.empty(0, np.float32))
    every = np.concatenate([listing.documents for listing in listings])
    documents, places = np.unique(every, return_inverse=True)
    weights = np.bincount(places, np.concatenate([listing.weights for listing in listings]), len(documents))
    return Listing(documents, weights.astype(np.float32))
