"""How fast is search? Our index beside stock Whoosh, SQLite FTS5 and tantivy: same documents, same questions, one run.

    python -m benchmarks.search [--documents 2000] [--rounds 5] [--engines ours,stock,fts5,tantivy] [--keep FOLDER]

Questions are interleaved, so that a busy machine slows all alike: read the ratios, which are to ours. `cold` is the
first question to an index just opened (its files may be in the system's memory), `new` a question not asked before of
an index that is open, `warm` the same one again. With `--processor-time` only the processor's time counts, which is
what can be measured on a machine that is busy with other things. `--keep` builds in a folder, or uses what is there.
`--growth 10000,30000` asks our index alone at several sizes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.searching.corpus import WORDS_A_DOCUMENT, Vocabulary, entries, vocabulary
from benchmarks.searching.engines import Engine, Fts5, Ours, Stock
from benchmarks.searching.questions import Question, questions

PORTION = 1_000
REPEATED = 3
Clock = Callable[[], float]
Makers = dict[str, Callable[[Path], Engine]]
Times = dict[tuple[str, str], list[tuple[float, float, float]]]
"""By question and engine: milliseconds cold, new and warm, a row a round."""


def engines(names: str) -> Makers:
    """Return the engines asked for that are installed."""
    found: Makers = {"ours": Ours, "stock": Stock, "fts5": Fts5}
    try:
        from benchmarks.searching.tantivy_engine import Tantivy

        found["tantivy"] = Tantivy
    except ImportError:
        print("tantivy is left out: it is not installed (pip install tantivy)")
    return {name: found[name] for name in names.split(",") if name in found}


def milliseconds(clock: Clock, call: Callable[[], object]) -> float:
    """Time one call."""
    begun = clock()
    call()
    return 1000 * (clock() - begun)


def built(folder: Path, makers: Makers, known: Vocabulary, count: int, clock: Clock) -> None:
    """Build the indexes that are not there yet, and say how fast and how large."""
    for name, make in makers.items():
        path = folder / f"{name}-{count}"
        if not path.exists():
            engine = make(path)
            spent = sum(_adding(engine, known, first, min(PORTION, count - first), clock) for first in _firsts(count))
            engine.close()
            print(f"{name:<8} indexing {1000 * count / spent:8.0f} a second")
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        print(f"{name:<8} index {size / 1e6:11.1f} MB")


def _firsts(count: int) -> range:
    return range(0, count, PORTION)


def _adding(engine: Engine, known: Vocabulary, first: int, count: int, clock: Clock) -> float:
    """Add documents that were made beforehand; return milliseconds."""
    made = list(entries(known, count, first))
    return milliseconds(clock, lambda: engine.add(made))


def measured(
    folder: Path,
    makers: Makers,
    known: Vocabulary,
    options: argparse.Namespace,
    clock: Clock,
) -> Times:
    """Ask every engine questions of every class, in turn."""
    paths = {name: folder / f"{name}-{options.documents}" for name in makers}
    open_ones = {name: make(paths[name]) for name, make in makers.items()}
    times: Times = {}
    dice = random.Random(23)
    for _ in range(options.rounds):
        for question in questions(known, dice):
            totals = {}
            for name, make in makers.items():
                cold = _cold(make, paths[name], question, clock)
                if cold is not None:
                    engine = open_ones[name]
                    new = milliseconds(clock, lambda engine=engine, q=question: engine.ask(q))  # type: ignore[misc]
                    again = (milliseconds(clock, lambda e=engine, q=question: e.ask(q)) for _ in range(REPEATED))  # type: ignore[misc]
                    times.setdefault((question.name, name), []).append((cold, new, statistics.median(again)))
                    totals[name] = engine.ask(question)
            if len(set(totals.values())) > 1 and question.form in {"any", "range"}:
                print(f"  {question.name}: engines count differently: {totals}")
    for engine in open_ones.values():
        engine.close()
    return times


def _cold(make: Callable[[Path], Engine], path: Path, question: Question, clock: Clock) -> float | None:
    """Open an index and ask; None where the engine has no such question."""
    answers: list[int | None] = []
    opened: list[Engine] = []

    def ask() -> None:
        opened.append(make(path))
        answers.append(opened[0].ask(question))

    spent = milliseconds(clock, ask)
    opened[0].close()
    return None if answers[0] is None else spent


def report(times: Times, names: list[str]) -> None:
    """Print a line a class: our milliseconds, and how many times longer the others take."""
    others = [name for name in names if name != "ours"]
    head = "".join(f"{name:>10}" for name in others)
    print(f"{'':20}{'warm p50':>10}{head}{'p95':>8}  {'new p50':>10}{head}  {'cold p50':>10}{head}")
    for name in dict.fromkeys(name for name, _ in times):
        line = f"{name:<20}"
        for place in (2, 1, 0):
            mine = statistics.median(row[place] for row in times[name, "ours"])
            line += f"{mine:>10.2f}" + "".join(f"{_ratio(times, name, other, place, mine):>10}" for other in others)
            if place == 2:
                rows = sorted(row[place] for row in times[name, "ours"])
                line += f"{rows[int(0.95 * (len(rows) - 1))]:>8.2f}"
            line += "  "
        print(line)


def _ratio(times: Times, name: str, other: str, place: int, mine: float) -> str:
    rows = times.get((name, other))
    return f"{statistics.median(row[place] for row in rows) / mine:.1f}x" if rows else "-"


def adding(folder: Path, makers: Makers, known: Vocabulary, count: int, clock: Clock) -> None:
    """Say what it costs until one document, and a hundred, are found."""
    for name, make in makers.items():
        engine = make(folder / f"{name}-{count}")
        ones = [_adding(engine, known, 10**6 + i, 1, clock) for i in range(10)]
        hundred = _adding(engine, known, 2 * 10**6, 100, clock)
        engine.close()
        one, worst = statistics.median(ones), max(ones)
        print(f"{name:<8} adding one {one:8.1f} ms (worst {worst:.1f}), a hundred {hundred:8.1f} ms")


def memory() -> Iterator[str]:
    """Yield what this process holds, where the system tells it; pages of mapped files are not its own."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith(("RssAnon", "VmRSS")):
            yield " ".join(line.split())


def main() -> None:
    """Build the indexes, ask them all the same, print the ratios."""
    arguments = argparse.ArgumentParser(description="Our index beside stock Whoosh, SQLite FTS5 and tantivy.")
    arguments.add_argument("--documents", type=int, default=2_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--engines", default="ours,stock,fts5,tantivy")
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--growth", default="")
    arguments.add_argument("--processor-time", action="store_true")
    options = arguments.parse_args()
    clock = time.process_time if options.processor_time else time.perf_counter
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    known, makers = vocabulary(), engines(options.engines)
    try:
        for count in [int(one) for one in options.growth.split(",") if one]:
            print(f"{count} documents")
            alone = argparse.Namespace(documents=count, rounds=options.rounds)
            built(folder, {"ours": Ours}, known, count, clock)
            report(measured(folder, {"ours": Ours}, known, alone, clock), ["ours"])
        print(f"{options.documents} documents of {WORDS_A_DOCUMENT} words")
        built(folder, makers, known, options.documents, clock)
        report(measured(folder, makers, known, options, clock), list(makers))
        print("this process, with every engine in it:", ", ".join(memory()))
        adding(folder, makers, known, options.documents, clock)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
