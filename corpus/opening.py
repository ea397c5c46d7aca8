"""Reads one file: tells its type, calls its reader, makes the document, hands out what is packed in it.

Guarantees: whatever a reader raises becomes a `Trouble` with a reason; nothing is raised. It knows no store and is run
in a process of its own (see `corpus.isolation`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from corpus.assembly import document_of
from corpus.errors import UnreadableError
from corpus.labels import note_on
from corpus.options import IngestOptions
from corpus.readers import find_reader, why_unreadable
from corpus.readers.reading import Hint, Reader, Reading
from corpus.records import Source
from corpus.requests import BROKEN_OFF, Answer, Head, Member, Request, Told, Trouble
from corpus.sniff import sniff

WARM = b"<html><body><h1>A page</h1><p>The council bought cameras in March, and nobody asked who made them.</p>"
GIVE_UP = 0.9
"""The share of its time after which a reader should give up by itself, with a better reason than being stopped."""


def answers(request: Request) -> Iterator[Answer]:
    """Yield what a file is, what it gives, and then its members one by one."""
    started = time.monotonic()
    data = request.data if request.path is None else request.path.read_bytes()
    media_type = sniff(data, request.name)
    reader = find_reader(media_type)
    if reader is None:
        yield Head(media_type, trouble=Trouble("sniff", why_unreadable(media_type)))
        return
    yield Told(media_type, reader.name)
    try:
        reading = reader.read(data, _hint(request, media_type))
    except Exception as error:  # noqa: BLE001 - no file may stop the run, whatever its reader raises
        yield Head(media_type, trouble=_trouble(error, reader), seconds=time.monotonic() - started)
        return
    yield replace(_head(request, reading, media_type, reader), seconds=time.monotonic() - started)
    yield from _members(reading)


def warm() -> None:
    """Read something small, so that whatever is loaded at first use is loaded."""
    options = IngestOptions(ocr=False)
    source = Source("warm", "0" * 64, len(WARM))
    for _ in answers(Request(source, "warm.html", options, data=WARM)):
        pass


def _head(request: Request, reading: Reading, media_type: str, reader: Reader) -> Head:
    note = " ".join(filter(None, (note_on(request.name), reading.note)))
    if reading.container:
        return Head(media_type, container=True, note=note)
    reading = replace(
        reading,
        metadata=(*reading.metadata, *request.metadata),
        tools=(("threadline", own_version()), *reading.tools),
        attachments=(),
    )
    try:
        document = document_of(reading, request.source, media_type, request.options)
    except Exception as error:  # noqa: BLE001 - as above
        return Head(media_type, note=note, trouble=_trouble(error, reader))
    return Head(media_type, document, note=note)


def _members(reading: Reading) -> Iterator[Member]:
    """Yield what is packed in a file; where that breaks off, a last member says why."""
    source = iter(reading.attachments)
    while True:
        try:
            found = next(source, None)
        except Exception as error:  # noqa: BLE001 - what came out before the damage is kept
            reason, detail = "The container is damaged from here on.", f"{type(error).__name__}: {error}"
            if isinstance(error, UnreadableError):
                reason, detail = error.reason, error.detail
            yield Member(BROKEN_OFF, reason=reason, detail=detail)
            return
        if found is None:
            return
        yield Member(found.name, found.data, found.encoding, found.reason, found.detail, found.metadata)


def _hint(request: Request, media_type: str) -> Hint:
    options: IngestOptions = request.options
    return Hint(
        name=request.name,
        media_type=media_type,
        encoding=request.encoding,
        ocr=options.ocr,
        member_bytes=options.member_bytes,
        free_bytes=options.free_bytes,
        ratio=options.ratio,
        seconds=GIVE_UP * options.seconds,
        passwords=options.passwords,
        beside=request.beside,
    )


def _trouble(error: Exception, reader: Reader) -> Trouble:
    """Return the reason for a person and the detail for whoever mends the program."""
    if isinstance(error, UnreadableError):
        return Trouble("read", error.reason, error.detail)
    kind = f"{reader.name} file"
    reason = f"The {kind} is damaged or built in a way that could not be followed. Save it again and add the copy."
    if isinstance(error, RecursionError):
        reason = f"The {kind} is nested too deep to be read. Save it in a simpler form and add that."
    elif isinstance(error, MemoryError):
        reason = f"The {kind} needs more memory to be read than one file may take. Split it and add the parts."
    return Trouble("read", reason, f"{type(error).__name__}: {error}")


@cache
def own_version() -> str:
    """Return the version of the program."""
    try:
        return version("threadline")
    except PackageNotFoundError:
        return "unknown"
