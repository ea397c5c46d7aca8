"""Whom a text is about: the one of a label who has been named far more often than anybody else of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.records import Label, Mention

_OFTEN = 2  # times as often as anybody else


class Topics:
    """Counts who is named, sentence by sentence; it is asked in the order of the text, so that each is counted once."""

    def __init__(self, sentences: Sequence[Sequence[Mention]]) -> None:
        self._sentences = sentences
        self._counted = 0
        self._counts: dict[Label, Counter[str]] = {}

    def find(self, number: int, offset: int, labels: Sequence[Label]) -> str | None:
        """Return whom of some labels the text up to `offset`, in its sentence `number`, is about."""
        while self._counted < number:
            for one in self._sentences[self._counted]:
                if one.name_id:
                    self._counts.setdefault(one.label, Counter())[one.name_id] += 1
            self._counted += 1
        counts: Counter[str] = Counter()
        for label in labels:
            counts.update(self._counts.get(label, ()))
        here = self._sentences[number] if number < len(self._sentences) else ()
        counts.update(one.name_id for one in here if one.name_id and one.label in labels and one.end <= offset)
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _OFTEN * ranked[1][1]) or ranked[0][1] < _OFTEN:
            return None
        return ranked[0][0]
