"""Where the words, patterns and phrases of a query stand in one field of a segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.analysis import Word, stem, words
from search.lexicon import Numbers
from search.postings import EMPTY, Addresses, Listing, Postings
from search.spans import NOWHERE, Spans, near, near_words, phrase, row, sorted_spans, union
from search.terms import JOINED_EXTENTS, MAX_SLOT, joined_term, slot_term
from search.tree import Fuzzy, Pattern, Phrase, Slot, Term

WordLeaf = Term | Pattern | Fuzzy | Phrase
MOST = 10_000_000
"""Postings of a pattern's words that are looked at in a segment: those of the most frequent words."""

MANY = 16
"""More words than this are looked for in the documents shown all at once."""

Ways = list[tuple[Numbers, int]]
"""Words of the lexicon any of which will do, by the number of positions they take."""


@dataclass(frozen=True, slots=True)
class Words:
    """Looks words up; `prefix` is put before each term, `documents`, in order, narrows the search for places.

    Leaves that stand for more than is looked at are added to `trimmed`.
    """

    postings: Postings
    prefix: str = ""
    documents: NDArray[np.int64] | None = None
    trimmed: set[WordLeaf] = field(default_factory=set)

    def listing(self, leaf: WordLeaf) -> Listing:
        """Return the documents with a leaf, and how often each has it."""
        ways = self._simple(leaf)
        if ways is None:
            return self.postings.documents_of(self.spans(leaf).starts)
        numbers = [numbers for numbers, _ in ways]
        return self.postings.listing(np.sort(np.concatenate(numbers))) if numbers else EMPTY

    def spans(self, leaf: WordLeaf) -> Spans:
        """Return the stretches of text that a leaf matches: one for a phrase, one for each word of words near."""
        if isinstance(leaf, Phrase):
            return self._near(leaf) if leaf.distance else self._row([self._item(item) for item in leaf.items])
        ways = self._simple(leaf)
        if ways is not None:
            return self._spans_of(ways)
        assert isinstance(leaf, Term), "patterns and fuzzy words are always simple"
        return union(self._word(word, stemmed=not self.prefix) for word in words(leaf.text))

    def _row(self, items: list[Ways | Spans]) -> Spans:
        """Return the spans of items that stand one behind the other."""
        plain = [self._plain(item) for item in items]
        if all(addresses is not None for addresses in plain):
            return row([addresses for addresses in plain if addresses is not None])
        return phrase(item if isinstance(item, Spans) else self._spans_of(item) for item in items)

    def _near(self, leaf: Phrase) -> Spans:
        items = Counter(leaf.items)
        found = [(self._item(item), needed) for item, needed in items.items()]
        plain = [self._plain(item) for item, needed in found if needed == 1]
        if len(plain) == len(found) > 1 and all(addresses is not None for addresses in plain):
            return near_words([addresses for addresses in plain if addresses is not None], leaf.distance)
        spans = [(item if isinstance(item, Spans) else self._spans_of(item), needed) for item, needed in found]
        if any(len(one) < needed for one, needed in spans):
            return NOWHERE
        return union(near(spans, leaf.distance))

    def _plain(self, item: Ways | Spans) -> Addresses | None:
        """Return the addresses of an item that is a single word of the lexicon, None where it is more."""
        if isinstance(item, Spans):
            return None
        if not item:
            return np.empty(0, np.uint32)
        [(numbers, extent), *more] = item
        return self._addresses(int(numbers[0])) if not more and extent == 1 and len(numbers) == 1 else None

    def _item(self, item: str | Slot) -> Ways | Spans:
        if isinstance(item, Slot):
            slots = ((slot_term(item.label, extent), extent) for extent in range(1, MAX_SLOT + 1))
            return self._there(slots)
        found = list(words(item))
        if len(found) == 1 and len(found[0].shape.parts) == 1:
            return self._ways(found[0].shape.parts[0].form, stemmed=False)
        return phrase(self._word(word, stemmed=False) for word in found)

    def _word(self, word: Word, *, stemmed: bool) -> Spans:
        apart = self._row([self._ways(part.form, stemmed=stemmed) for part in word.shape.parts])
        if not word.shape.joined:
            return apart
        return union([apart, self._spans_of(self._ways(word.shape.joined, stemmed=stemmed))])

    def _simple(self, leaf: WordLeaf) -> Ways | None:
        """Return the words any of which makes a leaf, None where places must be compared."""
        match leaf:
            case Term(text):
                form = _only_form(text)
                return None if form is None else self._ways(form, stemmed=not self.prefix)
            case Phrase((str(text),)):
                form = _only_form(text)
                return None if form is None else self._ways(form, stemmed=False)
            case Pattern(text):
                return self._any_of(leaf, self.postings.lexicon.matching(text, self.prefix))
            case Fuzzy(text, edits):
                return self._any_of(leaf, self._similar(text, edits))
        return None

    def _any_of(self, leaf: WordLeaf, numbers: Numbers) -> Ways:
        if not len(numbers):
            return []
        if self.postings.weight(numbers) > MOST:
            self.trimmed.add(leaf)
            numbers = self.postings.most_frequent(numbers, MOST)
        return [(numbers, 1)]

    def _similar(self, text: str, edits: int) -> Numbers:
        """Return the forms within a number of edits of a word."""
        word = next(words(text), None)
        if word is None:
            return np.empty(0, np.int64)
        form = word.shape.joined or word.shape.parts[0].form
        return self.postings.lexicon.near(self.prefix + form, edits, len(self.prefix))

    def _ways(self, form: str, *, stemmed: bool) -> Ways:
        """Return the words under which a form is found."""
        root = stem(form) if stemmed else form
        family = self.postings.family(root) if stemmed else None
        joined = ((joined_term(root, extent, stemmed=stemmed), extent) for extent in JOINED_EXTENTS)
        terms = [] if stemmed and (family is not None or stem(root) != root) else [(root, 1)]
        found = self._there([*terms, *joined])
        return found if family is None else [(family, 1), *found]

    def _there(self, terms: Iterable[tuple[str, int]]) -> Ways:
        """Return those of several terms that the lexicon has."""
        numbers = ((self.postings.number(self.prefix + term), extent) for term, extent in terms)
        return [(np.array([number]), extent) for number, extent in numbers if number is not None]

    def _addresses(self, number: int) -> Addresses:
        if self.documents is None:
            return self.postings.addresses(number)
        return self.postings.addresses_in(self.documents, number)

    def _spans_of(self, ways: Ways) -> Spans:
        """Return the spans of words and their extents."""
        parts = list(self._parts(ways))
        if len(parts) < 2:
            return Spans(*parts[0]) if parts else NOWHERE
        starts, ends = (np.concatenate(side) for side in zip(*parts, strict=True))
        return sorted_spans(starts, ends)

    def _parts(self, ways: Ways) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        for numbers, extent in ways:
            if self.documents is not None and len(numbers) > MANY:
                starts = self.postings.addresses_of(self.documents, numbers).astype(np.int64)
                yield starts, starts + extent
                continue
            for number in numbers.tolist():
                starts = self._addresses(number).astype(np.int64)
                if len(starts):
                    yield starts, starts + extent


@lru_cache(maxsize=1 << 12)
def _only_form(text: str) -> str | None:
    """Return the form of a word that has one part and no other way to be written, None where there is more to it."""
    parts = [part for word in words(text) for part in word.shape.parts]
    return parts[0].form if len(parts) == 1 else None
