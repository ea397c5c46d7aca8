"""Values of facts as words that can be compared: what gold says, and what the program found.

Amounts are `VALUE CURRENCY`, dates and periods ISO 8601 (a period's ends parted by a slash), shares and counts a plain
number; a qualifier is read and not compared. Words are compared without case.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extract.records import Date, Fact, Money, Quantity, Value

WORDS = ("subject", "reference", "position", "name", "product", "programme", "reason", "status", "scope", "unit")
COMPARED = ("amount", "date", "quantity", "share", "status", "name", "position", "reference")
"""Values that are scored; of the others two careful readers would cut the words differently."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_value(name: str, words: str) -> str | None:
    """Return a value of gold as it is compared; None where it cannot be read or no fact has such a value."""
    if name == "period":
        return words
    if name == "date":
        return words if _DATE.fullmatch(words) else None
    if name == "amount":
        parts = words.split()
        return _money(parts[0], parts[1]) if len(parts) >= 2 else None
    if name in ("quantity", "share"):
        return _number(words.split(maxsplit=1)[0])
    return words if name in WORDS else None


def write_value(value: Value) -> str:
    """Return a value that was found as it is compared."""
    match value:
        case Money():
            return f"{_plain(value.value)} {value.currency}"
        case Quantity():
            return _plain(value.value)
        case Date():
            return value.value if value.end is None else f"{value.value}/{value.end}"
        case _:
            return value


def agree(name: str, sought: str, found: str) -> bool:
    """Whether a value that was found is the one sought; a position may be told more fully by one of the two."""
    one, other = " ".join(sought.casefold().split()), " ".join(found.casefold().split())
    return one == other or (name == "position" and (one in other or other in one))


def found_values(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the values of a fact that are scored."""
    return tuple((name, write_value(value)) for name, value in fact.values if name in COMPARED)


def _money(value: str, currency: str) -> str | None:
    number = _number(value)
    return None if number is None or not re.fullmatch("[A-Z]{3}", currency) else f"{number} {currency}"


def _number(words: str) -> str | None:
    try:
        return _plain(Decimal(words.rstrip("%")))
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
