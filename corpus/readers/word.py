"""Word files (DOCX): headings, paragraphs and tables in order, tracked insertions included, deletions left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version

import docx
from docx.document import Document as WordDocument
from lxml import etree

from corpus.composition import Composer, table_text
from corpus.datelines import find_dateline
from corpus.errors import UnreadableError
from corpus.readers.markup import Block
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BLANK = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
EMBEDDED = ("word/embeddings/", "word/media/")
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
DAMAGED = "The Word file is damaged and cannot be opened. Open it in a word processor, save it again, and add the copy."


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a Word file; files embedded in it are attachments."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bomb(package, len(data), hint)
        document = docx.Document(io.BytesIO(data))
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever its many layers do
        raise UnreadableError(DAMAGED, f"{type(error).__name__}: {error}") from error
    styles = {style.style_id: style.name or "" for style in document.styles}
    blocks = [block for block in _blocks(document.element.body, styles) if block[1].strip()]
    attachments = tuple(_attachments(data, text=bool(blocks)))
    if not blocks and not attachments:
        raise UnreadableError("The Word file holds no text. There is nothing to read in it.")
    composer = Composer()
    for kind, text in blocks:
        composer.add(kind, text)
    whole = composer.finish(article=False)
    texts = [text for _, text in blocks]
    properties = _properties(document)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=_title(properties.get("title", ""), blocks),
        date=find_dateline(texts),
        authors=tuple(filter(None, (properties.get("author"),))),
        metadata=tuple(sorted(properties.items())),
        attachments=attachments,
        container=not whole.text,
        tools=(("python-docx", version("python-docx")),),
    )


def _refuse_bomb(package: zipfile.ZipFile, packed_bytes: int, hint: Hint) -> None:
    """Raise UnreadableError when the parts claim to unpack to more than is safe; no part is unpacked past its claim."""
    total = sum(info.file_size for info in package.infolist())
    if total > min(hint.member_bytes, max(hint.free_bytes, hint.ratio * packed_bytes)):
        raise UnreadableError(
            f"The Word file unpacks to {total // 1_000_000:,} MB, more than is safe to open. If you trust it, save it "
            "as PDF and add that."
        )


def _blocks(body: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    """Yield paragraphs and tables in order; a content control is only a wrapping."""
    waiting = list(body)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            name = styles.get(style.get(f"{W}val"), "") if style is not None else ""
            heading = name.lower().startswith(("heading", "title"))
            yield SectionKind.HEADING if heading else SectionKind.PARAGRAPH, _text(element)
        elif element.tag == f"{W}tbl":
            yield SectionKind.TABLE, table_text(_rows(element))
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            waiting.extend(list(element)[::-1])


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


def _properties(document: WordDocument) -> dict[str, str]:
    """Return what the file says of itself; a file without that part says nothing."""
    try:
        core = document.core_properties
        stated = {"title": core.title, "author": core.author, "created": core.created, "modified": core.modified}
    except (KeyError, ValueError, AttributeError):
        return {}
    return {name: tidy(str(value)) for name, value in stated.items() if value}


def _title(stated: str, blocks: list[Block]) -> str:
    heading = next((text for kind, text in blocks if kind is SectionKind.HEADING), "")
    first = next((text for _, text in blocks if len(text) <= 200), "")
    return tidy(heading) or stated or tidy(first)


def _attachments(data: bytes, *, text: bool) -> Iterator[Attachment]:
    """Yield embedded files; pictures only where the file holds nothing else, as scans are kept so."""
    wanted = EMBEDDED[:1] if text else EMBEDDED
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            if info.filename.startswith(wanted) and not info.is_dir():
                yield Attachment(info.filename, package.read(info))
