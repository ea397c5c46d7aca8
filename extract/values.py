"""The values that facts carry beside their roles: amounts, dates, quantities, and words of the text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount. `currency` is an ISO 4217 code; `qualifier` is exact, about, at_least, up_to or total."""

    value: Decimal
    currency: str
    qualifier: str = "exact"
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date or period in ISO 8601 at the precision the text gives; `end` is set for a period."""

    value: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or share. `unit` is `percent` or what is counted, in the words of the text."""

    value: Decimal
    unit: str
    qualifier: str = "exact"


Value = Money | Date | Quantity | str
