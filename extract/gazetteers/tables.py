"""Reads the lists that lie in this folder; each is read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a list with a heading line, in order."""
    with files(__package__).joinpath(name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a plain list, in order."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line)
