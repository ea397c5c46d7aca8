"""What a text calls a name in the next words says what the name is: "A complaint by Unison ... The union had ...".

Only a name that nothing else is known of is typed so, and only where it alone can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.components.document_votes import named_councils
from extract.components.typed import CONTEXT, DEFAULT, Typed
from extract.gazetteers.descriptions import find_label
from extract.records import Label

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_BACK = 1  # sentences
_MODIFIERS = 3


def described_later(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Return the same names, in order, unknown ones with the label of the description that takes them up."""
    if not doc.has_annotation("SENT_START"):
        return typed
    result = list(typed)
    placed = {doc[one.start : one.end].text for one in typed if one.label is Label.PLACE} | named_councils(doc).keys()
    adjectives = {token.text.removesuffix("n") for token in doc if token.is_title and token.text.endswith("ian")}
    for noun, label in _descriptions(doc):
        near = [index for index, one in enumerate(result) if _is_near(doc, one, noun)]
        bodies = [index for index in near if result[index].label in _BODIES or result[index].strength == DEFAULT]
        if any(result[index].label is label and result[index].strength > DEFAULT for index in bodies):
            continue
        called = {doc[result[i].start : result[i].end].text for i in bodies if _is_unknown(result[i])}
        called -= placed | adjectives  # a land, and the adjective of its people
        if len(called) == 1:
            name = called.pop()
            for index, one in enumerate(result):
                if doc[one.start : one.end].text == name and _is_unknown(one):
                    result[index] = replace(one, label=label, reason=f"called {noun.text}", strength=CONTEXT)
    return result


def _descriptions(doc: Doc) -> Iterator[tuple[Token, Label]]:
    """Yield the nouns of "The union", "the Danish shipbuilder" that say of one kind of body what it is."""
    for token in doc:
        label = find_label(token.text)
        if label not in _BODIES or token.i == 0:
            continue
        index = token.i - 1
        while index and token.i - index <= _MODIFIERS and doc[index].is_alpha and doc[index].lower_ != "the":
            index -= 1
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        plain = following is None or not (following.is_title or following.pos_ in ("NOUN", "PROPN"))
        if doc[index].text == "The" and plain:
            yield token, label


def _is_unknown(one: Typed) -> bool:
    return one.strength == DEFAULT and one.label in _BODIES and one.reason == "tagged"


def _is_near(doc: Doc, one: Typed, noun: Token) -> bool:
    first = noun.sent.start
    for _ in range(_BACK):
        first = doc[first - 1].sent.start if first else 0
    return first <= one.start < noun.i
