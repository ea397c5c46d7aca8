"""Blocks of text out of a tree of markup, HTML's own or the main-text extractor's: headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.composition import table_text
from corpus.records import SectionKind
from corpus.text import normalise

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head", "hd"})
SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "head", "graphic"}
)
"""Never text for a reader; `head` only where it is the page's, see `blocks_of`."""
INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hi", "i", "ins",
        "kbd", "label", "mark", "nobr", "q", "ref", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr", "e", "su", "ac",
    }
)  # fmt: skip
BREAKS = frozenset({"br", "lb"})
TABLES = frozenset({"table"})
ROWS = frozenset({"tr", "row"})
CELLS = frozenset({"td", "th", "cell", "ent"})
LONGEST_CELL = 400
"""A table whose cells run longer on average lays out a page, and is read as running text."""
LONGEST_FRAME = 1_500
"""A cell that is longer than this, and than all others together, frames the page's text."""

Block = tuple[SectionKind, str]


def blocks_of(tree: etree._Element, silent: frozenset[str] = SILENT) -> Iterator[Block]:
    """Yield the blocks of a tree in reading order, normalised, none empty; elements named in `silent` are left out."""
    held: list[str] = []
    kind = SectionKind.PARAGRAPH
    skip: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skip is None:
                held.append(element.tail or "")
            continue
        tag = local_name(element)
        if skip is not None:
            if event == "end" and element is skip:
                skip = None
                held.append(element.tail or "")
            continue
        if event == "start" and (tag in silent or (tag in TABLES and is_data_table(element))):
            skip = element
            if tag in TABLES:
                yield from _block(kind, held)
                yield from _block(
                    SectionKind.PARAGRAPH, [text_of(one) for one in element if local_name(one) == "caption"]
                )
                yield from _block(SectionKind.TABLE, [table_text(rows_of(element))])
            continue
        if tag in BREAKS:
            held.append("\n" if event == "start" else element.tail or "")
            continue
        if tag not in INLINE:
            yield from _block(kind, held)
            kind = SectionKind.HEADING if event == "start" and tag in HEADINGS else SectionKind.PARAGRAPH
        held.append((element.text if event == "start" else element.tail) or "")
    yield from _block(kind, held)


def rows_of(table: etree._Element) -> list[list[str]]:
    """Return the cells of a table by row."""
    rows = [row for row in table.iter() if local_name(row) in ROWS]
    return [[text_of(cell) for cell in row if local_name(cell) in CELLS] for row in rows]


def is_data_table(table: etree._Element) -> bool:
    """Say whether a table holds data rather than laying out the page: no table inside, two columns, short cells."""
    if any(local_name(inner) in TABLES for inner in table.iterdescendants()):
        return False
    rows = [row for row in rows_of(table) if any(cell.strip() for cell in row)]
    cells = [cell for row in rows for cell in row]
    if max(map(len, cells), default=0) > max(LONGEST_FRAME, sum(map(len, cells)) / 2):
        return False
    return max(map(len, rows), default=0) >= 2 and sum(map(len, cells)) <= LONGEST_CELL * len(cells)


def text_of(element: etree._Element) -> str:
    """Return all text inside an element on one line."""
    return " ".join(" ".join(text for text in element.itertext(*_spoken())).split())


def local_name(element: etree._Element) -> str:
    """Return an element's name in lower case without its namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _spoken() -> tuple[object, ...]:
    """Return the filter that leaves comments and processing instructions out of `itertext`."""
    return ("{*}*",)


def _block(kind: SectionKind, held: list[str]) -> Iterator[Block]:
    """Yield what was held as one block, and hold nothing from here on."""
    # Line ends in markup are only blanks; those that were meant came from <br>, as parts of their own.
    text = "".join(part if part == "\n" else " ".join(f"x{part}x".split())[1:-1] for part in held)
    if kind is SectionKind.TABLE:
        text = "".join(held)
    held.clear()
    text = normalise(text)[0] if text and not text.isspace() else ""
    if text:
        yield kind, text
