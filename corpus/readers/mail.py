"""Mail messages: the headers that matter and the body as text, everything else as attachments."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime

from corpus.composition import Composer
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers.markup import Block
from corpus.readers.origin import read_from
from corpus.readers.plain import paragraphs
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.readers.webpage import all_blocks
from corpus.records import SectionKind
from corpus.text import normalise, tidy

SHOWN = ("From", "To", "Cc", "Date", "Subject")
KEPT = (*SHOWN, "Message-ID", "In-Reply-To", "Reply-To", "Sender")
BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, UnicodeError)
"""What the standard library raises on headers and parts that break the rules."""


def read(data: bytes, hint: Hint) -> Reading:  # noqa: ARG001 - mail says its own encodings
    """Return a message: its subject as heading, who wrote to whom and when, its body; files in it as attachments."""
    message = message_from_bytes(data, policy=policy.default)
    headers = {name: value for name in KEPT if (value := _header(message, name))}
    body, attachments = _parts(message)
    return composed(headers, body, attachments)


def composed(
    headers: dict[str, str],
    body: list[Block],
    attachments: tuple[Attachment, ...],
    tools: tuple[tuple[str, str], ...] = (),
) -> Reading:
    """Return a message as a document, whatever kind of file it came in; headers go by their names in mail."""
    composer = Composer()
    composer.add(SectionKind.HEADING, headers.get("Subject", ""))
    composer.add(SectionKind.PARAGRAPH, "\n".join(f"{n}: {headers[n]}" for n in SHOWN[:-1] if n in headers))
    for kind, text in body:
        composer.add(kind, text)
    whole = composer.finish(article=False)
    if not whole.text and not attachments:
        raise UnreadableError("The mail message is empty: it has no subject, no text and no attachment.")
    date = iso_day(headers.get("Date", ""))
    origins = read_from(
        title="Subject header" if headers.get("Subject") else "",
        date="Date header" if date else "",
        authors="From header" if headers.get("From") else "",
    )
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=headers.get("Subject", ""),
        date=date,
        authors=tuple(filter(None, (headers.get("From"),))),
        metadata=tuple(sorted((*((name.lower(), value) for name, value in headers.items()), *origins))),
        attachments=attachments,
        tools=tools,
    )


def _header(message: Message, name: str) -> str:
    try:
        return tidy(str(message.get(name, "")))
    except BROKEN:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return tidy(str(raw))


def iso_day(text: str) -> str | None:
    """Return the day that a Date header names, by its own clock."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _parts(message: Message) -> tuple[list[Block], tuple[Attachment, ...]]:
    """Return the body and every other part."""
    leaves = list(_leaves(message))
    bodies = [part for part, alternative in leaves if not alternative and _is_body(part)]
    body: list[Block] = []
    for part in bodies:
        body.extend(_blocks(part))
    others = [part for part, alternative in leaves if part not in bodies and not (alternative and _is_body(part))]
    return body, tuple(_attachment(part, number) for number, part in enumerate(others, 1))


def _leaves(message: Message) -> Iterator[tuple[Message, bool]]:
    """Yield the parts that hold something, and whether a plainer twin of each was yielded before it."""
    waiting: list[tuple[Message, bool]] = [(message, False)]
    while waiting:
        part, alternative = waiting.pop()
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if not isinstance(inner, list):
            yield part, alternative
            continue
        parts = [child for child in inner if isinstance(child, Message)]
        chosen = _plainest(parts) if part.get_content_subtype() == "alternative" else None
        waiting.extend((child, alternative or (chosen is not None and child is not chosen)) for child in parts[::-1])


def _plainest(parts: list[Message]) -> Message | None:
    """Return the version of the body to read: plain text that says something, else the one that holds a page."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and _text(part).strip()]
    return plain[0] if plain else parts[-1] if parts else None


def _is_body(part: Message) -> bool:
    named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
    return part.get_content_type() in ("text/plain", "text/html") and not named


def _blocks(part: Message) -> list[Block]:
    text = _text(part)
    if not text.strip():
        return []
    if part.get_content_type() == "text/html":
        return all_blocks(text)
    return [(kind, block) for kind, block, _ in paragraphs(normalise(text)[0])]


def _text(part: Message) -> str:
    return decode(bytes_of(part), part.get_content_charset())[0]


def bytes_of(part: Message) -> bytes:
    """Return the content of a part, its transfer encoding undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def _attachment(part: Message, number: int) -> Attachment:
    """Return a part as a file; a message inside is written out as a message again."""
    try:
        name = part.get_filename()
    except BROKEN:
        name = None
    inner = part.get_payload()
    if isinstance(inner, list):
        try:
            data = b"".join(child.as_bytes() for child in inner if isinstance(child, Message))
        except BROKEN as error:
            return Attachment(name or f"message {number}.eml", reason="The message inside this message is damaged.",
                              detail=f"{type(error).__name__}: {error}")  # fmt: skip
        return Attachment(name or f"message {number}.eml", data)
    return Attachment(name or f"part {number}", bytes_of(part), encoding=part.get_content_charset())
