"""Facets as filters of a search: chips in the address become fields of the query language, and come off again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from extract.records import FactKind
from search.results import Results
from web import wording
from web.calming import calm

FIELDS: dict[str, str] = {
    "kind": "kind",
    "year": "year",
    "company": "company",
    "government": "government",
    "place": "place",
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "source": "source",
    "language": "language",
    "fact": "fact",
}
"""Facet -> what it is called; facets not named here are not offered."""

QUERY_FIELDS = {"year": "date"}
SHOWN = 8
MOST = 40
"""Values of a facet that stand in sight, and that are offered at all."""
Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value with its count, and the address that adds it, or takes it off when it is `chosen`."""

    name: str
    words: str
    count: int
    link: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its most frequent values; `rest` are the others, folded away."""

    name: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter at work, with the address that takes it off."""

    name: str
    words: str
    link: str


def chosen(arguments: Iterable[tuple[str, str]]) -> Filters:
    """Return the filters among the arguments of an address, each once, in their order."""
    return tuple(dict.fromkeys((name, value) for name, value in arguments if name in FIELDS and value.strip()))


def clause(name: str, value: str) -> str:
    """Return a filter in the query language; quotes, which would end the phrase, are left out."""
    field = QUERY_FIELDS.get(name, name)
    bare = " ".join(value.replace('"', " ").replace("\\", " ").split())
    return f"{field}:{bare}" if bare.isalnum() else f'{field}:"{bare}"'


def with_filters(query: str, filters: Filters) -> str:
    """Return a query narrowed by filters, which come first: an unclosed quote in the query cannot swallow them."""
    clauses = " ".join(clause(name, value) for name, value in filters)
    if not clauses or not query.strip():
        return query or clauses
    return f"{clauses} ({query})" if " OR " in query else f"{clauses} {query}"


def address(query: str, filters: Filters, sort: str, also: Filters = ()) -> str:
    """Return the address of a search; `also` are arguments that are no filters."""
    return "/search?" + urlencode([("q", query), *filters, *([("sort", sort)] if sort else []), *also])


def value_words(name: str, value: str) -> str:
    """Return a facet's value as one reads it."""
    if name == "fact" and value in set(FactKind):
        return wording.FACTS_PLURAL[FactKind(value)]
    return wording.kind_words(value) if name == "kind" else calm(value)


def chips(query: str, filters: Filters, sort: str, also: Filters = ()) -> tuple[Chip, ...]:
    """Return the filters at work, each with the address without it."""
    return tuple(
        Chip(
            FIELDS[name],
            value_words(name, value),
            address(query, tuple(f for f in filters if f != (name, value)), sort, also),
        )
        for name, value in filters
    )


def offered(results: Results, query: str, filters: Filters, sort: str, also: Filters = ()) -> tuple[Facet, ...]:
    """Return the facets of results as choices; a facet that tells nothing apart is left out."""
    found = dict(results.facets)
    facets = []
    for name, called in FIELDS.items():
        choices = choices_of(name, offerable(name, found.get(name, ()), filters), query, filters, sort, also)
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            facets.append(Facet(called, choices[:SHOWN], choices[SHOWN:]))
    return tuple(facets)


def offerable(name: str, counts: Sequence[tuple[str, int]], filters: Filters) -> Sequence[tuple[str, int]]:
    """Return the values of a facet that are offered: the most frequent, and any that is chosen."""
    return [*counts[:MOST], *(one for one in counts[MOST:] if (name, one[0]) in filters)]


def choices_of(
    name: str, counts: Sequence[tuple[str, int]], query: str, filters: Filters, sort: str, also: Filters = ()
) -> tuple[Choice, ...]:
    """Return a facet's values as choices."""
    before = "/search?" + urlencode([("q", query), *filters, (name, "")])
    behind = "&" + urlencode([*([("sort", sort)] if sort else []), *also]) if sort or also else ""
    out = []
    for value, count in counts:
        if on := (name, value) in filters:
            link = address(query, tuple(f for f in filters if f != (name, value)), sort, also)
        else:
            link = before + quote_plus(value) + behind
        out.append(Choice(name, value_words(name, value), count, link, on))
    return tuple(out)
