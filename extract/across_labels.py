"""Joins across labels: a name that the tagger took for a person here and for a place there is what it mostly is.

A label yields only where another clearly prevails over all documents and nothing speaks for it: a legal form, a list,
a known place. A place and its government are told apart by use and stay two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.gazetteers.bodies import find_body, is_people
from extract.gazetteers.countries import find_by_seat, find_country, is_city, is_state
from extract.gazetteers.legal_forms import split_legal_form
from extract.joining import Groups
from extract.names import base, is_generic, is_noise
from extract.records import Label, NameRow

_PREVAILS = 3  # times as often as the other
_TWO = frozenset((Label.PLACE, Label.GOVERNMENT))
Rows = Mapping[str, NameRow]


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that are one, and why."""

    short: str
    long: str
    reason: str


def prevailing(rows: Rows, _: Groups[str]) -> Iterator[Join]:
    """Yield a join for each name that under another label is met at least three times as often."""
    by_name: dict[str, list[NameRow]] = {}
    for row in rows.values():
        if not is_noise(row.name):
            by_name.setdefault(base(row.name), []).append(row)
    for same in by_name.values():
        first = max(same, key=lambda row: (row.mentions, row.name_id))
        for row in same:
            if row.label is first.label or {row.label, first.label} == _TWO or _is_sure(row):
                continue
            if first.mentions >= _PREVAILS * row.mentions:
                yield Join(row.name_id, first.name_id, _reason(row, first.label))


def short_for_companies(rows: Rows, groups: Groups[str]) -> Iterator[Join]:
    """Yield a join for what is labelled no company, but is what documents call just one company of a legal form."""
    claims, mentions = _claims(rows), _mentions(rows, groups)
    for row in rows.values():
        if row.label is Label.COMPANY or _is_sure(row) or is_generic(row.name) or is_noise(row.name):
            continue
        longer = claims.get(base(row.name), [])
        roots = {groups.root(one.name_id) for one in longer}
        if len(roots) == 1 and mentions[min(roots)] >= _PREVAILS * row.mentions:
            yield Join(row.name_id, longer[0].name_id, f"a document calls {longer[0].name!r} so")


def _claims(rows: Rows) -> dict[str, list[NameRow]]:
    found: dict[str, list[NameRow]] = {}
    for row in rows.values():
        if row.label is Label.COMPANY and split_legal_form(row.name)[1]:
            for alias in dict.fromkeys(base(alias) for alias in row.aliases):
                found.setdefault(alias, []).append(row)
    return found


def _mentions(rows: Rows, groups: Groups[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows.values():
        root = groups.root(row.name_id)
        found[root] = found.get(root, 0) + row.mentions
    return found


def _is_sure(row: NameRow) -> bool:
    """Whether a name needs no majority to be what it is labelled."""
    if row.label is Label.COMPANY and split_legal_form(row.name)[1]:
        return True
    if row.label is Label.GROUP:
        return is_people(row.name)
    if row.label in _TWO and (find_country(row.name) or find_by_seat(row.name)):
        return True
    if row.label is Label.PLACE and (is_city(row.name) or is_state(row.name)):
        return True
    body = find_body(row.name)
    return body is not None and body.label is row.label


def _reason(row: NameRow, label: Label) -> str:
    return f"the same name, which elsewhere is a {label.value}; called {row.label.value} in few places"
