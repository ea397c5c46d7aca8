"""Amounts and periods as entries write them: `60,000,000 GBP`, `up to 4.5 EUR`, `2010-07-01/2011-06-30`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from corpus.readers.lists.dates import iso_date


def amount_text(number: str | None, currency: str | None, *, most: bool = False) -> str:
    """Return an amount with its currency (ISO 4217), empty where either is missing; `most` makes it a ceiling."""
    try:
        value = Decimal(str(number or ""))
    except InvalidOperation:
        return ""
    if not currency or not value.is_finite() or not value:
        return ""
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{'up to ' if most else ''}{plain} {currency.strip().upper()}"


def period_text(start: str | None, end: str | None) -> str:
    """Return a period as `start/end`, as `start` alone where it has no end."""
    first, last = iso_date(start), iso_date(end)
    return f"{first}/{last}" if first and last else first or ""
