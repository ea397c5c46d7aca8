"""Where in a file its title, date, authors and publisher were read: one way of saying it, for every reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.text import tidy

FIRST_HEADING = "first heading"
FIRST_LINE = "first line"
OPENING_LINES = "opening lines"
FILE_PROPERTIES = "file properties"


def read_from(title: str = "", date: str = "", authors: str = "", publisher: str = "") -> tuple[tuple[str, str], ...]:
    """Return the metadata entries that say where each was read; what was not read has none."""
    places = {"title": title, "date": date, "authors": authors, "publisher": publisher}
    return tuple((f"{name} read from", place) for name, place in places.items() if place)


def first(candidates: Iterable[tuple[str | None, str]]) -> tuple[str, str]:
    """Return the first value that says something with the place it stands in, else two empty texts."""
    return next(((value, place) for value, place in candidates if value), ("", ""))


def office_properties(document: Any) -> dict[str, str]:
    """Return what a Word or PowerPoint file says of itself; a file without that part says nothing."""
    try:
        core = document.core_properties
        stated = {"title": core.title, "author": core.author, "created": core.created, "modified": core.modified}
    except (KeyError, ValueError, AttributeError):
        return {}
    return {name: tidy(str(value)) for name, value in stated.items() if value}
