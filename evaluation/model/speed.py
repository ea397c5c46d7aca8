"""How quick and how large a pipeline is: words a second of processor time, and megabytes on disk.

Rough figures of one machine at one moment; `benchmarks/model.py` gives ratios with their noise, and memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language

from evaluation.model.passages import read_passages
from evaluation.model.records import Figure

PART = "speed"
WORDS = 12_000
RUNS = 2


def score_speed(nlp: Language, loading_seconds: float) -> Iterator[Figure]:
    """Yield seconds of loading, words a second of the whole pipeline, and the size of its files."""
    text = "\n\n".join(passage.text for passage in read_passages())
    words_once = sum(not token.is_space for token in nlp.make_doc(text))
    copies = [text] * max(1, WORDS // words_once)
    words = words_once * len(copies)
    seconds = min(_taken(lambda: list(nlp.pipe(copies))) for _ in range(RUNS))
    yield Figure(PART, "this machine", "loading", loading_seconds, 1, unit="s")
    yield Figure(PART, "this machine", "whole pipeline", words / seconds, words, unit="words/s")
    if nlp.path is not None:
        yield Figure(PART, "this machine", "size on disk", folder_megabytes(nlp.path), 1, unit="MB")


def _taken(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def folder_megabytes(folder: Path) -> float:
    """Return what the files of a folder take on disk."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
