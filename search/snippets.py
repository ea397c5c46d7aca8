"""Picks the sentences that show why a document matches, with the exact words marked and the page.

A sentence is the better the more different leaves of the query it shows, rare ones before frequent ones; each further
sentence is chosen for what the ones before it do not show. Work is bounded by the number of snippets, not by the length
of the document: of a long text only the best passages are unpacked and taken apart again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import places_at
from search.passages import Passages
from search.results import Snippet
from search.sentences import sentences
from search.spans import Spans

MAX_LENGTH = 300
"""Code points of a snippet; more only where one match is longer."""

_BEFORE = 60
"""Code points shown before the first match of a sentence that must be cut."""

_COUNTED = 5
"""More matches than this make no sentence better."""

_SEEN = 0.1
"""What a leaf is worth that a better snippet shows already."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A match: code points in the document, and which of the query's leaves it belongs to."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A snippet, the leaves it shows and how many matches, at most `_COUNTED`."""

    snippet: Snippet
    leaves: frozenset[int]
    count: int


def snippets(passages: Passages, matches: Sequence[Spans], limit: int) -> tuple[Snippet, ...]:
    """Return the best sentences first; `matches` are spans of positions in the document, by leaf of the query.

    Where nothing matches in the text, the snippet is how the text begins, with nothing marked.
    """
    if not limit or not passages.count:
        return ()
    if not any(len(spans) for spans in matches):
        return _beginning(passages)
    candidates: list[_Candidate] = []
    for first in _best_passages(passages, matches, limit):
        last = _last_passage(passages, matches, first)
        text, base = passages.text(first, last), int(passages.starts[first])
        marks = _marks(passages, matches, first, last, text)
        candidates += _candidates(passages, text, base, int(passages.starts[first + 1]), marks)
    return _chosen(candidates, _weights(matches), limit)


def _weights(matches: Sequence[Spans]) -> NDArray[np.float64]:
    """Return what it is worth to show each leaf: from 1 for one that stands once down to a half for frequent ones."""
    return np.array([0.5 + 0.5 / (1 + np.log(max(len(spans), 1))) for spans in matches])


def _chosen(candidates: list[_Candidate], weights: NDArray[np.float64], limit: int) -> tuple[Snippet, ...]:
    """Choose one candidate after the other, none of which overlap."""
    chosen: list[Snippet] = []
    worth = weights.copy()

    def rank(candidate: _Candidate) -> tuple[float, int, int]:
        return -sum(worth[leaf] for leaf in candidate.leaves), -candidate.count, candidate.snippet.start

    while candidates and len(chosen) < limit:
        best = min(candidates, key=rank)
        chosen.append(best.snippet)
        for leaf in best.leaves:
            worth[leaf] = weights[leaf] * _SEEN
        start, end = best.snippet.start, best.snippet.end
        candidates = [other for other in candidates if other.snippet.end <= start or end <= other.snippet.start]
    return tuple(chosen)


def _beginning(passages: Passages) -> tuple[Snippet, ...]:
    text = passages.text(0, 1)
    found = sentences(text)
    if not found:
        return ()
    start, end = found[0]
    end = _cut(text, start, min(end, start + MAX_LENGTH))
    return (Snippet(text[start:end], (), start, end, passages.page_at(start)),)


def _best_passages(passages: Passages, matches: Sequence[Spans], limit: int) -> list[int]:
    """Return passages in which matches begin, chosen as the sentences in them will be."""
    counts = np.zeros((len(matches), passages.count), np.int64)
    for leaf, spans in enumerate(matches):
        places = passages.firsts.searchsorted(spans.starts, "right") - 1
        counts[leaf] = np.bincount(places, minlength=passages.count)[: passages.count]
    total = np.minimum(counts.sum(axis=0), _COUNTED)
    if len(matches) == 1:
        first: list[int] = np.argsort(-total, kind="stable")[: min(limit, int((total > 0).sum()))].tolist()
        return first
    weights = _weights(matches)
    worth = weights.copy()
    chosen: list[int] = []
    for _ in range(min(limit, int((total > 0).sum()))):
        ranked = np.lexsort((-total, -(worth @ (counts > 0))))
        best = next(int(i) for i in ranked if int(i) not in chosen and total[i])
        chosen.append(best)
        worth = np.where(counts[:, best] > 0, weights * _SEEN, worth)
    return chosen


def _last_passage(passages: Passages, matches: Sequence[Spans], first: int) -> int:
    """Return how far to read for the matches that begin in a passage: to its end, or past it where one goes on."""
    begin, behind = passages.firsts[first : first + 2].tolist()
    reached = behind
    for spans in matches:
        low, high = spans.starts.searchsorted((begin, behind)).tolist()
        reached = max(reached, *spans.ends[low:high].tolist(), 0)
    return first + 1 if reached == behind else int(passages.firsts.searchsorted(reached))


def _marks(passages: Passages, matches: Sequence[Spans], first: int, last: int, text: str) -> list[_Mark]:
    """Return the matches that lie in passages `first` to `last`, as code points."""
    begin, end = int(passages.firsts[first]), int(passages.firsts[last])
    base = int(passages.starts[first])
    found: list[tuple[int, int, int]] = []
    for leaf, spans in enumerate(matches):
        low, high = spans.starts.searchsorted((begin, end)).tolist()
        starts, ends = (spans.starts[low:high] - begin).tolist(), (spans.ends[low:high] - begin).tolist()
        found += [(start, stop, leaf) for start, stop in zip(starts, ends, strict=True) if stop <= end - begin]
    where = places_at(text, {place for start, stop, _ in found for place in (start, stop - 1)})
    marks = [_Mark(base + where[start][0], base + where[stop - 1][1], leaf) for start, stop, leaf in found]
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _candidates(passages: Passages, text: str, base: int, behind: int, marks: list[_Mark]) -> list[_Candidate]:
    """Return a snippet, with its rank, for each sentence in which a match begins before the offset `behind`."""
    found = []
    place = 0
    for start, end in sentences(text):
        first = place
        while place < len(marks) and marks[place].start < base + end:
            place += 1
        if first < place and marks[first].start < behind:
            found.append(_candidate(passages, text, base, (base + start, base + end), marks, range(first, place)))
    return found


def _candidate(
    passages: Passages, text: str, base: int, sentence: tuple[int, int], marks: list[_Mark], own: range
) -> _Candidate:
    """Return a snippet of a sentence, whose own marks are given by number."""
    start, end = sentence
    alone = marks[-1].leaf == marks[0].leaf == marks[own[0]].leaf and len({mark.leaf for mark in marks}) == 1
    best = own[0] if alone else max(own, key=lambda i: (_different(marks, i), -i))
    if end - start > MAX_LENGTH:
        start = max(start, base + _cut_left(text, marks[best].start - _BEFORE - base))
        end = base + _cut(text, start - base, min(end, start + MAX_LENGTH) - base)
    start, end = min(start, marks[best].start), max(end, marks[best].end)
    shown = [mark for mark in marks if start <= mark.start and mark.end <= end]
    highlights = _merged([(mark.start - start, mark.end - start) for mark in shown])
    page = passages.page_at(start + highlights[0][0])
    snippet = Snippet(text[start - base : end - base], highlights, start, end, page)
    return _Candidate(snippet, frozenset(mark.leaf for mark in shown), min(len(shown), _COUNTED))


def _different(marks: list[_Mark], first: int) -> int:
    """Count the leaves that would be shown if a snippet began at one of the matches."""
    limit = marks[first].start + MAX_LENGTH - _BEFORE
    return len({mark.leaf for mark in marks[first : first + 50] if mark.end <= limit})


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join highlights that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _cut(text: str, start: int, end: int) -> int:
    """Move an end back to the end of a word, when one is near."""
    if end >= len(text) or text[end].isspace():
        return end
    for place in range(end, max(start, end - 40), -1):
        if text[place - 1].isspace():
            return place - 1
    return end


def _cut_left(text: str, start: int) -> int:
    """Move a start forward to the start of a word, when one is near."""
    if start <= 0:
        return 0
    for place in range(start, min(start + 40, len(text))):
        if text[place - 1].isspace():
            return place
    return start
