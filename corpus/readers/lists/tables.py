"""Rows of a delimited list, by the names of its columns, one at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TextIO

from corpus.decoding import USUAL, find_encoding
from corpus.errors import UnreadableError
from corpus.readers.delimited import split

Row = Mapping[str, str]


def open_text(data: bytes, declared: str | None = None) -> TextIO:
    """Return bytes as a text that is decoded as it is read."""
    encoding = find_encoding(data, declared) or USUAL
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")


def rows(data: bytes, declared: str | None = None, *, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the rows of a delimited text, none empty; raises UnreadableError where it cannot be split."""
    try:
        found = split(open_text(data, declared), delimiter=delimiter)
        yield from (row for row in found if any(cell.strip() for cell in row))
    except csv.Error as error:
        raise UnreadableError("The list cannot be split into rows. Get it again.", str(error)) from error


def named_rows(
    data: bytes, first_column: str, declared: str | None = None, *, delimiter: str = ","
) -> Iterator[dict[str, str]]:
    """Yield rows by column name; what stands before the row that has `first_column` is passed over."""
    header: list[str] | None = None
    for row in rows(data, declared, delimiter=delimiter):
        cells = [cell.strip().lstrip("\ufeff") for cell in row]
        if header is None:
            header = cells if first_column in cells else None
        else:
            yield dict(zip(header, cells, strict=False))
