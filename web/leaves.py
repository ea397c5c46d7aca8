"""A long document cut into leaves that a page can hold: whole pages where there are pages, whole paragraphs elsewhere.

Guarantees that the leaves follow each other without gap or overlap from the first code point to the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.records import Document, SectionKind

LEAF_LENGTH = 12_000
"""Code points that a leaf holds at least, where the document is that long; one page or paragraph may exceed it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of a document, numbered from 1; its pages where the document has any."""

    number: int
    start: int
    end: int
    first_page: int | None = None
    last_page: int | None = None


def page_starts(document: Document) -> list[tuple[int, int | None]]:
    """Return where each page starts and its number, in order; nothing where there are no pages."""
    return sorted((section.start, section.number) for section in document.sections if section.kind is SectionKind.PAGE)


def cuts(document: Document) -> Iterable[tuple[int, int | None]]:
    """Yield the places where a leaf may begin, with the page that begins there."""
    pages = page_starts(document)
    if pages:
        yield from pages
        return
    at = 0
    while (found := document.text.find("\n", at + LEAF_LENGTH)) >= 0:
        at = found + 1
        yield at, None


def leaves_of(document: Document) -> tuple[Leaf, ...]:
    """Return the leaves of a document, at least one."""
    starts: list[tuple[int, int | None, int | None]] = []
    last: int | None = None
    for at, page in cuts(document):
        if not starts:
            starts.append((0, page, None))
            if page is None and at:
                starts.append((at, None, None))
        elif at - starts[-1][0] >= LEAF_LENGTH:
            starts[-1] = (*starts[-1][:2], last)
            starts.append((at, page, None))
        last = page
    starts = starts or [(0, None, None)]
    starts[-1] = (*starts[-1][:2], last)
    ends = [start for start, _, _ in starts[1:]] + [len(document.text)]
    return tuple(
        Leaf(number, start, end, first, final if final is not None else first)
        for number, ((start, first, final), end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def leaf_at(leaves: tuple[Leaf, ...], offset: int) -> Leaf:
    """Return the leaf that holds a code point; the last one past the end."""
    return next((leaf for leaf in leaves if leaf.start <= offset < leaf.end), leaves[-1])


def leaf_of_page(leaves: tuple[Leaf, ...], page: int) -> Leaf:
    """Return the leaf that holds a page; the last one where there is no such page."""
    for leaf in leaves:
        if leaf.first_page is not None and leaf.last_page is not None and leaf.first_page <= page <= leaf.last_page:
            return leaf
    return leaves[-1]
