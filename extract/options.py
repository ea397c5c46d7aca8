"""What extraction can be told: which language pipeline to use and how much text to hand it at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of extraction.

    `model` is the name of an installed spaCy pipeline or the path of one; None means the one that comes with
    Threadline. `piece_characters` bounds what is tagged at once, and so the memory; pieces end where paragraphs do.
    `batch_characters` is how much text of several documents goes through the pipeline together. `workers` is how many
    processes share a corpus; each holds a pipeline of its own, of about half a gigabyte.
    """

    model: str | None = None
    piece_characters: int = 20_000
    batch_characters: int = 200_000
    batch_pieces: int = 16
    workers: int = 1
