"""Joins of names that lists know by number: by the same number, or by the one entry of a list that is called so.

Nothing else joins a listed name: that somebody elsewhere is called the same is a question for a person, not a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.across_labels import Join, Rows
from extract.identifiers import Identifier, is_list, is_listed, joins, named_in
from extract.joining import Groups
from extract.records import NameRow

_GAPS = re.compile(r"[\W_]+")


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
    wanted = {
        row.name_id: (known[0], plain(row.name))
        for row in others.values()
        if row.identifiers and (known := named_in(row.identifiers)) is not None
    }
    named, called = _by_name(listed, set(wanted.values()))
    for name_id, known in wanted.items():
        found = named.get(known) or called.get(known, [])
        if found and len({groups.root(one.name_id) for one in found}) == 1:
            reason = f"the only entry of the list that is called {others[name_id].name!r}"
            yield Join(name_id, found[0].name_id, reason)


def plain(name: str) -> str:
    """Return a name without case and punctuation: a list spells its own names alike."""
    return _GAPS.sub(" ", name.casefold()).strip()


def _by_name(listed: Rows, wanted: set[Identifier]) -> tuple[dict[Identifier, list[NameRow]], ...]:
    """Return the entries by list and name, those that are wanted: by their own names, and by their other names."""
    named: dict[Identifier, list[NameRow]] = {}
    called: dict[Identifier, list[NameRow]] = {}
    for row in listed.values() if wanted else ():
        schemes = {scheme for scheme, _ in row.identifiers if is_list(scheme)}
        for held, forms in ((named, (row.name,)), (called, row.aliases)):
            for found in {(scheme, plain(form)) for form in forms for scheme in schemes} & wanted:
                held.setdefault(found, []).append(row)
    return named, called
