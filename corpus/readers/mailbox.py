"""Mailboxes: MBOX, split at the lines that begin a message, and Outlook's PST, unpacked by readpst where installed.

Every message becomes an attachment and is read as mail. The standard library's mailbox wants a file on disk and a lock
on it; splitting bytes needs neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.readers import programs
from corpus.readers.programs import READPST, Workplace
from corpus.readers.reading import Attachment, Hint, Reading

BEGINS = re.compile(rb"(?:\A>?|(?<=\n\n)|(?<=\r\n\r\n))From (?:\S+ .*\d\d:\d\d.*|\S+ *)\r?\n(?=[!-9;-~]+:|>From )")
"""A line `From sender date` after a blank one, with a header after it; others are part of a message (RFC 4155)."""
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
NEEDS_PROGRAM = (
    "An Outlook mailbox (.pst) can only be read with the help of a program that is not installed. Install the Debian "
    "package pst-utils and run `threadline retry`, or export the messages as .eml files and add those."
)


def read_mbox(data: bytes, hint: Hint) -> Reading:  # noqa: ARG001 - messages are read by the reader of mail
    """Return the messages of a mailbox, in its order."""
    return Reading(attachments=_messages(data), container=True)


def _messages(data: bytes) -> Iterator[Attachment]:
    starts = BEGINS.finditer(data)
    current = next(starts, None)
    number = 0
    if current is not None and data[: current.start()].strip():
        yield Attachment("(before the first message)", data[: current.start()])
    while current is not None:
        following = next(starts, None)
        number += 1
        message = data[current.end() : following.start() if following else len(data)]
        yield Attachment(f"message {number}.eml", QUOTED.sub(rb"\1", message))
        current = following


def read_pst(data: bytes, hint: Hint) -> Reading:
    """Return the messages of an Outlook mailbox by folder, deleted ones included."""
    if not programs.is_installed(READPST):
        raise UnreadableError(NEEDS_PROGRAM)
    place = Workplace(data)
    unpacked = place.folder / "messages"
    unpacked.mkdir()
    try:
        programs.run(
            READPST, ["-e", "-D", "-8", "-b", "-q", "-j", "0", "-o", str(unpacked), str(place.file)], place, hint
        )
    except UnreadableError:
        place.close()
        raise
    place.file.unlink()
    return Reading(attachments=_unpacked(place, unpacked), container=True, tools=(programs.version_of(READPST),))


def _unpacked(place: Workplace, folder: Path) -> Iterator[Attachment]:
    """Yield every file below a folder; links, which no mailbox holds, are passed by."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    for path in sorted(paths, key=lambda path: [(len(part), part) for part in path.relative_to(folder).parts]):
        yield Attachment(path.relative_to(folder).as_posix(), path.read_bytes())
    place.close()
