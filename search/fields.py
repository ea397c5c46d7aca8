"""The fields a query may name: a closed list, and what sort of value each takes."""

from __future__ import annotations

from enum import StrEnum

from corpus.records import Kind
from extract.records import FactKind, Label, Role


class Field(StrEnum):
    """A field of a document, under the name that queries use."""

    TITLE = "title"
    BODY = "body"
    SOURCE = "source"
    KIND = "kind"
    LANGUAGE = "language"
    FACT = "fact"
    DENIED = "denied"
    DATE = "date"
    AMOUNT = "amount"
    PAGES = "pages"
    COMPANY = "company"
    GOVERNMENT = "government"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    SUPPLIER = "supplier"
    BUYER = "buyer"
    VENDOR = "vendor"
    USER = "user"
    REGION = "region"
    AUTHORITY = "authority"
    TARGET = "target"
    CLAIMANT = "claimant"
    AFFECTED = "affected"
    RESPONDER = "responder"
    SUBJECT = "subject"
    OWNER = "owner"
    OWNED = "owned"


TEXTS = frozenset({Field.TITLE, Field.BODY})
"""Running text: stemmed unless quoted."""

LABELS = frozenset(Field(label.value) for label in Label)
"""Entities named in the document, by label: their names, never stemmed."""

CHOICES = frozenset({Field.KIND, Field.LANGUAGE, Field.FACT, Field.DENIED})
"""One value of a list."""

RANGES = frozenset({Field.DATE, Field.AMOUNT, Field.PAGES})
"""Values in order: `2019`, `>=2019`, `2019..2021`."""

ROLES = frozenset(Field) - TEXTS - LABELS - CHOICES - RANGES - {Field.SOURCE}
"""Who does what in a fact: names, never stemmed."""

NAMES = LABELS | ROLES | {Field.SOURCE}
"""Fields whose words are names; `source` is the collection, and the publisher."""

ROLE_FIELDS: dict[str, Field] = {
    role.value: Field(role.value) for role in Role if role.value in {f.value for f in ROLES}
}
"""Roles of facts that are fields; `place:`, `person:`, `organisation:` and `source:` stay with the document's own."""

ALIASES: dict[str, Field] = {
    "lang": Field.LANGUAGE,
    "org": Field.ORGANISATION,
    "organization": Field.ORGANISATION,
    "gov": Field.GOVERNMENT,
    "text": Field.BODY,
    "facts": Field.FACT,
    "page": Field.PAGES,
}

KNOWN_VALUES: dict[Field, tuple[str, ...]] = {
    Field.KIND: tuple(kind.value for kind in Kind),
    Field.FACT: tuple(kind.value for kind in FactKind),
    Field.DENIED: ("yes", "no"),
}
"""What the closed fields take; `language` takes any code."""


FIELD_NAMES: dict[str, Field] = {**{field.value: field for field in Field}, **ALIASES}
"""Every name a query may use for a field."""


def find_field(name: str) -> Field | None:
    """Return the field a query calls by this name, whatever its case."""
    return FIELD_NAMES.get(name.lower())
