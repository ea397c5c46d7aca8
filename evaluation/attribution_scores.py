"""Scores of attributions: who says what, in which words.

A found attribution answers a sought one when their contents share at least half of the words that either covers. Then
its cue is right when the two overlap, and its source when both name nobody or the two overlap. `all three` wants all.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.records import GoldAttribution, Span
from evaluation.tally import Tally
from extract.records import Attribution
from extract.records import Span as Stretch

SHARED = 0.5


class AttributionTally:
    """The counts of attributions over the documents of a set."""

    def __init__(self) -> None:
        self.tally = Tally("attributions", summed=False)

    def count(self, sought: Sequence[GoldAttribution], found: Sequence[Attribution]) -> None:
        """Count the attributions of one document."""
        told = [GoldAttribution(_span(one.source), _plain(one.cue), _plain(one.content)) for one in found]
        add = self.tally.add
        for attributions, side in ((sought, "gold"), (told, "found")):
            for one in attributions:
                for measure in ("cue", "content", "all three"):
                    add(measure, **{side: 1})
                add("source", **{side: one.source is not None})
        for i, j in match(told, sought):
            cue = overlap(told[i].cue, sought[j].cue)
            source = same_source(told[i].source, sought[j].source)
            add("content", right=1)
            add("cue", right=cue)
            add("source", right=source and sought[j].source is not None)
            add("all three", right=cue and source)


def match(found: Sequence[GoldAttribution], sought: Sequence[GoldAttribution]) -> list[tuple[int, int]]:
    """Return `(index of found, index of sought)`, each once, those that share most first, a shared cue before all."""
    candidates = sorted(
        (-shared - overlap(one.cue, other.cue), i, j)
        for i, one in enumerate(found)
        for j, other in enumerate(sought)
        if (shared := common(one.content, other.content)) >= SHARED
    )
    taken: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if all(i != its_i and j != its_j for its_i, its_j in taken):
            taken.append((i, j))
    return taken


def common(one: Span, other: Span) -> float:
    """Return the share of the two spans together that both cover."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    either = max(one[1], other[1]) - min(one[0], other[0])
    return max(0, both) / either if either else 0.0


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def same_source(found: Span | None, sought: Span | None) -> bool:
    """Whether both name nobody, or overlap."""
    if found is None or sought is None:
        return found is sought
    return overlap(found, sought)


def _plain(span: Stretch) -> Span:
    return span.start, span.end


def _span(span: Stretch | None) -> Span | None:
    return None if span is None else _plain(span)
