"""Excel workbooks, new (XLSX, by openpyxl) and old (XLS, by xlrd): every sheet a heading and a table, a row a line.

Values as they were last computed, dates as ISO 8601. Sheets that are hidden are read too, and named in the metadata.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from datetime import time as clock
from importlib.metadata import version
from typing import Any

from corpus.composition import CELL_BREAK, Composer
from corpus.errors import UnreadableError
from corpus.readers.origin import FILE_PROPERTIES, read_from
from corpus.readers.package import LOCKED_FOR_GOOD, damaged, open_package
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

NAME = "Excel file"
MOST_CELLS = 20_000_000
Sheet = tuple[str, bool, Iterable[Sequence[Any]]]
"""A name, whether it is hidden, and its rows."""


def read_new(data: bytes, hint: Hint) -> Reading:
    """Return the sheets of an XLSX file."""
    import openpyxl

    open_package(data, hint, NAME).close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library leaves out (drawings, validations) is no text
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            text, hidden = _composed(_new_sheets(book), hint)
        except UnreadableError:
            raise
        except Exception as error:  # the library raises whatever its many layers do
            raise damaged(NAME, error) from error
    core = book.properties
    stated = {"title": core.title, "author": core.creator, "created": core.created, "modified": core.modified}
    kept = {name: tidy(_written(value)) for name, value in stated.items() if value}
    return _reading(text, kept, hidden, ("openpyxl", version("openpyxl")))


def read_old(data: bytes, hint: Hint) -> Reading:
    """Return the sheets of an XLS file."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO())
        text, hidden = _composed(_old_sheets(book), hint)
    except UnreadableError:
        raise
    except Exception as error:  # as above
        if "encrypted" in str(error).lower():
            raise UnreadableError(LOCKED_FOR_GOOD.format(name=NAME), str(error)) from error
        raise damaged(NAME, error) from error
    kept = {"author": tidy(book.user_name)} if book.user_name else {}
    return _reading(text, kept, hidden, ("xlrd", version("xlrd")))


def _reading(composer: Composer, stated: dict[str, str], hidden: list[str], tool: tuple[str, str]) -> Reading:
    whole = composer.finish(article=False)
    if not any(section.kind is SectionKind.TABLE for section in whole.sections):
        raise UnreadableError("The Excel file has no cell with text or figures. There is nothing to read in it.")
    title, author = stated.get("title", ""), stated.get("author")
    origins = read_from(title=FILE_PROPERTIES if title else "", authors=FILE_PROPERTIES if author else "")
    told = {"hidden sheets": ", ".join(hidden)} if hidden else {}
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        authors=(author,) if author else (),
        metadata=tuple(sorted((*stated.items(), *told.items(), *origins))),
        tools=(tool,),
    )


def _new_sheets(book: Any) -> Iterator[Sheet]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a file may claim a million columns
        yield sheet.title, sheet.sheet_state != "visible", sheet.iter_rows(values_only=True)


def _old_sheets(book: Any) -> Iterator[Sheet]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        yield sheet.name, bool(sheet.visibility), _old_rows(sheet, book.datemode)
        book.unload_sheet(number)


def _old_rows(sheet: Any, datemode: int) -> Iterator[list[Any]]:
    for number in range(sheet.nrows):
        yield [_old_value(cell, datemode) for cell in sheet.row(number)]


def _old_value(cell: Any, datemode: int) -> Any:
    """Return a cell's value with dates and truth values told from numbers."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "")
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value


def _composed(sheets: Iterator[Sheet], hint: Hint) -> tuple[Composer, list[str]]:
    """Return all sheets as text, and the names of hidden ones; raises UnreadableError past time or size."""
    composer, hidden, cells, until = Composer(), [], 0, time.monotonic() + hint.seconds
    for name, is_hidden, rows in sheets:
        lines: list[str] = []
        for row in rows:
            cells += len(row)
            if cells > MOST_CELLS or time.monotonic() > until:
                raise UnreadableError(
                    "The Excel file has more cells than can be read in the time allowed. Save each sheet as CSV and "
                    "add those."
                )
            line = [tidy(_written(value)) for value in row]
            if any(line):
                lines.append(CELL_BREAK.join(_trimmed(line)))
        if lines:
            composer.add(SectionKind.HEADING, tidy(name))
            composer.add(SectionKind.TABLE, "\n".join(lines))
            hidden.extend([tidy(name)] * is_hidden)
    return composer, hidden


def _trimmed(cells: list[str]) -> list[str]:
    """Return cells without the empty ones at their end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _written(value: Any) -> str:
    """Return a value as people write it: whole numbers without a point, a day without midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == clock() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else repr(value)
    return str(value)
