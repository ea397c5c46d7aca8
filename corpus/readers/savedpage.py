"""Saved web pages (MHTML): the page itself is read as a web page; files saved with it are attachments.

What dresses the page stays in the original, counted in the metadata; frames are attached when they hold text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from corpus.errors import UnreadableError
from corpus.readers import mail, webpage
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.readers.webarchive import DRESS
from corpus.text import tidy

PAGES = ("text/html", "application/xhtml+xml")
LEAST_WORDS = 60
"""Frames with fewer words are advertisements and counters."""


def read(data: bytes, hint: Hint) -> Reading:
    """Return the page that was saved, with its address and the time it was saved."""
    message = message_from_bytes(data, policy=policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = _root(message, parts)
    if page is None:
        raise UnreadableError("The saved page holds no page. Open its address in a browser and save it again.")
    others = [part for part in parts if part is not page]
    kept = [part for part in others if _says_something(part)]
    left = Counter(part.get_content_type() for part in others if all(part is not one for one in kept))
    reading = webpage.read(mail.bytes_of(page), replace(hint, encoding=page.get_content_charset() or hint.encoding))
    told = {
        "address": _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location"),
        "retrieved": mail.iso_day(_header(message, "Date")) or "",
        "parts left in the original": ", ".join(f"{number} {kind}" for kind, number in sorted(left.items())),
    }
    return replace(
        reading,
        metadata=tuple(sorted((*reading.metadata, *((name, value) for name, value in told.items() if value)))),
        attachments=tuple(_attachment(part, number) for number, part in enumerate(kept, 1)),
    )


def _root(message: Message, parts: Sequence[Message]) -> Message | None:
    """Return the part that is the page: the one named as start, else the first page."""
    start = message.get_param("start")
    pages = [part for part in parts if part.get_content_type() in PAGES]
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter((*named, *pages)), None)


def _says_something(part: Message) -> bool:
    if DRESS.match(part.get_content_type()):
        return False
    if part.get_content_type() not in PAGES:
        return bool(mail.bytes_of(part).strip())
    try:
        frame = webpage.read(mail.bytes_of(part), Hint(encoding=part.get_content_charset()))
    except UnreadableError:
        return False
    return len(frame.text.split()) >= LEAST_WORDS


def _attachment(part: Message, number: int) -> Attachment:
    address = _header(part, "Content-Location")
    told = (("address", address),) if address else ()
    name = address.replace("!", "%21") or part.get_filename() or f"part {number}"
    return Attachment(name, mail.bytes_of(part), encoding=part.get_content_charset(), metadata=told)


def _header(message: Message, name: str) -> str:
    return tidy(str(message.get(name, "")))
