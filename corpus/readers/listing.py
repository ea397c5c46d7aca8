"""Comma- and tab-separated lists: one line a row, so that every entry is found and none is dropped."""

from __future__ import annotations

import csv
import io

from corpus.composition import CELL_BREAK, Composer
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers.delimited import split
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

SAMPLE_CHARACTERS = 20_000


def read(data: bytes, hint: Hint) -> Reading:
    """Return the rows of a list as lines `cell | cell | cell`."""
    text, encoding = decode(data, hint.encoding)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:SAMPLE_CHARACTERS], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if "\t" in text.partition("\n")[0] else csv.excel
    try:
        rows = [[tidy(cell) for cell in row] for row in split(io.StringIO(text), dialect)]
    except csv.Error as error:
        raise UnreadableError("The list cannot be split into rows. Save it as CSV again.", str(error)) from error
    lines = [CELL_BREAK.join(row) for row in rows if any(row)]
    if not lines:
        raise UnreadableError("The list has no rows. There is nothing to read in it.")
    composer = Composer()
    composer.add(SectionKind.TABLE, "\n".join(lines))
    whole = composer.finish(article=False)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        metadata=(("encoding", encoding), ("rows", str(len(lines)))),
    )
