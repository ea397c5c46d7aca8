"""The lists that states keep, behind a verb of putting on or taking off: "to a sanctions list", "off its list"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.lookup import STATES, first_party
from extract.facts.triggers import LIST_HEADS, REMOVING, RESTRICTIONS
from extract.folding import listed
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase, phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Label

FARTHEST = 25
"""So many tokens behind a verb its list, its agent or its list's name can stand."""
_OFFICIAL = listed(
    "sanctions sanction entity trade black restricted denied watch export designated sdn blocked terrorist terror"
    " sanctioned blacklisted banned excluded debarred exclusion economic unverified military control blacklist parties"
    " suppliers consolidated wanted us"
    " u.s. eu un federal government"
)


def list_behind(context: Context, predicate: Predicate, passage: TokenSpan) -> Phrase | None:
    """Return the list that something is put on or taken off: "to a sanctions list", "under trade restrictions"."""
    doc = context.doc
    for index in range(predicate.verb.i + 1, min(passage.end - 1, predicate.verb.i + FARTHEST)):
        if doc[index].lower_ not in ("to", "on", "onto", "from", "off", "under"):
            continue
        phrase = phrase_after(context, index + 1, passage)
        if phrase is None:
            continue
        head = phrase.head.lower_
        if head in LIST_HEADS and not (predicate.lemma in ("take", "put") and doc[index].lower_ == "to"):
            return phrase if is_official_list(context, phrase) else None
        if head in RESTRICTIONS and (doc[index].lower_ == "under" or predicate.lemma in ("add", "put", "place")):
            return phrase
    return None


def own_list(context: Context, predicate: Predicate, passage: TokenSpan) -> Phrase | None:
    """Return "its list" where a state takes somebody off it: only states have a bare list of names."""
    if predicate.lemma not in REMOVING or predicate.passive:
        return None
    owner = first_party(context, subject_phrases(context, predicate, passage), passage, {Label.GOVERNMENT})
    doc = context.doc
    for index in range(predicate.verb.i + 1, min(passage.end - 1, predicate.verb.i + FARTHEST)):
        if owner and doc[index].lower_ in ("from", "off") and doc[index + 1].lower_ in ("its", "the", "their"):
            phrase = phrase_after(context, index + 1, passage)
            return phrase if phrase is not None and phrase.head.lower_ in ("list", "lists") else None
    return None


def is_official_list(context: Context, phrase: Phrase) -> bool:
    """Whether a list is one that states keep, by its words or by whose it is."""
    if phrase.head.lower_ in ("blacklist", "blacklists", "register", "watchlist"):
        return True
    tokens = context.doc[phrase.start : min(phrase.end + 4, len(context.doc))]
    if {token.lower_ for token in tokens} & _OFFICIAL:
        return True
    return any(mention.label in STATES for mention in phrase.inner) or phrase.head.text == "List"
