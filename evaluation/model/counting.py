"""Counts of right, wrong and missed names, and where a name begins and ends when two hands mark it.

A leading "the", a trailing possessive, a trailing full stop and white space at either end are forgiven: they tell how a
set was annotated, not whether a name was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evaluation.model.records import Figure, Span

_BEFORE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)
_AFTER = re.compile(r"(?:['’]s|[\s.])+\Z")


class Count:
    """Gold and found spans of many documents, compared one document at a time."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, gold: set[Span], found: set[Span]) -> None:
        """Compare the spans of one document."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def figure(self, part: str, test_set: str, measure: str) -> Figure:
        """Return F1 with precision and recall, in percent."""
        return f1_figure(part, test_set, measure, self.right, self.wrong, self.missed)


def f1_figure(part: str, test_set: str, measure: str, right: int, wrong: int, missed: int) -> Figure:
    """Return F1 with precision and recall, in percent; nothing found among nothing sought counts as right."""
    found, gold = right + wrong, right + missed
    return Figure(
        part,
        test_set,
        measure,
        200 * right / (found + gold) if found + gold else 100.0,
        gold,
        100 * right / found if found else 100.0,
        100 * right / gold if gold else 100.0,
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a name without what is forgiven at its edges; never empty unless it was."""
    left = _BEFORE.match(text, start, end)
    start = left.end() if left and left.end() < end else start
    right = _AFTER.search(text[start:end])
    return start, start + right.start() if right and right.start() else end


def by_label(count_of: dict[str, Count], gold: Iterable[Span], found: Iterable[Span]) -> None:
    """Add a document to the count of each label, and of all together, which `count_of` names."""
    gold, found = set(gold), set(found)
    for label, count in count_of.items():
        count.add(*({span for span in side if label in ("all", span[2])} for side in (gold, found)))


def figures(part: str, test_set: str, count_of: dict[str, Count]) -> Iterator[Figure]:
    """Yield a figure for each label of the counts."""
    for label, count in count_of.items():
        yield count.figure(part, test_set, label)
