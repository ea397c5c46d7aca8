"""All values of a document: amounts of money, dates, percentages and counts, none overlapping another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc

from extract.components.dates import find_dates
from extract.components.money import find_money
from extract.components.quantities import find_counts, find_percentages
from extract.records import Date, Money, Quantity, ValueMention


def find_values(doc: Doc, document_id: str, today: str | None = None) -> tuple[ValueMention, ...]:
    """Return the values of a text in order; of two that overlap money wins over dates, dates over shares and counts.

    `today` is the document's own date (ISO 8601), against which relative dates are read.
    """
    text = doc.text
    found: list[tuple[int, int, Money | Date | Quantity]] = []
    taken = bytearray(len(text))
    finders: tuple[Iterator[tuple[int, int, Money | Date | Quantity]], ...] = (
        find_money(text),
        find_dates(text, today),
        find_percentages(text),
        find_counts(doc),
    )
    for start, end, value in chain.from_iterable(finders):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append((start, end, value))
    found.sort(key=lambda item: item[0])
    return tuple(ValueMention(document_id, start, end, value) for start, end, value in found)
