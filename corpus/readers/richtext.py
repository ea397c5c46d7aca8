"""Rich text (RTF) by striprtf: paragraphs in any of its encodings; tables as rows; what its header says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

from corpus.composition import CELL_BREAK
from corpus.errors import UnreadableError
from corpus.readers.origin import FILE_PROPERTIES, OPENING_LINES, first, read_from
from corpus.readers.plain import read_text
from corpus.readers.reading import Hint, Reading
from corpus.text import tidy

INFO = re.compile(rb"\{\\(title|author|company|subject)\b ?((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\[a-z0-9-]+ ?){1,400})\}")
CHARSET = re.compile(rb"\\ansicpg(\d{3,5})")
PICTURE = re.compile(rb"[0-9a-fA-F\s]{4096,}")
"""Pictures and embedded objects are written as figures; they are no text and make most of such a file."""
CELLS = re.compile(r"[ \t]*\|[ \t]*")


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of an RTF file."""
    text = rtf_text(data)
    if len(text) > hint.member_bytes:
        raise UnreadableError("The rich text file holds more text than is safe to read. Split it and add the parts.")
    if not text.strip():
        raise UnreadableError("The rich text file holds no text. There is nothing to read in it.")
    reading = read_text(text)
    stated = _stated(data)
    title, place = first(((stated.get("title"), FILE_PROPERTIES), (reading.title, OPENING_LINES)))
    author = stated.get("author")
    origins = read_from(title=place, authors=FILE_PROPERTIES if author else "")
    earlier = tuple(pair for pair in reading.metadata if pair[0] == "date read from")
    return replace(
        reading,
        title=title,
        authors=(author,) if author else (),
        offsets=(),
        metadata=tuple(sorted((*stated.items(), *origins, *earlier))),
        tools=(("striprtf", version("striprtf")),),
    )


def rtf_text(data: bytes) -> str:
    """Return the text of RTF, a table's cells parted by `|`."""
    from striprtf import striprtf

    parse: Callable[..., str] = striprtf.rtf_to_text

    plain = PICTURE.sub(b"", data).decode("latin-1")
    try:
        text = parse(plain, encoding=_charset(data), errors="replace")
    except (ValueError, LookupError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(
            "The rich text file is damaged. Open it in a word processor, save it again, and add the copy.",
            f"{type(error).__name__}: {error}",
        ) from error
    return "\n".join(_row(line) for line in text.replace("\x00", "").split("\n"))


def _row(line: str) -> str:
    return CELL_BREAK.join(CELLS.split(line.rstrip("| \t"))) if "|" in line else line


def _charset(data: bytes) -> str:
    found = CHARSET.search(data[:4096])
    name = f"cp{int(found[1])}" if found else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _stated(data: bytes) -> dict[str, str]:
    """Return what the header says: its title, author and so on."""
    found: dict[str, str] = {}
    for name, raw in INFO.findall(data[:65536]):
        wrapped = b"{\\rtf1\\ansi\\ansicpg%d " % int(_charset(data).removeprefix("cp")) + raw + b"}"
        if text := tidy(rtf_text(wrapped)):
            found.setdefault(name.decode("ascii"), text)
    return found
