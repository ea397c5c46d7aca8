"""How a word's lemma is made from its form: as treebanks have it for that form and tag, else by an edit.

The edits are a small closed list that the encoder chooses from.

An edit is written `CASE-CUT+ENDING`: "k" keeps the letters, "l" makes them small, CUT letters fall off the end, ENDING
is put there ("l-1+y"); `=LEMMA` stands for a lemma that shares no letter with its form ("=be").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

KEEP = "k-0+"
_EDIT = re.compile(r"([kl])-(\d+)\+(.*)", re.DOTALL)


def edit_of(form: str, lemma: str) -> str:
    """Return the edit that makes the lemma of the form."""
    case, text = ("k", form) if _shared(form, lemma) >= _shared(form.lower(), lemma) else ("l", form.lower())
    shared = _shared(text, lemma)
    if not shared:
        return f"={lemma}"
    return f"{case}-{len(text) - shared}+{lemma[shared:]}"


def lemma_of(form: str, edit: str) -> str:
    """Return what an edit makes of a form; a form too short for it stays as it is."""
    if edit.startswith("="):
        return edit[1:]
    found = _EDIT.fullmatch(edit)
    if found is None:
        raise ValueError(f"{edit!r} is no edit; write k-2+y, l-0+ or =be")
    case, cut, ending = found.groups()
    text = form.lower() if case == "l" else form
    kept = len(text) - int(cut)
    return text[:kept] + ending if kept > 0 else form


def _shared(one: str, other: str) -> int:
    """Return how many letters two words share from the beginning on."""
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


class Lemmas:
    """Lemmas of words; `seen` has those of known forms in small letters, by XPOS tag, `edits` the edits in order."""

    def __init__(self, edits: Sequence[str], seen: Mapping[str, Mapping[str, str]]) -> None:
        self._edits, self._seen = edits, seen

    def lemma(self, form: str, tag: str, edit: int) -> str:
        """Return the lemma of a form with a tag, by the edit of that number where the form is unknown."""
        known = self._seen.get(tag, {}).get(form.lower())
        return lemma_of(form, self._edits[edit]) if known is None else known
