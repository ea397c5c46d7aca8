"""Places told by their codes: names of one region or city are one, however they are written."""

from __future__ import annotations

from collections.abc import Iterator

from extract.across_labels import Join, Rows
from extract.gazetteers.places import CITY, COUNTRY, POINT, REGION, path_of
from extract.joining import Groups
from extract.records import Label, NameRow

_CODES = (COUNTRY, REGION, CITY, POINT)


def same_places(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """Yield a join for every name of a region or city that has another: Bombay and Mumbai, `Bavaria` and `Bayern`."""
    first: dict[str, NameRow] = {}
    for row in rows.values():
        path = path_of(row.identifiers) if row.label is Label.PLACE else ""
        if "/" not in path:
            continue  # a country has one name already, whatever it is called
        known = first.setdefault(path, row)
        if known is not row:
            yield Join(row.name_id, known.name_id, f"the same place as {known.name!r}: {path}")


def codes_of(row: NameRow) -> tuple[tuple[str, str], ...]:
    """Return the codes of a place from its country down, and where it lies."""
    if row.label is not Label.PLACE:
        return ()
    return tuple((scheme, value) for code in _CODES for scheme, value in row.identifiers if scheme == code)
