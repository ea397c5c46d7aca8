"""Lists that go on: which stretch is asked for, and the addresses of the stretches before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

Item = TypeVar("Item")
FURTHEST = 10_000_000


def whole(text: str | None, otherwise: int, *, least: int = 1, most: int = FURTHEST) -> int:
    """Return a whole number from an address, within bounds; `otherwise` where it is none."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return otherwise
    return max(least, min(int(text), most))


def link(path: str, asked: Iterable[tuple[str, str]]) -> str:
    """Return an address with its arguments."""
    words = urlencode(list(asked))
    return f"{path}?{words}" if words else path


def within(address: str, otherwise: str) -> str:
    """Return an address if it is a path on this server, whatever a browser makes of it, else another one."""
    told = address.replace("\\", "/")
    if any(ord(letter) < 33 for letter in told) or not told.startswith("/") or told.startswith("//"):
        return otherwise
    wanted = urlsplit(told)
    return f"{wanted.path}?{wanted.query}".rstrip("?") if not (wanted.scheme or wanted.netloc) else otherwise


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a reader stands in a list; `total` is None where nobody has counted."""

    number: int
    size: int
    more: bool
    path: str
    asked: tuple[tuple[str, str], ...] = ()
    total: int | None = None

    def link(self, number: int) -> str:
        """Return the address of another stretch of the list."""
        return link(self.path, (*self.asked, *((("page", str(number)),) if number > 1 else ())))

    @property
    def previous(self) -> str | None:
        """The address of the stretch before, None on the first."""
        return self.link(self.number - 1) if self.number > 1 else None

    @property
    def following(self) -> str | None:
        """The address of the stretch after, None on the last."""
        return self.link(self.number + 1) if self.more else None

    @property
    def first(self) -> int:
        """The number of the first item shown, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last item shown, where somebody has counted them; else of the last there is room for."""
        return self.number * self.size if self.total is None else min(self.number * self.size, self.total)

    @property
    def last_page(self) -> int | None:
        """How many stretches there are, where somebody has counted."""
        return None if self.total is None else max(1, -(-self.total // self.size))


def peek(items: Iterable[Item], size: int) -> tuple[tuple[Item, ...], bool]:
    """Return the first `size` items and whether there are more."""
    taken = tuple(islice(items, size + 1))
    return taken[:size], len(taken) > size


def asked_for(arguments: Mapping[str, str], *keep: str) -> tuple[tuple[str, str], ...]:
    """Return the arguments of an address that its next stretch must keep, empty ones left out."""
    return tuple((key, arguments[key]) for key in keep if arguments.get(key))
