"""Names on the open test sets, none of which our model was trained on: exact spans, by label, F1 in percent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from evaluation.model.pipelines import ALIASES
from evaluation.model.records import Figure, Skipped
from extract.training.score import gold_documents, score
from extract.training.sets import TEST

PART = "names"
TOGETHER = "average of the sets"


def score_names(nlp: Language, folder: Path) -> Iterator[Figure | Skipped]:
    """Yield the figures of each set that lies in `folder`; sets that are missing are told."""
    overall = []
    for name in TEST:
        if not (folder / f"{name}.jsonl.gz").is_file():
            yield Skipped(PART, name, f"{folder / f'{name}.jsonl.gz'} is not there.")
            continue
        for label, count in score(nlp, gold_documents(folder, name), aliases=ALIASES).items():
            figure = Figure(
                PART, name, label, count.f1, count.right + count.missed, count.precision, count.recall
            )  # fmt: skip
            overall += [figure] if label == "all" else []
            yield figure
    if len(overall) == len(TEST):
        mean = sum(figure.value for figure in overall) / len(overall)
        yield Figure(PART, TOGETHER, "all", mean, sum(figure.gold for figure in overall))
