"""Builds the indexes that are asked, once: what is whole stays where it is, what was left half built is begun anew."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.searching.corpus import Vocabulary, entries
from benchmarks.searching.engines import Engine

PORTION = 10_000
"""Documents that an engine is given at a time; each makes of them as many commits as it likes."""

Makers = dict[str, Callable[[Path], Engine]]


def place(folder: Path, name: str, count: int) -> Path:
    """Return where an engine's index of so many documents lies."""
    return folder / f"{name}-{count}"


def built(folder: Path, makers: Makers, known: Vocabulary, count: int) -> None:
    """Build the indexes that are not there yet, and say how fast they were built and how large they are."""
    for name, make in makers.items():
        path = place(folder, name, count)
        told = path.with_suffix(".json")
        if not told.exists():
            shutil.rmtree(path, ignore_errors=True)
            told.write_text(json.dumps(_build(folder, make, name, known, count)), "utf-8")
        spent = json.loads(told.read_text("utf-8"))
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        print(
            f"{name:<8} indexing {count / spent['processor']:8.0f} a second of processor time, "
            f"{count / spent['wall']:8.0f} by the clock; index {size / 1e6:8.1f} MB",
            flush=True,
        )


def adding(engine: Engine, known: Vocabulary, first: int, count: int) -> tuple[float, float]:
    """Add documents that were made beforehand; return seconds by the clock and of the processor."""
    made = list(entries(known, count, first))
    clock, processor = time.perf_counter(), time.process_time()
    engine.add(made)
    return time.perf_counter() - clock, time.process_time() - processor


def _build(folder: Path, make: Callable[[Path], Engine], name: str, known: Vocabulary, count: int) -> dict[str, float]:
    """Build on a copy of the largest smaller index there is."""
    smaller = [size for size in _sizes(folder, name) if size < count]
    begun = max(smaller, default=0)
    wall = processor = 0.0
    if begun:
        spent = json.loads(place(folder, name, begun).with_suffix(".json").read_text("utf-8"))
        wall, processor = spent["wall"], spent["processor"]
        shutil.copytree(place(folder, name, begun), place(folder, name, count))
    engine = make(place(folder, name, count))
    for first in range(begun, count, PORTION):
        portion = min(PORTION, count - first)
        clock, processors = adding(engine, known, first, portion)
        wall, processor = wall + clock, processor + processors
        if count > PORTION:
            print(f"  {name} {first + portion} of {count} documents, {wall:.0f} s", flush=True)
    engine.close()
    return {"wall": wall, "processor": processor}


def _sizes(folder: Path, name: str) -> list[int]:
    """Return the sizes of an engine's indexes that are whole."""
    return [int(path.stem.rpartition("-")[2]) for path in folder.glob(f"{name}-*.json")]
