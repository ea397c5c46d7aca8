"""Every figure of a language pipeline, each beside its floor, and what could not be scored, and why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from evaluation.floor_files import read_floors
from evaluation.model.consistency import score_consistency
from evaluation.model.floors import FLOORS, with_floors
from evaluation.model.names import score_names
from evaluation.model.parties import score_parties
from evaluation.model.passages import score_passages
from evaluation.model.pipelines import lacking
from evaluation.model.records import Figure, Report, Skipped
from evaluation.model.speed import score_speed
from evaluation.model.syntax import score_syntax
from extract.model_loading import read_language

PROJECT = Path(__file__).parent.parent.parent
DATA = PROJECT.parent / "shared" / "data"
"""Where the open test sets are looked for: beside the project. They are no part of it; their licences differ."""

_TRIAL = "Anna Berg of Northgate Optics Ltd. spoke in Leeds."


def evaluate_model(model: str | None = None, data: Path = DATA) -> Report:
    """Score a pipeline, given by name or path, or ours; raises ModelError where it cannot be loaded.

    `data` holds `ner/` and `ud/`; contracts are in its `contracts/`, or in `documents/contracts` beside it.
    """
    began = time.perf_counter()
    nlp = read_language(model)
    loading = time.perf_counter() - began
    figures: list[Figure] = []
    skipped: list[Skipped] = []
    for one in _all(nlp, data, loading):
        figures += [one] if isinstance(one, Figure) else []
        skipped += [one] if isinstance(one, Skipped) else []
    return Report(model or "the pipeline of Threadline", with_floors(figures, read_floors(FLOORS)), tuple(skipped))


def _all(nlp: Language, data: Path, loading: float) -> Iterator[Figure | Skipped]:
    nameless = lacking([nlp(_TRIAL)], "ENT_IOB")
    if nameless:
        yield Skipped("names", "all sets", nameless)
    else:
        yield from score_names(nlp, data / "ner")
        yield from score_parties(nlp, documents_folder(data, "contracts"))
    yield from score_syntax(nlp, data / "ud")
    yield from score_passages(nlp)
    yield from score_consistency(nlp)
    yield from score_speed(nlp, loading)


def documents_folder(data: Path, name: str) -> Path:
    """Return where real documents of a kind are looked for: in `data`, or in the documents beside it."""
    inside = data / name
    return inside if inside.is_dir() else data.parent / "documents" / name
