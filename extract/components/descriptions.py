"""Whom a definite description means: "the Danish shipbuilder", "the ministry", "The company".

Everybody of a fitting label who was spoken of lately is weighed: how near, whether as subject, how often, and above all
what the text said of them (a noun in the name or beside it, a nationality, a seat). One who stands out is meant; of two
who fit as well neither is.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.components.definite import Phrase
from extract.components.discourse import Discourse
from extract.components.employers import find_employer
from extract.components.prominence import is_aside, is_told, repetition
from extract.folding import fold
from extract.gazetteers.bodies import head_label
from extract.gazetteers.countries import find_by_adjective
from extract.gazetteers.descriptions import Descriptor, Manner, families, find_descriptors
from extract.records import Label, Mention, Name

_BACK = 3  # sentences that a description may look back without any word that fits
_FAR = 60  # sentences that one may look back whose noun stands in the name or beside it
_CALLED, _FITTING, _NATIONAL = 4.0, 3.0, 4.0
_UNLIKELY = 1.0
"""What it counts against somebody to be of another label than the one first thought of: "the group" is a company."""
_ANY_COMPANY = frozenset(("company", "firm", "business"))
"""Nouns that stand in the names of so many companies that they tell none apart."""
_TOPIC = 1.0
"""What it counts to be the one of a label whom a document is about."""
_EMPLOYING = 2.5
"""What it counts to be whom the person works for who speaks: "She added that the company was not aware"."""
_MARGIN = 0.5
"""By how much the best must fit better than the next."""
_GENERAL_MODIFIERS = frozenset(("same", "whole", "entire", "new", "own", "other", "very", "two", "three", "first"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a description may mean, and how well they fit."""

    weight: float
    mention: Mention


def find_described(discourse: Discourse, phrase: Phrase, names: dict[str, Name]) -> Mention | None:
    """Return the last mention of whom a description means, None where that is not plain."""
    ranked = ranking(discourse, phrase, names)
    if not ranked or (len(ranked) > 1 and ranked[0].weight - ranked[1].weight < _MARGIN):
        return None
    national = phrase.seated or any(find_by_adjective(word) for word in phrase.modifiers)
    if national and len(ranked) > 1 and not _is_of(discourse, phrase.land, ranked[0].mention):
        return None  # "the American group", and nothing is known of where either is at home
    return ranked[0].mention


def ranking(discourse: Discourse, phrase: Phrase, names: dict[str, Name]) -> list[Candidate]:
    """Return everybody whom a description may mean, who fits best first."""
    weighed: dict[str, Candidate] = {}
    last: dict[str, Mention] = {}
    number = discourse.sentence_number(phrase.noun.idx)
    employer = find_employer(discourse, phrase.noun)
    for mention in discourse.recent(phrase.noun.idx, _FAR):
        if mention.name_id:
            last.setdefault(mention.name_id, mention)
    for descriptor in find_descriptors(phrase.word):
        topic = discourse.topics.find(number, phrase.noun.idx, descriptor.labels)
        for name_id, mention in last.items():
            if mention.label in descriptor.labels and name_id not in weighed:
                weight = _weight(discourse, phrase, descriptor, mention, names, is_topic=topic == name_id)
                if weight is not None:
                    weighed[name_id] = Candidate(weight + _EMPLOYING * (employer == name_id), mention)
    return sorted(weighed.values(), key=lambda one: -one.weight)


def _is_of(discourse: Discourse, land: str | None, mention: Mention) -> bool:
    return land in discourse.lands.get(mention.name_id or "", set())


def _weight(
    discourse: Discourse,
    phrase: Phrase,
    descriptor: Descriptor,
    mention: Mention,
    names: dict[str, Name],
    *,
    is_topic: bool,
) -> float | None:
    """Return how well somebody fits a description, None where not at all."""
    evidence = _evidence(discourse, phrase, descriptor, mention, names)
    if evidence is None:
        return None
    distance = _distance(discourse, phrase, mention)
    if distance > _BACK and evidence < _FITTING and not is_topic:
        return None
    said = discourse.descriptors.get(mention.name_id or "", set())
    if discourse.shares_clause(phrase.noun, mention) or _is_of_another_trade(descriptor, said):
        return None
    near = max(0, _BACK - distance) - discourse.is_quoted_apart(phrase.noun.idx, mention)
    near -= is_told(discourse, mention) + is_aside(discourse, mention)
    evidence += _TOPIC * is_topic
    return evidence + near + discourse.is_prominent(mention) + repetition(discourse, phrase.noun.idx, mention)


def _evidence(
    discourse: Discourse, phrase: Phrase, descriptor: Descriptor, mention: Mention, names: dict[str, Name]
) -> float | None:
    """Return how much of what the text says of somebody speaks for a description, None where it speaks against it."""
    said = discourse.descriptors.get(mention.name_id or "", set())
    if descriptor.labels == (Label.PERSON,):
        plain = all(word in said or word in _GENERAL_MODIFIERS for word in phrase.modifiers)
        return _CALLED if phrase.word in said and plain else None
    evidence = _fit(discourse, phrase, descriptor, mention, names)
    if evidence is None:
        return None
    evidence += sum(2 for word in phrase.modifiers if word in said and word not in _GENERAL_MODIFIERS)
    lands = discourse.lands.get(mention.name_id or "", set())
    if phrase.land is None or phrase.land in lands:
        return evidence + _NATIONAL * (phrase.land is not None)
    if phrase.land.isupper() and any(land.isupper() for land in lands):
        return None
    return evidence - (0 if phrase.seated else 2)


def _fit(
    discourse: Discourse, phrase: Phrase, descriptor: Descriptor, mention: Mention, names: dict[str, Name]
) -> float | None:
    """Return how well a noun fits what somebody is called and said to be, None where not at all."""
    name = names.get(mention.name_id or "")
    said = discourse.descriptors.get(mention.name_id or "", set())
    called = set(fold(" ".join((name.name, *name.aliases))).split()) if name else set()
    named = descriptor.manner in (Manner.ECHO, Manner.NAMED)
    evidence = 0.0
    if phrase.word in called and (named or phrase.word not in _ANY_COMPANY):
        evidence = _CALLED
    elif phrase.word in said:
        evidence = 1.0 if descriptor.manner is Manner.GENERAL else _CALLED
    elif descriptor.related & (said | called):
        evidence = _FITTING
    elif named and (_distance(discourse, phrase, mention) > 1 or not _is_mute(mention, called)):
        return None
    elif mention.label is not descriptor.labels[0] and len(descriptor.labels) > 1:
        if descriptor.manner is Manner.KIND:
            return None
        evidence = -_UNLIKELY
    return evidence


def _distance(discourse: Discourse, phrase: Phrase, mention: Mention) -> int:
    return discourse.sentence_number(phrase.noun.idx) - discourse.sentence_number(mention.start)


def _is_of_another_trade(descriptor: Descriptor, said: set[str]) -> bool:
    """Whether the text calls somebody a maker, who can then hardly be "the reseller"."""
    known = families(said)
    return bool(descriptor.family and known) and descriptor.family not in known


def _is_mute(mention: Mention, called: set[str]) -> bool:
    """Whether an organisation's name says nothing of what it is: it may be a union's, or a university's."""
    return mention.label is Label.ORGANISATION and not any(head_label(word) for word in called)
