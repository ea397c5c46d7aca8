"""What an address asks of a search: the query with its filters, the order, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request

from library.records import Wanted
from search.index import DEFAULT_OPTIONS, ORDERS, Order
from web import filters
from web.current import person
from web.filters import Filters

NO = frozenset({"0", "no", "false"})
YES = frozenset({"1", "yes", "true", "on"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address says it; every page, download and form about the same hits is made from one."""

    query: str
    filters: Filters = ()
    order: Order = DEFAULT_OPTIONS.sort
    fold: bool = True
    unseen: bool = False
    apart: bool = False

    @property
    def sort(self) -> str:
        """The order, empty where it is the usual one."""
        return "" if self.order == DEFAULT_OPTIONS.sort else self.order

    @property
    def whole(self) -> str:
        """The query with its filters, in the query language."""
        return filters.with_filters(self.query, self.filters)

    @property
    def also(self) -> Filters:
        """The arguments that are neither query, filter nor order."""
        said = (("fold", "0", not self.fold), ("unseen", "1", self.unseen), ("apart", "1", self.apart))
        return tuple((name, value) for name, value, on in said if on)

    @property
    def arguments(self) -> Filters:
        """All arguments of the address."""
        return (("q", self.query), *self.filters, *((("sort", self.sort),) if self.sort else ()), *self.also)

    def wanted(self, *, limit: int, offset: int = 0, facets: bool = False, snippets: int = 3) -> Wanted:
        """Return what the library is asked for."""
        return Wanted(
            limit=limit,
            offset=offset,
            sort=self.order,
            facets=facets,
            fold=self.fold,
            reader=person().name,
            unseen_only=self.unseen,
            snippets=snippets,
        )

    def link(self, path: str = "/search", *also: tuple[str, str]) -> str:
        """Return the address of these hits at a path."""
        return f"{path}?{urlencode([*self.arguments, *also])}"

    def ordered(self, order: Order) -> str:
        """Return the address of the same in another order."""
        return replace(self, order=order).link()

    def folding(self, *, fold: bool) -> str:
        """Return the address with copies folded or not."""
        return replace(self, fold=fold).link()

    def only_unseen(self, *, unseen: bool) -> str:
        """Return the address of the documents not seen, or of all."""
        return replace(self, unseen=unseen).link()

    def set_apart(self) -> str:
        """Return the address of the same with what sets the hits apart."""
        return replace(self, apart=True).link() + "#apart"

    def meaning(self, query: str) -> str:
        """Return the address of another query in its place."""
        return replace(self, query=query, filters=()).link()


def asked() -> Asked:
    """Return what the address of this request, or its form, asks for."""
    return asked_in((name, value) for name in request.values for value in request.values.getlist(name))


def asked_in(arguments: Iterable[tuple[str, str]]) -> Asked:
    """Return what arguments ask for; what makes no sense is as if not given."""
    pairs = tuple(arguments)
    first = dict(reversed(pairs))
    return Asked(
        query=first.get("q", ""),
        filters=filters.chosen(pairs),
        order=next((order for order in ORDERS if order == first.get("sort")), DEFAULT_OPTIONS.sort),
        fold=first.get("fold", "") not in NO,
        unseen=first.get("unseen", "") in YES,
        apart=first.get("apart", "") in YES,
    )
