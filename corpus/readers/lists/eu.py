"""The consolidated list of the European Union's financial sanctions, XML and CSV.

Format: the Commission's FSF files, version 1.1: `export/sanctionEntity` with `nameAlias`, `regulation` and the like,
and a CSV whose columns are called after them (`NameAlias_WholeName`), a row for every combination, semicolons between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import read_entries, sanctions_list
from corpus.readers.lists.tables import Row, named_rows
from corpus.readers.lists.xml import Element, children, elements, root_attributes
from corpus.readers.reading import Hint, Reading

UNION = "Council of the European Union"
LIST = "EU consolidated list of financial sanctions"
TYPES = {"person": "Individual", "p": "Individual", "enterprise": "Entity", "e": "Entity"}
ADDRESS = ("street", "poBox", "zipCode", "city", "region", "place", "countryDescription")
CSV_ADDRESS = ("Street", "PoBox", "ZipCode", "City", "Region", "Place", "CountryDescription")


def read_xml(data: bytes, _hint: Hint) -> Reading:
    """Return the entries of the list in XML."""
    head = sanctions_list(LIST, UNION, iso_date(root_attributes(data).get("generationDate")), "EU XML 1")
    return read_entries(head, (_entry(one) for one in elements(data, "sanctionEntity")))


def _entry(one: Element) -> Entry:
    kind = next((str(found.get("code") or "") for found in children(one, "subjectType")), "")
    names = [(str(name.get("wholeName") or ""), name) for name in children(one, "nameAlias")]
    names = [(text, name) for text, name in names if text.strip()]
    regulations = children(one, "regulation")
    number = one.get("euReferenceNumber") or one.get("logicalId")
    listed = one.get("designationDate") or next((r.get("publicationDate") for r in regulations), None)
    return entry_of(
        [
            *((Field.NAME, text) for text, _ in names[:1]),
            (Field.ENTRY, f"EU {number}" if number else None),
            (Field.TYPE, TYPES.get(kind, kind)),
            (Field.AUTHORITY, UNION),
            (Field.LIST, LIST),
            *((Field.PROGRAMME, str(regulation.get("programme") or "")) for regulation in regulations),
            (Field.LISTED, iso_date(listed)),
            *((Field.CITATION, str(regulation.get("numberTitle") or "")) for regulation in regulations),
            (Field.REASON, one.get("designationDetails")),
            *((Field.WEAK_ALIAS if name.get("strong") == "false" else Field.ALIAS, text) for text, name in names[1:]),
            *((Field.POSITION, str(name.get("function") or "")) for _, name in names),
            *((Field.BORN, str(b.get("birthdate") or b.get("year") or "")) for b in children(one, "birthdate")),
            *(
                (Field.BIRTHPLACE, _place(birth, ("place", "city", "countryDescription")))
                for birth in children(one, "birthdate")
            ),
            *((Field.NATIONALITY, _country(found)) for found in children(one, "citizenship")),
            *((Field.ADDRESS, _place(address, ADDRESS)) for address in children(one, "address")),
            *((Field.IDENTIFIER, _number(paper)) for paper in children(one, "identification")),
            (
                Field.IDENTIFIER,
                parts_text(("UN reference", one.get("unitedNationId"))) if one.get("unitedNationId") else None,
            ),
            *((Field.REMARKS, "".join(remark.itertext())) for remark in children(one, "remark")),
        ]
    )


def _place(element: Element, names: tuple[str, ...]) -> str:
    return ", ".join(text for name in names if (text := str(element.get(name) or "").strip()) and text != "UNKNOWN")


def _country(element: Element) -> str:
    return str(element.get("countryDescription") or element.get("countryIso2Code") or "")


def _number(paper: Element) -> str:
    number = str(paper.get("number") or paper.get("latinNumber") or "").strip()
    kind = paper.get("identificationTypeDescription") or paper.get("identificationTypeCode") or "Document"
    country = paper.get("countryIso2Code")
    return parts_text((kind, number, country if country != "00" else None)) if number else ""


def read_csv(data: bytes, hint: Hint) -> Reading:
    """Return the entries of the list in CSV, the rows of one entry together."""
    rows = named_rows(data, "Entity_LogicalId", hint.encoding, delimiter=";")
    grouped = groupby(rows, key=lambda row: row.get("Entity_LogicalId", ""))
    head = sanctions_list(LIST, UNION, None, "EU CSV 1")
    return read_entries(head, (_from_rows(list(same)) for number, same in grouped if number))


def _from_rows(rows: list[Row]) -> Entry:
    first = rows[0]
    number = first.get("Entity_EU_ReferenceNumber") or first.get("Entity_LogicalId")
    names = list(dict.fromkeys(name for row in rows if (name := row.get("NameAlias_WholeName", "").strip())))
    kind = (first.get("Entity_SubjectType") or first.get("Entity_SubjectType_ClassificationCode") or "").lower()
    listed = first.get("Entity_DesignationDate") or first.get("Entity_Regulation_PublicationDate")
    return entry_of(
        [
            *((Field.NAME, name) for name in names[:1]),
            (Field.ENTRY, f"EU {number}" if number else None),
            (Field.TYPE, TYPES.get(kind, kind)),
            (Field.AUTHORITY, UNION),
            (Field.LIST, LIST),
            *((Field.PROGRAMME, row.get("Entity_Regulation_Programme")) for row in rows),
            (Field.LISTED, iso_date(listed)),
            *((Field.CITATION, row.get("Entity_Regulation_NumberTitle")) for row in rows),
            (Field.REASON, first.get("Entity_DesignationDetails")),
            *((Field.ALIAS, name) for name in names[1:]),
            *(pair for row in rows for pair in _row_fields(row)),
            (Field.REMARKS, first.get("Entity_Remark")),
        ]
    )


def _row_fields(row: Row) -> Iterator[tuple[Field, str | None]]:
    yield Field.POSITION, row.get("NameAlias_Function")
    yield Field.BORN, row.get("BirthDate_BirthDate") or row.get("BirthDate_Year")
    place = (row.get(f"BirthDate_{name}", "") for name in ("Place", "City", "CountryDescription"))
    yield Field.BIRTHPLACE, ", ".join(filter(None, place))
    yield Field.NATIONALITY, row.get("Citizenship_CountryDescription")
    yield Field.ADDRESS, ", ".join(filter(None, (row.get(f"Address_{name}", "").strip() for name in CSV_ADDRESS)))
    if row.get("Identification_Number"):
        kind = row.get("Identification_TypeDescription") or row.get("Identification_TypeCode") or "Document"
        yield (
            Field.IDENTIFIER,
            parts_text((kind, row["Identification_Number"], row.get("Identification_CountryIso2Code"))),
        )
    if row.get("Entity_UnitedNationId"):
        yield Field.IDENTIFIER, parts_text(("UN reference", row["Entity_UnitedNationId"]))
