"""Readable names of fact nodes, and the folding under which names are looked up.

A fact's name says its kind and the value a reader would ask for first: `contract · 290,000,000 USD`,
`designation · listed · 2019-10`, `allegation: linked to the oppression of ...`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from extract.records import Date, Fact, FactKind, Money, Quantity, Value

QUALIFIERS = {"about": "about ", "at_least": "at least ", "up_to": "up to "}
NAMING_VALUES: dict[FactKind, tuple[str, ...]] = {
    FactKind.CONTRACT: ("amount", "subject", "reference", "period"),
    FactKind.DEPLOYMENT: ("product",),
    FactKind.DESIGNATION: ("status", "programme", "date"),
    FactKind.STATISTIC: ("quantity", "scope"),
    FactKind.OWNERSHIP: ("share", "date"),
    FactKind.ROLE: ("position",),
    FactKind.ALIAS: ("name", "alias"),
}
"""The values that name a fact, in order; of a contract only the first that is given."""
SPEECH = (FactKind.ALLEGATION, FactKind.RESPONSE)
LONGEST_TEXT = 80


def plain_number(value: Decimal) -> str:
    """Write a number in full, without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped_number(value: Decimal) -> str:
    """Write a number with commas between thousands."""
    whole, point, rest = plain_number(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else whole


def shorten(text: str, longest: int = LONGEST_TEXT) -> str:
    """Put a text on one line and cut it after a word, with an ellipsis, where it is longer than `longest`."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    head = line[: longest - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"


def value_text(value: Value) -> str:
    """Write a value as a reader would."""
    match value:
        case Money():
            upper = f"–{grouped_number(value.upper)}" if value.upper is not None else ""
            return f"{QUALIFIERS.get(value.qualifier, '')}{grouped_number(value.value)}{upper} {value.currency}"
        case Date():
            return f"{value.value} to {value.end}" if value.end else value.value
        case Quantity():
            unit = "%" if value.unit == "percent" else f" {value.unit}"
            return f"{QUALIFIERS.get(value.qualifier, '')}{grouped_number(value.value)}{unit}"
        case str():
            return shorten(value)


def fact_name(fact: Fact) -> str:
    """Return the name of a fact's node."""
    if fact.kind in SPEECH:
        said = " · ".join(filter(None, (fact.act if fact.kind is FactKind.RESPONSE else None, fact.content)))
        return f"{fact.kind.value}: {shorten(said)}" if said else fact.kind.value
    values = dict(fact.values)
    found = [value_text(values[name]) for name in NAMING_VALUES[fact.kind] if name in values]
    if fact.kind is FactKind.CONTRACT:
        found = found[:1]
    return " · ".join([fact.kind.value, *found])


def fold(text: str) -> str:
    """Return a name as it is compared: without case, accents, punctuation and width."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.casefold()))
