"""How quick is the language pipeline? Beside a spaCy CNN of the shape of `en_core_web_sm`, interleaved in one run.

    python -m benchmarks.model [--model NAME_OR_PATH] [--rounds 3] [--copies 1] [--no-memory]

Text is the marked part of the sample corpus. Words are spaCy's tokens without white space. On one thread time is that
of the processor, which a busy machine stretches least; on two threads and in two processes it is the clock's, and the
start of the processes counts. The CNN has no threads to give: beside two of ours it runs on the one it has. Every round
runs all kinds of work in turn; a ratio is taken within its round, and its median is printed with the least and the
greatest. The CNN is run twice a round: how far its ratio to itself strays from 1 is the machine's noise. Memory is the
peak of a process of its own that loads a pipeline and does one kind of work; "tokenizer" is what loading takes.

The CNN is that of `benchmarks/cnn.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.cnn import cnn
from corpus.records import Document
from evaluation.model.consistency import read_documents, read_marked
from extract.model_loading import find_lack, read_language
from extract.pipeline import Extractor

PARTS = ("tokenizer", "sentence rules", "names alone", "all but names", "whole pipeline", "whole extraction")
BESIDE: dict[str, str | None] = {"sentence rules": None, "whole extraction": "whole pipeline"}
"""What of the CNN a part is compared with, where not with the same; None where it has nothing like it."""
SECONDS = 300
"""So long may one process take that measures memory."""


def needed_for_names(nlp: Language) -> list[str]:
    """Return the components that names take: those that set them, and what these listen to."""
    naming = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    heard = [
        name
        for name in nlp.pipe_names
        if any(listener in naming for listener in getattr(nlp.get_pipe(name), "listening_components", ()))
    ]
    return [name for name in nlp.pipe_names if name in {*naming, *heard}]


def all_but_names(nlp: Language) -> list[str]:
    """Return the components that set no names."""
    return [name for name in nlp.pipe_names if "doc.ents" not in nlp.get_pipe_meta(name).assigns]


def sentence_rules(nlp: Language) -> list[str]:
    """Return the components that set where sentences begin and do nothing else."""
    return [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).assigns == ["token.is_sent_start"]]


@contextmanager
def names_only(nlp: Language) -> Iterator[None]:
    """Let a component that does everything in one pass (an encoder with several heads) leave all but names aside."""
    switched = [pipe for _, pipe in nlp.pipeline if getattr(pipe, "syntax", False) is True]
    for pipe in switched:
        pipe.syntax = False  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for pipe in switched:
            pipe.syntax = True  # type: ignore[attr-defined]


@dataclass
class Work:
    """A pipeline and the texts it is run over."""

    nlp: Language
    documents: list[Document]
    made: list[Doc] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [document.text for document in self.documents]
        self.made = [self.nlp.make_doc(text) for text in self.texts]
        self.words = sum(not token.is_space for doc in self.made for token in doc)

    def run(self, part: str, processes: int = 1) -> None:
        """Do one part of the work over all texts."""
        if part == "tokenizer":
            for text in self.texts:
                self.nlp.make_doc(text)
        elif part == "whole extraction":
            list(Extractor(self.nlp).stream(self.documents))
        elif part == "whole pipeline":
            list(self.nlp.pipe(self.texts, n_process=processes, batch_size=4))
        elif part == "names alone":
            with self.nlp.select_pipes(enable=needed_for_names(self.nlp)), names_only(self.nlp):
                list(self.nlp.pipe(self.texts))
        else:
            chosen = sentence_rules(self.nlp) if part == "sentence rules" else all_but_names(self.nlp)
            with self.nlp.select_pipes(enable=chosen):
                list(self.nlp.pipe(self.texts))


def parts_of(nlp: Language) -> tuple[str, ...]:
    """Return the parts of the work that a pipeline can do."""
    parsing = any("token.dep" in nlp.get_pipe_meta(name).assigns for name in all_but_names(nlp))
    unable = {
        "sentence rules": not sentence_rules(nlp),
        "names alone": not needed_for_names(nlp),
        "all but names": not parsing,
        "whole extraction": find_lack(nlp) is not None,
    }
    return tuple(part for part in PARTS if not unable.get(part))


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the work, on so many threads of our encoder or in so many processes."""

    part: str
    threads: int = 1
    processes: int = 1

    @property
    def name(self) -> str:
        """What is printed."""
        return self.part + (", two threads" if self.threads > 1 else ", two processes" if self.processes > 1 else "")

    @property
    def beside(self) -> str | None:
        """The part of the CNN that it is compared with."""
        return BESIDE.get(self.part, self.part)

    def seconds(self, work: Work, part: str) -> float:
        """Return what a part takes: of the processor on one thread, of the clock on two."""
        clock = time.process_time if self.threads == self.processes == 1 else time.perf_counter
        began = clock()
        work.run(part, self.processes)
        return clock() - began


def threaded(nlp: Language, threads: int) -> Language:
    """Let the components that can use so many threads do so, from their first text on."""
    for _, pipe in nlp.pipeline:
        if hasattr(pipe, "threads"):
            pipe.threads = threads
    return nlp


def tasks_of(nlp: Language) -> Iterator[Task]:
    """Yield all that is measured of a pipeline."""
    parts = parts_of(nlp)
    yield from map(Task, parts)
    if any(hasattr(pipe, "threads") for _, pipe in nlp.pipeline):
        yield from (Task(part, threads=2) for part in parts if part in ("names alone", "whole pipeline"))
    yield Task("whole pipeline", processes=2)


Times = dict[Task, list[float]]
"""seconds of each round"""


def measured(ours: dict[int, Work], baseline: Work, rounds: int) -> tuple[Times, Times, Times]:
    """Return the seconds of ours, by threads, of the baseline and of it again, in rounds; a first round warms up."""
    mine: Times = {}
    base: Times = {}
    again: Times = {}
    tasks = list(tasks_of(ours[1].nlp))
    for number in range(rounds + 1):
        for task in tasks:
            before = task.seconds(baseline, task.beside) if task.beside else None
            seconds = task.seconds(ours[task.threads], task.part)
            after = task.seconds(baseline, task.beside) if task.beside else None
            for times, taken in ((base, before), (mine, seconds), (again, after)):
                if number and taken is not None:
                    times.setdefault(task, []).append(taken)
    return mine, base, again


def spread(values: list[float]) -> str:
    """Return the median with the least and the greatest."""
    return f"{statistics.median(values):5.2f} ({min(values):.2f} to {max(values):.2f})"


def report(words: int, mine: Times, base: Times, again: Times) -> None:
    """Print a line a kind of work."""
    print(f"{'words a second':32}{'ours':>9}{'CNN':>9}   {'ours : CNN':22}{'noise (CNN : CNN)':22}")
    for task, seconds in mine.items():
        rate = words / statistics.median(seconds)
        if task not in base:
            print(f"{task.name:32}{rate:9.0f}{'-':>9}")
            continue
        beside = [(one + two) / 2 for one, two in zip(base[task], again[task], strict=True)]
        ratio = [theirs / ours for theirs, ours in zip(beside, seconds, strict=True)]
        noise = [one / two for one, two in zip(base[task], again[task], strict=True)]
        theirs = words / statistics.median(beside)
        print(f"{task.name:32}{rate:9.0f}{theirs:9.0f}   {spread(ratio):22}{spread(noise):22}")


def peak_megabytes() -> float:
    """Return the most memory that this process has held.

    Linux gives a program, as its own `ru_maxrss`, what the process held that started it, so the kernel's table is read.

    """
    table = Path("/proc/self/status")
    if table.exists():
        kilobytes = next(line.split()[1] for line in table.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(kilobytes) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def peak(documents: Path, model: str | None, part: str, *, baseline: bool) -> float:
    """Return the peak megabytes of a process that loads a pipeline and does one part of the work on documents."""
    command = [sys.executable, "-m", "benchmarks.model", "--only", part, "--documents", str(documents)]
    command += ["--baseline"] if baseline else []
    command += ["--model", model] if model else []
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    megabytes: float = json.loads(result.stdout.splitlines()[-1])
    return megabytes


def report_memory(model: str | None, parts: tuple[str, ...], documents: list[Document]) -> None:
    """Print the peak memory of each part of the work, of ours and of the baseline."""
    print(f"{'peak memory, MB':32}{'ours':>9}{'CNN':>9}   ours : CNN")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents"
        file.write_bytes(pickle.dumps(documents))
        for part in parts:
            size, beside = peak(file, model, part, baseline=False), BESIDE.get(part, part)
            theirs = peak(file, model, beside, baseline=True) if beside else None
            told = f"{theirs:9.0f}   {size / theirs:5.2f}" if theirs else f"{'-':>9}"
            print(f"{part:32}{size:9.0f}{told}", flush=True)


def texts(copies: int) -> list[Document]:
    """Return the documents to work on, so many times over."""
    return [*read_documents(one.path for one in read_marked()).values()] * copies


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="an installed spaCy pipeline in place of the one that is shipped")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=1, help="how many times over the text is read")
    parser.add_argument("--no-memory", action="store_true", help="measure speed only")
    parser.add_argument("--only", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--documents", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--baseline", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    began = time.perf_counter()
    nlp = cnn() if given.baseline else read_language(given.model)
    loading = time.perf_counter() - began
    if given.only:
        Work(nlp, pickle.loads(given.documents.read_bytes())).run(given.only)  # noqa: S301 - written by this program
        print(json.dumps(peak_megabytes()))
        return
    ours = Work(nlp, texts(given.copies))
    on_two = Work(threaded(read_language(given.model), 2), ours.documents)
    load = "" if not hasattr(os, "getloadavg") else f"; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{len(ours.documents)} documents, {ours.words} words; loading took {loading:.2f} s{load}")
    report(ours.words, *measured({1: ours, 2: on_two}, Work(cnn(), ours.documents), given.rounds))
    if not given.no_memory:
        report_memory(given.model, parts_of(nlp), ours.documents)


if __name__ == "__main__":
    main()
