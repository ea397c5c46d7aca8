"""Tables with ruling lines: rows and cells from the rules, text from the words that stand in the cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from pdfplumber.page import Page

from corpus.composition import table_text
from corpus.readers.pdf_columns import SIGNATURE
from corpus.readers.pdf_words import PageParts, Stroke
from corpus.readers.printed import PrintedLine, PrintedTable, Word, joined, line_groups, line_of

MOST_STROKES = 4_000
"""Past this a page is a drawing, and looking for cells in it takes minutes."""
LEAST_RULES = 2
LEAST_STROKES = 2
Box = tuple[float, float, float, float]
Cell = list[list[Word]]


def ruled_tables(page: Page, parts: PageParts) -> tuple[list[PrintedTable], list[Word]]:
    """Return the ruled tables of a page from top to bottom, and the words that stand outside them."""
    words = list(parts.words)
    if parts.is_turned or not _has_rules(parts.strokes):
        return [], words
    tables: list[PrintedTable] = []
    for found in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
        inside = [word for word in words if _is_in(word, found.bbox)]
        cells = [[_held(cell, inside) for cell in row.cells] for row in found.rows]
        if any(_is_layout(cell) for row in cells for cell in row):
            continue
        rows = [line for row in cells for line in _rows(row)]
        if len(rows) >= 2 and any(" | " in row.text for row in rows):
            tables.append(PrintedTable(tuple(rows)))
            taken = {id(word) for word in inside}
            words = [word for word in words if id(word) not in taken]
    return tables, words


def _has_rules(strokes: tuple[Stroke, ...]) -> bool:
    """Say whether there are lines both ways; underlined words and frames around pictures are no table."""
    if not LEAST_STROKES <= len(strokes) <= MOST_STROKES:
        return False
    upright = {round(x) for left, low, right, high in strokes if high - low > 6 for x in (left, right)}
    level = {round(y) for left, low, right, high in strokes if right - left > 12 for y in (low, high)}
    return len(upright) > LEAST_RULES and len(level) > LEAST_RULES


def _held(cell: Box | None, words: list[Word]) -> Cell:
    """Return the lines of words that stand in a cell."""
    return line_groups([word for word in words if cell is not None and _is_in(word, cell)])


def _is_layout(cell: Cell) -> bool:
    """Say whether a cell frames a part of the page: signatures, or columns that no rule parts."""
    if sum(SIGNATURE.match(line[0].text) is not None for line in cell) >= 2:
        return True
    parted = sum(any(b.left - a.right > 2 * b.size for a, b in pairwise(line)) for line in cell)
    return len(cell) >= 4 and parted > len(cell) / 2


def _rows(cells: list[Cell]) -> list[PrintedLine]:
    """Return a row of cells as a line, or as several where figures stand in it line by line without rules."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    depth = Counter(len(cell) for cell in filled).most_common(1)[0][0]
    level = [cell for cell in filled if len(cell) == depth]
    figures = sum(all(any(map(str.isdigit, joined(line))) for line in cell) for cell in level)
    if depth > 1 and len(level) >= 0.8 * len(filled) and figures > len(level) / 2:
        parts = [[cell[at : at + 1] if len(cell) == depth else cell[at:depth] for cell in cells] for at in range(depth)]
    else:
        parts = [cells]
    return [_row(part) for part in parts if any(part)]


def _row(cells: list[Cell]) -> PrintedLine:
    """Return one line of cells."""
    every = [word for cell in cells for line in cell for word in line]
    texts = [" ".join(joined(line) for line in cell) for cell in cells]
    return replace(line_of(every), text=table_text([texts]))


def _is_in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
