"""Contracting data in the Open Contracting Data Standard 1.0 and 1.1: release packages, record packages, releases.

A contract is an entry, and so is an award that led to none; a process that was only planned or tendered is one without
a supplier. Several releases of one process that follow each other are put together, the latest value counts, and what
it was before is told as an amendment. Large packages are read one release at a time.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import ijson

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.errors import UnreadableError
from corpus.readers.awards.wording import amount_text, period_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import Head, read_entries
from corpus.readers.reading import Hint, Reading
from corpus.records import Kind

Json = Mapping[str, Any]
LINES = re.compile(rb"\A\s*\{[^\n]*\}\s*\n\s*\{")
BROKEN = "The JSON of this contracting data breaks off or is not well formed. Get it again."


def read(data: bytes, _hint: Hint) -> Reading:
    """Return the contracts and awards of a file."""
    head = Head(
        _title(data),
        Kind.CONTRACT,
        "It is contracting data in the Open Contracting Data Standard.",
        publisher=next(_items(data, "publisher.name"), None),
        date=iso_date(next(_items(data, "publishedDate"), None)),
        tools=(("entries", "OCDS 1"),),
    )
    grouped = groupby(_releases(data), key=lambda release: str(release.get("ocid")))
    return read_entries(head, (entry for _, same in grouped for entry in _process(list(same))))


def _title(data: bytes) -> str:
    first = next(_releases(data), {})
    title = (
        _found(first, "tender", "title")
        or _found(first, "planning", "project", "title")
        or _found(first, "planning", "budget", "project")
    )
    return f"{title} ({first.get('ocid')})" if title else f"Contracting data {first.get('ocid') or ''}".strip()


def _releases(data: bytes) -> Iterator[Json]:
    """Yield releases, of a record the compiled one."""
    for found in _packed(data):
        if isinstance(found.get("compiledRelease"), dict):
            yield found["compiledRelease"]
        elif isinstance(found.get("releases"), list):
            yield from (one for one in found["releases"] if isinstance(one, dict) and "ocid" in one)
        elif isinstance(found.get("records"), list):
            yield from (
                one["compiledRelease"] for one in found["records"] if isinstance(one, dict) and "compiledRelease" in one
            )
        else:
            yield found


def _packed(data: bytes) -> Iterator[Json]:
    """Yield what a file holds: lines, the members of a list or of a package, or the one release it is."""
    if LINES.match(data[:1_000_000]):
        yield from (one for line in io.BytesIO(data) if line.strip() and isinstance(one := _loaded(line), dict))
        return
    found = False
    for prefix in ("item", "releases.item", "records.item"):
        for one in _items(data, prefix):
            if isinstance(one, dict):
                found = True
                yield one
        if found:
            return
    yield from (one for one in _items(data, "") if isinstance(one, dict) and "ocid" in one)


def _items(data: bytes, prefix: str) -> Iterator[Any]:
    if LINES.match(data[:1_000_000]):
        return
    try:
        yield from ijson.items(io.BytesIO(data), prefix)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise UnreadableError(BROKEN, str(error)) from error


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UnreadableError(BROKEN, str(error)) from error


def _process(releases: list[Json]) -> Iterator[Entry]:
    """Yield the contracts of one process, the awards that led to none, or the process itself."""
    releases = sorted(releases, key=lambda release: str(release.get("date") or ""))
    whole: dict[str, Any] = {}
    for release in releases:
        whole |= {name: value for name, value in release.items() if value not in (None, [], {})}
    parties = {str(party.get("id")): party for release in releases for party in _listed(release, "parties")}
    awards, contracts = _versions(releases, "awards"), _versions(releases, "contracts")
    signed: set[str] = set()
    for versions in contracts.values():
        award = awards.get(str(versions[-1].get("awardID")), [{}])[-1]
        signed.add(str(award.get("id")))
        yield _deal(whole, parties, versions, award)
    for number, versions in awards.items():
        if number not in signed:
            yield _deal(whole, parties, versions, versions[-1])
    if not awards and not contracts:
        yield _announced(whole, parties)


def _versions(releases: Iterable[Json], name: str) -> dict[str, list[dict[str, Any]]]:
    """Return every version of each award or contract, by id, the latest last and complete."""
    found: dict[str, list[dict[str, Any]]] = {}
    for release in releases:
        for one in _listed(release, name):
            versions = found.setdefault(str(one.get("id")), [])
            versions.append({**(versions[-1] if versions else {}), **one})
    return found


def _deal(whole: Json, parties: Mapping[str, Json], versions: list[dict[str, Any]], award: Json) -> Entry:
    deal = versions[-1]
    period = deal.get("period") or deal.get("contractPeriod") or award.get("contractPeriod")
    suppliers = _listed(deal, "suppliers") or _listed(award, "suppliers")
    title = deal.get("title") or award.get("title") or _found(whole, "tender", "title")
    return entry_of(
        [
            (Field.SUBJECT, title),
            (Field.NOTICE, str(whole.get("ocid") or "")),
            *((Field.BUYER, _party(buyer, parties)) for buyer in _buyers(whole)),
            *((Field.SUPPLIER, _party(supplier, parties)) for supplier in suppliers),
            (Field.AMOUNT, _amount(deal.get("value") or award.get("value"))),
            (
                Field.DATE,
                iso_date(_text(deal.get("dateSigned")) or _text(deal.get("date")) or _text(award.get("date"))),
            ),
            (Field.PERIOD, period_text(_found(period, "startDate"), _found(period, "endDate"))),
            (Field.REFERENCE, str(deal.get("id") or "")),
            *((Field.LOT, lot) for lot in _lots(whole, deal, award)),
            *((Field.PLACE, place) for place in _places(deal, award, whole)),
            (Field.STATUS, _text(deal.get("status"))),
            *((Field.AMENDMENT, text) for text in _amendments(versions)),
            (Field.DESCRIPTION, _text(deal.get("description")) or _text(award.get("description"))),
        ]
    )


def _announced(whole: Json, parties: Mapping[str, Json]) -> Entry:
    tender = whole.get("tender") if isinstance(whole.get("tender"), dict) else {}
    return entry_of(
        [
            (Field.SUBJECT, _found(tender, "title") or _found(whole, "planning", "budget", "project")),
            (Field.NOTICE, str(whole.get("ocid") or "")),
            *((Field.BUYER, _party(buyer, parties)) for buyer in _buyers(whole)),
            (Field.STATUS, _found(tender, "status") or ", ".join(map(str, whole.get("tag") or ()))),
            *((Field.AMENDMENT, text) for text in _amendments([dict(tender or {})])),
            (Field.DESCRIPTION, _found(tender, "description") or _found(whole, "planning", "rationale")),
        ]
    )


def _buyers(whole: Json) -> Sequence[Json]:
    buyer = whole.get("buyer")
    if isinstance(buyer, dict) and (buyer.get("name") or buyer.get("id")):
        return [buyer]
    named = [party for party in _listed(whole, "parties") if "buyer" in (party.get("roles") or ())]
    return named or [party for party in _listed(whole, "parties") if "procuringEntity" in (party.get("roles") or ())]


def _party(told: Json, parties: Mapping[str, Json]) -> str:
    """Return a party's name with its number in the register, where there is one."""
    party = parties.get(str(told.get("id"))) or told
    identifier = party.get("identifier") if isinstance(party.get("identifier"), dict) else {}
    scheme, number = _found(identifier, "scheme"), _found(identifier, "id")
    name = _text(party.get("name")) or _text(told.get("name")) or _found(identifier, "legalName")
    return parts_text((name, scheme, number) if scheme and number else (name,)) if name else ""


def _amount(value: Any) -> str:
    return amount_text(_found(value, "amount"), _found(value, "currency"))


def _lots(whole: Json, deal: Json, award: Json) -> list[str]:
    titles = {str(lot.get("id")): _text(lot.get("title")) for lot in _listed(_found_in(whole, "tender"), "lots")}
    related = deal.get("relatedLots") or award.get("relatedLots") or ()
    return [f"{lot}: {titles[str(lot)]}" if titles.get(str(lot)) else str(lot) for lot in related]


def _places(*holders: Json) -> list[str]:
    """Return where items are to be delivered; the parties' own addresses are no place of performance."""
    names = ("streetAddress", "locality", "region", "postalCode", "countryName")
    for holder in (*holders, _found_in(holders[-1], "tender")):
        found = [
            ", ".join(text for name in names if (text := _found(address, name)))
            for item in _listed(holder, "items")
            for address in [item.get("deliveryAddress"), *(item.get("deliveryAddresses") or ())]
            if isinstance(address, dict)
        ]
        if found:
            return found
    return []


def _amendments(versions: list[dict[str, Any]]) -> Iterator[str]:
    last = versions[-1]
    for amendment in [
        *_listed(last, "amendments"),
        *([last["amendment"]] if isinstance(last.get("amendment"), dict) else []),
    ]:
        told = (
            iso_date(_text(amendment.get("date"))),
            _text(amendment.get("rationale")),
            _text(amendment.get("description")),
        )
        yield ": ".join(filter(None, told))
    before = [_amount(version.get("value")) for version in versions]
    for earlier, later in pairwise(before):
        if earlier and later and earlier != later:
            yield f"The amount was {earlier}, and became {later}"


def _listed(holder: Any, name: str) -> list[dict[str, Any]]:
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _found_in(holder: Any, name: str) -> Json:
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _found(holder: Any, *path: str) -> str:
    """Return the text at a path, empty where there is none."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, Mapping) else None
    return _text(holder)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)
