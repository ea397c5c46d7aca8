"""The lists of the Office of Foreign Assets Control in XML: `sdn.xml` and `consolidated.xml`.

Format: the Office's `sdnList` schema, whose element for the day of publication is spelled `publshInformation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.ofac import OFFICE, SDN
from corpus.readers.lists.parts import read_entries, sanctions_list
from corpus.readers.lists.remarks import remark_fields
from corpus.readers.lists.xml import Element, child_text, children, elements, texts
from corpus.readers.reading import Hint, Reading

READER = "OFAC XML 1"
ALIAS_KINDS = {"a.k.a.": Field.ALIAS, "f.k.a.": Field.FORMER, "n.k.a.": Field.LATER}
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
SAID = {"Gender": Field.GENDER, "Website": Field.WEBSITE}
"""What the list of numbers holds that is no number."""


def read(data: bytes, _hint: Hint) -> Reading:
    """Return the entries of a list."""
    found = elements(data, "publshInformation", "sdnEntry")
    first = next(found, None)
    date, left = None, found
    if first is not None and first.tag.endswith("publshInformation"):
        date = iso_date(child_text(first, "Publish_Date"), "mdy")
    elif first is not None:
        left = chain([first], found)
    return read_entries(sanctions_list(SDN, OFFICE, date, READER), (_entry(one) for one in left))


def _entry(entry: Element) -> Entry:
    number = child_text(entry, "uid")
    return entry_of(
        [
            (Field.NAME, _name(entry)),
            (Field.ENTRY, f"OFAC {number}" if number else None),
            (Field.TYPE, child_text(entry, "sdnType")),
            (Field.AUTHORITY, OFFICE),
            (Field.LIST, SDN),
            *((Field.PROGRAMME, programme) for programme in texts(entry, "programList/program")),
            (Field.POSITION, child_text(entry, "title")),
            *(_alias(alias) for alias in children(entry, "akaList/aka")),
            *((Field.BORN, _day(text)) for text in texts(entry, "dateOfBirthList/dateOfBirthItem/dateOfBirth")),
            *((Field.BIRTHPLACE, text) for text in texts(entry, "placeOfBirthList/placeOfBirthItem/placeOfBirth")),
            *((Field.NATIONALITY, text) for text in texts(entry, "nationalityList/nationality/country")),
            *((Field.NATIONALITY, text) for text in texts(entry, "citizenshipList/citizenship/country")),
            *((Field.ADDRESS, _address(address)) for address in children(entry, "addressList/address")),
            *(_number(number) for number in children(entry, "idList/id")),
            *_vessel(entry),
            *remark_fields(child_text(entry, "remarks")),
        ]
    )


def _name(element: Element) -> str:
    """Return a name as the Office prints it: surname, then first name."""
    return ", ".join(filter(None, (child_text(element, "lastName"), child_text(element, "firstName"))))


def _alias(alias: Element) -> tuple[Field, str]:
    kind = ALIAS_KINDS.get(child_text(alias, "type"), Field.ALIAS)
    weak = kind is Field.ALIAS and child_text(alias, "category") == "weak"
    return (Field.WEAK_ALIAS if weak else kind), _name(alias)


def _day(text: str) -> str:
    return iso_date(text) or text


def _address(address: Element) -> str:
    return ", ".join(filter(None, (child_text(address, name) for name in ADDRESS)))


def _number(number: Element) -> tuple[Field, str]:
    kind, value = child_text(number, "idType"), child_text(number, "idNumber")
    if kind in SAID:
        return SAID[kind], value
    if kind.startswith("Vessel Registration") and value.startswith("IMO "):
        kind, value = "IMO number", value.removeprefix("IMO ")
    return Field.IDENTIFIER, parts_text((kind, value, child_text(number, "idCountry"))) if value else ""


def _vessel(entry: Element) -> Iterator[tuple[Field, str]]:
    for vessel in children(entry, "vesselInfo"):
        told = (("call sign", "callSign"), ("type", "vesselType"), ("flag", "vesselFlag"), ("tonnage", "tonnage"))
        yield (
            Field.DESCRIPTION,
            "; ".join(f"{label} {text}" for label, name in told if (text := child_text(vessel, name))),
        )
        yield Field.OWNER, child_text(vessel, "vesselOwner")
