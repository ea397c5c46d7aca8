"""Outlook messages (MSG): properties of a compound file by olefile, named as in [MS-OXPROPS], stored as in [MS-OXMSG].

The body as text, else as a web page, else as compressed rich text. A message inside the message is written out as mail
(.eml), so that it can be read by itself. The known library for the format is under the GPL.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import format_datetime
from importlib.metadata import version
from typing import Any

from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers import mail
from corpus.readers.markup import Block
from corpus.readers.plain import paragraphs
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.readers.richtext import rtf_text
from corpus.readers.webpage import all_blocks
from corpus.text import normalise, tidy

SUBJECT, BODY, HTML, RTF, SENT, DELIVERED = "0037", "1000", "1013", "1009", 0x0039, 0x0E06
TRANSPORT_HEADERS = "007D"
SENDER = ("0C1A", "0042")
SENDER_ADDRESS = ("5D01", "5D02", "0C1F", "0065")
HEADERS = {"To": "0E04", "Cc": "0E03", "Message-ID": "1035", "In-Reply-To": "1042"}
FILE_NAMES = ("3707", "3704", "3001")
DATA, EMBEDDED = "__substg1.0_37010102", "__substg1.0_3701000D"
UNICODE, NARROW, BINARY = "001F", "001E", "0102"
PROPERTIES = "__properties_version1.0"
TOP_HEADER, INNER_HEADER, ENTRY_BYTES = 32, 24, 16
FILETIME = 0x0040
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
DEEPEST = 8
DAMAGED = "The Outlook message is damaged. Open it in Outlook, save it as .eml, and add that."
Path = tuple[str, ...]


def read(data: bytes, hint: Hint) -> Reading:
    """Return an Outlook message as a document; files and messages in it are attachments."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as store:
            message = _Message(store, (), hint.member_bytes)
            tools = (("olefile", version("olefile")),)
            return mail.composed(message.headers(), message.body(), tuple(message.attachments()), tools)
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever a damaged table leads it to
        raise UnreadableError(DAMAGED, f"{type(error).__name__}: {error}") from error


class _Message:
    """One message in a compound file, at the top or inside an attachment."""

    def __init__(self, store: Any, at: Path, most_bytes: int) -> None:
        self.store = store
        self.at = at
        self.most_bytes = most_bytes

    def headers(self) -> dict[str, str]:
        """Return the headers under their names in mail, from those it travelled with, else from its properties."""
        travelled = message_from_string(self.text(TRANSPORT_HEADERS), policy=policy.compat32)
        sender, address = self.first(SENDER), self.first(SENDER_ADDRESS)
        found = {name: self.text(tag) for name, tag in HEADERS.items()}
        found["From"] = f"{sender} <{address}>" if "@" in address and address != sender else sender or address
        found["Subject"] = self.text(SUBJECT)
        sent = self.time(SENT) or self.time(DELIVERED)
        found["Date"] = format_datetime(sent) if sent else str(travelled.get("Date", ""))
        if travelled.get("Message-ID"):
            found["Message-ID"] = str(travelled["Message-ID"])
        return {name: tidied for name in mail.KEPT if (tidied := tidy(found.get(name, "")))}

    def body(self) -> list[Block]:
        """Return the body, of its forms the plainest that says something."""
        if text := self.text(BODY).strip():
            return [(kind, block) for kind, block, _ in paragraphs(normalise(text)[0])]
        page = self.stream(f"__substg1.0_{HTML}{BINARY}")
        markup = decode(page)[0] if page else self.text(HTML)
        if markup.strip():
            return all_blocks(markup)
        if packed := self.stream(f"__substg1.0_{RTF}{BINARY}"):
            return [(kind, block) for kind, block, _ in paragraphs(normalise(_unpacked_rtf(packed))[0])]
        return []

    def attachments(self, depth: int = 0) -> Iterator[Attachment]:
        """Yield the files in the message, and messages in it as mail."""
        folders = {entry[len(self.at)] for entry in self.store.listdir() if entry[: len(self.at)] == list(self.at)}
        for number, folder in enumerate(sorted(name for name in folders if name.startswith("__attach_version1.0_")), 1):
            part = _Message(self.store, (*self.at, folder), self.most_bytes)
            name = part.first(FILE_NAMES) or f"part {number}"
            if self.store.exists([*part.at, EMBEDDED]):
                inner = _Message(self.store, (*part.at, EMBEDDED), self.most_bytes)
                yield _as_mail(name, inner, depth)
            elif (data := part.stream(DATA)) is not None:
                yield Attachment(name, data)
            else:
                yield Attachment(name, reason="The file is not in the message; only a link to it was kept there.")

    def first(self, tags: tuple[str, ...]) -> str:
        """Return the first of these texts that says something."""
        return next((text for tag in tags if (text := tidy(self.text(tag)))), "")

    def text(self, tag: str) -> str:
        """Return a property that is a text, empty where there is none."""
        wide = self.stream(f"__substg1.0_{tag}{UNICODE}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self.stream(f"__substg1.0_{tag}{NARROW}")
        return decode(narrow)[0].rstrip("\x00") if narrow else ""

    def stream(self, name: str) -> bytes | None:
        """Return the bytes of a stream, None where there is none."""
        path = [*self.at, name]
        if not self.store.exists(path) or self.store.get_type(path) != STREAM:
            return None
        if self.store.get_size(path) > self.most_bytes:
            raise UnreadableError("The Outlook message holds more than is safe to read. Save its parts by themselves.")
        return bytes(self.store.openstream(path).read())

    def time(self, tag: int) -> datetime | None:
        """Return a property that is a moment, to the second."""
        fixed = self.stream(PROPERTIES) or b""
        header = INNER_HEADER if self.at else TOP_HEADER
        for at in range(header, len(fixed) - ENTRY_BYTES + 1, ENTRY_BYTES):
            kind, found, _, value = struct.unpack_from("<HHIQ", fixed, at)
            if (kind, found) == (FILETIME, tag) and 0 < value < 2**61:
                return (EPOCH + timedelta(microseconds=value // 10)).replace(microsecond=0)
        return None


STREAM = 2
"""What olefile calls a stream, as opposed to a folder."""


def _as_mail(name: str, inner: _Message, depth: int) -> Attachment:
    """Return a message as mail, everything in it included."""
    named = name if name.lower().endswith(".eml") else f"{name}.eml"
    if depth >= DEEPEST:
        return Attachment(named, reason="It lies too many messages deep. Save it from Outlook by itself.")
    message = EmailMessage()
    for header, value in inner.headers().items():
        try:
            message[header] = value
        except (ValueError, IndexError, AttributeError, TypeError):  # an address that is none
            message[f"X-{header}"] = value
    message.set_content("\n\n".join(text for _, text in inner.body()))
    for part in inner.attachments(depth + 1):
        note = part.data or part.reason.encode()
        message.add_attachment(note, maintype="application", subtype="octet-stream", filename=part.name)
    message.set_boundary(f"=={depth}==threadline==")
    return Attachment(named, message.as_bytes())


def _unpacked_rtf(packed: bytes) -> str:
    """Return the text of a body in compressed rich text; a page wrapped in it keeps its words."""
    from compressed_rtf import decompress

    try:
        return rtf_text(decompress(packed))
    except (ValueError, IndexError, struct.error, UnreadableError) as error:
        raise UnreadableError(DAMAGED, f"{type(error).__name__}: {error}") from error
