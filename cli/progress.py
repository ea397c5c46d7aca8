"""How long work shows itself: a bar on a terminal, plain lines otherwise, JSON lines when asked; on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import click

from cli.pace import Pace
from cli.stopping import stop_if_asked
from library.records import Progress

Style = Literal["auto", "bar", "lines", "json", "none"]
STYLES: tuple[Style, ...] = ("auto", "bar", "lines", "json", "none")
SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_OBJECTS = 1.0
WORDS = {
    "wait": "Waiting for another run to end",
    "read": "Reading",
    "extract": "Finding names and facts",
    "compare": "Comparing with other documents",
    "resolve": "Joining names",
    "index": "Indexing",
    "fixity": "Reading the originals again",
}


def progress_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--progress`."""
    return click.option(
        "--progress",
        type=click.Choice(STYLES),
        default="auto",
        show_default=True,
        help="How progress is shown on standard error; json writes an object a line, for scripts.",
    )(function)


@contextmanager
def shown(style: Style = "auto") -> Iterator[Callable[[Progress], None]]:
    """Yield a function that shows each `Progress` it is given, and stops there where an interrupt got lost."""
    with _shown(style) as show:

        def heard(progress: Progress) -> None:
            stop_if_asked()
            show(progress)

        yield heard


@contextmanager
def _shown(style: Style) -> Iterator[Callable[[Progress], None]]:
    if style == "bar" or (style == "auto" and sys.stderr.isatty()):
        with _bar() as show:
            yield show
    elif style == "json":
        yield _now_and_then(SECONDS_BETWEEN_OBJECTS, _object)
    elif style == "none":
        yield lambda _progress: None
    else:
        yield _now_and_then(SECONDS_BETWEEN_LINES, _line)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    pace = Pace()
    with RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        TextColumn("{task.fields[item]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks = {
            stage: bar.add_task(word, total=None, item="", words="", visible=False) for stage, word in WORDS.items()
        }

        def show(progress: Progress) -> None:
            by_size = bool(progress.total_size)
            bar.update(
                tasks[progress.stage],
                completed=progress.size if by_size else progress.done,
                total=progress.total_size if by_size else progress.total,
                words=pace.words(progress),
                item=progress.item[-40:],
                visible=True,
            )

        yield show


def _now_and_then(seconds: float, write: Callable[[Pace, Progress], None]) -> Callable[[Progress], None]:
    """Return a function that writes at most every so many seconds, and when a stage ends."""
    pace, last = Pace(), time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal last
        pace.numbers(progress)
        now = time.monotonic()
        ended = seconds == SECONDS_BETWEEN_OBJECTS and progress.total is not None and progress.done >= progress.total
        if now - last >= seconds or ended:
            last = now
            write(pace, progress)

    return show


def _line(pace: Pace, progress: Progress) -> None:
    click.echo(f"{WORDS[progress.stage]}: {pace.words(progress)}  {progress.item}", err=True)


def _object(pace: Pace, progress: Progress) -> None:
    click.echo(json.dumps(pace.numbers(progress), ensure_ascii=True), err=True)
