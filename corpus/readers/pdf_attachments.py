"""Files attached to a PDF: those named in its list and those pinned to a page (ISO 32000, 7.11.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.pdf import PDF

from corpus.readers.reading import Attachment, Hint

MOST_NODES = 20_000
"""A tree of names that is larger, or goes in circles, is not followed further."""
TOO_LARGE = "The file attached to the PDF is larger than is safe to read."
DAMAGED = "The file attached to the PDF is damaged inside it. Get a new copy of the PDF."


def attachments_of(document: PDF, hint: Hint) -> tuple[Attachment, ...]:
    """Return the files attached to a PDF, each once, in the order of its own list, then of its pages."""
    found: dict[int, Attachment] = {}
    for specification in _specifications(document):
        stream = _stream(specification)
        if stream is not None and id(stream) not in found:
            found[id(stream)] = _attachment(specification, stream, hint, len(found) + 1)
    return tuple(found.values())


def _specifications(document: PDF) -> Iterator[dict[str, Any]]:
    """Yield what describes each file; what is damaged describes none."""
    names = _dictionary(_dictionary(document.doc.catalog.get("Names")).get("EmbeddedFiles"))
    waiting: list[Any] = [names]
    seen = 0
    while waiting and seen < MOST_NODES:
        node = _dictionary(waiting.pop())
        seen += 1
        pairs = _list(node.get("Names"))
        yield from (_dictionary(value) for value in pairs[1::2])
        waiting.extend(_list(node.get("Kids"))[::-1])
    for page in document.pages:
        for annotation in _list(page.page_obj.attrs.get("Annots"))[:MOST_NODES]:
            pinned = _dictionary(annotation)
            if getattr(resolve1(pinned.get("Subtype")), "name", "") == "FileAttachment":
                yield _dictionary(pinned.get("FS"))


def _stream(specification: dict[str, Any]) -> PDFStream | None:
    files = _dictionary(specification.get("EF"))
    streams = (resolve1(files.get(key)) for key in ("UF", "F", "Unix", "DOS", "Mac"))
    return next((stream for stream in streams if isinstance(stream, PDFStream)), None)


def _attachment(specification: dict[str, Any], stream: PDFStream, hint: Hint, number: int) -> Attachment:
    name = _text(specification.get("UF")) or _text(specification.get("F")) or f"attachment {number}"
    try:
        data = stream.get_data()
        length = resolve1(stream.attrs.get("Length"))
        if not stream.get_filters() and isinstance(length, int):
            data = data[:length]  # the parser takes the line end before `endstream` along
    except Exception as error:  # noqa: BLE001 - whatever its filters raise, the other files are read
        return Attachment(name, reason=DAMAGED, detail=f"{type(error).__name__}: {error}")
    if len(data) > min(hint.member_bytes, max(hint.free_bytes, hint.ratio * len(stream.rawdata or data))):
        return Attachment(name, reason=TOO_LARGE)
    return Attachment(name, data)


def _text(value: Any) -> str:
    """Return a string of a PDF, which is UTF-16 with a mark or else close to Latin-1."""
    raw = resolve1(value)
    if not isinstance(raw, bytes):
        return ""
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("cp1252", "replace")


def _dictionary(value: Any) -> dict[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    found = resolve1(value)
    return found if isinstance(found, list) else []
