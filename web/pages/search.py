"""`/search`: hits by document, with their sentences, pages and links to the place. Any query is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, request

from corpus.records import DocumentHead
from library.searches.records import SavedSearch
from search.index import Order
from search.results import Hit, Results, Significance, Snippet
from web import filters, listing
from web.asking import Asked, asked
from web.current import library, names, options, searches
from web.filters import Chip, Facet
from web.histogram import Histogram, histogram
from web.listing import Paging
from web.rendering import Page, render
from web.syntax import Example, examples

blueprint = Blueprint("search", __name__)
SORTS: tuple[tuple[Order, str], ...] = (
    ("relevance", "best match"),
    ("recency", "best and recent"),
    ("-date", "newest first"),
    ("date", "oldest first"),
    ("title", "title"),
)
APART = 16


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A hit with the heads of its copies, and whether it was seen."""

    hit: Hit
    copies: tuple[DocumentHead, ...]
    seen: bool

    @property
    def sentences(self) -> tuple[Snippet, ...]:
        """The sentences found, without the title said again where there are others."""
        title = self.hit.title.strip().casefold()
        return tuple(one for one in self.hit.snippets if one.text.strip().casefold() != title) or self.hit.snippets


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The answer to a query; `results` is None while nothing is asked.

    `waiting` says of how many documents the index does not hold what was read in them yet, and of how many in all.
    """

    template = "search.html"
    section = "search"
    asked: Asked
    results: Results | None
    hits: tuple[FoundHit, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    years: Histogram | None
    paging: Paging
    sorts: tuple[tuple[str, str, str], ...]
    examples: tuple[Example, ...]
    saved: SavedSearch | None
    apart: Significance | None
    waiting: tuple[int, int]

    @property
    def query(self) -> str:
        """The query as typed."""
        return self.asked.query

    @property
    def heading(self) -> str:
        """The query."""
        return f"{self.query} – search" if self.query else "Search"


@blueprint.get("/search")
def search() -> str:
    """Show what a query finds."""
    question = asked()
    number = listing.whole(request.args.get("page"), 1)
    size = options().page_size
    if not question.whole.strip():
        return render(page_of(question, None, number, size))
    wanted = question.wanted(limit=size, offset=(number - 1) * size, facets=True)
    return render(page_of(question, library().find(question.whole, wanted), number, size))


def page_of(question: Asked, results: Results | None, number: int, size: int) -> SearchPage:
    """Return the page of an answer."""
    total = results.total if results else 0
    distinct = results.distinct if results else 0
    bare, chosen, sort, also = question.query, question.filters, question.sort, question.also
    seen = searches().seen() if results else frozenset()
    years = years_of(results, question) if results else None
    offered = filters.offered(results, bare, chosen, sort, also) if results else ()
    return SearchPage(
        asked=question,
        results=results,
        hits=tuple(found(hit, seen) for hit in results.hits) if results else (),
        chips=filters.chips(bare, chosen, sort, also),
        facets=tuple(facet for facet in offered if years is None or facet.name != filters.FIELDS["year"]),
        years=years,
        paging=Paging(number, size, number * size < distinct, "/search", question.arguments, distinct),
        examples=examples(library()),
        sorts=tuple((name, words, question.ordered(name)) for name, words in SORTS),
        saved=next((one for one in searches().saved() if one.query == question.whole), None),
        apart=library().significant(question.whole, question.wanted(limit=APART)) if question.apart and total else None,
        waiting=library().waiting_for_index(),
    )


def found(hit: Hit, seen: frozenset[str]) -> FoundHit:
    """Return a hit as it is shown."""
    heads = (names().head(copy) for copy in hit.copies)
    return FoundHit(hit, tuple(head for head in heads if head is not None), hit.document_id in seen)


def years_of(results: Results, question: Asked) -> Histogram | None:
    """Return documents by year."""

    def link(year: str) -> str:
        others = tuple(pair for pair in question.filters if pair[0] != "year")
        return replace(question, filters=(*others, ("year", year))).link()

    return histogram(dict(results.facets).get("year", ()), results.total, link)
