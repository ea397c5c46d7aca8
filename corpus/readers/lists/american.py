"""American lists in tables with a header: the Denied Persons List, and the Consolidated Screening List of all offices.

Formats: the Bureau of Industry and Security's tab-separated file, and the CSV of the International Trade
Administration. Neither gives every entry a number; one without it is known by its name and the day it was listed, so
that the same listing in both files is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import read_entries, sanctions_list
from corpus.readers.lists.remarks import labelled
from corpus.readers.lists.tables import Row, named_rows
from corpus.readers.reading import Hint, Reading
from corpus.text import tidy

BUREAU = "Bureau of Industry and Security"
DENIED = "BIS Denied Persons List"
SCREENING = "US Consolidated Screening List"
SOURCE = re.compile(r"(?P<name>.+?) \((?P<code>[A-Z]+)\) - (?P<office>.+)")
OFFICES = {
    "Treasury Department": "Office of Foreign Assets Control",
    "State Department": "Department of State",
}
SCHEMES = {"SDN": "OFAC", "SSI": "OFAC", "PLC": "OFAC", "FSE": "OFAC", "CAP": "OFAC", "MBS": "OFAC", "CMIC": "OFAC"}
REST = (
    ("license_requirement", "licence requirement"),
    ("license_policy", "licence policy"),
    ("standard_order", "standard order"),
)


def read_denied(data: bytes, hint: Hint) -> Reading:
    """Return the orders of the Denied Persons List, the addresses of one order together."""
    rows = named_rows(data, "Name", hint.encoding, delimiter="\t")
    orders = groupby(rows, key=lambda row: (tidy(row.get("Name", "")), row.get("Effective_Date", "")))
    entries = (_order(list(same)) for _, same in orders)
    return read_entries(sanctions_list(DENIED, BUREAU, None, "BIS 1"), entries)


def _order(rows: list[Row]) -> Entry:
    row = rows[0]
    listed = iso_date(row.get("Effective_Date"), "mdy")
    places = ("Street_Address", "City", "State", "Postal_Code", "Country")
    return entry_of(
        [
            (Field.NAME, row.get("Name")),
            (Field.ENTRY, own_number("BIS-DPL", row.get("Name", ""), listed)),
            (Field.AUTHORITY, BUREAU),
            (Field.LIST, DENIED),
            (Field.PROGRAMME, "Denied Persons"),
            (Field.LISTED, listed),
            (Field.ENDS, iso_date(row.get("Expiration_Date"), "mdy")),
            *((Field.CITATION, row.get("FR_Citation")) for row in rows),
            *((Field.ADDRESS, ", ".join(filter(None, (tidy(row.get(name, "")) for name in places)))) for row in rows),
            (Field.REMARKS, row.get("Action")),
        ]
    )


def own_number(scheme: str, name: str, listed: str | None) -> str | None:
    """Return what a listing without a number is known by: its name, folded, and the day it was listed."""
    words = re.sub(r"[\W_]+", "-", tidy(name).casefold()).strip("-")
    return f"{scheme} {words}{f'-{listed}' if listed else ''}" if words else None


def read_screening(data: bytes, hint: Hint) -> Reading:
    """Return the entries of the Consolidated Screening List, each under the office that listed it."""
    rows = named_rows(data, "entity_number", hint.encoding)
    head = sanctions_list(SCREENING, "International Trade Administration", None, "CSL 1")
    return read_entries(head, (_screened(row) for row in rows))


def _screened(row: Row) -> Entry:
    match = SOURCE.fullmatch(row.get("source", "").strip())
    source, code, office = (match["name"], match["code"], match["office"]) if match else (row.get("source", ""), "", "")
    listed, name = iso_date(row.get("start_date")), row.get("name", "")
    number = row.get("entity_number", "").strip()
    if code in SCHEMES and number:
        entry = f"{SCHEMES[code]} {number}"
    else:
        entry = own_number(f"BIS-{code}" if office == BUREAU else f"US-{code or 'CSL'}", name, listed) or ""
    return entry_of(
        [
            (Field.NAME, name),
            (Field.ENTRY, entry),
            (Field.TYPE, row.get("type")),
            (Field.AUTHORITY, OFFICES.get(office, office)),
            (Field.LIST, source),
            *((Field.PROGRAMME, programme) for programme in several(row.get("programs")) or [source]),
            (Field.LISTED, listed),
            (Field.ENDS, iso_date(row.get("end_date"))),
            (Field.CITATION, row.get("federal_register_notice")),
            (Field.POSITION, row.get("title")),
            *((Field.ALIAS, alias) for alias in several(row.get("alt_names"))),
            *((Field.BORN, iso_date(born) or born) for born in several(row.get("dates_of_birth"))),
            *((Field.BIRTHPLACE, place) for place in several(row.get("places_of_birth"))),
            *((Field.NATIONALITY, one) for one in several(row.get("nationalities")) + several(row.get("citizenships"))),
            *((Field.ADDRESS, address) for address in several(row.get("addresses"))),
            *_numbers(several(row.get("ids"))),
            (Field.OWNER, row.get("vessel_owner")),
            *(
                labelled(remark.strip().removesuffix(".")) or (Field.REMARKS, remark)
                for remark in several(row.get("remarks"))
            ),
            (Field.DESCRIPTION, "; ".join(f"{label}: {tidy(row[name])}" for name, label in REST if row.get(name))),
        ]
    )


def several(cell: str | None) -> list[str]:
    """Return the values of a cell that holds several, parted by semicolons."""
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _numbers(ids: Iterable[str]) -> Iterator[tuple[Field, str]]:
    """Read `US, 80-0890696, Tax ID No.` and `IMO 8898831, Vessel Registration Identification`."""
    for one in ids:
        parts = [part.strip() for part in one.split(",")]
        if len(parts) == 3 and len(parts[0]) == 2:
            yield Field.IDENTIFIER, parts_text((parts[2], parts[1], parts[0]))
        elif len(parts) == 2 and parts[0].startswith("IMO "):
            yield Field.IDENTIFIER, parts_text(("IMO number", parts[0].removeprefix("IMO ")))
        elif len(parts) == 2 and any(letter.isdigit() for letter in parts[0]) and " " not in parts[0]:
            yield Field.IDENTIFIER, parts_text((parts[1], parts[0]))
        else:
            yield Field.REMARKS, one
