"""Nouns that describe who was named before: "the firm", "the watchdog", "the ministry", and how each points back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extract.gazetteers.tables import rows
from extract.records import Label


class Manner(StrEnum):
    """How a noun points back.

    At any body of its label (general), at one of a kind (kind), at one whose name or description holds the noun
    itself (echo), at the government of a place so called (named).
    """

    GENERAL = "general"
    KIND = "kind"
    ECHO = "echo"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A noun's labels, the likeliest first; its manner; its trade; words that speak for whom it describes."""

    labels: tuple[Label, ...]
    manner: Manner
    family: str
    related: frozenset[str]


def find_descriptors(noun: str) -> tuple[Descriptor, ...]:
    """Return what a noun in small letters may describe: a city is a place, or the government of one."""
    return _descriptors().get(noun, ())


def find_label(noun: str) -> Label | None:
    """Return what a noun says of a body: the likeliest of its labels, none where it says too little."""
    found = find_descriptors(noun)
    if not found or found[0].manner is Manner.NAMED or (found[0].manner is Manner.GENERAL and len(found[0].labels) > 1):
        return None
    return found[0].labels[0]


def families(words: Iterable[str]) -> set[str]:
    """Return the trades that nouns name: a maker makes, a reseller trades."""
    return {one.family for word in words for one in find_descriptors(word) if one.family}


@cache
def _descriptors() -> dict[str, tuple[Descriptor, ...]]:
    found: dict[str, tuple[Descriptor, ...]] = {}
    for row in rows("descriptions.csv"):
        labels = tuple(Label(label) for label in row["labels"].split("|"))
        one = Descriptor(labels, Manner(row["manner"]), row["family"], frozenset(row["related"].split()))
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), one)
    return found
