"""Well-known bodies and companies by name or acronym, and the words that say what a body is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.folding import fold, listed
from extract.gazetteers.tables import lines, rows
from extract.records import Label

DESCRIBED_BODIES = listed(
    "authorities officials councils regulators police governments lawmakers prosecutors ministries ministers"
    " council ministry agencies courts diplomats legislators intelligence customs"
)
"""Nouns that, in small letters, describe public bodies and name none: "officials in Dublin", "British councils"."""


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known body; `country` is an alpha-2 code, empty where it belongs to none or to several."""

    name: str
    acronym: str
    label: Label
    country: str


def find_body(name: str) -> Body | None:
    """Return the well-known body with this name or acronym, with or without `the`."""
    return _bodies().get(fold(name).removeprefix("the "))


def head_label(word: str) -> Label | None:
    """Return what a body is whose name's head is this word: `Ministry` a government, `Bank` a company."""
    return _heads().get(fold(word))


def is_people(name: str) -> bool:
    """Whether a name is a people or a faith, in the singular or the plural."""
    folded = fold(name)
    return folded in _peoples() or folded.removesuffix("s") in _peoples()


def known_names() -> tuple[str, ...]:
    """Return the names that are well known and no common words, as they are written, in order."""
    return tuple(name for name in dict.fromkeys(body.name for body in _bodies().values()) if _distinct(name))


_COMMON_WORDS = listed(
    "Apple Amazon Meta Shell Orange Total Vale Ford Oracle Alphabet Intel Labour Congress Leonardo Roche Bayer Uber"
    " Dell Honda Disney Target Moderna Capita Siemens Motorola Boeing Tesla Thales Atos"
)


def _distinct(name: str) -> bool:
    return name not in _COMMON_WORDS and (" " in name or len(name) > 4 or any(letter.isdigit() for letter in name))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(fold(name) for name in lines("groups.txt"))


@cache
def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for row in rows("bodies.csv"):
        body = Body(row["name"], row["acronym"], Label(row["label"]), row["country"])
        for name in (body.name, body.acronym):
            if name:
                found.setdefault(fold(name).removeprefix("the "), body)
    for name in lines("companies.txt"):
        found.setdefault(fold(name), Body(name, "", Label.COMPANY, ""))
    return found


@cache
def _heads() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for row in rows("head_words.csv"):
        for word in row["words"].split():
            found.setdefault(fold(word), Label(row["label"]))
    return found
