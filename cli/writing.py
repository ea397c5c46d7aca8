"""Answers that go to a file or to standard output piece by piece: hits and lists, as CSV or JSON lines."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlencode

import click

from search.results import Hit

STANDARD_OUTPUT = "-"
ADDRESS = "http://127.0.0.1:8000"

Decorated = Callable[..., Any]


def writing_options(function: Decorated) -> Decorated:
    """Add the options that say where every hit is written, and how."""
    for option in reversed(
        (
            click.option(
                "-o",
                "--output",
                metavar="FILE",
                help="Write every hit to FILE, not a page of them: CSV, or JSON lines where it ends in .jsonl; `-` is "
                "standard output.",
            ),
            click.option("--format", "form", type=click.Choice(("csv", "jsonl")), help="How, whatever FILE is called."),
            click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, which Excel needs for UTF-8."),
            click.option(
                "--link-base",
                metavar="ADDRESS",
                default=ADDRESS,
                show_default=True,
                help="Where `threadline serve` answers: links lead there.",
            ),
        )
    ):
        function = option(function)
    return function


def form_of(output: str | None, form: str | None, *, as_json: bool) -> str:
    """Return `csv` or `jsonl`: what is asked for, else what the file's name or `--json` says."""
    if form is not None:
        return form
    named = output is not None and output.lower().endswith((".jsonl", ".ndjson", ".json"))
    return "jsonl" if named or as_json else "csv"


def linking(base: str) -> Callable[[Hit], str]:
    """Return what gives a hit the address of its best sentence in the browser."""

    def link(hit: Hit) -> str:
        address = f"{base.rstrip('/')}/documents/{hit.document_id}"
        if not hit.snippets:
            return address
        snippet = hit.snippets[0]
        return f"{address}?{urlencode({'start': snippet.start, 'end': snippet.end})}#here"

    return link


@contextmanager
def opened(output: str) -> Iterator[TextIO]:
    """Open where an answer goes, in UTF-8, line ends as they are written."""
    if output == STANDARD_OUTPUT:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8", errors="replace", newline="") as stream:
        yield stream


def write(pieces: Iterable[str], stream: TextIO) -> int:
    """Write pieces as they come and return how many there were; each is a line of the file, or the mark before it."""
    count = 0
    for piece in pieces:
        stream.write(piece)
        count += 1
    stream.flush()
    return count
