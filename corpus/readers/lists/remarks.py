"""The remarks of American lists, taken apart.

They look like `DOB 14 Jun 1975; POB Leningrad, Russia; Linked To: USA REALLY.`

The labels are those of the data specification of the Office of Foreign Assets Control; what bears none of them stays
a remark, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.entries import Field, parts_text
from corpus.readers.lists.dates import iso_date

_LABELLED: tuple[tuple[re.Pattern[str], Field], ...] = (
    (re.compile(r"(?:alt\. )?DOB (?P<value>.+)", re.DOTALL), Field.BORN),
    (re.compile(r"(?:alt\. )?POB (?P<value>.+)", re.DOTALL), Field.BIRTHPLACE),
    (re.compile(r"(?:alt\. )?(?:nationality|citizen) (?P<value>.+)", re.IGNORECASE | re.DOTALL), Field.NATIONALITY),
    (re.compile(r"(?:alt\. )?Gender (?P<value>Male|Female)"), Field.GENDER),
    (re.compile(r"\(?Linked To: (?P<value>.+?)\)?", re.IGNORECASE | re.DOTALL), Field.LINKED),
    (re.compile(r"a\.k\.a\. ['‘\"](?P<value>.+)['’\"]", re.DOTALL), Field.WEAK_ALIAS),
    (re.compile(r"f\.k\.a\. ['‘\"](?P<value>.+)['’\"]", re.DOTALL), Field.FORMER),
    (re.compile(r"(?:alt\. )?(?:Website |(?=www\.))(?P<value>\S+)"), Field.WEBSITE),
)
_NUMBERS = (
    "Passport", "Stateless Person Passport", "Diplomatic Passport", "National ID No.",
    "National Foreign ID Number", "Identification Number", "Personal ID Card", "Cedula No.", "NIT #", "RUC #",
    "RIF #", "RTN", "Tax ID No.", "VAT Number", "Registration ID", "Registration Number", "Registered Charity No.",
    "R.F.C.", "C.U.R.P.", "D.N.I.", "C.U.I.T.", "C.I.", "Folio Mercantil No.", "Matricula Mercantil No",
    "Business Registration Document #", "Business Registration Number", "Company Number",
    "Commercial Registry Number", "Chamber of Commerce Number", "Trade License No.", "License",
    "Enterprise Number", "Economic Register Number (CBLS)", "Unified Social Credit Code (USCC)",
    "Public Registration Number", "Organization Code", "Organization Established", "Legal Entity Number",
    "Central Registration Number", "Government Gazette Number", "Vessel Registration Identification IMO",
    "Vessel Registration Identification", "MMSI", "SWIFT/BIC", "BIK (RU)", "US FEIN", "SSN", "Serial No.",
    "Driver's License No.", "Travel Document Number", "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Construction Number (also called L/N or S/N or F/N)", "Aircraft Tail Number",
    "Digital Currency Address - XBT", "Digital Currency Address - ETH", "Bosnian Personal ID No.",
    "Numero de Identidad", "Electoral Registry No.", "Birth Certificate Number", "Residency Number",
    "Refugee ID Card", "British National Overseas Passport", "Tax ID", "UK Company Number",
    "Chinese Commercial Code", "Military Registration Number",
)  # fmt: skip
_NUMBERED = re.compile(
    rf"(?:alt\. )?(?P<scheme>{'|'.join(re.escape(name) for name in sorted(_NUMBERS, key=len, reverse=True))})\s*:?\s+"
    r"(?P<number>[^\s;()][^;()]*?)(?: \((?P<country>[^()]+)\))?(?P<rest>(?: (?:issued|expires|Date of Issue)[^;]*)?)"
)
_BREAK = re.compile(r"; (?=[^;])|;\s*$")


def remark_fields(remarks: str) -> Iterator[tuple[Field, str]]:
    """Yield what remarks say, each labelled thing under its field and the rest together as remarks."""
    rest: list[str] = []
    for piece in _BREAK.split(remarks.strip()):
        plain = piece.strip().removesuffix(";").strip()
        plain = plain if plain.endswith(("S.A.", "Inc.", "Ltd.", "Co.", "C.V.")) else plain.removesuffix(".")
        if not plain:
            continue
        found = labelled(plain) or numbered(plain)
        if found is None:
            rest.append(plain)
        else:
            yield found
    if rest:
        yield Field.REMARKS, "; ".join(rest)


def labelled(piece: str) -> tuple[Field, str] | None:
    """Return what a remark with a label says: a birth, a nationality, a link, an alias; dates in ISO 8601."""
    for pattern, field in _LABELLED:
        match = pattern.fullmatch(piece)
        if match is not None:
            value = match["value"].strip()
            return field, (iso_date(value) or value) if field is Field.BORN else value
    return None


def numbered(piece: str) -> tuple[Field, str] | None:
    """Return what a remark with a number says: `Passport | A1234567 | Norvenia`."""
    match = _NUMBERED.fullmatch(piece)
    if match is None or not any(letter.isalnum() for letter in match["number"]):
        return None
    scheme = match["scheme"].removesuffix("#").strip()
    if scheme.endswith("IMO"):
        scheme = "IMO number"
    number = match["number"].strip()
    if scheme.startswith("Vessel Registration") and number.startswith("IMO "):
        scheme, number = "IMO number", number.removeprefix("IMO ")
    return Field.IDENTIFIER, parts_text((scheme, number, match["country"]))
