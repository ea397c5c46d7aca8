"""How amounts, dates, kinds and states are put into words, the same on every page.

Nothing here decides anything: it turns closed lists and values into plain English.
"""

from __future__ import annotations

from decimal import Decimal

from corpus.records import InputState, Kind
from extract.records import Date, Entity, FactKind, Label, Modality, Money, Quantity, Role, Value
from library.records import Progress
from web.calming import calm

KINDS: dict[Kind, str] = {
    Kind.NEWS: "news",
    Kind.CONTRACT: "contract",
    Kind.SANCTIONS_NOTICE: "sanctions notice",
    Kind.OTHER: "other",
}
LABELS: dict[Label, str] = {
    Label.COMPANY: "company",
    Label.GOVERNMENT: "government",
    Label.PLACE: "place",
    Label.PERSON: "person",
    Label.ORGANISATION: "organisation",
    Label.GROUP: "group",
}
LABELS_PLURAL: dict[Label, str] = {
    Label.COMPANY: "companies",
    Label.GOVERNMENT: "governments",
    Label.PLACE: "places",
    Label.PERSON: "persons",
    Label.ORGANISATION: "organisations",
    Label.GROUP: "groups",
}
FACTS_PLURAL: dict[FactKind, str] = {
    FactKind.CONTRACT: "contracts",
    FactKind.DEPLOYMENT: "deployments",
    FactKind.DESIGNATION: "designations",
    FactKind.ALLEGATION: "allegations",
    FactKind.RESPONSE: "responses",
    FactKind.STATISTIC: "statistics",
    FactKind.OWNERSHIP: "ownership",
    FactKind.ROLE: "positions held",
    FactKind.ALIAS: "other names",
}
FACTS: dict[FactKind, str] = {kind: kind.value for kind in FactKind} | {
    FactKind.ROLE: "position held",
    FactKind.ALIAS: "other name",
}
STATES: dict[InputState, str] = {
    InputState.ADDED: "added",
    InputState.DUPLICATE: "already there",
    InputState.FAILED: "failed",
}
DOING: dict[str, str] = {
    "wait": "Waiting for another run to end",
    "read": "Reading",
    "extract": "Finding names and facts",
    "compare": "Comparing with other documents",
    "resolve": "Joining names",
    "index": "Telling the search index",
    "fixity": "Reading originals",
}
"""What each step of long work does."""

STAGES: dict[str, str] = {
    "withdrawn": "",
    "open": "while opening it",
    "sniff": "while finding out what it is",
    "read": "while reading it",
}
ROLES: dict[Role, str] = {
    Role.SUPPLIER: "supplier",
    Role.BUYER: "buyer",
    Role.PARTY: "party",
    Role.REGION: "region",
    Role.VENDOR: "maker",
    Role.USER: "user",
    Role.PLACE: "place",
    Role.AUTHORITY: "authority",
    Role.TARGET: "named",
    Role.CLAIMANT: "said by",
    Role.AFFECTED: "those affected",
    Role.RESPONDER: "responding",
    Role.SUBJECT: "about",
    Role.SOURCE: "source",
    Role.OWNER: "owner",
    Role.OWNED: "owned",
    Role.PERSON: "person",
    Role.ORGANISATION: "organisation",
    Role.ENTITY: "entity",
}
QUALIFIERS: dict[str, str] = {
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
    "up_to": "up to ",
    "total": "",
    "exact": "",
}
MEDIA: dict[str, str] = {
    "application/pdf": "PDF",
    "application/zip": "ZIP archive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "message/rfc822": "mail",
    "text/html": "web page",
    "text/plain": "text",
}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MODALITIES: dict[Modality, str] = {
    Modality.ASSERTED: "stated",
    Modality.REPORTED: "reported",
    Modality.POSSIBLE: "said to be possible",
    Modality.DENIED: "denied",
}


LABEL_KINDS = {label.value: words for label, words in LABELS.items()}
ONE = {kind.value: words for kind, words in FACTS.items()} | LABEL_KINDS | {k.value: w for k, w in KINDS.items()}
MANY = {kind.value: words for kind, words in FACTS_PLURAL.items()} | {k.value: w for k, w in LABELS_PLURAL.items()}
ALIKE = frozenset({"news", "other"})
"""Kinds whose word is the same for one and for many."""


def plain(text: str) -> str:
    """Return a closed-list word (`sanctions_notice`) as one reads it."""
    return text.replace("_", " ")


def qualified(qualifier: str, words: str) -> str:
    """Return words behind their qualifier: `at least 5`."""
    return QUALIFIERS.get(qualifier, f"{plain(qualifier)} ") + words


def number(value: Decimal) -> str:
    """Return a number with grouped digits, whole millions and above in words: `290 million`."""
    for scale, word in SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.01")):
            return f"{scaled.normalize():,f} {word}"
    return f"{value.normalize():,f}"


def degrees(latitude: float, longitude: float) -> str:
    """Return a position to a hundredth of a degree: `43.80° N, 87.60° E`."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


def money(value: Money) -> str:
    """Return an amount behind its currency code: `USD 290 million`."""
    words = number(value.value)
    if value.upper is not None:
        words = f"{words} to {number(value.upper)}"
    return qualified(value.qualifier, f"{value.currency} {words}")


def day(text: str) -> str:
    """Return an ISO 8601 date at its precision in words: `October 2019`; anything else as it is."""
    year, _, rest = text.partition("-")
    month, _, day_of_month = rest.partition("-")
    if not (year.isdecimal() and len(year) == 4 and (not month or (month.isdecimal() and 1 <= int(month) <= 12))):
        return text
    if not month:
        return year
    if not day_of_month:
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day_of_month)} {MONTHS[int(month) - 1]} {year}" if day_of_month.isdecimal() else text


def date(value: Date) -> str:
    """Return a date or period in words."""
    return day(value.value) if value.end is None else f"{day(value.value)} to {day(value.end)}"


def quantity(value: Quantity) -> str:
    """Return a count or share in words: `about 65%`."""
    unit = "%" if value.unit == "percent" else f" {value.unit}"
    return qualified(value.qualifier, number(value.value) + unit)


def value_words(value: Value) -> str:
    """Return any value in words."""
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Date):
        return date(value)
    return quantity(value) if isinstance(value, Quantity) else value


def size(size_bytes: int) -> str:
    """Return a size of a file in words."""
    amount = float(size_bytes)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 10 else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"


def count(amount: int, one: str, many: str = "") -> str:
    """Return a count with its noun: `1 document`, `2 documents`."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def kinds(amount: int, kind: str) -> str:
    """Return a count with the kind of fact or entity that is counted: `1 contract`, `2 companies`."""
    return f"{amount:,} {kind_words(kind, many=amount != 1)}"


def kind_words(kind: str, *, many: bool = False) -> str:
    """Return the word for a kind of document, fact or entity: `other name`, `companies`."""
    told = MANY.get(kind, "") if many else ONE.get(kind, "")
    return told or plain(kind) + ("s" if many and kind not in ALIKE else "")


def other_names(entity: Entity) -> tuple[str, ...]:
    """Return what else an entity is called, each name once however it is capitalised, its own name left out."""
    seen: dict[str, str] = {}
    for name in (entity.name, *entity.aliases):
        seen.setdefault(" ".join(name.casefold().split()).rstrip("."), calm(name))
    return tuple(seen.values())[1:]


def media(media_type: str) -> str:
    """Return what a media type is called by people; the type itself where it has no other name."""
    return MEDIA.get(media_type, media_type)


def folder(location: str) -> str:
    """Return a location without its last part: the folder, archive or mail it lies in; empty where it has none."""
    return location[: len(location) - len(file_name(location))].rstrip("/!")


def file_name(location: str) -> str:
    """Return the last part of a location, inside archives and mails too."""
    return location.rpartition("!")[2].replace("\\", "/").rstrip("/").rpartition("/")[2] or location


def progress(at: Progress) -> str:
    """Return how far long work is: `Reading: 3 of 12 files, 1 failed (minutes.pdf)`."""
    doing = DOING.get(at.stage, at.stage)
    if at.stage == "wait":
        return doing
    told = f"{doing}: {at.done:,}" + (f" of {at.total:,}" if at.total else "")
    if at.failed:
        told += f", {at.failed:,} {'with a problem' if at.stage == 'fixity' else 'failed'}"
    named = file_name(at.item) if at.item and at.stage in ("read", "fixity") else ""
    return f"{told} ({named})" if named else told
