"""How a document's original looks: its pages as pictures, the places of its text on them, its markup made inert."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from corpus.records import Document, DocumentHead, Line
from corpus.showing.errors import NotShownError
from corpus.showing.records import WIDTHS, Place, Spot, Spots
from library.rooms import Rooms

Look = Literal["pages", "markup"]
PICTURED = ("application/pdf", "image/")
MARKUP = ("text/html", "application/xhtml+xml", "message/rfc822")
NO_LOOK = "Originals of this kind are not shown here. They can be downloaded."
LONGEST_QUOTE = 5_000


def look_of(media_type: str) -> Look | None:
    """Return how an original of this type can be shown; None where it can only be downloaded."""
    if media_type.startswith(PICTURED):
        return "pages"
    return "markup" if media_type in MARKUP else None


class Looks:
    """The looks of the originals of one workspace."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def picture(self, head: DocumentHead, page: int, *, wide: bool = False) -> bytes:
        """Return a page as WebP, drawn now or kept from before; raises NotShownError."""
        self._expect(head.media_type, "pages")
        width = WIDTHS[wide]
        name = f"{page}-{width}.webp"
        kept = self.rooms.pictures.find(head.sha256, name)
        if kept is not None:
            return kept
        path = self.rooms.originals.path_of(head.sha256)
        drawn = self.rooms.workshop.picture(path, head.media_type, page, width)
        self.rooms.pictures.put(head.sha256, name, drawn)
        if self.rooms.documents.find_head(head.document_id) is None:  # withdrawn while it was drawn
            self.rooms.pictures.forget(head.sha256)
        return drawn

    def spots(
        self, document: Document, page: int, stretches: Sequence[tuple[int, int]]
    ) -> tuple[Spots, list[list[Spot]]]:
        """Return a page's size and, for each stretch of the text, where its lines stand on it; raises NotShownError."""
        self._expect(document.media_type, "pages")
        lines = [line for line in document.lines if line.page == page]
        asked = [(line, [n for n, one in enumerate(stretches) if _shared(line, one)]) for line in lines]
        asked = [(line, numbers) for line, numbers in asked if numbers]
        places = tuple(_place(document, line, [stretches[n] for n in numbers]) for line, numbers in asked)
        path = self.rooms.originals.path_of(document.sha256)
        found = self.rooms.workshop.spots(path, document.media_type, page, places)
        told: list[list[Spot]] = [[] for _ in stretches]
        for spot in found.spots:
            told[asked[spot.place][1][spot.run]].append(spot)
        return found, told

    def markup(self, document: Document, start: int, end: int) -> bytes:
        """Return a web page or message as inert markup, a stretch of its text marked; raises NotShownError."""
        self._expect(document.media_type, "markup")
        quote = document.text[start : min(end, start + LONGEST_QUOTE)]
        path = self.rooms.originals.path_of(document.sha256)
        return self.rooms.workshop.markup(path, document.media_type, quote)

    def _expect(self, media_type: str, look: Look) -> None:
        if look_of(media_type) != look:
            raise NotShownError(NO_LOOK)


def _shared(line: Line, stretch: tuple[int, int]) -> bool:
    return line.start < stretch[1] and stretch[0] < line.end


def _place(document: Document, line: Line, stretches: Sequence[tuple[int, int]]) -> Place:
    runs = tuple((max(start, line.start) - line.start, min(end, line.end) - line.start) for start, end in stretches)
    return Place((line.left, line.top, line.right, line.bottom), document.text[line.start : line.end], runs)
