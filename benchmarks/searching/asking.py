"""Asks several engines the same questions in turn, so that a busy machine slows all of them alike."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.searching.building import Makers, place
from benchmarks.searching.corpus import Vocabulary
from benchmarks.searching.engines import Engine
from benchmarks.searching.questions import Question, questions

REPEATED = 3
COLD_ROUNDS = 5
Clock = Callable[[], float]
State = str
STATES: tuple[State, ...] = ("warm", "new", "cold")
"""Asked again; not asked before of an index that is open; the first question to an index just opened, from the disk."""


@dataclass
class Times:
    """Milliseconds by state, class of question and engine, and how many documents matched, by class."""

    spent: dict[tuple[State, str, str], list[float]] = field(default_factory=dict)
    matched: dict[str, list[int]] = field(default_factory=dict)

    def add(self, state: State, question: Question, engine: str, milliseconds: float) -> None:
        """Note how long an answer took."""
        self.spent.setdefault((state, question.name, engine), []).append(milliseconds)

    def classes(self) -> list[str]:
        """Return the classes of questions, in the order in which they were asked."""
        return list(dict.fromkeys(name for _, name, _ in self.spent))

    def point(self, state: State, name: str, engine: str, share: float) -> float | None:
        """Return a quantile of an engine's times, None where it was not asked."""
        times = sorted(self.spent.get((state, name, engine), ()))
        if not times:
            return None
        return statistics.median(times) if share == 0.5 else times[round(share * (len(times) - 1))]

    def matches(self, name: str) -> float:
        """Return how many documents a class of question matched, in the middle."""
        return statistics.median(self.matched[name])


def asked(
    folder: Path,
    makers: Makers,
    known: Vocabulary,
    count: int,
    rounds: int,
    classes: frozenset[str],
    clock: Clock,
    *,
    cold: bool = True,
) -> Times:
    """Ask every engine questions of every class: `cold` first, while nothing is open, then new and again."""
    times = Times()
    paths = {name: place(folder, name, count) for name in makers}
    for question in _questions(known, min(rounds, COLD_ROUNDS) if cold else 0, classes, seed=41):
        for name, make in makers.items():
            _ask_cold(times, question, name, make, paths[name], clock)
    engines = {name: make(paths[name]) for name, make in makers.items()}
    for question in _questions(known, rounds, classes, seed=23):
        _compare(question, {name: _ask_twice(times, question, name, one, clock) for name, one in engines.items()})
    for engine in engines.values():
        engine.close()
    return times


def _questions(known: Vocabulary, rounds: int, classes: frozenset[str], seed: int) -> Iterator[Question]:
    dice = random.Random(seed)
    for _ in range(rounds):
        yield from (question for question in questions(known, dice) if not classes or question.name in classes)


def milliseconds(clock: Clock, call: Callable[[], object]) -> float:
    """Time one call."""
    begun = clock()
    call()
    return 1000 * (clock() - begun)


def _ask_cold(
    times: Times, question: Question, name: str, make: Callable[[Path], Engine], path: Path, clock: Clock
) -> None:
    """Open an index of which the system holds nothing in memory, and ask."""
    forgotten(path)
    opened: list[Engine] = []
    answers: list[int | None] = []

    def ask() -> None:
        opened.append(make(path))
        answers.append(opened[0].ask(question))

    spent = milliseconds(clock, ask)
    opened[0].close()
    if answers[0] is not None:
        times.add("cold", question, name, spent)


def _ask_twice(times: Times, question: Question, name: str, engine: Engine, clock: Clock) -> int | None:
    """Ask what was not asked before, and again; return how many documents match, None where it cannot be asked."""
    answers: list[int | None] = []
    new = milliseconds(clock, lambda: answers.append(engine.ask(question)))
    if answers[0] is None:
        return None
    times.add("new", question, name, new)
    again = [milliseconds(clock, lambda: engine.ask(question)) for _ in range(REPEATED)]
    times.add("warm", question, name, statistics.median(again))
    if name == "ours":
        times.matched.setdefault(question.name, []).append(answers[0])
    return answers[0]


def _compare(question: Question, totals: Mapping[str, int | None]) -> None:
    """Say where engines do not find the same, which they do but for stems and what they take a phrase to be."""
    counted = {name: total for name, total in totals.items() if total is not None}
    if question.form in {"any", "range"} and len(set(counted.values())) > 1:
        print(f"  {question.name} {question.words or question.years}: engines count differently: {counted}")


def forgotten(path: Path) -> None:
    """Ask the system, where it can be asked, to hold nothing of a folder's files in memory."""
    if not hasattr(os, "posix_fadvise"):
        return
    for file in path.rglob("*"):
        if file.is_file():
            handle = os.open(file, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def processor() -> float:
    """Return the processor's time in seconds, which a busy machine stretches least."""
    return time.process_time()
