"""From what matches to an answer: which hits, in which order, with which facets and snippets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.fields import NAMES, Field
from search.index import Order, SearchOptions
from search.language import Query
from search.matches import Few, Many, Matches, spread_out
from search.results import Hit, Results
from search.snippets import snippets
from search.spans import Spans
from search.tree import Choice, Range, sought
from search.whoosh_facets import facet
from search.whoosh_folding import copies_of, folded, narrow, recent
from search.whoosh_matching import Found, Matching, exact
from search.whoosh_ranking import best, least_of_best
from search.whoosh_snapshot import Snapshot
from search.whoosh_words import WordLeaf, Words

Documents = NDArray[np.int64]
Keys = NDArray[np.float64]
_NOTHING: Documents = np.empty(0, np.int64)


class _Ties(NamedTuple):
    """Puts places in an answer whose keys are equal in order of their documents' ids."""

    snapshot: Snapshot
    documents: Documents

    def first(self, places: Documents, count: int) -> Documents:
        """Return so many of the places, those whose ids come first; places are given in order."""
        return np.searchsorted(self.documents, self.snapshot.first_by_id(self.documents[places], count))

    def order(self, places: Documents) -> Documents:
        """Return a number for each place, smaller for an id that comes before another."""
        return self.snapshot.id_order(self.documents[places])


class _Answer(NamedTuple):
    """Documents that match, in order of their numbers, with a score and a key to sort by: the smallest is the best."""

    documents: Documents
    scores: Keys
    keys: Keys

    def only(self, places: Documents) -> _Answer:
        """Return some of them."""
        return _Answer(self.documents[places], self.scores[places], self.keys[places])


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers one query on one snapshot."""

    snapshot: Snapshot
    query: Query
    options: SearchOptions

    def results(self) -> Results:
        """Return the answer."""
        matching, names = Matching(self.snapshot), self.options.facets
        matches = matching.matches(self.query.tree)
        if self._plain and isinstance(matches, Many):
            shown, total = self._best_of(matches), int(np.count_nonzero(matches.mask))
            distinct, unseen = total, None if self.options.seen is None else total
            every = np.flatnonzero(matches.mask) if names else _NOTHING
        else:
            answer, unseen = self._answer(matches)
            folded_ones = self._distinct(answer)
            shown = self._shown(folded_ones)
            every, total, distinct = answer.documents, len(answer.documents), len(folded_ones.documents)
        facets = [facet(self.snapshot, name, every, self.options.facet_values) for name in names]
        return Results(
            total=total,
            understood=self.query.understood,
            warnings=(*self.query.warnings, *matching.warnings(self.query.tree)),
            hits=self._hits(shown.documents, shown.scores, every),
            distinct=distinct,
            unseen=unseen,
            facets=tuple((name, counts) for name, (counts, _) in zip(names, facets, strict=True)),
            facet_ids=tuple((name, ids) for name, (_, ids) in zip(names, facets, strict=True) if ids),
        )

    @property
    def _plain(self) -> bool:
        """Whether hits are told apart by their scores alone, and none is left out or folded."""
        options = self.options
        whole = options.only is None and not options.seen and (options.groups is None or not options.groups.of)
        return whole and options.sort == "relevance"

    @property
    def _wanted(self) -> tuple[int, int]:
        """The first hit wanted, and the one behind the last."""
        first = max(self.options.offset, 0)
        return first, first + max(self.options.limit, 0)

    def _best_of(self, matches: Many) -> _Answer:
        """Return the hits asked for out of very many, most of which are never looked at one by one."""
        first, last = self._wanted
        if matches.scores is None:
            found = self.snapshot.first_in(matches.mask, last)[first:] if first < last else _NOTHING
            return _Answer(found, np.zeros(len(found)), np.zeros(len(found)))
        bound = least_of_best(matches.scores, last) if first < last else 0.0
        documents = np.flatnonzero(matches.scores >= bound if bound > 0 else matches.mask)
        scores = matches.scores[documents]
        return self._shown(_Answer(documents, scores, -scores))

    def _shown(self, distinct: _Answer) -> _Answer:
        """Return the hits asked for."""
        return distinct.only(best(distinct.keys, _Ties(self.snapshot, distinct.documents), *self._wanted))

    def ordered(self) -> tuple[str, ...]:
        """Return the ids of all hits, in order."""
        answer = self._distinct(self._answer(Matching(self.snapshot).matches(self.query.tree))[0])
        order = np.lexsort((self.snapshot.id_rank[answer.documents], answer.keys))
        return tuple(self.snapshot.ids[document] for document in answer.documents[order].tolist())

    def hits(self, documents: Documents, found: Found) -> tuple[Hit, ...]:
        """Return documents as hits, in the order given."""
        return self._hits(documents, found.scores[documents], np.flatnonzero(found.mask))

    def _answer(self, matches: Matches) -> tuple[_Answer, int | None]:
        """Return what matches and may be shown, and how many of it were not seen."""
        if isinstance(matches, Few):
            documents, scores = matches.documents, matches.scores
        else:
            documents = np.flatnonzero(matches.mask)
            scores = np.zeros(len(documents)) if matches.scores is None else matches.scores[documents]
        unseen = None
        if self.options.only is not None or self.options.seen is not None:
            narrowed = narrow(self.snapshot, spread_out(matches).mask, self.options)
            kept, unseen = narrowed.mask[documents], narrowed.unseen
            documents, scores = documents[kept], scores[kept]
        return _Answer(documents, scores, self._keys(self.options.sort, documents, scores)), unseen

    def _distinct(self, answer: _Answer) -> _Answer:
        """Leave out the documents that are copies of a better one."""
        if self.options.groups is None:
            return answer
        kept = folded(self.snapshot, self.options.groups, answer.documents, answer.keys)
        return answer.only(np.searchsorted(answer.documents, kept))

    def _keys(self, sort: Order, documents: Documents, scores: Keys) -> Keys:
        if sort == "relevance":
            return -scores
        if sort == "title":
            return self.snapshot.title_rank[documents].astype(np.float64)
        dates = self.snapshot.days()[0][documents].astype(np.float64)
        if sort == "recency":
            return -np.round(recent(scores, np.where(dates == 0, np.nan, dates)), 9)
        return np.where(dates == 0, np.inf, -dates if sort == "-date" else dates)

    def _hits(self, documents: Documents, scores: Keys, every: Documents) -> tuple[Hit, ...]:
        copies: dict[int, tuple[str, ...]] = {}
        if self.options.groups is not None:
            mask = np.zeros(self.snapshot.size, bool)
            mask[every] = True
            copies = copies_of(self.snapshot, self.options, documents, mask)
        matches = self._matches(np.sort(documents)) if self.options.snippets else {}
        return tuple(
            self._hit(document, score, matches.get(document, ()), copies.get(document, ()))
            for document, score in zip(documents.tolist(), scores.tolist(), strict=True)
        )

    def _hit(self, document: int, score: float, matches: Sequence[Spans], copies: tuple[str, ...]) -> Hit:
        head = self.snapshot.head(document)
        wanted = self.options.snippets
        shown = snippets(self.snapshot.text(document), matches, wanted) if wanted else ()
        return Hit(
            document_id=self.snapshot.id_of(document),
            title=head.title,
            kind=head.kind,
            date=head.date,
            page=shown[0].page if shown else None,
            score=round(score, 6),
            snippets=shown,
            copies=copies,
        )

    def _matches(self, documents: Documents) -> dict[int, list[Spans]]:
        """Return, for each document shown, where the leaves of the query stand in its body, by leaf."""
        leaves: dict[WordLeaf, None] = {}
        for leaf in sought(self.query.tree):
            if not isinstance(leaf, Choice | Range) and leaf.field is not Field.TITLE:
                leaves[exact(leaf) if leaf.field in NAMES else leaf] = None
        found: dict[int, list[Spans]] = {}
        for base, segment in self.snapshot.placed():
            first, last = np.searchsorted(documents, [base, base + segment.count])
            if first < last:
                postings = segment.field("body")
                numbers = documents[first:last] - base
                where = Words(postings, documents=numbers)
                spans = [spans for leaf in leaves if len(spans := where.spans(leaf))]
                for number in numbers.tolist():
                    start, end = postings.bases[number : number + 2].tolist()
                    found[base + number] = [one.within(start, end) for one in spans]
        return found
