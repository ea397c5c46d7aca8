"""Scores of names: exact spans, per set and per label, a leading "the" and a trailing 's forgiven.

Needs spaCy alone, so an evaluation can call it with any pipeline that sets `doc.ents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.training import sets
from extract.training.data import document, joined_evenly
from extract.training.scheme import HIDDEN

SCORED = ("PERSON", "ORG", "PLACE")


@dataclass(slots=True)
class Count:
    """Names found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> None:
        """Count one document."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float:
        """Percent of the found names that are right."""
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Percent of the gold names that are found."""
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def gold_documents(folder: Path, name: str, most_words: int = 120) -> list[Doc]:
    """Return a test set as documents of consecutive sentences, of at most `most_words` words, with names as ents."""
    nlp = spacy.blank("en")
    runs = joined_evenly(sets.read(folder, name, test=True), most_words)
    return [document(nlp, run, [False] * len(run)) for run in runs]


def names_of(doc: Doc, aliases: Mapping[str, str] | None = None) -> set[tuple[int, int, str]]:
    """Return a document's names as character spans and labels, under the scheme's conventions for their edges."""
    found = set()
    for span in doc.ents:
        label = (aliases or {}).get(span.label_, span.label_)
        start, end = span.start, span.end
        while end - start > 1 and (doc[start].lower_ == "the" or doc[start].is_space):
            start += 1
        while end - start > 1 and (doc[end - 1].text in {"'s", "’s"} or doc[end - 1].is_space):
            end -= 1
        found.add((doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label))
    return found


def score(
    nlp: Language, gold: Iterable[Doc], labels: tuple[str, ...] = SCORED, aliases: Mapping[str, str] | None = None
) -> dict[str, Count]:
    """Return the counts of a pipeline on gold documents by label, and of all labels together under "all".

    `aliases` maps a foreign pipeline's labels to ours ({"GPE": "PLACE"}). Names that touch hidden words of the gold
    are not counted.
    """
    counts = {label: Count() for label in ("all", *labels)}
    for doc in gold:
        found = names_of(nlp(doc.text), aliases)
        wanted = names_of(doc)
        hidden = [(start, end) for start, end, label in wanted if label == HIDDEN]
        found = {name for name in found if not any(name[0] < end and start < name[1] for start, end in hidden)}
        wanted, found = ({name for name in side if name[2] in labels} for side in (wanted, found))
        counts["all"].add(wanted, found)
        for label in labels:
            counts[label].add(*({name for name in side if name[2] == label} for side in (wanted, found)))
    return counts
