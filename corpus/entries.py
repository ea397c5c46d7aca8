"""Entries: what a list or a register says of one listed party, or of one contract, as readable lines `Label: value`.

The text of a structured document is nothing but such lines, an entry a page, so that a person can read it, a line can
be quoted from it, and `find_entries` gives back field for field what the file said, without any guessing.

Guarantees: `find_entries` finds in a text made by `entry_text` exactly the fields that were put in, and their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Document, SectionKind
from corpus.text import tidy

LONGEST_VALUE = 4_000
PART_BREAK = " | "
"""Parts of one value stand apart by this: `Passport | A1234567 | Norvenia`."""


class Field(StrEnum):
    """What a line says; the value is the label it is printed with."""

    NAME = "Name"
    SUBJECT = "Subject"
    NOTICE = "Notice"
    BUYER = "Buyer"
    SUPPLIER = "Supplier"
    AMOUNT = "Amount"
    DATE = "Date"
    PERIOD = "Period"
    REFERENCE = "Reference"
    LOT = "Lot"
    PLACE = "Place of performance"
    AMENDMENT = "Amendment"
    ENTRY = "Entry"
    TYPE = "Type"
    AUTHORITY = "Listed by"
    LIST = "List"
    PROGRAMME = "Programme"
    STATUS = "Status"
    LISTED = "Listed on"
    ENDS = "Listed until"
    REASON = "Reason"
    CITATION = "Published in"
    ALIAS = "Also known as"
    WEAK_ALIAS = "Also known as (weak)"
    FORMER = "Formerly known as"
    LATER = "Now known as"
    POSITION = "Position"
    BORN = "Born"
    BIRTHPLACE = "Place of birth"
    NATIONALITY = "Nationality"
    GENDER = "Gender"
    ADDRESS = "Address"
    IDENTIFIER = "Identifier"
    LINKED = "Linked to"
    OWNER = "Owned by"
    DIRECTOR = "Director"
    WEBSITE = "Website"
    REMARKS = "Remarks"
    DESCRIPTION = "Description"


ALIASES = (Field.ALIAS, Field.WEAK_ALIAS, Field.FORMER, Field.LATER)
LISTING = (
    Field.NAME, Field.ENTRY, Field.TYPE, Field.AUTHORITY, Field.LIST, Field.PROGRAMME, Field.STATUS, Field.LISTED,
    Field.ENDS, Field.REASON, Field.CITATION,
)  # fmt: skip
"""The lines that say who is listed, by whom and why: they stand first and together."""
ORDER = {field: at for at, field in enumerate(Field)}
LINE = re.compile(
    rf"^(?P<label>{'|'.join(re.escape(field) for field in sorted(Field, key=len, reverse=True))}): ", re.MULTILINE
)

Entry = tuple[tuple[Field, str], ...]


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field and where its value stands in the document's text."""

    field: Field
    start: int
    end: int
    line_start: int


@dataclass(frozen=True, slots=True)
class EntrySpans:
    """An entry of a document, with its fields in the order of the text."""

    start: int
    end: int
    fields: tuple[FieldSpan, ...]

    def all(self, *fields: Field) -> tuple[FieldSpan, ...]:
        """Return the places of these fields, in the order of the text."""
        return tuple(found for found in self.fields if found.field in fields)

    def first(self, field: Field) -> FieldSpan | None:
        """Return the first place of a field, None where the entry does not have it."""
        return next((found for found in self.fields if found.field is field), None)


def entry_of(fields: Iterable[tuple[Field, str | None]]) -> Entry:
    """Return an entry of these fields: tidied, none empty, none twice, in the order of `Field`."""
    tidied = ((field, tidy(value)[:LONGEST_VALUE].strip()) for field, value in fields if value)
    kept = dict.fromkeys((field, value) for field, value in tidied if value)
    return tuple(sorted(kept, key=lambda pair: ORDER[pair[0]]))


def parts_text(parts: Sequence[str | None]) -> str:
    """Return the parts of a value as one text; a bar inside a part gives way to a slash, so that they come apart."""
    plain = [tidy(part or "").replace("|", "/") for part in parts]
    return PART_BREAK.join(plain).rstrip(" |")


def parts_of(value: str) -> tuple[str, ...]:
    """Return the parts that `parts_text` put together."""
    return tuple(part.strip() for part in value.split("|"))


def entry_text(entry: Entry) -> str:
    """Return an entry as lines."""
    return "\n".join(f"{field.value}: {value}" for field, value in entry)


def find_entries(document: Document) -> Iterator[EntrySpans]:
    """Yield the entries of a structured document, in the order of its text."""
    for section in document.sections:
        if section.kind is SectionKind.PARAGRAPH:
            yield EntrySpans(section.start, section.end, tuple(_fields(document.text, section.start, section.end)))


def _fields(text: str, start: int, end: int) -> Iterator[FieldSpan]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        match = LINE.match(text, at, stop)
        if match is not None:
            yield FieldSpan(Field(match["label"]), match.end(), stop, at)
        at = stop + 1
