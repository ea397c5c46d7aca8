"""Given names that only women, or only men, commonly bear: enough to keep "she" from meaning Pieter."""

from __future__ import annotations

from functools import cache
from typing import Literal

from extract.gazetteers.tables import rows

Pronoun = Literal["she", "he"]


def find_pronoun(name: str) -> Pronoun | None:
    """Return the pronoun that a person's first name, or a title before it, speaks for; None where neither tells."""
    first = name.split(maxsplit=1)[0].rstrip(".").casefold() if name.strip() else ""
    return _pronouns().get(first)


@cache
def _pronouns() -> dict[str, Pronoun]:
    found: dict[str, Pronoun] = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "lady": "she"}
    for row in rows("given_names.csv"):
        pronoun: Pronoun = "she" if row["gender"] == "she" else "he"
        found.update((name.casefold(), pronoun) for name in row["names"].split())
    return found
