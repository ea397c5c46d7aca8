"""The British sanctions lists, CSV: the UK Sanctions List, and the older Consolidated List of financial targets.

Formats: the columns of the Foreign, Commonwealth & Development Office (`Unique ID`, `Name type`) and those of the
Office of Financial Sanctions Implementation (`Group ID`, `Alias Type`). Both give a row for every name and address of a
party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import read_entries, sanctions_list
from corpus.readers.lists.tables import Row, named_rows, open_text
from corpus.readers.reading import Hint, Reading

OFFICE = "Foreign, Commonwealth and Development Office"
TREASURY = "Office of Financial Sanctions Implementation"
LIST = "UK Sanctions List"
TARGETS = "UK Consolidated List of Financial Sanctions Targets"
NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
ISSUED = re.compile(r"(?:Report Date:?|Last Updated),?\s*(?P<day>\d+-\w+-\d+|[\d/]+)")
REFERENCE = re.compile(r"UK Sanctions List Ref\)?:\s*(?P<number>[A-Z]{3}\d{4})")
NUMBERS = (
    ("Passport number", "Passport"), ("Passport Number", "Passport"),
    ("National Identifier number", "National identifier"),
    ("National Identification Number", "National identifier"), ("IMO number", "IMO number"),
    ("Business registration number (s)", "Registration number"), ("UN Reference Number", "UN reference"),
)  # fmt: skip


def read(data: bytes, hint: Hint) -> Reading:
    """Return the entries of either list, the rows of one party together where they follow each other."""
    start = open_text(data, hint.encoding).read(400)
    issued = ISSUED.search(start.partition("\n")[0])
    date = iso_date(issued["day"]) if issued else None
    older = "Unique ID" not in start
    rows = named_rows(data, "Name 6", hint.encoding)
    key = "Group ID" if older else "Unique ID"
    grouped = groupby(rows, key=lambda row: row.get(key, ""))
    title, office = (TARGETS, TREASURY) if older else (LIST, OFFICE)
    entries = (_entry(list(same), title, office, older=older) for _, same in grouped)
    return read_entries(sanctions_list(title, office, date, "UK CSV 1"), entries)


def _entry(rows: list[Row], title: str, office: str, *, older: bool) -> Entry:
    rows = sorted(rows, key=lambda row: not _is_primary(row))
    first = rows[0]
    return entry_of(
        [
            (Field.NAME, _name(first)),
            (Field.ENTRY, _number(rows, older=older)),
            (Field.TYPE, first.get("Group Type") or first.get("Designation Type")),
            (Field.AUTHORITY, office),
            (Field.LIST, title),
            (Field.PROGRAMME, first.get("Regime") or first.get("Regime Name")),
            (Field.LISTED, _listed(first)),
            (Field.REASON, first.get("UK Statement of Reasons")),
            *(pair for row in rows for pair in _row_fields(row, _name(first))),
            (Field.DESCRIPTION, first.get("Sanctions Imposed")),
            *((Field.REMARKS, row.get("Other Information")) for row in rows),
        ]
    )


def _is_primary(row: Row) -> bool:
    return "primary" in (row.get("Name type") or row.get("Alias Type") or "").lower()


def _name(row: Row) -> str:
    return " ".join(part for name in NAME if (part := row.get(name, "").strip()))


def _number(rows: list[Row], *, older: bool) -> str | None:
    """Return the number by which a party is known: that of the UK Sanctions List, which both lists give."""
    if not older:
        return f"UK {rows[0]['Unique ID']}" if rows[0].get("Unique ID") else None
    found = (REFERENCE.search(row.get("Other Information", "")) for row in rows)
    match = next((match for match in found if match), None)
    if match:
        return f"UK {match['number']}"
    return f"UK-OFSI {rows[0]['Group ID']}" if rows[0].get("Group ID") else None


def _listed(row: Row) -> str | None:
    columns = ("Date Designated", "UK Sanctions List Date Designated", "Listed On")
    return next((day for name in columns if (day := iso_date(row.get(name)))), None)


def _row_fields(row: Row, primary: str) -> Iterator[tuple[Field, str | None]]:
    name = _name(row)
    if name != primary:
        weak = (row.get("Alias strength") or row.get("Alias Quality") or "").lower().startswith("low")
        former = (row.get("Name type") or row.get("Alias Type") or "").lower().startswith(("fka", "former"))
        yield (Field.FORMER if former else Field.WEAK_ALIAS if weak else Field.ALIAS), name
    yield Field.ALIAS, row.get("Name non-latin script") or row.get("Name Non-Latin Script")
    yield Field.POSITION, row.get("Position")
    for born in (row.get("D.O.B") or row.get("DOB") or "").split("|"):
        yield Field.BORN, iso_date(born) or born
    places = (
        row.get("Town of birth") or row.get("Town of Birth"),
        row.get("Country of birth") or row.get("Country of Birth"),
    )
    yield Field.BIRTHPLACE, ", ".join(filter(None, places))
    yield Field.NATIONALITY, row.get("Nationality(/ies)") or row.get("Nationality")
    yield Field.GENDER, row.get("Gender")
    lines = [row.get(f"Address Line {n}") or row.get(f"Address {n}") for n in range(1, 7)]
    lines += [
        row.get("Address Postal Code") or row.get("Post/Zip Code"),
        row.get("Address Country") or row.get("Country"),
    ]
    yield Field.ADDRESS, ", ".join(line.strip() for line in lines if line and line.strip())
    for column, kind in NUMBERS:
        if (row.get(column) or "").strip():
            yield Field.IDENTIFIER, parts_text((kind, row[column]))
    yield Field.OWNER, row.get("Parent company")
    yield Field.WEBSITE, row.get("Website")
