"""Files that are parts of one list: `alt.csv`, `add.csv`, `sdn_comments.csv` say little without `sdn.csv` beside them.

They are known by the names their publisher gives them. A part is read into its list where the two lie side by side,
and the list's line in the ledger says so with the part's hash; a part that was not read so is read by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus.identity import sha256_of_file
from corpus.records import LedgerEntry, Source
from corpus.walking import FoundFile

PARTS = {
    "sdn.csv": ("add.csv", "alt.csv", "sdn_comments.csv"),
    "cons_prim.csv": ("cons_add.csv", "cons_alt.csv", "cons_comments.csv"),
}
"""What a list is called by the Office of Foreign Assets Control, and what its parts are called."""
LIST_OF = {part: name for name, parts in PARTS.items() for part in parts}
MOST_BYTES = 64_000_000
SHOWN_DIGITS = 16
READ_WITH = "Its rows stand in the entries of {name}, beside which it lies."


def read_beside(path: Path | None) -> tuple[tuple[str, bytes], ...]:
    """Return the parts of a list that lie beside it, as names and bytes, in order of name; nothing for other files."""
    wanted = PARTS.get(path.name.lower(), ()) if path is not None else ()
    found = (_beside(path, name) for name in wanted if path is not None)
    return tuple((one.name, one.read_bytes()) for one in found if one is not None)


def note_on(name: str, sha256: str) -> str:
    """Return how the ledger names a part that was read into its list."""
    return f"{name} (SHA-256 {sha256[:SHOWN_DIGITS]})"


def find_list(path: Path | None, source: Source, find_entry: Callable[[str, str], LedgerEntry | None]) -> str | None:
    """Return the name of the list that a part was read into already, as the ledger says; None for any other file.

    `find_entry` looks up location and hash in the ledger.
    """
    name = LIST_OF.get(path.name.lower()) if path is not None else None
    if path is None or name is None:
        return None
    held = _beside(path, name)
    if held is None:
        return None
    folder, slash, _ = source.location.rpartition("/")
    entry = find_entry(f"{folder}{slash}{held.name}", sha256_of_file(held))
    return held.name if entry is not None and note_on(path.name, source.sha256) in entry.note else None


def lists_first(found: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Yield files in their order, but the parts of a list behind it."""
    waiting: dict[Path, list[FoundFile]] = {}
    for one in found:
        name = LIST_OF.get(one.path.name.lower())
        held = _beside(one.path, name) if name is not None and not one.reason else None
        if held is not None:
            waiting.setdefault(held, []).append(one)
        else:
            yield one
            yield from waiting.pop(one.path, ())
    for left in waiting.values():
        yield from left


def _beside(path: Path, name: str) -> Path | None:
    """Return the file of this name, in any case, that lies beside another; one of an absurd size is none."""
    try:
        for one in sorted(path.parent.iterdir()):
            if one.name.lower() == name and one.is_file() and one.stat().st_size <= MOST_BYTES:
                return one
    except OSError:
        return None
    return None
