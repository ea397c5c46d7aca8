"""Tables with ruling lines: rows and cells from the rules, text from the words that stand in the cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pdfplumber.page import Page

from corpus.composition import table_text
from corpus.readers.printed import PrintedLine, PrintedTable, Word, joined, line_groups, line_of

MOST_EDGES = 4_000
"""Past this a page is a drawing, and looking for cells in it takes minutes."""
LEAST_EDGES = 2
Box = tuple[float, float, float, float]


def ruled_tables(page: Page, words: list[Word]) -> tuple[list[PrintedTable], list[Word]]:
    """Return the ruled tables of a page from top to bottom, and the words that stand outside them."""
    if not _has_rules(page):
        return [], words
    tables: list[PrintedTable] = []
    for found in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
        inside = [word for word in words if _is_in(word, found.bbox)]
        rows = [row for row in (_row(row.cells, inside) for row in found.rows) if row is not None]
        if len(rows) >= 2 and any(" | " in row.text for row in rows):
            tables.append(PrintedTable(tuple(rows)))
            taken = {id(word) for word in inside}
            words = [word for word in words if id(word) not in taken]
    return tables, words


def _has_rules(page: Page) -> bool:
    """Say whether there are lines both ways; underlined words and frames around pictures are no table."""
    if not (page.lines or page.rects or page.curves):
        return False
    edges = page.edges
    if len(edges) > MOST_EDGES:
        return False
    upright = {round(edge["x0"]) for edge in edges if edge["orientation"] == "v" and edge["height"] > 6}
    level = {round(edge["top"]) for edge in edges if edge["orientation"] == "h" and edge["width"] > 12}
    return len(upright) > LEAST_EDGES and len(level) >= LEAST_EDGES


def _row(cells: list[Box | None], words: list[Word]) -> PrintedLine | None:
    """Return a row as a line, None when all its cells are empty."""
    held = [[word for word in words if cell is not None and _is_in(word, cell)] for cell in cells]
    every = [word for cell in held for word in cell]
    if not every:
        return None
    texts: list[Any] = [" ".join(joined(group) for group in line_groups(cell)) for cell in held]
    return replace(line_of(every), text=table_text([texts]))


def _is_in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
