"""Joins things into groups, two at a time; the groups do not depend on the order of the joins.

Two things that are barred from each other never come into one group; then the order of joins and bars decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=str)


class Groups(Generic[Item]):
    """Disjoint groups of ids."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._parent: dict[Item, Item] = {item: item for item in items}
        self._barred: dict[Item, set[Item]] = {}

    def root(self, item: Item) -> Item:
        """Return the id that stands for the group of `item`: its least."""
        self._parent.setdefault(item, item)
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, first: Item, second: Item) -> bool:
        """Make one group of the groups of two ids, unless they are barred from each other; say whether they are one."""
        low, high = sorted((self.root(first), self.root(second)))
        if low == high:
            return True
        if not self.may_join(low, high):
            return False
        self._parent[high] = low
        for other in self._barred.pop(high, ()):
            self._barred[other].discard(high)
            self._barred[other].add(low)
            self._barred.setdefault(low, set()).add(other)
        return True

    def bar(self, first: Item, second: Item) -> bool:
        """Keep the groups of two ids apart from now on; say whether they are, which one group cannot be."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return False
        self._barred.setdefault(one, set()).add(other)
        self._barred.setdefault(other, set()).add(one)
        return True

    def may_join(self, first: Item, second: Item) -> bool:
        """Whether nothing keeps two ids apart."""
        return self.root(second) not in self._barred.get(self.root(first), ())

    def together(self, first: Item, second: Item) -> bool:
        """Whether two ids are in one group."""
        return self.root(first) == self.root(second)

    def all(self) -> list[list[Item]]:
        """Return the groups, each sorted, in order of their roots."""
        found: dict[Item, list[Item]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.root(item), []).append(item)
        return [found[root] for root in sorted(found)]
