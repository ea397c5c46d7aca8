"""The Consolidated List of the United Nations Security Council, XML.

Format: the Council's `CONSOLIDATED_LIST` with `INDIVIDUAL` and `ENTITY`, names in up to four parts, and a permanent
reference number (`QDi.001`) an entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import read_entries, sanctions_list
from corpus.readers.lists.xml import Element, child_text, children, elements, root_attributes, texts
from corpus.readers.reading import Hint, Reading

COUNCIL = "United Nations Security Council"
LIST = "UN Security Council Consolidated List"
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")


def read(data: bytes, _hint: Hint) -> Reading:
    """Return the entries of the list."""
    head = sanctions_list(LIST, COUNCIL, iso_date(root_attributes(data).get("dateGenerated")), "UN XML 1")
    return read_entries(head, (_entry(one) for one in elements(data, "INDIVIDUAL", "ENTITY")))


def _entry(one: Element) -> Entry:
    kind = "INDIVIDUAL" if one.tag.endswith("INDIVIDUAL") else "ENTITY"
    number = child_text(one, "REFERENCE_NUMBER") or child_text(one, "DATAID")
    return entry_of(
        [
            (Field.NAME, " ".join(filter(None, (child_text(one, name) for name in NAMES)))),
            (Field.ENTRY, f"UN {number}" if number else None),
            (Field.TYPE, kind.title()),
            (Field.AUTHORITY, COUNCIL),
            (Field.LIST, LIST),
            (Field.PROGRAMME, child_text(one, "UN_LIST_TYPE")),
            (Field.LISTED, iso_date(child_text(one, "LISTED_ON"))),
            (Field.ALIAS, child_text(one, "NAME_ORIGINAL_SCRIPT")),
            *_aliases(children(one, f"{kind}_ALIAS")),
            *((Field.POSITION, text) for text in texts(one, "TITLE/VALUE") + texts(one, "DESIGNATION/VALUE")),
            *((Field.NATIONALITY, text) for text in texts(one, "NATIONALITY/VALUE")),
            *((Field.BORN, _birth(birth)) for birth in children(one, "INDIVIDUAL_DATE_OF_BIRTH")),
            *((Field.BIRTHPLACE, _place(place)) for place in children(one, "INDIVIDUAL_PLACE_OF_BIRTH")),
            *((Field.ADDRESS, _place(place)) for place in children(one, f"{kind}_ADDRESS")),
            *((Field.IDENTIFIER, _number(paper)) for paper in children(one, "INDIVIDUAL_DOCUMENT")),
            (Field.GENDER, child_text(one, "GENDER")),
            (Field.REMARKS, child_text(one, "COMMENTS1")),
        ]
    )


def _aliases(aliases: list[Element]) -> Iterator[tuple[Field, str]]:
    for alias in aliases:
        quality = child_text(alias, "QUALITY").casefold()
        field = {"low": Field.WEAK_ALIAS, "f.k.a.": Field.FORMER}.get(quality, Field.ALIAS)
        for name in child_text(alias, "ALIAS_NAME").split(";"):
            yield field, name


def _birth(birth: Element) -> str:
    day = child_text(birth, "DATE")
    if day:
        return iso_date(day) or day
    years = [child_text(birth, name) for name in ("YEAR", "FROM_YEAR", "TO_YEAR")]
    return " to ".join(year for year in years if year)


def _place(place: Element) -> str:
    return ", ".join(filter(None, (child_text(place, name) for name in PLACE)))


def _number(paper: Element) -> str:
    number = child_text(paper, "NUMBER")
    kind = child_text(paper, "TYPE_OF_DOCUMENT") or "Document"
    country = child_text(paper, "ISSUING_COUNTRY") or child_text(paper, "COUNTRY_OF_ISSUE")
    return parts_text((kind, number, country)) if number else ""
