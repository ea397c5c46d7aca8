"""Objects embedded in Office files (OLE): the file inside them, with the name it had.

Streams: `Ole10Native` of the object packager ([MS-OLEDS] 2.3.6: size, label, path, then the bytes), `Package` (an
Office file as it is), `CONTENTS` (a PDF).
"""

from __future__ import annotations

import io
import struct
from importlib.metadata import version

import olefile

from corpus.errors import UnreadableError
from corpus.readers.reading import Attachment, Hint, Reading

NATIVE = "\x01Ole10Native"
WHOLE = ("Package", "CONTENTS")
NOTHING = "The embedded object holds no file, only what a program drew. Open the Office file and save it as PDF."
LONGEST_NAME = 1024


def read(data: bytes, hint: Hint) -> Reading:
    """Return the file in an embedded object."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as store:
            member = _member(store, hint)
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever a damaged table leads it to
        raise UnreadableError("The embedded object is damaged.", f"{type(error).__name__}: {error}") from error
    return Reading(attachments=(member,), container=True, tools=(("olefile", version("olefile")),))


def _member(store: olefile.OleFileIO, hint: Hint) -> Attachment:
    for name in (NATIVE, *WHOLE):
        if store.exists(name):
            if store.get_size(name) > hint.member_bytes:
                raise UnreadableError("The embedded object is larger than is safe to read.")
            content = store.openstream(name).read()
            return _native(content) if name == NATIVE else Attachment(name.lower(), content)
    raise UnreadableError(NOTHING)


def _native(stream: bytes) -> Attachment:
    """Return the file that the object packager wrapped."""
    at = 6
    label, at = _text(stream, at)
    _, at = _text(stream, at)
    (length,) = struct.unpack_from("<I", stream, at + 4)
    at += 8 + length
    (size,) = struct.unpack_from("<I", stream, at)
    return Attachment(label or "embedded", stream[at + 4 : at + 4 + size])


def _text(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\x00", at, at + LONGEST_NAME)
    return stream[at:end].decode("cp1252", "replace"), end + 1
