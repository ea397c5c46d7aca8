"""Whom a definite description means: "the Danish shipbuilder", "the ministry", "The company".

Everybody of a fitting label who was spoken of lately is weighed: how near, whether as subject, and above all what the
text said of them (a noun in the name or beside it, a nationality, a seat). One who stands out is meant; of two who fit
as well neither is.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from extract.components.discourse import Discourse
from extract.components.homes import land_of
from extract.folding import fold
from extract.gazetteers.bodies import head_label
from extract.gazetteers.countries import find_by_adjective
from extract.gazetteers.descriptions import Descriptor, Manner, families, find_descriptors
from extract.records import Label, Mention, Name

_ARTICLES = frozenset(("the", "this", "that"))
_NEW = frozenset(("that", "which", "who", "whose", "of", "behind", "in", "for", "-", "responsible"))
"""After the noun these say which one is meant: somebody not named before."""
_BACK = 3  # sentences that a description may look back without any word that fits
_FAR = 60  # sentences that one may look back whose noun stands in the name or beside it
_LONGEST = 5
_CALLED, _FITTING, _NATIONAL = 4, 3, 4
_GENERAL_MODIFIERS = frozenset(("same", "whole", "entire", "new", "own", "other", "very", "two", "three", "first"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A definite description: its noun, the words before it, and the country or land that one of them names."""

    noun: Token
    modifiers: tuple[str, ...]
    land: str | None


def phrase_at(discourse: Discourse, token: Token) -> Phrase | None:
    """Return the definite description whose noun a word is, None where the phrase does not point back."""
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None:
        if following.lower_ in _NEW or following.pos_ in ("NOUN", "PROPN") or discourse.mention_at(following.i):
            return None
        if following.lower_ in ("called", "named") and following.tag_ == "VBN":
            return None
    words: list[str] = []
    for index in range(token.i - 1, max(-1, token.i - 1 - _LONGEST), -1):
        before = doc[index]
        if before.lower_ in _ARTICLES:
            return Phrase(token, tuple(words), _land(doc[index + 1 : token.i].text))
        if before.text == "-":
            continue
        if not before.is_alpha or before.pos_ in ("ADP", "AUX") or (before.pos_ == "VERB" and before.tag_ != "VBG"):
            return None
        if before.lower_ in ("other", "same", "second", "third", "another", "former"):
            return None
        words.append(before.lower_)
    return None


def find_described(discourse: Discourse, phrase: Phrase, names: dict[str, Name]) -> Mention | None:
    """Return the last mention of whom a description means, None where that is not plain."""
    weighed: dict[str, tuple[int, Mention]] = {}
    for descriptor in find_descriptors(phrase.noun.lower_):
        for mention in discourse.recent(phrase.noun.idx, _FAR):
            if mention.label in descriptor.labels and mention.name_id and mention.name_id not in weighed:
                weight = _weight(discourse, phrase, descriptor, mention, names)
                if weight is not None:
                    weighed[mention.name_id] = (weight, mention)
    ranked = sorted(weighed.values(), key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    national = any(find_by_adjective(word) for word in phrase.modifiers)
    if national and len(ranked) > 1 and not _is_of(discourse, phrase.land, ranked[0][1]):
        return None  # "the American group", and nothing is known of where either is at home
    return ranked[0][1]


def _is_of(discourse: Discourse, land: str | None, mention: Mention) -> bool:
    return land in discourse.lands.get(mention.name_id or "", set())


def _weight(
    discourse: Discourse, phrase: Phrase, descriptor: Descriptor, mention: Mention, names: dict[str, Name]
) -> int | None:
    """Return how well somebody fits a description, None where not at all."""
    name = names.get(mention.name_id or "")
    said = discourse.descriptors.get(mention.name_id or "", set())
    called = set(fold(" ".join((name.name, *name.aliases))).split()) if name else set()
    noun = phrase.noun.lower_
    distance = discourse.sentence_number(phrase.noun.idx) - discourse.sentence_number(mention.start)
    evidence = 0
    if noun in said or (descriptor.manner in (Manner.ECHO, Manner.NAMED) and noun in called):
        evidence = 1 if descriptor.manner is Manner.GENERAL else _CALLED
    elif descriptor.related & (said | called):
        evidence = _FITTING
    elif descriptor.manner in (Manner.ECHO, Manner.NAMED) and (distance > 1 or not _is_mute(mention, called)):
        return None
    evidence += sum(2 for word in phrase.modifiers if word in said and word not in _GENERAL_MODIFIERS)
    lands = discourse.lands.get(mention.name_id or "", set())
    if phrase.land in lands:
        evidence += _NATIONAL
    elif phrase.land is not None and phrase.land.isupper() and any(land.isupper() for land in lands):
        return None
    elif phrase.land is not None:
        evidence -= 2
    if distance > _BACK and evidence < _FITTING:
        return None
    if discourse.shares_clause(phrase.noun, mention) or _is_of_another_trade(descriptor, said):
        return None
    near = max(0, _BACK - distance) - discourse.is_quoted_apart(phrase.noun.idx, mention)
    return evidence + near + discourse.is_prominent(mention)


def _land(words: str) -> str | None:
    """Return the country that a description names, in whatever way its members do: `cn`, or the stem of a word."""
    for word in words.split():
        if word[:1].isupper() and word.lower() not in _ARTICLES:
            return land_of(word)
    return None


def _is_of_another_trade(descriptor: Descriptor, said: set[str]) -> bool:
    """Whether the text calls somebody a maker, who can then hardly be "the reseller"."""
    known = families(said)
    return bool(descriptor.family and known) and descriptor.family not in known


def _is_mute(mention: Mention, called: set[str]) -> bool:
    """Whether an organisation's name says nothing of what it is: it may be a union's, or a university's."""
    return mention.label is Label.ORGANISATION and not any(head_label(word) for word in called)
