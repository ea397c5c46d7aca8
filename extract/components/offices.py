"""Which office the text says a person holds, and whom for: "the mayor, Béla Nagy", "Osk's spokesman, Jon Eide".

Read from the parse: the noun beside a name, what stands with that noun, and the body it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.gazetteers.descriptions import find_descriptors
from extract.records import Label

_MODIFYING = frozenset(("compound", "amod", "nmod:desc"))
_BELONGING = frozenset(("nmod", "nmod:poss", "compound", "poss", "obl", "nmod:of"))
_SPOKEN_FOR = ("spokesman", "spokeswoman", "spokesperson", "executive", "chief", "boss", "officer", "head", "manager")
"""Offices that are too common to mean one person again, and yet say whom they are held for."""


def is_office(noun: str) -> bool:
    """Whether a noun in small letters names a person's office or trade."""
    return any(Label.PERSON in one.labels for one in find_descriptors(noun)) or noun in _SPOKEN_FOR


def offices_beside(person: Span) -> Iterator[Token]:
    """Yield the nouns of office that stand beside a person's name, or that the person is said to be."""
    root = person.root
    beside = [child for child in root.children if child.dep_ in ("appos", "compound", "nmod:desc", "flat")]
    if root.dep_ in ("appos", "flat", "nmod:desc"):
        beside.append(root.head)
    if root.dep_ == "nsubj" and any(child.dep_ == "cop" for child in root.head.children):
        beside.append(root.head)
    before = person.doc[person.start - 1] if person.start else None
    if before is not None and before.text == "," and person.start > 1:
        before = person.doc[person.start - 2]
    if before is not None and before not in beside:
        beside.append(before)
    for noun in beside:
        if not person.start <= noun.i < person.end and is_office(noun.lower_):
            yield noun


def words_of(office: Token) -> set[str]:
    """Return an office and the words that say which one: "defence minister"."""
    return {
        office.lower_,
        *(child.lower_ for child in office.children if child.dep_ in _MODIFYING and child.i < office.i),
    }


def holders_of(office: Token) -> Iterator[Token]:
    """Yield the words that say whom an office is held for: "the company's director", "director of the company"."""
    for child in office.children:
        if child.dep_ in _BELONGING:
            yield child
            yield from (inner for inner in child.children if inner.dep_ in _BELONGING)
