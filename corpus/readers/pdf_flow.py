"""From printed lines to running text: which lines make a paragraph, which a heading, and where pages turn in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.readers.pdf_notes import MARK, footnotes
from corpus.readers.printed import PrintedLine, PrintedPage, PrintedTable
from corpus.records import SectionKind
from corpus.reflow import CUT_WORD

CLAUSE = re.compile(
    r"(?:(?:article|section|clause|schedule|exhibit|annex|appendix|part)\s+(?:[0-9]+(?:\.[0-9]+)*|[ivxlc]+|[a-z])\b[.:]?"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?\s+(?=[A-Z\u201c\"(])|[0-9]{1,2}(?:\.[0-9]{1,2})+\s"
    r"|\(?(?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|[0-9]{1,2})[.)]\s|[\u2022\u25cf\u25aa\u25e6\u00b7\u2713\uf0b7*-]\s|WHEREAS\b|RECITALS?\b)",
    re.IGNORECASE,
)
NAMED_CLAUSE = re.compile(r"(?:article|section|clause|schedule|exhibit|annex|appendix|part)\s", re.IGNORECASE)
ENDED = re.compile(r"[.;:?!][\"\u201d\u2019')\]]*$|;\s+(?:and|or)$|\.{4,}\s*\d*$|_{3,}$")
FULL_STOP = re.compile(r"[.?!][\"\u201d\u2019')\]]*$")
LOOSE_GAP = 0.45
SAME_SIZE = 0.15
HEADING_WORDS = 16
LEAST_EDGES = 25
"""Lines that a page must have for its own edges to be believed."""


@dataclass(slots=True)
class Flow:
    """A block on its way: lines with the page each stands on."""

    kind: SectionKind
    lines: list[tuple[PrintedLine, int]] = field(default_factory=list)


def flow(pages: Sequence[PrintedPage], dropped: set[int]) -> Iterator[Flow]:
    """Yield the blocks of a document in reading order, without the dropped lines.

    Footnotes come behind the last paragraph of their page, also where it goes on over the end of the page.
    """
    leading = _leading(pages)
    body = _body_size(pages)
    current: Flow | None = None
    waiting: list[Flow] = []
    for page in pages:
        notes = footnotes(page, body, dropped)
        passed = dropped | {id(line) for line in notes}
        for item in page.items:
            if isinstance(item, PrintedLine) and (id(item) in passed or _goes_on(current, item, page.number, leading)):
                if current is not None and id(item) not in passed:
                    current.lines.append((item, page.number))
                continue
            yield from _ended(current, waiting, body)
            current, waiting = None, []
            if isinstance(item, PrintedLine):
                current = Flow(SectionKind.PARAGRAPH, [(item, page.number)])
            elif rows := [(row, page.number) for row in item.rows if id(row) not in dropped]:
                yield Flow(SectionKind.TABLE, rows)
        waiting += _noted(notes, page.number)
    yield from _ended(current, waiting, body)


def _goes_on(current: Flow | None, line: PrintedLine, page: int, leading: float) -> bool:
    return current is not None and _continues(*current.lines[-1], line, page, leading)


def _ended(current: Flow | None, notes: list[Flow], body: float) -> Iterator[Flow]:
    """Yield a block that has ended, and the footnotes that waited for its end."""
    if current is not None:
        yield _named(current, body)
    yield from notes


def _noted(lines: Sequence[PrintedLine], page: int) -> list[Flow]:
    """Return footnotes as a paragraph each."""
    notes: list[Flow] = []
    for line in lines:
        if not notes or MARK.match(line.text):
            notes.append(Flow(SectionKind.PARAGRAPH))
        notes[-1].lines.append((line, page))
    return notes


def even_edges(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return the pages with the column edges of short pages widened to those of the whole document."""
    rights = sorted(x.right for page in pages for x in page.items if isinstance(x, PrintedLine) and x.whole)
    lefts = sorted(x.left for page in pages for x in page.items if isinstance(x, PrintedLine) and x.whole)
    if len(rights) < LEAST_EDGES:
        return list(pages)
    right, left = rights[int(0.7 * len(rights))], lefts[int(0.1 * len(lefts))]
    return [replace(page, items=tuple(_evened(page, left, right))) for page in pages]


def _evened(page: PrintedPage, left: float, right: float) -> Iterator[PrintedLine | PrintedTable]:
    """Widen the lines of a page with few lines, whose own edges say little."""
    few = len(page.items) < LEAST_EDGES
    for item in page.items:
        if isinstance(item, PrintedLine) and item.whole and few:
            edges = max(item.column_right, right), min(item.column_left, left)
            yield replace(item, column_right=edges[0], column_left=edges[1])
        else:
            yield item


def _continues(before: PrintedLine, page_before: int, line: PrintedLine, page: int, leading: float) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    if abs(line.size - before.size) > SAME_SIZE * max(line.size, before.size) or _is_rule(before) or _is_rule(line):
        return False
    if page != page_before or line.region != before.region:
        return _turns_over(before, line)
    if line.top - before.bottom > leading + LOOSE_GAP * line.size or _ends_early(before, line):
        return False
    return not _begins(before, line)


def _begins(before: PrintedLine, line: PrintedLine) -> bool:
    """Say whether a line begins something: a clause, what a heading stands over, a paragraph set in."""
    if CLAUSE.match(line.text) and (ENDED.search(before.text) or line.left < before.left - line.size):
        return True
    if before.bold != line.bold and _is_heading_like(before if before.bold else line):
        return True
    if CLAUSE.match(before.text) and line.left > before.left:
        return False  # the rest of a clause hangs under its first words
    indented = abs(line.left - before.left) > 0.8 * line.size and line.left > line.column_left + 0.5 * line.size
    return indented and FULL_STOP.search(before.text) is not None


def _is_rule(line: PrintedLine) -> bool:
    """Say whether a line is drawn with dashes or points."""
    return not any(map(str.isalnum, line.text))


def _turns_over(before: PrintedLine, line: PrintedLine) -> bool:
    """Say whether a paragraph goes on over the end of a column or a page: nothing ended, nothing begins."""
    if ENDED.search(before.text) or _is_heading_like(before) or _is_heading_like(line):
        return False
    if line.text[:1].islower():
        return True
    return not CLAUSE.match(line.text) and not _ends_early(before, line)


def _ends_early(before: PrintedLine, line: PrintedLine) -> bool:
    """Say whether the next line's first word would have fitted: then the break was meant."""
    if CUT_WORD.search(before.text) and line.text[:1].islower():
        return False
    space = 0.3 * before.size
    centred = abs((before.left - before.column_left) - (before.column_right - before.right)) < before.size
    if centred and before.left > before.column_left + 2 * before.size:
        return before.width + space + line.first_width < 0.9 * (before.column_right - before.column_left)
    return before.right + space + line.first_width < before.column_right - before.size


def _named(block: Flow, body: float) -> Flow:
    """Return the block as a heading if it looks like one."""
    text = " ".join(line.text for line, _ in block.lines)
    large = all(line.size > 1.15 * body for line, _ in block.lines)
    marked = large or all(_is_heading_like(line) for line, _ in block.lines)
    if marked and len(text.split()) <= HEADING_WORDS and text[-1:] not in ",;" and any(map(str.isalpha, text)):
        block.kind = SectionKind.HEADING
    return block


def _is_heading_like(line: PrintedLine) -> bool:
    """Say whether a line is set apart: bold, all capitals, or a bare clause name."""
    letters = [char for char in line.text if char.isalpha()]
    if len(letters) < 3 or len(line.text.split()) > HEADING_WORDS or FULL_STOP.search(line.text):
        return False
    capital = sum(map(str.isupper, letters)) > 0.9 * len(letters)
    named = NAMED_CLAUSE.match(line.text) is not None and len(line.text.split()) <= 8
    return line.bold or capital or (named and line.right < line.column_right - 4 * line.size)


def _leading(pages: Sequence[PrintedPage]) -> float:
    """Return the usual white between two lines of a paragraph, in points."""
    gaps = [
        below.top - above.bottom
        for page in pages
        for above, below in zip(page.items, page.items[1:], strict=False)
        if isinstance(above, PrintedLine) and isinstance(below, PrintedLine) and above.region == below.region
    ]
    tight = [gap for gap in gaps if -5 < gap < 12]
    return median(tight) if tight else 2.0


def _body_size(pages: Sequence[PrintedPage]) -> float:
    """Return the letter size of most of the text."""
    sizes = [line.size for page in pages for line in page.items if isinstance(line, PrintedLine)]
    return median(sizes) if sizes else 10.0
