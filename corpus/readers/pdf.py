"""PDF: pages in reading order as running text, with the box of every line and the way back to the lines as printed.

Guarantees: pages follow each other without gaps; a table is a line a row; headers, footers and page numbers that run
through the pages are left out of the text; memory for a page is given back before the next is read.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from corpus.composition import Composer
from corpus.datelines import find_dateline
from corpus.errors import UnreadableError
from corpus.offsets import OffsetMap, TextBuilder
from corpus.readers import ocr
from corpus.readers.origin import FILE_PROPERTIES, OPENING_LINES, read_from
from corpus.readers.pdf_attachments import attachments_of
from corpus.readers.pdf_columns import reading_order
from corpus.readers.pdf_flow import Flow, even_edges, flow
from corpus.readers.pdf_layer import Layer, is_gibberish, judge
from corpus.readers.pdf_running import running_lines
from corpus.readers.pdf_scan import pictured_lines
from corpus.readers.pdf_tables import ruled_tables
from corpus.readers.pdf_title import find_title
from corpus.readers.pdf_words import PageParts, parts_of
from corpus.readers.printed import PrintedLine, PrintedPage, PrintedTable
from corpus.readers.reading import Hint, Reading
from corpus.records import Line, SectionKind
from corpus.reflow import Hyphenation, joint
from corpus.text import normalise, tidy

NONE_OPENS = "The PDF is locked, and no password that was given opens it. Add it again with another --password."
LOCKED = (
    "The PDF is locked: it needs a password. Add it again with the option --password, or open it with the password, "
    "save it without one, and add the copy."
)
DAMAGED = "The PDF is damaged and cannot be opened. Get a new copy of it, or print it to PDF again."
SCANNED = f"The PDF is a scan without text; its text can only be read by text recognition. {ocr.INSTALL}"
BLANK = "No page of the PDF holds any text, not even to text recognition."
LAYER, RECOGNISED, SECOND = "text layer", "recognised text", "second text layer"
KEPT = ("Title", "Author", "Subject", "Producer", "Creator", "CreationDate", "ModDate")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Pages that gave no text: seen as pictures, or failed with an error; and the texts that were not indexed.

    Of `others` each is a page's number, what the text is, and the text, kept beside the one that was indexed.
    """

    pictures: tuple[int, ...] = ()
    failed: tuple[tuple[int, str], ...] = ()
    others: tuple[tuple[int, str, str], ...] = ()


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a PDF; raises UnreadableError where it is locked, damaged, or a scan that cannot be read."""
    try:
        with _opened(data, hint) as document:
            stated = {name: tidy(str(document.metadata[name])) for name in KEPT if document.metadata.get(name)}
            attached = attachments_of(document, hint)
            pages, trouble = _pages(document, hint)
    except PdfminerException as error:
        raise UnreadableError(DAMAGED, repr(error.args[0] if error.args else error)) from error
    if any(page.items for page in pages):
        return replace(printed_reading(pages, stated, trouble), attachments=attached)
    if attached:
        return Reading(attachments=attached, container=True, note="Its own pages hold no text.")
    raise _no_text(trouble, hint)


def _opened(data: bytes, hint: Hint) -> PDF:
    """Open a PDF, with no password and then with each that was given; raises UnreadableError where none fits."""
    for password in (None, *hint.passwords):
        try:
            return pdfplumber.open(io.BytesIO(data), password=password)
        except PdfminerException as error:
            if not error.args or not isinstance(error.args[0], PDFPasswordIncorrect):
                raise
    raise UnreadableError(NONE_OPENS if hint.passwords else LOCKED)


def _no_text(trouble: Trouble, hint: Hint) -> UnreadableError:
    if trouble.failed:
        return UnreadableError(DAMAGED, trouble.failed[0][1])
    if trouble.pictures and not (hint.ocr and ocr.can_recognise()):
        return UnreadableError(SCANNED)
    return UnreadableError(BLANK + (ocr.limits() if trouble.pictures else ""))


def _pages(document: PDF, hint: Hint) -> tuple[list[PrintedPage], Trouble]:
    """Return every page's lines; a page that fails is left empty and named."""
    until = time.monotonic() + hint.seconds
    pages: list[PrintedPage] = []
    pictures: list[int] = []
    failed: list[tuple[int, str]] = []
    others: list[tuple[int, str, str]] = []
    for page in document.pages:
        if time.monotonic() > until:
            raise UnreadableError(
                f"Reading the PDF took longer than {hint.seconds:.0f} seconds and was given up at page "
                f"{page.page_number}. Split it and add the parts."
            )
        try:
            printed, pictured, other = _page(page, hint)
        except Exception as error:  # noqa: BLE001 - one bad page must not cost the others
            printed, pictured, other = PrintedPage(page.page_number, float(page.height), ()), False, ("", "")
            failed.append((page.page_number, f"{type(error).__name__}: {error}"))
        finally:
            page.close()
        pages.append(printed)
        if pictured:
            pictures.append(page.page_number)
        if other[1]:
            others.append((page.page_number, *other))
    return pages, Trouble(tuple(pictures), tuple(failed), tuple(others))


def _page(page: Page, hint: Hint) -> tuple[PrintedPage, bool, tuple[str, str]]:
    """Return a page's lines, whether it is a picture whose text was not read, and the text that was not taken."""
    parts = parts_of(page)
    layer = judge(parts)
    if layer is Layer.GOOD:
        return _printed(page, parts, _items(page, parts)), False, (SECOND, parts.second)
    own = () if layer is Layer.EMPTY else tuple(_items(page, parts))
    if not hint.ocr or not ocr.can_recognise():
        return _printed(page, parts, own), True, ("", "")
    seen = _printed(page, parts, pictured_lines(page, hint), recognised=True)
    text = "\n".join(line.text for line in seen.lines())
    if own and (not text or is_gibberish(text)):
        return _printed(page, parts, own), False, (RECOGNISED, text)
    if not text:  # nothing is seen in the picture: the few letters laid over it are what there is
        return _printed(page, parts, _items(page, parts)), True, ("", "")
    stamp = " ".join(word.text for word in parts.words)
    return seen, False, (f"{LAYER}, {layer}" if layer is Layer.GIBBERISH else LAYER, stamp)


def _printed(
    page: Page, parts: PageParts, items: Iterable[PrintedLine | PrintedTable], *, recognised: bool = False
) -> PrintedPage:
    return PrintedPage(page.page_number, parts.height, tuple(items), recognised=recognised)


def _items(page: Page, parts: PageParts) -> Iterator[PrintedLine | PrintedTable]:
    """Yield lines and tables in reading order: a table stands between what is above and what is below it."""
    tables, free = ruled_tables(page, parts)
    region = 0
    for table in (*tables, None):
        above = free if table is None else [word for word in free if word.bottom <= table.top + word.size / 2]
        taken = {id(word) for word in above}
        free = [word for word in free if id(word) not in taken]
        for items in reading_order(above):
            region += 1
            for item in items:
                yield replace(item, region=region) if isinstance(item, PrintedLine) else item
        if table is not None:
            region += 1
            yield table


def printed_reading(pages: list[PrintedPage], stated: dict[str, str], trouble: Trouble) -> Reading:
    """Return the running text of printed pages, with the texts of pages that were not indexed in the metadata."""
    pages = even_edges(pages)
    dropped = running_lines(pages)
    writer = _Writer(pages)
    blocks = list(flow(pages, dropped))
    for block in blocks:
        writer.write(block)
    writer.turn_to(pages[-1].number + 1)
    whole = writer.composer.finish(article=False)
    running = [line.text for line in pages[0].lines() if id(line) in dropped]
    texts = [whole.text[s.start : s.end] for s in whole.sections[:40] if s.kind is not SectionKind.PAGE]
    metadata = {name.lower(): value for name, value in stated.items()}
    metadata |= {f"page {number}, not indexed: {what}": text for number, what, text in trouble.others}
    recognised = [str(page.number) for page in pages if page.recognised]
    if recognised:
        metadata["pages indexed from text recognition"] = ", ".join(recognised)
    if trouble.pictures:
        metadata["pages not read, pictures"] = ", ".join(map(str, trouble.pictures))
    if trouble.failed:
        metadata["pages not read, damaged"] = ", ".join(str(number) for number, _ in trouble.failed)
    tools = [("pdfplumber", version("pdfplumber"))]
    if recognised:
        tools.append(ocr.tool())
    title, date = find_title(blocks, stated.get("Title", ""), running), find_dateline(texts)
    place = FILE_PROPERTIES if title and title == stated.get("Title") else "first page"
    origins = read_from(
        title=place if title else "",
        date=OPENING_LINES if date else "",
        authors=FILE_PROPERTIES if stated.get("Author") else "",
    )
    return Reading(
        text=whole.text,
        sections=whole.sections,
        lines=whole.lines,
        offsets=whole.offsets,
        title=title,
        date=date,
        authors=(stated["Author"],) if stated.get("Author") else (),
        metadata=tuple(sorted((*metadata.items(), *origins))),
        tools=tuple(tools),
    )


class _Writer:
    """Writes blocks into a composer, page by page, keeping count of the source: all lines as printed, one a line."""

    def __init__(self, pages: list[PrintedPage]) -> None:
        self.composer = Composer()
        self.pages = pages
        self.page = 0
        self.starts: dict[int, int] = {}
        at, texts = 0, []
        for line in (line for page in pages for line in page.lines()):
            self.starts[id(line)] = at
            at += len(line.text) + 1
            texts.append(line.text)
        self.hyphenation = Hyphenation("\n".join(texts))

    def turn_to(self, number: int) -> None:
        """Begin every page up to this one; those without text are empty."""
        for page in self.pages[self.page :]:
            if page.number >= number and page.number != self.pages[0].number:
                return
            self.page += 1
            self.composer.start_page(page.number)

    def write(self, block: Flow) -> None:
        """Write a block; where it passes onto another page, the page begins inside it."""
        self.turn_to(block.lines[0][1] + 1)
        built, lines, turns = TextBuilder(), [], []
        page = block.lines[0][1]
        following = [line for line, _ in block.lines[1:]]
        for (line, number), after in zip(block.lines, [*following, None], strict=True):
            if number != page:
                turns.append((number, built.length))
                page = number
            text, offsets = normalise(line.text)
            shifted = OffsetMap(tuple((a, b, source + self.starts[id(line)]) for a, b, source in offsets.runs))
            cut, between = (0, "")
            if after is not None:
                tabled = block.kind is SectionKind.TABLE
                cut, between = (0, "\n") if tabled else joint(text, normalise(after.text)[0], self.hyphenation)
            start, end = built.length, len(text) - cut
            built.append(text[:end], shifted.window(0, end))
            lines.append(
                Line(
                    start, built.length, number, *(round(x, 2) for x in (line.left, line.top, line.right, line.bottom))
                )
            )
            built.insert(between)
        text, offsets = built.build()
        self.composer.add(block.kind, text, offsets, lines)
        for number, offset in turns:
            self.composer.split_page(number, offset)
            self.page += 1
