"""The lists of the Office of Foreign Assets Control in CSV, with the aliases, addresses and remarks beside them.

Format: the Office's data specification for `sdn.csv`, `alt.csv`, `add.csv` and `sdn_comments.csv` (and `cons_prim.csv`
and its companions): no header, `-0-` for what is not there, `] [` between programmes, and one number an entry in all
files. The companions are read where they lie beside the list; aliases alone give entries that know their number only,
which joins them to the party it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from corpus.companions import note_on
from corpus.entries import Entry, Field, entry_of
from corpus.identity import sha256_of
from corpus.readers.lists.parts import Head, read_entries, sanctions_list
from corpus.readers.lists.remarks import remark_fields
from corpus.readers.lists.tables import rows
from corpus.readers.reading import Hint, Reading

OFFICE = "Office of Foreign Assets Control"
READER = "OFAC CSV 1"
SDN = "OFAC Specially Designated Nationals and Blocked Persons List"
OTHERS = "OFAC Consolidated Sanctions List (other than SDN)"
COLUMNS = 12
ALIAS_KINDS = {"aka": Field.ALIAS, "fka": Field.FORMER, "nka": Field.LATER}
TYPES = {"": "Entity", "individual": "Individual", "vessel": "Vessel", "aircraft": "Aircraft"}
Rows = Mapping[str, list[list[str]]]


def read(data: bytes, hint: Hint) -> Reading:
    """Return the entries of a list, each with what its parts, where they lie beside it, say of it."""
    title = OTHERS if hint.name.lower().startswith("cons") else SDN
    beside = {_role(name): _by_number(rows(part)) for name, part in hint.beside}
    found = (_entry(row, title, beside) for row in rows(data, hint.encoding))
    reading = read_entries(_head(title), (entry for entry in found if entry))
    told = [note_on(name, sha256_of(part)) for name, part in hint.beside]
    return replace(reading, note=f"Read together with {', '.join(told)} beside it.") if told else reading


def read_aliases(data: bytes, hint: Hint) -> Reading:
    """Return aliases that lie apart from their list: an entry for each number."""
    by_number = _by_number(rows(data, hint.encoding))
    entries = (entry_of([(Field.ENTRY, f"OFAC {number}"), *_aliases(held)]) for number, held in by_number.items())
    return read_entries(_head(f"{SDN}, aliases"), entries)


def _head(title: str) -> Head:
    return sanctions_list(title, OFFICE, None, READER)


def _role(name: str) -> str:
    """Return which companion a file is: `alt`, `add` or `comments`."""
    stem = name.lower().rpartition(".")[0]
    return next((role for role in ("alt", "add", "comments") if stem.endswith(role)), stem)


def _by_number(table: Iterable[list[str]]) -> Rows:
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in table:
        if row[0].strip().isdigit():
            found[row[0].strip()].append([_plain(cell) for cell in row])
    return found


def _plain(cell: str) -> str:
    """Return a cell, empty where it says that there is nothing."""
    return "" if cell.strip() == "-0-" else cell.strip()


def _entry(row: list[str], title: str, beside: Mapping[str, Rows]) -> Entry | None:
    if len(row) < COLUMNS or not row[0].strip().isdigit():
        return None  # the mark that ends the file
    number, name, kind, programmes, position, call_sign, vessel_type, tonnage, gross, flag, owner, remarks = (
        _plain(cell) for cell in row[:COLUMNS]
    )
    more = "".join(cells[1] for cells in beside.get("comments", {}).get(number, ()) if len(cells) > 1)
    ship = (
        ("call sign", call_sign),
        ("type", vessel_type),
        ("tonnage", tonnage),
        ("gross tonnage", gross),
        ("flag", flag),
    )
    return entry_of(
        [
            (Field.NAME, name),
            (Field.ENTRY, f"OFAC {number}"),
            (Field.TYPE, TYPES.get(kind.lower(), kind.title())),
            (Field.AUTHORITY, OFFICE),
            (Field.LIST, title),
            *((Field.PROGRAMME, programme) for programme in programmes.split("] [")),
            (Field.POSITION, position),
            *_aliases(beside.get("alt", {}).get(number, ())),
            *_addresses(beside.get("add", {}).get(number, ())),
            (Field.OWNER, owner),
            (Field.DESCRIPTION, "; ".join(f"{label} {value}" for label, value in ship if value)),
            *remark_fields(remarks + more),
        ]
    )


def _aliases(found: Iterable[list[str]]) -> Iterator[tuple[Field, str]]:
    for row in found:
        if len(row) > 3:
            yield ALIAS_KINDS.get(row[2].lower(), Field.ALIAS), row[3]


def _addresses(found: Iterable[list[str]]) -> Iterator[tuple[Field, str]]:
    for row in found:
        yield Field.ADDRESS, ", ".join(cell for cell in row[2:5] if cell)
