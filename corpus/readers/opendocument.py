"""OpenDocument (LibreOffice): texts, sheets and slides, from `content.xml` and `meta.xml` by its own names.

Plain lxml: the libraries for the format are made for writing it, and the parts that hold text are few. Tracked
deletions are left out, notes come after the paragraph that refers to them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.metadata import version

from lxml import etree

from corpus.composition import CELL_BREAK, Composer
from corpus.datelines import find_dateline
from corpus.errors import UnreadableError
from corpus.readers.markup import Block
from corpus.readers.origin import FILE_PROPERTIES, FIRST_HEADING, FIRST_LINE, OPENING_LINES, first, read_from
from corpus.readers.package import LOCKED_FOR_GOOD, find_part, find_tree, open_package, parse_xml
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

NAME = "OpenDocument file"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
LEFT_OUT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note", f"{OFFICE}forms"})
MOST_REPEATED = 1_000
"""A sheet repeats its empty rows and cells a million times over; nothing that holds text is repeated so often."""
MOST_SPACES = 100
LONGEST_TITLE = 200
EMBEDDED = ("Object ", "Pictures/", "media/")


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of an OpenDocument file; pictures in a file without text are attachments."""
    if data.startswith(b"PK"):
        package = open_package(data, hint, NAME)
        _refuse_locked(package)
        content, meta = find_tree(package, "content.xml", NAME), find_tree(package, "meta.xml", NAME)
        pictures = tuple(_pictures(package))
    else:
        content = meta = parse_xml(data, NAME)
        pictures = ()
    body = None if content is None else content.find(f".//{OFFICE}body")
    blocks = [] if body is None else list(_blocks(body))
    if not any(isinstance(block, tuple) for block in blocks) and not pictures:
        raise UnreadableError("The OpenDocument file holds no text. There is nothing to read in it.")
    return _reading(blocks, _stated(meta), pictures)


def _reading(blocks: list[Block | int], stated: dict[str, str], pictures: tuple[Attachment, ...]) -> Reading:
    composer, texts = Composer(), []
    for block in blocks:
        if isinstance(block, int):
            composer.start_page(block)
        else:
            composer.add(*block)
            texts.append(block)
    whole = composer.finish(article=False)
    heading = next((text for kind, text in texts if kind is SectionKind.HEADING), "")
    line = next((text for _, text in texts if len(text) <= LONGEST_TITLE), "")
    title, place = first(
        ((tidy(heading), FIRST_HEADING), (stated.get("title"), FILE_PROPERTIES), (tidy(line), FIRST_LINE))
    )
    date = find_dateline([text for _, text in texts])
    author = stated.get("author") or stated.get("first author")
    origins = read_from(title=place, date=OPENING_LINES if date else "", authors=FILE_PROPERTIES if author else "")
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        date=date,
        authors=(author,) if author else (),
        metadata=tuple(sorted((*stated.items(), *origins))),
        attachments=() if whole.text else pictures,
        container=not whole.text,
        tools=(("lxml", version("lxml")),),
    )


def _refuse_locked(package: zipfile.ZipFile) -> None:
    manifest = find_part(package, "META-INF/manifest.xml", NAME)
    if manifest is not None and b"encryption-data" in manifest:
        raise UnreadableError(LOCKED_FOR_GOOD.format(name=NAME))


def _stated(meta: etree._Element | None) -> dict[str, str]:
    """Return what the file says of itself."""
    names = {
        f"{DC}title": "title", f"{DC}creator": "author", f"{META}initial-creator": "first author",
        f"{META}creation-date": "created", f"{DC}date": "modified",
    }  # fmt: skip
    if meta is None:
        return {}
    elements = meta.iter(*names)
    return {names[element.tag]: text for element in elements if (text := tidy("".join(element.itertext())))}


def _blocks(body: etree._Element) -> Iterator[Block | int]:
    """Yield blocks in order, and the number of each page (a slide) where it begins."""
    waiting: list[etree._Element] = [body]
    pages = 0
    while waiting:
        element = waiting.pop()
        if element.tag in LEFT_OUT:
            continue
        if element.tag == f"{TABLE}table":
            yield from _table(element)
        elif element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield from _paragraph(element)
        else:
            if element.tag == f"{DRAW}page":
                pages += 1
                yield pages
            waiting.extend(list(element)[::-1])


def _paragraph(element: etree._Element) -> Iterator[Block]:
    kind = SectionKind.HEADING if element.tag == f"{TEXT}h" else SectionKind.PARAGRAPH
    if text := _text(element).strip():
        yield kind, text
    for part in element.iter(f"{TEXT}note-body", f"{DRAW}text-box"):
        for inner in part.iter(f"{TEXT}p", f"{TEXT}h"):
            if note := _text(inner).strip():
                yield SectionKind.PARAGRAPH, note


def _table(table: etree._Element) -> Iterator[Block]:
    """Yield a sheet or a table, its name before it where people gave it one; repeated rows are written out."""
    lines: list[str] = []
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                text = tidy(" ".join(_text(part) for part in cell.iter(f"{TEXT}p", f"{TEXT}h")))
                cells.extend([text] * (_repeated(cell, "columns") if text else min(2, _repeated(cell, "columns"))))
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.extend([CELL_BREAK.join(cells)] * _repeated(row, "rows"))
    if not lines:
        return
    if table.getparent() is not None and table.getparent().tag == f"{OFFICE}spreadsheet":
        yield SectionKind.HEADING, table.get(f"{TABLE}name") or ""
    yield SectionKind.TABLE, "\n".join(lines)


def _repeated(element: etree._Element, what: str) -> int:
    stated = element.get(f"{TABLE}number-{what}-repeated", "1")
    return min(MOST_REPEATED, int(stated)) if stated.isdecimal() and len(stated) < 9 else 1


def _text(element: etree._Element) -> str:
    """Return a paragraph's own text, without the notes and boxes that hang on it."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            stated = child.get(f"{TEXT}c", "1")
            parts.append(" " * (min(MOST_SPACES, int(stated)) if stated.isdecimal() and len(stated) < 9 else 1))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append(" " if child.tag == f"{TEXT}tab" else "\n")
        elif child.tag not in LEFT_OUT and child.tag != f"{DRAW}frame":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _pictures(package: zipfile.ZipFile) -> Iterator[Attachment]:
    for info in package.infolist():
        if info.filename.startswith(EMBEDDED[1:]) and not info.is_dir():
            yield Attachment(info.filename, find_part(package, info.filename, NAME) or b"")
