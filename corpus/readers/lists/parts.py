"""Entries into readings: one document for a short list, one for each hundred entries of a long one.

A long list is a container of parts, each a list of its own in lines of JSON, so that no document outgrows a page of
facts, whatever the size of the list, and only one part is in memory at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from corpus.composition import Composer
from corpus.entries import Entry, Field, entry_of, entry_text
from corpus.errors import UnreadableError
from corpus.readers.reading import Attachment, Hint, Reading
from corpus.records import Kind, SectionKind
from corpus.structured import PART_MARK

PART_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for every entry of a list: its title, kind and publisher, the day it was issued, who read it how."""

    title: str
    kind: Kind
    reason: str
    publisher: str | None = None
    date: str | None = None
    language: str | None = "en"
    metadata: tuple[tuple[str, str], ...] = ()
    tools: tuple[tuple[str, str], ...] = ()


def sanctions_list(title: str, publisher: str | None, date: str | None, reader: str) -> Head:
    """Return the head of a list of sanctioned parties; `reader` says which reader, in which version, read it."""
    reason = f"It is a list of sanctioned parties: {title}."
    return Head(title, Kind.SANCTIONS_NOTICE, reason, publisher, date, tools=(("entries", reader),))


def read_entries(head: Head, entries: Iterable[Entry]) -> Reading:
    """Return entries as one reading, or as a container of parts where there are more than `PART_ENTRIES`."""
    left = (entry for entry in entries if entry)
    first = list(islice(left, PART_ENTRIES))
    following = next(left, None)
    if not first:
        raise UnreadableError(f"{head.title} holds no entry. There is nothing to read in it.")
    if following is None:
        return document_reading(head, first)
    return Reading(container=True, attachments=_parts(head, chain(first, [following], left)), tools=head.tools)


def document_reading(head: Head, entries: Iterable[Entry]) -> Reading:
    """Return entries as one reading, an entry a page."""
    composer = Composer()
    for number, entry in enumerate(entries, start=1):
        composer.start_page(number)
        composer.add(SectionKind.PARAGRAPH, entry_text(entry))
    whole = composer.finish(article=False)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=head.title,
        date=head.date,
        language=head.language,
        publisher=head.publisher,
        metadata=head.metadata,
        tools=head.tools,
        kind=head.kind,
        kind_reason=head.reason,
    )


def read_part(data: bytes, _hint: Hint) -> Reading:
    """Return one part of a long list, as `read_entries` packed it."""
    lines = data.decode("utf-8").splitlines()
    try:
        told = json.loads(lines[0])[PART_MARK]
        head = Head(
            **told
            | {name: tuple(map(tuple, told[name])) for name in ("metadata", "tools")}
            | {"kind": Kind(told["kind"])}
        )
        entries = [entry_of((Field(field), value) for field, value in json.loads(line)) for line in lines[1:] if line]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableError("This part of a list is damaged. Add the list again.", str(error)) from error
    return document_reading(head, entries)


def _parts(head: Head, entries: Iterator[Entry]) -> Iterator[Attachment]:
    done = 0
    while some := list(islice(entries, PART_ENTRIES)):
        first, last = done + 1, done + len(some)
        titled = replace(head, title=f"{head.title}, entries {first:,} to {last:,}")
        yield Attachment(f"entries {first:06}-{last:06}", _packed(titled, some))
        done = last


def _packed(head: Head, entries: Iterable[Entry]) -> bytes:
    told = {name: getattr(head, name) for name in Head.__slots__}
    lines = [json.dumps({PART_MARK: told}, ensure_ascii=False)]
    lines += (json.dumps(entry, ensure_ascii=False) for entry in entries)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
