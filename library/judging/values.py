"""What people type or send as the new roles and values of a fact, read into records; what is not understood is refused.

Amounts are `1200000 USD`, `1,200,000 USD total` or `{"value", "currency", "qualifier"}`; quantities `65 percent` or
`{"value", "unit", "qualifier"}`; dates ISO 8601 at any precision, a period with a slash: `2019-10/2020`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from extract.judgements.errors import EditRefusedError
from extract.records import Date, Money, Quantity, Value

DATES = frozenset(("date", "period"))
QUALIFIERS = ("exact", "about", "at_least", "up_to", "total")
LONGEST = 2000
_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_DATE = re.compile(rf"({_DAY})(?:/({_DAY}))?")
_MONEY = re.compile(rf"([0-9][0-9., ]*) ?([A-Z]{{3}})(?: ({'|'.join(QUALIFIERS)}))?")
_QUANTITY = re.compile(r"([0-9][0-9., ]*) ?(%|[^0-9].*)")


def read_value(name: str, given: object, before: Value | None) -> Value | None:
    """Return a value as given by a person, None where it is to be left out; raises EditRefusedError.

    `before` is what the fact said under this name: the new value is of its sort.
    """
    if given is None or given == "":
        return None
    if isinstance(given, Mapping):
        return _from_object(name, given)
    if not isinstance(given, str):
        raise EditRefusedError(f"{name} must be a text or an object with a value and a currency or unit.")
    text = clean(given).strip()
    if len(text) > LONGEST or not text:
        raise EditRefusedError(f"{name} must have between 1 and {LONGEST} characters.")
    if isinstance(before, Date) or (before is None and name in DATES):
        return _date(name, text)
    if isinstance(before, Money) or (before is None and _MONEY.fullmatch(text)):
        return _money(name, text)
    if isinstance(before, Quantity) or (before is None and name == "quantity"):
        return _quantity(name, text)
    return text


def clean(text: str) -> str:
    """Return a text that every database and encoding takes: no halves of characters, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "�")


def _from_object(name: str, given: Mapping[Any, Any]) -> Value:
    qualifier = given.get("qualifier", "exact")
    if qualifier not in QUALIFIERS:
        raise EditRefusedError(f"the qualifier of {name} must be one of {', '.join(QUALIFIERS)}.")
    number = _number(name, given.get("value"))
    if isinstance(currency := given.get("currency"), str) and re.fullmatch("[A-Z]{3}", currency):
        upper = given.get("upper")
        return Money(number, currency, qualifier, None if upper is None else _number(name, upper))
    if isinstance(unit := given.get("unit"), str) and 0 < len(unit) <= LONGEST:
        return Quantity(number, clean(unit), qualifier)
    raise EditRefusedError(f"{name} needs a currency (three capitals, as in USD) or a unit.")


def _date(name: str, text: str) -> Date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise EditRefusedError(f"{name} must be a date such as 2019, 2019-10, 2019-10-07 or 2019/2021.")
    return Date(match[1], match[2])


def _money(name: str, text: str) -> Money:
    match = _MONEY.fullmatch(text)
    if match is None:
        raise EditRefusedError(f"{name} must be an amount such as `1200000 USD` or `1200000 USD total`.")
    return Money(_number(name, match[1]), match[2], match[3] or "exact")


def _quantity(name: str, text: str) -> Quantity:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise EditRefusedError(f"{name} must be a number and what is counted, such as `65 percent`.")
    unit = match[2].strip()
    return Quantity(_number(name, match[1]), "percent" if unit == "%" else unit)


def _number(name: str, given: object) -> Decimal:
    """Return a number; commas part thousands, a point the decimals."""
    try:
        number = Decimal(str(given).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18 or isinstance(given, bool):
        raise EditRefusedError(f"{name} needs a number; {str(given)[:40]!r} is none.")
    return number
