"""A document's text put together block by block, with its sections, lines and map: the same shape for every format.

Blocks (a heading, a paragraph, a table) stand apart by a blank line; a table is a line a row, `cell | cell | cell`.
Pages, where there are any, follow each other without gaps. Text at the end that is no part of the story is marked as
boilerplate, see `corpus.boilerplate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.boilerplate import find_boilerplate
from corpus.offsets import OffsetMap, TextBuilder
from corpus.records import Line, Section, SectionKind
from corpus.text import normalise, tidy

CELL_BREAK = " | "
BLOCK_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Composition:
    """A finished text with what is known of its parts."""

    text: str
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    offsets: tuple[tuple[int, int, int], ...]


class Composer:
    """Collects blocks in reading order; `finish` gives the whole."""

    def __init__(self) -> None:
        self._built = TextBuilder()
        self._blocks: list[Section] = []
        self._texts: list[str] = []
        self._lines: list[Line] = []
        self._page_starts: list[tuple[int, int]] = []
        self._mapped = False

    def start_page(self, number: int) -> None:
        """Say that what is added from here on stands on this page."""
        self._page_starts.append((self._built.length, number))

    def add(self, kind: SectionKind, text: str, offsets: OffsetMap | None = None, lines: Iterable[Line] = ()) -> None:
        """Add a block; the offsets of `lines` count within `text`. With `offsets`, text is taken as is."""
        if offsets is None:
            text, offsets = normalise(text)[0], OffsetMap()
        else:
            self._mapped = True
        if not text:
            return
        if self._blocks:
            self._built.insert(BLOCK_BREAK)
        start = self._built.length
        self._built.append(text, offsets)
        self._blocks.append(Section(kind, start, self._built.length))
        self._texts.append(text)
        self._lines.extend(
            Line(start + x.start, start + x.end, x.page, x.left, x.top, x.right, x.bottom) for x in lines
        )

    def split_page(self, number: int, offset: int) -> None:
        """Say that the block added last passes onto this page, from its code point `offset` on."""
        self._page_starts.append((self._blocks[-1].start + offset, number))

    def finish(self, *, article: bool) -> Composition:
        """Return the whole; in an `article` the appeals and teasers around the story are marked."""
        text, offsets = self._built.build()
        marked = find_boilerplate(self._texts) if article else ()
        sections = [*self._pages(len(text)), *self._blocks]
        sections += [
            Section(SectionKind.BOILERPLATE, self._blocks[first].start, self._blocks[last].end)
            for first, last in marked
        ]
        sections.sort(key=lambda section: (section.start, -section.end, section.kind != SectionKind.PAGE))
        return Composition(text, tuple(sections), tuple(self._lines), offsets.runs if self._mapped else ())

    def _pages(self, length: int) -> list[Section]:
        """Return the pages; a page nothing was read from is empty, and stands where it would be."""
        starts = [min(start, length) for start, _ in self._page_starts]
        if not starts:
            return []
        starts[0] = 0
        ends = [*starts[1:], length]
        numbers = [number for _, number in self._page_starts]
        return [
            Section(SectionKind.PAGE, start, end, number)
            for start, end, number in zip(starts, ends, numbers, strict=True)
        ]


def table_text(rows: Iterable[Sequence[str | None]]) -> str:
    """Return a table as a line a row; rows and columns without any text are left out."""
    cells = [[tidy(cell or "") for cell in row] for row in rows]
    width = max((len(row) for row in cells), default=0)
    used = [at for at in range(width) if any(at < len(row) and row[at] for row in cells)]
    kept = [[row[at] if at < len(row) else "" for at in used] for row in cells if any(row)]
    return "\n".join(CELL_BREAK.join(row).strip() for row in kept)
