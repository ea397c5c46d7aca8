"""Delimited text, row by row: the one place that says how long a cell may be."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

LONGEST_FIELD = 10_000_000


def split(lines: Iterable[str], dialect: type[csv.Dialect] = csv.excel, *, delimiter: str = "") -> Iterator[list[str]]:
    """Yield the rows of a list; `delimiter` takes the place of the dialect's. Raises csv.Error where it is none."""
    # The module keeps one limit for the whole process, and its own is 131,072 characters.
    csv.field_size_limit(LONGEST_FIELD)
    yield from csv.reader(
        (line.replace("\x00", "") for line in lines), dialect, delimiter=delimiter or dialect.delimiter
    )
