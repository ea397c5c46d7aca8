"""`/search`: hits by document, with their sentences, pages and links to the place. Any query is answered."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request

from extract.records import Label
from search.index import DEFAULT_OPTIONS, ORDERS
from search.results import Results
from web import filters, listing
from web.current import library, options
from web.filters import Chip, Facet
from web.listing import Paging
from web.rendering import Page, render

blueprint = Blueprint("search", __name__)
SORTS = (("relevance", "best match"), ("-date", "newest first"), ("date", "oldest first"), ("title", "title"))
EXAMPLES = (
    ('"{phrase}"', "the words next to each other"),
    ("camera OR surveillance", "either word"),
    ("contract -renewal", "the first word without the second"),
    ("{slip}~", "spelled about like this"),
    ("surveil*", "words that begin so"),
    ("kind:contract amount:>1m", "contracts that name an amount over a million"),
    ("date:2019-10..2021", "dated between the two"),
    ('target:"{company}" fact:designation', "where it is the one who is listed"),
    ("fact:allegation denied:yes", "allegations together with a denial"),
    ('"@company camera"~8', "any company within eight words of it"),
)
"""Queries and what they mean; `{company}`, `{phrase}` and `{slip}` are names of a company here and a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The answer to a query; `results` is None while nothing is asked."""

    template = "search.html"
    section = "search"
    query: str
    sort: str
    results: Results | None
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    paging: Paging
    kept: tuple[tuple[str, str], ...]
    sorts: tuple[tuple[str, str, str], ...]
    examples: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        """The query."""
        return f"{self.query} – search" if self.query else "Search"


@blueprint.get("/search")
def search() -> str:
    """Show what a query finds."""
    query = request.args.get("q", "")
    chosen = filters.chosen(request.args.items(multi=True))
    order = next((order for order in ORDERS if order == request.args.get("sort")), DEFAULT_OPTIONS.sort)
    sort = "" if order == DEFAULT_OPTIONS.sort else order
    number = listing.whole(request.args.get("page"), 1)
    size = options().page_size
    asked = filters.with_filters(query, chosen)
    results = None
    if asked.strip():
        offset = (number - 1) * size
        results = library().search(asked, limit=size, offset=offset, sort=order, facets=True)
    return render(page_of(query, chosen, sort, results, number, size))


def page_of(
    query: str, chosen: filters.Filters, sort: str, results: Results | None, number: int, size: int
) -> SearchPage:
    """Return the page of an answer."""
    total = results.total if results else 0
    asked = (("q", query), *chosen, *((("sort", sort),) if sort else ()))
    return SearchPage(
        query=query,
        sort=sort,
        results=results,
        chips=filters.chips(query, chosen, sort),
        facets=filters.offered(results, query, chosen, sort) if results else (),
        paging=Paging(number, size, number * size < total, "/search", asked, total),
        kept=chosen,
        examples=() if total else examples(),
        sorts=tuple((name, words, filters.address(query, chosen, name)) for name, words in SORTS),
    )


def examples() -> tuple[tuple[str, str], ...]:
    """Return examples of queries that name the company this workspace speaks of most."""
    entity = next(library().entities(Label.COMPANY, limit=1), None)
    names = ("Hikvision", "Hangzhou Hikvision") if entity is None else (entity.name, *entity.aliases)
    names = tuple(sorted((name.replace('"', "") for name in names if len(name) > 4), key=len)) or ("Hikvision",)
    company, phrase = names[0], next((name for name in names if " " in name), names[0])
    word = max(company.split() or [company], key=len).casefold()
    slip = word[: len(word) // 2] + word[len(word) // 2 + 1 :]
    return tuple((query.format(company=company, phrase=phrase, slip=slip), meaning) for query, meaning in EXAMPLES)
