"""Where names stand: the tagger's entities, mended, and those that rules know better.

A `Found` counts tokens of the doc; `tag` is the tagger's coarse label (PERSON, ORG, PLACE, GROUP) until typing decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Token

from extract.folding import listed
from extract.gazetteers import titles
from extract.names import is_noise


class Tag(StrEnum):
    """What the tagger says, before use decides between company, government and organisation."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    GROUP = "GROUP"


TAGS = {
    "PERSON": Tag.PERSON, "PER": Tag.PERSON, "ORG": Tag.ORG, "ORGANIZATION": Tag.ORG, "ORGANISATION": Tag.ORG,
    "COMPANY": Tag.ORG, "GOVERNMENT": Tag.ORG, "PLACE": Tag.PLACE, "GPE": Tag.PLACE, "LOC": Tag.PLACE,
    "LOCATION": Tag.PLACE, "FAC": Tag.PLACE, "FACILITY": Tag.PLACE, "GROUP": Tag.GROUP, "NORP": Tag.GROUP,
}  # fmt: skip
"""Labels of this and other taggers; labels not named here (dates, works of art ...) are passed over."""

_QUOTES = frozenset("\"'“”‘’«»`")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’", "‘s"))
_OPENING = listed("the a an this that its their our his her former")
_BEFORE_TWO = titles.ALL - titles.OFFICES - titles.RULERS
"""Ranks and styles before a person's name, which are no part of it while two words follow."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens `start` to `end`; `fixed` when a rule found it whose bounds the tagger may not overrule."""

    start: int
    end: int
    tag: Tag
    fixed: bool = False


def tagged(doc: Doc) -> list[Found]:
    """Return the tagger's entities, trimmed to the name itself, noise left out."""
    found = (Found(ent.start, ent.end, TAGS[ent.label_]) for ent in doc.ents if ent.label_ in TAGS)
    trimmed = (trim(doc, one) for one in found)
    return [one for one in trimmed if one is not None]


def trim(doc: Doc, found: Found) -> Found | None:
    """Cut articles, titles, quotes and possessives off a name, and all after a line break; None if nothing is left."""
    start, end = found.start, found.end
    while start < end and (doc[start].is_space or _opens(doc, start) or _edge(doc[start])):
        start += 1
    while found.tag is Tag.PERSON and end - start > 2 and doc[start].lower_.rstrip(".") in _BEFORE_TWO:
        start += 1
    broken = next((token.i for token in doc[start:end] if token.is_space and "\n" in token.text), end)
    end = min(end, broken)
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _POSSESSIVES or _edge(doc[end - 1])):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[start:end]):
            break
        end -= 1
    if start >= end:
        return None
    if found.tag in (Tag.ORG, Tag.PERSON) and any(_loud(token) for token in doc[start:end]):
        while not _loud(doc[start]):
            start += 1
        while not _loud(doc[end - 1]) and not (doc[end - 1].is_punct or doc[end - 1].is_digit):
            end -= 1
    text = doc[start:end].text
    if is_noise(text) or (text.islower() and found.tag is not Tag.GROUP):
        return None
    return replace(found, start=start, end=end)


def _opens(doc: Doc, index: int) -> bool:
    """Whether a word before a name is no part of it; "His Majesty's Prison Service" begins with its own."""
    following = doc[index + 1].text if index + 1 < len(doc) else ""
    word = doc[index].lower_
    if word.rstrip(".") in titles.ALWAYS_OUTSIDE:
        return True
    return word in _OPENING and not (word in ("his", "her") and following == "Majesty")


def _loud(token: Token) -> bool:
    """Whether a word may begin or end a name: it holds a capital (`iFlytek`) or is of a script without capitals."""
    return token.text != token.lower_ or not token.text[0].isascii() or token.is_digit


def _edge(token: Token) -> bool:
    return token.text in _QUOTES or (token.is_punct and not token.text[0].isalnum())


def merge(*layers: Iterable[Found]) -> list[Found]:
    """Return what does not overlap, in order of the text: earlier layers win, within a layer the longer."""
    kept: list[Found] = []
    taken: set[int] = set()
    for layer in layers:
        for found in sorted(layer, key=lambda one: (one.start - one.end, one.start)):
            tokens = range(found.start, found.end)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                kept.append(found)
    return sorted(kept, key=lambda one: one.start)
