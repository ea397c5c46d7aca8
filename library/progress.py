"""How far a run is, in the one form in which all stages tell it."""

from __future__ import annotations

from corpus.records import Progress as Read
from library.records import Progress
from library.rooms import Rooms


class Text:
    """How much of the text that waits was searched for names and facts: documents differ a thousandfold in length."""

    def __init__(self, rooms: Rooms, documents: int) -> None:
        self._done = self._size = 0
        self._documents = documents
        self._total_size = rooms.extractions.length_stale(rooms.extractor_version)

    def take(self, length: int) -> None:
        """Count a document of so many characters as done."""
        self._done += 1
        self._size += length

    def at(self, location: str) -> Progress:
        """Return how far it is, turning to the document found there."""
        return Progress("extract", self._done, self._documents, location, size=self._size, total_size=self._total_size)


def reading(so_far: Read) -> Progress:
    """Return how far reading is."""
    return Progress(
        "read", so_far.files, so_far.files_total, so_far.location,
        so_far.found, so_far.failed, so_far.file_bytes, so_far.bytes_total,
    )  # fmt: skip
