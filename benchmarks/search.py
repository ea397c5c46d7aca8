"""How fast is search? Our index beside stock Whoosh, SQLite FTS5 and tantivy: same documents, same questions, one run.

    python -m benchmarks.search [--documents 2000] [--rounds 10] [--engines ours,stock,fts5,tantivy] [--keep FOLDER]
    python -m benchmarks.search --documents 100000 --keep FOLDER --rounds 20
    python -m benchmarks.search --growth 10000,30000,100000,300000 --keep FOLDER

Questions are interleaved, so that a busy machine slows all alike: read the ratios, which are to ours. `cold` is the
first question to an index just opened, of which the system holds nothing in memory where it can be told so, `new` a
question not asked before of an index that is open, `warm` the same one again. With `--processor-time` only the
processor's time counts, which is what can be measured on a machine that is busy with other things. `--keep` builds in a
folder, and takes what an earlier run has built there: stock Whoosh takes long. `--classes "AND,OR"` asks only those.
`--growth` asks our index alone at several sizes, and draws how its times grow with what matches.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.searching.alone import told
from benchmarks.searching.asking import Clock, Times, asked, processor
from benchmarks.searching.building import Makers, adding, built, place
from benchmarks.searching.corpus import WORDS_A_DOCUMENT, Vocabulary, vocabulary
from benchmarks.searching.engines import Engine, Fts5, Ours, Stock
from benchmarks.searching.reporting import curve, tables

ONES = 10
"""So many times one document is added."""


def engines(names: str) -> Makers:
    """Return the engines asked for that are installed."""
    found: dict[str, Callable[[Path], Engine]] = {"ours": Ours, "stock": Stock, "fts5": Fts5}
    try:
        from benchmarks.searching.tantivy_engine import Tantivy

        found["tantivy"] = Tantivy
    except ImportError:
        print("tantivy is left out: it is not installed (pip install tantivy)")
    return {name: found[name] for name in names.split(",") if name in found}


def additions(folder: Path, makers: Makers, known: Vocabulary, count: int) -> None:
    """Say what it costs until one document, and a hundred, are found; in a copy, so that the index stays as it is."""
    for name, make in makers.items():
        copy = place(folder, f"adding-{name}", count)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(place(folder, name, count), copy)
        engine = make(copy)
        ones = [adding(engine, known, 10**6 + i, 1) for i in range(ONES)]
        hundred = adding(engine, known, 2 * 10**6, 100)
        engine.close()
        shutil.rmtree(copy)
        wall, working = (1000 * statistics.median(times) for times in zip(*ones, strict=True))
        print(
            f"{name:<8} adding one {wall:8.1f} ms, {working:.1f} of the processor; "
            f"a hundred {1000 * hundred[0]:8.1f} ms, {1000 * hundred[1]:.1f} of the processor",
            flush=True,
        )


def compared(folder: Path, makers: Makers, known: Vocabulary, options: argparse.Namespace, clock: Clock) -> None:
    """Build all engines, ask all of them the same, and print everything."""
    count = options.documents
    print(f"{count:,} documents of {WORDS_A_DOCUMENT} words")
    built(folder, makers, known, count)
    for name in makers:
        print(told(name, place(folder, name, count)), flush=True)
    additions(folder, makers, known, count)
    tables(asked(folder, makers, known, count, options.rounds, _classes(options), clock), list(makers))


def grown(folder: Path, known: Vocabulary, options: argparse.Namespace, clock: Clock) -> None:
    """Ask our index alone at several sizes; a larger one is begun as a copy of a smaller."""
    sizes: dict[int, Times] = {}
    for count in sorted(int(one) for one in options.growth.split(",")):
        built(folder, {"ours": Ours}, known, count)
        sizes[count] = asked(folder, {"ours": Ours}, known, count, options.rounds, _classes(options), clock, cold=False)
    curve(sizes)


def _classes(options: argparse.Namespace) -> frozenset[str]:
    return frozenset(name.strip() for name in options.classes.split(",") if name.strip())


def main() -> None:
    """Measure what was asked for."""
    arguments = argparse.ArgumentParser(description="Our index beside stock Whoosh, SQLite FTS5 and tantivy.")
    arguments.add_argument("--documents", type=int, default=2_000)
    arguments.add_argument("--rounds", type=int, default=10)
    arguments.add_argument("--engines", default="ours,stock,fts5,tantivy")
    arguments.add_argument("--classes", default="", help="classes of questions, with commas between; all by default")
    arguments.add_argument("--keep", type=Path, help="a folder for the indexes, which later runs use again")
    arguments.add_argument("--growth", default="", help="sizes at which our index alone is asked")
    arguments.add_argument("--processor-time", action="store_true")
    options = arguments.parse_args()
    clock = processor if options.processor_time else time.perf_counter
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    known = vocabulary()
    try:
        if options.growth:
            grown(folder, known, options, clock)
        else:
            compared(folder, engines(options.engines), known, options, clock)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
