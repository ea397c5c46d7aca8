"""How long work shows itself: a bar on a terminal, plain lines otherwise, always on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from library.records import Progress

SECONDS_BETWEEN_LINES = 5.0
WORDS = {
    "wait": "Waiting for another run to end",
    "read": "Reading",
    "extract": "Finding names and facts",
    "compare": "Comparing with other documents",
    "resolve": "Joining names",
    "index": "Indexing",
}


@contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """Yield a function that shows each `Progress` it is given."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    with RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[item]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks = {stage: bar.add_task(word, total=None, item="", visible=False) for stage, word in WORDS.items()}

        def show(progress: Progress) -> None:
            bar.update(
                tasks[progress.stage],
                completed=progress.done,
                total=progress.total,
                item=progress.item[-60:],
                visible=True,
            )

        yield show


def _lines() -> Callable[[Progress], None]:
    last = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        total = "" if progress.total is None else f" of {progress.total}"
        click.echo(f"{WORDS[progress.stage]}: {progress.done}{total}  {progress.item}", err=True)

    return show
