"""Notices of contracts: each entry with a supplier and a buyer is a contract, with its amount, dates, lot and place."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.entries import EntrySpans, Field, FieldSpan, parts_of
from extract.gazetteers.countries import find_country, is_city, is_state
from extract.identifiers import Identifier, identifier
from extract.identity import name_id
from extract.names import key
from extract.records import Date, FactKind, Label, Mention, Money, Role, Span
from extract.structure.entries import Gathering, lines_of, part_of
from extract.structure.labels import party_label

NOT_AWARDED = frozenset({"cancelled", "unsuccessful", "withdrawn"})
AMOUNT = re.compile(r"(?P<most>up to )?(?P<value>-?[\d,]+(?:\.\d+)?) (?P<currency>[A-Z]{3})")
TOLD = (
    Field.SUBJECT, Field.NOTICE, Field.BUYER, Field.SUPPLIER, Field.AMOUNT, Field.DATE, Field.PERIOD, Field.REFERENCE,
    Field.LOT, Field.PLACE, Field.AMENDMENT,
)  # fmt: skip


def read_award(gathering: Gathering, entry: EntrySpans) -> None:
    """Gather the contract that an entry tells; one that was cancelled or found no winner is none."""
    buyers = [_party(gathering, found, Label.GOVERNMENT) for found in entry.all(Field.BUYER)]
    suppliers = [_party(gathering, found, Label.COMPANY) for found in entry.all(Field.SUPPLIER)]
    status = _text(gathering, entry, Field.STATUS) or ""
    if not buyers or not suppliers or status.lower() in NOT_AWARDED:
        return
    regions = [found for one in entry.all(Field.PLACE) if (found := _place(gathering, one)) is not None]
    amendments = [gathering.text(found) for found in entry.all(Field.AMENDMENT)]
    gathering.fact(
        FactKind.CONTRACT,
        [
            *((Role.SUPPLIER, supplier) for supplier in suppliers),
            *((Role.BUYER, buyer) for buyer in buyers),
            *((Role.REGION, region) for region in regions),
        ],
        [lines_of(entry.all(*TOLD), entry)],
        {
            "amount": find_amount(_text(gathering, entry, Field.AMOUNT) or ""),
            "date": _date(_text(gathering, entry, Field.DATE)),
            "period": _date(_text(gathering, entry, Field.PERIOD)),
            "subject": _text(gathering, entry, Field.SUBJECT),
            "reference": _text(gathering, entry, Field.REFERENCE) or _text(gathering, entry, Field.NOTICE),
            "notice": _text(gathering, entry, Field.NOTICE),
            "lot": "; ".join(gathering.text(found) for found in entry.all(Field.LOT)) or None,
            "amendment": "; ".join(amendments) or None,
        },
        act="amended" if amendments else "awarded",
    )


def find_amount(text: str) -> Money | None:
    """Return an amount as entries write it: `60,000,000 GBP`, `up to 4,500 EUR`."""
    match = AMOUNT.fullmatch(text)
    if match is None:
        return None
    return Money(Decimal(match["value"].replace(",", "")), match["currency"], "up_to" if match["most"] else "total")


def _party(gathering: Gathering, found: FieldSpan, otherwise: Label) -> Mention:
    span = part_of(gathering, found)
    text = gathering.text(span)
    label = party_label(text, otherwise=otherwise)
    return gathering.mention(span, name_id(label, key(text, label)), label, _number(gathering.text(found)))


def _number(text: str) -> tuple[Identifier, ...]:
    _, scheme, value, *_ = (*parts_of(text), "", "")
    found = identifier(scheme, value)
    return (found,) if found is not None else ()


def _place(gathering: Gathering, found: FieldSpan) -> Mention | None:
    """Return the narrowest place of a line that is known to be one: a city, a region, else the country at its end."""
    at, known = found.start, []
    for part in gathering.text(found).split(", "):
        if find_country(part) or is_city(part) or is_state(part):
            known.append(Span(at, at + len(part)))
        at += len(part) + len(", ")
    if not known:
        return None
    text = gathering.text(known[0])
    return gathering.mention(known[0], name_id(Label.PLACE, key(text, Label.PLACE)), Label.PLACE)


def _text(gathering: Gathering, entry: EntrySpans, field: Field) -> str | None:
    found = entry.first(field)
    return None if found is None else gathering.text(found)


def _date(text: str | None) -> Date | None:
    if not text:
        return None
    start, _, end = text.partition("/")
    return Date(start, end or None)
