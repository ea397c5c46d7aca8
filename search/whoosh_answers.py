"""From a mask and scores to an answer: which hits, in which order, with which facets and snippets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.fields import NAMES, Field
from search.index import Facet, Order, SearchOptions
from search.language import Query
from search.results import Hit, Results
from search.snippets import snippets
from search.spans import Spans
from search.tree import Choice, Range, sought
from search.whoosh_folding import copies_of, folded, narrow, recent
from search.whoosh_matching import Found, Matching, Scores, exact
from search.whoosh_schema import BETWEEN, LABEL_FACETS
from search.whoosh_snapshot import Snapshot
from search.whoosh_words import WordLeaf, Words

FacetCounts = tuple[tuple[str, int], ...]
_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers one query on one snapshot."""

    snapshot: Snapshot
    query: Query
    options: SearchOptions

    def results(self) -> Results:
        """Return the answer."""
        found = Matching(self.snapshot).found(self.query.tree)
        narrowed = narrow(self.snapshot, found.mask, self.options)
        documents = np.flatnonzero(narrowed.mask)
        hits = self._folded(documents, found.scores)
        shown = self._shown(hits, found.scores)
        facets = [self._facet(name, documents) for name in self.options.facets]
        return Results(
            total=len(documents),
            understood=self.query.understood,
            warnings=self.query.warnings,
            hits=self.hits(shown, found),
            distinct=len(hits),
            unseen=narrowed.unseen,
            facets=tuple((name, counts) for name, (counts, _) in zip(self.options.facets, facets, strict=True)),
            facet_ids=tuple((name, ids) for name, (_, ids) in zip(self.options.facets, facets, strict=True) if ids),
        )

    def ordered(self) -> tuple[str, ...]:
        """Return the ids of all hits, in order."""
        found = Matching(self.snapshot).found(self.query.tree)
        documents = self._folded(np.flatnonzero(narrow(self.snapshot, found.mask, self.options).mask), found.scores)
        order = np.lexsort((self.snapshot.id_rank[documents], self._keys(self.options.sort, documents, found.scores)))
        return tuple(self.snapshot.ids[document] for document in documents[order].tolist())

    def _folded(self, documents: NDArray[np.int64], scores: Scores) -> NDArray[np.int64]:
        """Return the documents without those that are copies of a better one."""
        if self.options.groups is None:
            return documents
        keys = self._keys(self.options.sort, documents, scores)
        return folded(self.snapshot, self.options.groups, documents, keys)

    def _shown(self, documents: NDArray[np.int64], scores: Scores) -> NDArray[np.int64]:
        """Return the documents of the page asked for, in order."""
        first, last = max(self.options.offset, 0), max(self.options.offset, 0) + max(self.options.limit, 0)
        keys = self._keys(self.options.sort, documents, scores)
        if 0 < last < len(documents):
            # Only what can be among the first has to be sorted, ties with the last of them included.
            documents = documents[keys <= np.partition(keys, last - 1)[last - 1]]
            keys = self._keys(self.options.sort, documents, scores)
        order = np.lexsort((self.snapshot.id_rank[documents], keys))
        return documents[order[first:last]]

    def _keys(self, sort: Order, documents: NDArray[np.int64], scores: Scores) -> NDArray[np.float64]:
        if sort == "relevance":
            # Scores are compared to nine digits, so that the order does not hang on how sums were rounded.
            return -np.round(scores[documents], 9)
        if sort == "recency":
            return -np.round(recent(scores[documents], self._dates(documents)), 9)
        if sort == "title":
            return self.snapshot.title_rank[documents].astype(np.float64)
        dates = self._dates(documents)
        return np.where(np.isnan(dates), np.inf, -dates if sort == "-date" else dates)

    def _dates(self, documents: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the first day of each document's date, NaN where it has none."""
        column = self.snapshot.numbers("date")
        starts = column.offsets[documents]
        known = column.offsets[documents + 1] > starts
        dates = np.full(len(documents), np.nan)
        dates[known] = column.values[starts[known]]
        return dates

    def _facet(self, name: Facet, documents: NDArray[np.int64]) -> tuple[FacetCounts, tuple[tuple[str, str], ...]]:
        """Return the counts of a facet, and for entities the id behind each value."""
        if name == "year":
            dates = self._dates(documents)
            years, counts = np.unique(dates[~np.isnan(dates)] // 10000, return_counts=True)
            return self._frequent({f"{int(year):04}": int(n) for year, n in zip(years, counts, strict=True)}), ()
        column = self.snapshot.labels(name)
        starts, ends = column.offsets[documents], column.offsets[documents + 1]
        sizes = ends - starts
        rows = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
        counted = np.bincount(column.ordinals[rows], minlength=len(column.labels))
        found = {column.labels[i]: int(counted[i]) for i in np.flatnonzero(counted)}
        return self._entities(found) if name in LABEL_FACETS else (self._frequent(found), ())

    def _entities(self, found: dict[str, int]) -> tuple[FacetCounts, tuple[tuple[str, str], ...]]:
        """Count entities by id, under the name most documents have; names shared by two have the id behind them."""
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for label, count in sorted(found.items(), key=lambda item: (item[1], item[0])):
            entity_id, _, name = label.partition(BETWEEN)
            counts[entity_id] += count
            names[entity_id] = name
        shared = Counter(names.values())
        shown = {i: name if shared[name] == 1 else f"{name} ({i})" for i, name in names.items()}
        frequent = self._frequent({shown[i]: count for i, count in counts.items()})
        ids = {name: i for i, name in shown.items()}
        return frequent, tuple((value, ids[value]) for value, _ in frequent)

    def _frequent(self, counts: dict[str, int]) -> FacetCounts:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(ordered[: self.options.facet_values])

    def hits(self, documents: NDArray[np.int64], found: Found) -> tuple[Hit, ...]:
        """Return documents as hits, in the order given."""
        matches = self._matches(np.sort(documents)) if self.options.snippets else []
        copies = copies_of(self.snapshot, self.options, documents, found.mask)
        return tuple(
            replace(self._hit(int(document), float(found.scores[document]), matches), copies=copies.get(document, ()))
            for document in documents.tolist()
        )

    def _hit(self, document: int, score: float, matches: list[Spans]) -> Hit:
        head = self.snapshot.head(document)
        shown = snippets(
            self.snapshot.text(document), [spans.within(document) for spans in matches], self.options.snippets
        )
        return Hit(
            document_id=self.snapshot.ids[document],
            title=head["title"],
            kind=head["kind"],
            date=head["date"],
            page=shown[0].page if shown else None,
            score=round(score, 6),
            snippets=shown,
        )

    def _matches(self, documents: NDArray[np.int64]) -> list[Spans]:
        """Return, for each leaf of the query, where it stands in the body of the documents shown."""
        where = Words(self.snapshot, "body", documents=documents)
        leaves: dict[WordLeaf, None] = {}
        for leaf in sought(self.query.tree):
            if not isinstance(leaf, Choice | Range) and leaf.field is not Field.TITLE:
                leaves[exact(leaf) if leaf.field in NAMES else leaf] = None
        return [spans for leaf in leaves if len(spans := where.spans(leaf))]
