"""Word files (DOCX): headings, paragraphs and tables in order, tracked insertions included, deletions left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version

import docx
from lxml import etree

from corpus.composition import Composer, table_text
from corpus.datelines import find_dateline
from corpus.errors import UnreadableError
from corpus.readers.markup import Block
from corpus.readers.origin import (
    FILE_PROPERTIES,
    FIRST_HEADING,
    FIRST_LINE,
    OPENING_LINES,
    first,
    office_properties,
    read_from,
)
from corpus.readers.package import find_tree, open_package
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BLANK = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
EMBEDDED = ("word/embeddings/", "word/media/")
NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
DAMAGED = "The Word file is damaged and cannot be opened. Open it in a word processor, save it again, and add the copy."


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a Word file; files embedded in it are attachments."""
    try:
        open_package(data, hint, "Word file").close()
        document = docx.Document(io.BytesIO(data))
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever its many layers do
        raise UnreadableError(DAMAGED, f"{type(error).__name__}: {error}") from error
    styles = {style.style_id: style.name or "" for style in document.styles}
    notes = _notes(data)
    blocks = [block for block in _blocks(document.element.body, styles, notes) if block[1].strip()]
    attachments = tuple(_attachments(data, text=bool(blocks)))
    if not blocks and not attachments:
        raise UnreadableError("The Word file holds no text. There is nothing to read in it.")
    composer = Composer()
    for kind, text in blocks:
        composer.add(kind, text)
    whole = composer.finish(article=False)
    texts = [text for _, text in blocks]
    properties = office_properties(document)
    title, place = _title(properties.get("title", ""), blocks)
    date, author = find_dateline(texts), properties.get("author")
    origins = read_from(title=place, date=OPENING_LINES if date else "", authors=FILE_PROPERTIES if author else "")
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        date=date,
        authors=(author,) if author else (),
        metadata=tuple(sorted((*properties.items(), *origins))),
        attachments=attachments,
        container=not whole.text,
        tools=(("python-docx", version("python-docx")),),
    )


def _blocks(body: etree._Element, styles: dict[str, str], notes: dict[str, str]) -> Iterator[Block]:
    """Yield paragraphs and tables in order, notes after what refers to them; a content control is only a wrapping."""
    waiting = list(body)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            name = styles.get(style.get(f"{W}val"), "") if style is not None else ""
            heading = name.lower().startswith(("heading", "title"))
            yield SectionKind.HEADING if heading else SectionKind.PARAGRAPH, _text(element)
            yield from ((SectionKind.PARAGRAPH, note) for note in _noted(element, notes))
        elif element.tag == f"{W}tbl":
            yield SectionKind.TABLE, table_text(_rows(element))
            yield from ((SectionKind.PARAGRAPH, note) for note in _noted(element, notes))
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            waiting.extend(list(element)[::-1])


def _notes(data: bytes) -> dict[str, str]:
    """Return the foot- and endnotes by kind and number; a damaged part has none."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for kind, part in NOTES.items():
            tree = find_tree(package, part, "Word file")
            for note in () if tree is None else tree.iter(f"{W}{kind}"):
                text = "\n".join(_text(paragraph) for paragraph in note.iter(f"{W}p"))
                found[f"{kind} {note.get(f'{W}id')}"] = text.strip()
    return found


def _noted(element: etree._Element, notes: dict[str, str]) -> Iterator[str]:
    """Yield the notes that an element refers to."""
    for kind in NOTES:
        for reference in element.iter(f"{W}{kind}Reference"):
            if note := notes.get(f"{kind} {reference.get(f'{W}id')}"):
                yield note


def _rows(table: etree._Element) -> list[list[str]]:
    return [
        [" ".join(_text(paragraph) for paragraph in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in table.iterchildren(f"{W}tr")
    ]


def _text(paragraph: etree._Element) -> str:
    """Return a paragraph's text; drawings that are stored twice for old programs are read once."""
    spoken = (
        element
        for element in paragraph.iter(f"{W}t", *BLANK)
        if not any(parent.tag == FALLBACK for parent in element.iterancestors())
    )
    return "".join(BLANK.get(element.tag) or element.text or "" for element in spoken)


def _title(stated: str, blocks: list[Block]) -> tuple[str, str]:
    """Return the title and where it stands."""
    heading = next((text for kind, text in blocks if kind is SectionKind.HEADING), "")
    line = next((text for _, text in blocks if len(text) <= 200), "")
    return first(((tidy(heading), FIRST_HEADING), (stated, FILE_PROPERTIES), (tidy(line), FIRST_LINE)))


def _attachments(data: bytes, *, text: bool) -> Iterator[Attachment]:
    """Yield embedded files; pictures only where the file holds nothing else, as scans are kept so."""
    wanted = EMBEDDED[:1] if text else EMBEDDED
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            if info.filename.startswith(wanted) and not info.is_dir():
                yield Attachment(info.filename, package.read(info))
