"""What stands on a printed page: words, lines, tables, each with its box in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box; `size` is the height of its letters as set, `bold` what its font is called."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 10.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of words within one column.

    `first_width` is the width of its first word, `column_left` and `column_right` the edges that lines of its column
    reach; `region` numbers the columns and bands of a page in reading order; `whole` says that the line's region
    spans the page and is no column beside another.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    first_width: float
    region: int = 0
    column_left: float = 0.0
    column_right: float = 0.0
    whole: bool = False

    @property
    def width(self) -> float:
        """How wide the line is."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as rows of `cell | cell | cell`, with the box of each row."""

    rows: tuple[PrintedLine, ...]

    @property
    def top(self) -> float:
        """Where the table begins."""
        return self.rows[0].top


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's lines and tables in reading order; `height` is in points."""

    number: int
    height: float
    items: tuple[PrintedLine | PrintedTable, ...]
    recognised: bool = False

    def lines(self) -> Iterator[PrintedLine]:
        """Yield every line, the rows of tables included."""
        for item in self.items:
            yield from item.rows if isinstance(item, PrintedTable) else (item,)


def line_groups(words: Sequence[Word]) -> list[list[Word]]:
    """Return words grouped into lines from top to bottom, each from left to right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.left)):
        for group in groups[-3:]:
            first = group[0]
            shared = min(first.bottom, word.bottom) - max(first.top, word.top)
            if shared > 0.5 * min(first.bottom - first.top, word.bottom - word.top):
                group.append(word)
                break
        else:
            groups.append([word])
    for group in groups:
        group.sort(key=lambda word: word.left)
    groups.sort(key=lambda group: min(word.top for word in group))
    return groups


def joined(words: Sequence[Word], breaks: Sequence[int] = ()) -> str:
    """Return words as text; before those numbered in `breaks` stands a cell break, a raised or lowered one clings."""
    parts: list[str] = []
    for at, word in enumerate(words):
        if at in breaks:
            parts.append(" | ")
        elif at:
            before = words[at - 1]
            clings = word.left - before.right < 0.12 * max(word.size, before.size)
            parts.append("" if clings and abs(word.size - before.size) > 0.5 else " ")
        parts.append(word.text)
    return "".join(parts)


def line_of(words: Sequence[Word], breaks: Sequence[int] = ()) -> PrintedLine:
    """Return the line these words make."""
    sizes = sorted(word.size for word in words)
    return PrintedLine(
        text=joined(words, breaks),
        left=min(word.left for word in words),
        top=min(word.top for word in words),
        right=max(word.right for word in words),
        bottom=max(word.bottom for word in words),
        size=sizes[len(sizes) // 2],
        bold=all(word.bold for word in words),
        first_width=words[0].right - words[0].left,
    )
