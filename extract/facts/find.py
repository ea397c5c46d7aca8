"""The entry to facts: every finder, one after the other, in a literal list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.context import Context
from extract.facts.allegation import find_allegations
from extract.facts.designation import find_designations
from extract.facts.merging import merge
from extract.facts.response import find_responses
from extract.facts.role import find_roles
from extract.records import Fact

FINDERS: tuple[Callable[[Context], Iterator[Fact]], ...] = (
    find_designations,
    find_allegations,
    find_responses,
    find_roles,
)


def find_facts(context: Context) -> tuple[Fact, ...]:
    """Return the facts of a document in the order of their evidence, none twice."""
    found = [fact for finder in FINDERS for fact in finder(context)]
    return merge(found)
