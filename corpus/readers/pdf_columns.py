"""Reading order: columns are found by the white between them and read one after the other.

White alone is no column: the rows of a table leave it too. Columns of running text are filled by their lines; the two
halves of a signature block say so by their words ("By:", "Name:", "Title:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.readers.printed import PrintedLine, PrintedTable, Word, line_groups, line_of

GUTTER = 9.0
LEAST_LINES = 4
LEAST_WIDTH = 90.0
LEAST_FILL = 0.6
LEAST_WORDS = 3
SIGNATURE = re.compile(r"(?:by|name|title|date|its|signature|signed|print(?:ed)? name)\b\s*:?", re.IGNORECASE)
WIDE_GAP = 1.6
"""In letter sizes: wider than any justified space, so it parts cells."""
LABEL = re.compile(r"(?:[\u2022\u25cf\u25aa\u2013\u00b7*-]|\(?[0-9a-zA-Z]{1,4}[.)]|[0-9]+(?:\.[0-9]+)*\.?)$")
REGION_EDGE = 0.85

Item = PrintedLine | PrintedTable


@dataclass(frozen=True, slots=True)
class Row:
    """A line across the page with the stretches that its words cover."""

    words: tuple[Word, ...]
    covered: tuple[tuple[float, float], ...]

    def crosses(self, x: float) -> bool:
        """Say whether something is printed at `x`."""
        return any(left - 1 < x < right + 1 for left, right in self.covered)


@dataclass(frozen=True, slots=True)
class Split:
    """Rows `first` to `last` (not included) are two columns, parted at `x`."""

    x: float
    first: int
    last: int


def reading_order(words: Sequence[Word]) -> Iterator[list[Item]]:
    """Yield the lines of each region of a page (a column, or the band across columns), regions in reading order."""
    yield from _regions(words, depth=0, whole=True)


def _regions(words: Sequence[Word], depth: int, *, whole: bool) -> Iterator[list[Item]]:
    if not words:
        return
    rows = [_row(group) for group in line_groups(words)]
    split = _best_split(rows) if depth < 4 else None
    if split is None:
        yield [replace(x, whole=whole) if isinstance(x, PrintedLine) else x for x in _lines(rows)]
        return
    within = [word for row in rows[split.first : split.last] for word in row.words]
    yield from _regions([word for row in rows[: split.first] for word in row.words], depth + 1, whole=whole)
    yield from _regions([word for word in within if word.right <= split.x], depth + 1, whole=False)
    yield from _regions([word for word in within if word.right > split.x], depth + 1, whole=False)
    yield from _regions([word for row in rows[split.last :] for word in row.words], depth + 1, whole=whole)


def _row(group: list[Word]) -> Row:
    covered: list[tuple[float, float]] = []
    for word in group:
        if covered and word.left - covered[-1][1] < GUTTER:
            covered[-1] = (covered[-1][0], max(covered[-1][1], word.right))
        else:
            covered.append((word.left, word.right))
    return Row(tuple(group), tuple(covered))


def _best_split(rows: list[Row]) -> Split | None:
    """Return the gutter with most lines beside it, None when the rows are one column."""
    if len(rows) < LEAST_LINES // 2:
        return None
    candidates = {round(right + GUTTER / 2) for row in rows for _, right in row.covered[:-1]}
    # Columns whose lines do not stand level leave no row with a gap: try beside every stretch that ends early.
    right_edge = max(row.covered[-1][1] for row in rows)
    candidates |= {round(row.covered[-1][1] + GUTTER / 2) for row in rows if row.covered[-1][1] < 0.75 * right_edge}
    splits = [split for x in sorted(candidates) for split in _splits_at(rows, x)]
    return max(splits, key=lambda split: (split.last - split.first, -split.x), default=None)


def _splits_at(rows: list[Row], x: float) -> Iterator[Split]:
    """Yield the runs of rows that leave `x` white and stand on both sides of it like columns."""
    first = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not rows[at].crosses(x):
            continue
        if at - first >= 2 and _are_columns(rows[first:at], x):
            yield Split(x, first, at)
        first = at + 1


def _are_columns(rows: list[Row], x: float) -> bool:
    left = [part for row in rows if (part := [word for word in row.words if word.right <= x])]
    right = [part for row in rows if (part := [word for word in row.words if word.right > x])]
    if _is_signed(left) and _is_signed(right):
        return True
    return min(len(left), len(right)) >= LEAST_LINES and _is_filled(left) and _is_filled(right)


def _is_signed(parts: list[list[Word]]) -> bool:
    return sum(SIGNATURE.match(part[0].text) is not None for part in parts) >= 2


def _is_filled(parts: list[list[Word]]) -> bool:
    """Say whether most lines are about as wide as the column, and hold words enough to be running text."""
    widths = [part[-1].right - part[0].left for part in parts]
    widest = max(widths)
    if widest < LEAST_WIDTH or median(widths) < LEAST_FILL * widest:
        return False
    inner = max((b.left - a.right for part in parts for a, b in pairwise(part)), default=0.0)
    return median(map(len, parts)) >= LEAST_WORDS and inner < 3 * GUTTER


def _lines(rows: list[Row]) -> list[Item]:
    """Return the rows of one column as lines; rows parted by the same gaps in a run are a table."""
    gaps = [_wide_gaps(row.words) for row in rows]
    items: list[Item] = []
    at = 0
    while at < len(rows):
        end = at
        while end + 1 < len(rows) and _same_cells(rows[end], gaps[end], rows[end + 1], gaps[end + 1]):
            end += 1
        if end > at and not all(_is_labelled(rows[i].words, gaps[i]) for i in range(at, end + 1)):
            items.append(PrintedTable(tuple(line_of(rows[i].words, gaps[i]) for i in range(at, end + 1))))
        else:
            items.extend(line_of(row.words) for row in rows[at : end + 1])
        at = end + 1
    return _with_edges(items)


def _wide_gaps(words: Sequence[Word]) -> list[int]:
    """Return before which words a cell begins; a label at the start of a line belongs to what it labels."""
    found = [
        at
        for at in range(1, len(words))
        if words[at].left - words[at - 1].right > WIDE_GAP * max(words[at].size, words[at - 1].size, 6.0)
    ]
    return [at for at in found if not (at == 1 and LABEL.match(words[0].text))]


def _is_labelled(words: Sequence[Word], gaps: list[int]) -> bool:
    """Say whether a row is only a label and what it says (`Name:   Ann Lee`), which reads best as a line."""
    return len(gaps) == 1 and (words[gaps[0] - 1].text.endswith(":") or SIGNATURE.match(words[0].text) is not None)


def _same_cells(row: Row, gaps: list[int], below: Row, gaps_below: list[int]) -> bool:
    """Say whether two rows follow each other closely and part at the same place."""
    apart = min(word.top for word in below.words) - max(word.bottom for word in row.words)
    if not gaps or not gaps_below or apart > 1.5 * row.words[0].size:
        return False
    spans = [(row.words[at - 1].right, row.words[at].left) for at in gaps]
    spans_below = [(below.words[at - 1].right, below.words[at].left) for at in gaps_below]
    return any(min(b, d) - max(a, c) > GUTTER / 2 for a, b in spans for c, d in spans_below)


def _with_edges(items: list[Item]) -> list[Item]:
    """Return the lines with the edges of their column, told from where most of them begin and end."""
    lines = [item for item in items if isinstance(item, PrintedLine)]
    if not lines:
        return items
    left = min(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    right = rights[min(len(rights) - 1, int(REGION_EDGE * len(rights)))]
    edges = {id(line): right for line in lines}
    for run in _runs(lines):
        narrow = max(line.right for line in run)
        filled = sum(line.right - line.left > 0.85 * (narrow - line.left) for line in run)
        # A passage set in from the right has an edge of its own; a list of short lines has none.
        if len(run) >= 3 and filled >= 0.6 * len(run) and narrow - left > 0.5 * (right - left):
            edges |= {id(line): narrow for line in run}
    return [
        replace(item, column_left=left, column_right=edges[id(item)]) if isinstance(item, PrintedLine) else item
        for item in items
    ]


def _runs(lines: list[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield lines that follow closely and begin at the same place, the first of each run wherever it begins."""
    run: list[PrintedLine] = []
    for line in lines:
        close = run and line.top - run[-1].bottom < 0.8 * line.size
        if close and (abs(line.left - run[-1].left) < 2 or len(run) == 1):
            run.append(line)
            continue
        if run:
            yield run
        run = [line]
    if run:
        yield run
