"""Who speaks from inside whom: persons and the bodies they hold a position in, as the document says it."""

from __future__ import annotations

from extract.context import Context
from extract.facts.remembering import remembered
from extract.facts.role import find_roles
from extract.records import Role


def find_affiliations(context: Context) -> dict[str, frozenset[str]]:
    """Return for each person's name id the name ids of the bodies they belong to, and the reverse."""
    return remembered(context, "affiliations", lambda: _affiliations(context))


def _affiliations(context: Context) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for fact in find_roles(context):
        for person in fact.filled(Role.PERSON):
            for body in fact.filled(Role.ORGANISATION):
                found.setdefault(person.name_id, set()).add(body.name_id)
    return {name_id: frozenset(bodies) for name_id, bodies in found.items()}
