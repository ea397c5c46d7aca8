"""Joins of names that lists know by number: by the same number, or by the one entry of a list that is called so.

Nothing else joins a listed name: that somebody elsewhere is called the same is a question for a person, not a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.across_labels import Join, Rows
from extract.identifiers import Identifier, is_list, is_listed, joins, named_in
from extract.joining import Groups
from extract.names import base
from extract.records import NameRow


def apart(rows: Rows) -> tuple[dict[str, NameRow], dict[str, NameRow]]:
    """Return the names that lists know, and all others."""
    listed = {name_id: row for name_id, row in rows.items() if row.identifiers and is_listed(row.identifiers)}
    return listed, {name_id: row for name_id, row in rows.items() if name_id not in listed}


def same_numbers(rows: Rows) -> Iterator[Join]:
    """Yield a join for each two names with one number that is given to one party only."""
    first: dict[Identifier, NameRow] = {}
    for row in rows.values():
        for number in row.identifiers:
            if joins(number[0]):
                known = first.setdefault(number, row)
                if known is not row:
                    yield Join(row.name_id, known.name_id, f"both are {number[0].upper()} {number[1]}")


def named_in_lists(listed: Rows, others: Rows, groups: Groups[str]) -> Iterator[Join]:
    """Yield a join for what a list names without a number, where one entry of that list alone is called so."""
    called: dict[Identifier, list[NameRow]] = {}
    for row in listed.values():
        for scheme in {scheme for scheme, _ in row.identifiers if is_list(scheme)}:
            for name in {base(form) for form in (row.name, *row.aliases)}:
                called.setdefault((scheme, name), []).append(row)
    for row in others.values():
        known = named_in(row.identifiers) if row.identifiers else None
        found = called.get(known, []) if known is not None else []
        own = [one for one in found if known is not None and base(one.name) == known[1]] or found
        if own and len({groups.root(one.name_id) for one in own}) == 1:
            yield Join(row.name_id, own[0].name_id, f"the only entry of the list that is called {row.name!r}")
