"""Names out of a file to be screened: a table with a column of names, or a text with a name a line.

Guarantees: every row that is not blank gives a name or says why it gives none; one bad row hinders no other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from library.errors import NamesNotFoundError
from library.screening import NO_NAME, NameAsked

USUAL = ("name", "names", "full name", "full_name", "fullname", "company", "company name", "company_name", "entity",
         "supplier", "vendor", "customer", "organisation", "organization", "party", "title")  # fmt: skip
DELIMITERS = ",;\t|"
LONGEST_NAME = 500
NOT_TEXT = "This row is not UTF-8 text."
TOO_LONG = f"This is no name: it is longer than {LONGEST_NAME} characters."
NO_COLUMN = "This row ends before the column of names."


def read_names(data: bytes, file: str, column: str | None = None) -> Iterator[NameAsked]:
    """Yield the names of a file with their rows, counted from 1 as an editor counts lines or rows.

    `column` is a heading, or the number of a column from 1. Without it a column with a usual heading is taken, else the
    first, and a file without any delimiter is a name a line. Raises NamesNotFoundError where there is no such column.
    """
    text = data.decode("utf-8-sig", "replace")
    delimiter = _delimiter(text) if column is not None or _is_table(text, file) else None
    if delimiter is None:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _asked(number, line)
        return
    rows = _rows(text, delimiter)
    number, first = next(rows, (1, []))
    at, headed = _column(first, column, file)
    if not headed and first:
        yield _from_row(number, first, at)
    for number, row in rows:
        yield _from_row(number, row, at)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank with their numbers; what cannot be split is a row without cells."""
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, []
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _is_table(text: str, file: str) -> bool:
    """Say whether a file is a table: by its ending, or by a first row of which a cell is a usual heading."""
    if file.lower().endswith((".csv", ".tsv")):
        return True
    cells = text.partition("\n")[0].split(_delimiter(text))
    return len(cells) > 1 and any(cell.strip(' "').lower() in USUAL for cell in cells)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=lambda one: (first.count(one), -DELIMITERS.index(one)))


def _column(first: Sequence[str], column: str | None, file: str) -> tuple[int, bool]:
    """Return where the names stand, and whether the first row is a heading."""
    headings = [cell.strip().lower() for cell in first]
    if column is not None and column.isdigit() and 1 <= int(column) <= len(first):
        return int(column) - 1, any(heading in USUAL for heading in headings)
    if column is not None:
        if column.strip().lower() not in headings:
            raise NamesNotFoundError(file, column, [cell.strip() for cell in first])
        return headings.index(column.strip().lower()), True
    usual = next((headings.index(name) for name in USUAL if name in headings), None)
    return (0, False) if usual is None else (usual, True)


def _from_row(number: int, row: Sequence[str], at: int) -> NameAsked:
    return _asked(number, row[at]) if at < len(row) else NameAsked(number, "", NO_COLUMN)


def _asked(number: int, text: str) -> NameAsked:
    name = " ".join(text.split())
    if not name:
        return NameAsked(number, "", NO_NAME)
    if "\ufffd" in name:
        return NameAsked(number, name[:LONGEST_NAME], NOT_TEXT)
    if len(name) > LONGEST_NAME:
        return NameAsked(number, name[:LONGEST_NAME], TOO_LONG)
    return NameAsked(number, name)
