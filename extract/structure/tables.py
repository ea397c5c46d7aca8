"""Tables in plain text: rows under a head that says what at least two columns hold.

    Firm | Country | From | To | Grounds            S.No. | Bidder | Quoted price | Result

Cells stand apart by bars, tabs or wide gaps. Of a table of bidders only the row is kept that its result says has won.
Guarantees: found from the text alone; a row has as many cells as its head; spans are half-open, in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import Span
from extract.structure.fields import Field, column_of

_GAP = re.compile(r"\||\t|(?<=\S) {3,}(?=\S)")
_WON = re.compile(
    r"(?<!not )(?<!un)\b(?:selected|awarded|winn(?:er|ing)|won|successful|accepted|chosen|L-?1|1st|rank 1)\b"
    r"|^1$", re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(r"\d{1,4}[.)]?|\([a-z\d]{1,3}\)")
_LOST = re.compile(
    r"\b(?:not (?:selected|awarded|accepted)|un(?:successful|selected)|reject\w*|disqualif\w*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its span, and the span of the cell under each head that says what it holds."""

    span: Span
    cells: dict[Field, Span]


def find_rows(text: str) -> Iterator[Row]:
    """Yield the rows of tables that say something of a contract or of somebody listed, in order."""
    head: list[Field | None] | None = None
    start = 0
    for line in text.split("\n"):
        cells = cells_of(line, start)
        columns = _head(text, cells)
        if columns is not None:
            head = columns
        elif head is not None and len(cells) in (len(head), len(head) + 1):
            if len(cells) > len(head):
                if not _NUMBERED.fullmatch(text, cells[0].start, cells[0].end):
                    start += len(line) + 1
                    continue
                cells = cells[1:]  # the column of numbers has no head
            row = _row(text, head, cells, Span(start, start + len(line.rstrip())))
            if row is not None:
                yield row
        start += len(line) + 1


def _head(text: str, cells: list[Span]) -> list[Field | None] | None:
    if len(cells) < 2:
        return None
    named = [column_of(text[cell.start : cell.end]) for cell in cells]
    known = [name for name in named if name is not None]
    if len(known) < 2 or len(known) * 3 < len(cells) or set(known) <= {"supplier", "buyer"}:
        return None  # the heads of two signatures are no table
    return [name if name is None or named.index(name) == at else None for at, name in enumerate(named)]


def _row(text: str, head: list[Field | None], cells: list[Span], span: Span) -> Row | None:
    columns = {name: cell for name, cell in zip(head, cells, strict=True) if name is not None and cell.end > cell.start}
    if "bidder" in columns:
        result = columns.get("result")
        words = text[result.start : result.end] if result is not None else ""
        if not _WON.search(words) or _LOST.search(words):
            return None
        columns.setdefault("supplier", columns.pop("bidder"))
    return Row(span, columns) if columns else None


def cells_of(line: str, start: int) -> list[Span]:
    """Return the cells of a line that begins at `start`, without white space at their ends; one where nothing parts it.

    Bars at either end of a line part nothing.
    """
    cells: list[Span] = []
    at = 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        inner = line[at:end]
        outside = not inner.strip() and "|" in line and (at == 0 or gap is None)
        if not outside:
            begin = start + at + (len(inner) - len(inner.lstrip()) if inner.strip() else 0)
            cells.append(Span(begin, begin + len(inner.strip())))
        at = gap.end() if gap else end
    return cells
