"""Joins things into groups, two at a time; the groups do not depend on the order of the joins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=str)


class Groups(Generic[Item]):
    """Disjoint groups of ids."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._parent: dict[Item, Item] = {item: item for item in items}

    def root(self, item: Item) -> Item:
        """Return the id that stands for the group of `item`: its least."""
        self._parent.setdefault(item, item)
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, first: Item, second: Item) -> None:
        """Make one group of the groups of two ids."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low

    def together(self, first: Item, second: Item) -> bool:
        """Whether two ids are in one group."""
        return self.root(first) == self.root(second)

    def all(self) -> list[list[Item]]:
        """Return the groups, each sorted, in order of their roots."""
        found: dict[Item, list[Item]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.root(item), []).append(item)
        return [found[root] for root in sorted(found)]
