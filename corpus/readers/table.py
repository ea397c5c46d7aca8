"""The table of formats as README shows it, written from the readers, so that it cannot say what is not so."""

from __future__ import annotations

from corpus.readers import READERS
from corpus.readers.reading import Reader

HEAD = ("format", "endings", "what is kept of it", "read by", "needs (Debian package)")
OURSELVES = "the standard library"
BY_PROGRAM = "the program"


def format_table() -> str:
    """Return the readers as a Markdown table, a line each."""
    rows = [HEAD, ("---",) * len(HEAD), *(_row(reader) for reader in READERS)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(reader: Reader) -> tuple[str, ...]:
    library = reader.library or (BY_PROGRAM if reader.needs else OURSELVES)
    return reader.name, " ".join(reader.extensions), reader.kept, library, reader.needs
