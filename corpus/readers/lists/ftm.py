"""FollowTheMoney entities in lines of JSON, as OpenSanctions publishes them, flat (`entities.ftm.json`) or nested.

Format: the FollowTheMoney model, one entity a line: `id`, `schema`, `properties` with lists of values. In flat files a
sanction or an ownership is an entity of its own that points at others, so the file is read three times: for what
points, for the names it points at, and for the parties; only the first two are held, and never the whole file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.parts import Head, read_entries
from corpus.readers.lists.tables import open_text
from corpus.readers.reading import Hint, Reading
from corpus.records import Kind

Json = Mapping[str, Any]
TYPES = {
    "Person": "Individual", "Company": "Company", "Organization": "Organisation", "LegalEntity": "Entity",
    "PublicBody": "Public body", "Vessel": "Vessel", "Airplane": "Aircraft",
}  # fmt: skip
"""The schemata of parties, and what their entries call them; other things (addresses, documents) are no entries."""
POINTING = {"Sanction": "entity", "Ownership": "asset", "Directorship": "organization", "UnknownLink": "subject"}
"""The schemata that point, and the property that names whom they are told of."""
SCHEMA = re.compile(r'"schema"\s*:\s*"(?P<schema>\w+)"')
IDENTITY = re.compile(r'"id"\s*:\s*"(?P<id>[^"\\]+)"')
PLAIN = (
    (Field.POSITION, "position"), (Field.BORN, "birthDate"), (Field.BIRTHPLACE, "birthPlace"),
    (Field.NATIONALITY, "nationality"), (Field.NATIONALITY, "citizenship"), (Field.NATIONALITY, "country"),
    (Field.GENDER, "gender"), (Field.ADDRESS, "address"), (Field.WEBSITE, "website"), (Field.REMARKS, "notes"),
    (Field.WEAK_ALIAS, "weakAlias"), (Field.FORMER, "previousName"), (Field.ALIAS, "alias"),
)  # fmt: skip
NUMBERS = (
    ("imoNumber", "IMO number"), ("leiCode", "LEI"), ("registrationNumber", "Registration number"),
    ("taxNumber", "Tax number"), ("passportNumber", "Passport"), ("idNumber", "Identity number"),
    ("ogrnCode", "OGRN"), ("innCode", "INN"), ("mmsi", "MMSI"), ("swiftBic", "SWIFT/BIC"), ("ofacId", "OFAC"),
    ("unscId", "UN reference"),
)  # fmt: skip


@dataclass(slots=True)
class Pointers:
    """What points at parties, by the id of the party, and the names of those on the other end."""

    about: defaultdict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)


def read(data: bytes, hint: Hint) -> Reading:
    """Return the parties of a file, each with the sanctions and owners that point at it."""
    pointers = _pointers(data, hint.encoding)
    kind = Kind.SANCTIONS_NOTICE if b'"Sanction"' in data or b'"sanction"' in data else Kind.OTHER
    head = Head(
        "FollowTheMoney entities",
        kind,
        "It is data of the FollowTheMoney model" + (" with sanctions." if kind is Kind.SANCTIONS_NOTICE else "."),
        tools=(("entries", "FollowTheMoney 1"),),
    )
    parties = (one for one in _entities(data, hint.encoding) if one.get("schema") in TYPES)
    return read_entries(head, (_entry(one, pointers) for one in parties))


def _pointers(data: bytes, encoding: str | None) -> Pointers:
    found, wanted = Pointers(), set[str]()
    for one in _entities(data, encoding, frozenset(POINTING)):
        for target in _values(one, POINTING[one["schema"]]):
            found.about[target].append(one)
        wanted.update(other for name in ("owner", "director", "object") for other in _values(one, name))
    if wanted:
        for line in open_text(data, encoding):
            match = IDENTITY.search(line)
            named = _loaded(line) if match and match["id"] in wanted else None
            if match and named:
                found.names[match["id"]] = _name(named)
    return found


def _entities(data: bytes, encoding: str | None, only: frozenset[str] = frozenset()) -> Iterator[Json]:
    """Yield the entities of the file, those with some schema only where named; a line that is none is passed over."""
    for line in open_text(data, encoding):
        match = SCHEMA.search(line)
        if match and (not only or any(found["schema"] in only for found in SCHEMA.finditer(line))):
            one = _loaded(line)
            if one and (not only or one.get("schema") in only):
                yield one


def _loaded(line: str) -> dict[str, Any] | None:
    try:
        one = json.loads(line)
    except ValueError:
        return None
    return one if isinstance(one, dict) and isinstance(one.get("properties"), dict) else None


def _values(one: Json, name: str) -> list[str]:
    """Return the values of a property that are text; of a nested entity its id."""
    values = one["properties"].get(name) or []
    return [str(value.get("id", "")) if isinstance(value, dict) else str(value) for value in values]


def _name(one: Json) -> str:
    return next(iter(_values(one, "name")), "") or str(one.get("caption") or "")


def _entry(one: Json, pointers: Pointers) -> Entry:
    identity = str(one.get("id") or "")
    told = [*pointers.about.get(identity, ()), *_nested(one)]
    sanctions = [pointer for pointer in told if pointer["schema"] == "Sanction"]
    name = _name(one)
    return entry_of(
        [
            (Field.NAME, name),
            (Field.ENTRY, f"FTM {identity}" if identity else None),
            (Field.TYPE, TYPES[one["schema"]]),
            *_listing(sanctions),
            *((Field.ALIAS, other) for other in _values(one, "name") if other != name),
            *((field, value) for field, prop in PLAIN for value in _values(one, prop)),
            *((Field.IDENTIFIER, parts_text((kind, value))) for prop, kind in NUMBERS for value in _values(one, prop)),
            *_ties(told, pointers),
        ]
    )


def _nested(one: Json) -> Iterator[Json]:
    for name in ("sanctions", "ownershipAsset"):
        yield from (
            nested
            for nested in one["properties"].get(name) or ()
            if isinstance(nested, dict)
            and nested.get("schema") in POINTING
            and isinstance(nested.get("properties"), dict)
        )


def _listing(sanctions: Iterable[Json]) -> Iterator[tuple[Field, str]]:
    properties = (
        (Field.AUTHORITY, ("authority",)), (Field.PROGRAMME, ("program", "programId")), (Field.REASON, ("reason",)),
        (Field.LISTED, ("listingDate", "startDate")), (Field.ENDS, ("endDate",)), (Field.STATUS, ("status",)),
    )  # fmt: skip
    for sanction in sanctions:
        for name, props in properties:
            yield from ((name, value) for value in next(filter(None, (_values(sanction, prop) for prop in props)), []))


def _ties(told: Iterable[Json], pointers: Pointers) -> Iterator[tuple[Field, str]]:
    ends = (
        ("Ownership", "owner", Field.OWNER),
        ("Directorship", "director", Field.DIRECTOR),
        ("UnknownLink", "object", Field.LINKED),
    )
    for pointer in told:
        for schema, prop, name in ends:
            if pointer["schema"] == schema:
                nested = {
                    str(value.get("id")): _name(value)
                    for value in pointer["properties"].get(prop) or ()
                    if isinstance(value, dict)
                }
                for other in _values(pointer, prop):
                    yield name, pointers.names.get(other) or nested.get(other, "")
