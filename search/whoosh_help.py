"""Help for whoever searches, out of the index's own words: other spellings, more of the same, what sets hits apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.analysis import stem, words
from search.columns import BETWEEN, LABEL_FACETS
from search.fields import NAMES, Field
from search.index import SearchOptions
from search.language import Query
from search.results import Results, Significance, Significant
from search.significance import LEAST, log_likelihood
from search.tree import Choice, Node, Phrase, Range, Term, either, sought
from search.whoosh_answers import Answering
from search.whoosh_folding import folded, narrow
from search.whoosh_matching import Found, Matching
from search.whoosh_segment import Segment
from search.whoosh_snapshot import Snapshot

SHORT = 5
"""A word of fewer letters has spellings at one letter's distance only."""

READ = 120
"""Hits whose text is read for the words that set them apart: the best ones."""

READ_LETTERS = 60_000
"""Letters of a document that are read for its words."""

CANDIDATES = 60
"""Words of a document that are weighed; how rare each is, whatever its ending, is looked up."""

LEAST_SAID_AGAIN = 20
"""Where so many words stand more than once in a document, the others do not count."""

JUDGED_BY = 25
"""Words by which documents are compared."""

TOLD = 8
"""Of those, how many are shown."""

LEAST_ALIKE = 0.05
"""A document that shares less of another's score than this is not like it."""


def spellings(snapshot: Snapshot, word: str, field: Field | None) -> tuple[tuple[str, int], ...]:
    """Return the folded word first, then forms at one or two letters' distance, with how many documents have each."""
    found: tuple[tuple[str, int], ...] = snapshot.remembered(
        ("spellings", word, field), lambda: _spellings(snapshot, word, field)
    )
    return found


def _spellings(snapshot: Snapshot, word: str, field: Field | None) -> tuple[tuple[str, int], ...]:
    found = next(words(word), None)
    if found is None:
        return ()
    form = found.shape.joined or found.shape.parts[0].form
    where, prefix = ("names", f"{field}:") if field in NAMES else ("title" if field is Field.TITLE else "body", "")
    edits = 1 if len(form) < SHORT else 2
    kept = len(prefix) + (edits == 2)  # at two letters' distance the first is taken for right, which spares most work

    def near(segment: Segment) -> Iterator[str]:
        return (other[len(prefix) :] for other in segment.forms_near(where, prefix + form, edits, kept))

    others = snapshot.expanded((where, prefix + form, f"spellings {edits}"), near) if form.isalpha() else []
    counted = [(one, _documents(snapshot, where, prefix + one)) for one in dict.fromkeys((form, *others))]
    return tuple(pair for place, pair in enumerate(counted) if not place or pair[1])


def similar(snapshot: Snapshot, document_id: str, options: SearchOptions) -> Results:
    """Find documents by the words that tell this one from others, each weighted by how telling it is."""
    document = snapshot.find_document(document_id)
    if document is None:
        return Results(0, "")
    copies = _copies(snapshot, document, options)
    matching = Matching(snapshot)
    telling = _telling(snapshot, document, matching, int(copies.sum()))
    scores = np.zeros(snapshot.size)
    for form, weight in telling:
        scores += weight * matching.found(Term(form)).scores
    own = scores[document]
    scores = scores / own if own > 0 else scores
    mask = snapshot.live & (scores >= LEAST_ALIKE) & ~copies
    query = Query(either(Term(form) for form, _ in telling[:TOLD]))
    found = Found(narrow(snapshot, mask, options).mask, scores)
    documents = np.flatnonzero(found.mask)
    if options.groups is not None:
        documents = folded(snapshot, options.groups, documents, -scores[documents])
    order = np.lexsort((snapshot.id_order(documents), -np.round(scores[documents], 9)))
    shown = documents[order[options.offset : options.offset + options.limit]]
    hits = Answering(snapshot, query, options).hits(shown, found)
    told = " ".join(form for form, _ in telling[:TOLD])
    return Results(total=int(found.mask.sum()), understood=told, hits=hits, distinct=len(documents))


def significant(snapshot: Snapshot, query: Query, options: SearchOptions) -> Significance:
    """Compare the hits of a query with all documents: entities over all hits, words over the best of them."""
    mask = narrow(snapshot, Matching(snapshot).found(query.tree).mask, options).mask
    best = Answering(snapshot, query, replace(options, sort="relevance")).ordered()[:READ]
    read = [document for one in best if (document := snapshot.find_document(one)) is not None]
    return Significance(
        words=_words(snapshot, read, _asked(query.tree))[: options.limit],
        entities=_entities(snapshot, mask, _asked(query.tree))[: options.limit],
        looked_at=len(read),
    )


def _documents(snapshot: Snapshot, field: str, term: str) -> int:
    return sum(segment.frequency(field, term) for segment in snapshot.segments)


def _telling(snapshot: Snapshot, document: int, matching: Matching, copies: int) -> list[tuple[str, float]]:
    """Return the words of a document that tell most, by TF-IDF with the frequency damped; one form of each stem.

    A word that only its `copies` have finds no other document; one that it says once says little of it.
    """
    counts = _forms(snapshot, document)
    by_stem: Counter[str] = Counter()
    for form, count in counts.items():
        by_stem[stem(form)] += count
    shown = {stem(form): form for form in sorted(counts, key=lambda one: (counts[one], one))}
    again = {root: form for root, form in shown.items() if by_stem[root] > 1}
    candidates = (again if len(again) >= LEAST_SAID_AGAIN else shown).items()

    def worth(root: str, documents: int) -> float:
        return float((1 + np.log(by_stem[root])) * np.log((snapshot.count + 1) / (documents + 0.5)))

    rough = [(-worth(root, _documents(snapshot, "body", form)), root, form) for root, form in candidates]
    exact = []
    for _, root, form in sorted(rough)[:CANDIDATES]:
        documents = int(matching.found(Term(form)).mask.sum())
        if documents > copies:
            exact.append((form, worth(root, documents)))
    return sorted((pair for pair in exact if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))[:JUDGED_BY]


def _forms(snapshot: Snapshot, document: int) -> Counter[str]:
    """Count the words of a document's text that can tell something: letters only, three or more."""
    passages = snapshot.text(document)
    last = int(np.searchsorted(passages.starts, READ_LETTERS))
    text = passages.text(0, min(last, passages.count))
    forms = (part.form for word in words(text) for part in word.shape.parts)
    return Counter(form for form in forms if len(form) > 2 and form.isalpha())


def _copies(snapshot: Snapshot, document: int, options: SearchOptions) -> NDArray[np.bool_]:
    """Return the document itself and those of its group."""
    mask = np.zeros(snapshot.size, bool)
    mask[document] = True
    of = {} if options.groups is None else options.groups.of
    if (name := of.get(snapshot.ids[document])) is not None:
        mask |= np.fromiter((of.get(one) == name for one in snapshot.ids), bool, snapshot.size)
    return mask


def _asked(tree: Node) -> set[str]:
    """Return the stems of the words that were asked for: that hits have them says nothing."""
    texts: list[str] = []
    for leaf in sought(tree):
        if not isinstance(leaf, Choice | Range):
            items = leaf.items if isinstance(leaf, Phrase) else (leaf.text,)
            texts += [item for item in items if isinstance(item, str)]
    return {root for text in texts for root in _stems(text)}


def _stems(text: str) -> set[str]:
    return {stem(part.form) for word in words(text) for part in word.shape.parts}


@dataclass(slots=True)
class _Stem:
    """A stem in the documents read: the form most of them have, and how many have any."""

    forms: Counter[str]
    documents: int = 0


def _words(snapshot: Snapshot, read: list[int], asked: set[str]) -> tuple[Significant, ...]:
    found: dict[str, _Stem] = {}
    for document in read:
        forms = _forms(snapshot, document)
        for form in forms:
            found.setdefault(stem(form), _Stem(Counter())).forms[form] += 1
        for root in {stem(form) for form in forms}:
            found[root].documents += 1
    least = 2 if len(read) > 2 else 1
    kept = [one for root, one in sorted(found.items()) if root not in asked and one.documents >= least]
    counts = np.array([one.documents for one in kept], float)
    shown = [min(one.forms.items(), key=lambda pair: (-pair[1], pair[0]))[0] for one in kept]
    among = np.array([sum(_documents(snapshot, "body", form) for form in one.forms) for one in kept], float)
    among = np.clip(among, counts, max(snapshot.count, 1))
    scores = log_likelihood(counts, float(len(read)), among, float(snapshot.count))
    order = [
        place for place in sorted(range(len(kept)), key=lambda i: (-scores[i], shown[i])) if scores[place] >= LEAST
    ]
    return tuple(Significant(shown[i], int(counts[i]), int(among[i]), round(float(scores[i]), 2)) for i in order)


def _entities(snapshot: Snapshot, mask: NDArray[np.bool_], asked: set[str]) -> tuple[Significant, ...]:
    found: list[Significant] = []
    inside, whole = float(mask.sum()), float(snapshot.count)
    for label in LABEL_FACETS:
        column = snapshot.labels(label)
        owners = np.repeat(np.arange(snapshot.size), np.diff(column.offsets))
        size = len(column.labels)
        counts = np.bincount(column.ordinals[mask[owners]], minlength=size).astype(float)
        among = np.bincount(column.ordinals[snapshot.live[owners]], minlength=size).astype(float)
        scores = log_likelihood(counts, inside, among, whole)
        for place in np.flatnonzero(scores >= LEAST).tolist():
            entity_id, _, name = column.labels[place].partition(BETWEEN)
            if _stems(name) <= asked:
                continue
            score = round(float(scores[place]), 2)
            found.append(Significant(name, int(counts[place]), int(among[place]), score, label, entity_id))
    return tuple(sorted(found, key=lambda one: (-one.score, one.text, one.entity_id or "")))
