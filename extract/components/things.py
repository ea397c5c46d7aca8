"""Where "it" is a thing and no body: what is laid, used or believed, or what the sentence before was about.

A body acts and is acted on in its own ways; elsewhere "it" is left alone: some thing without a name may be meant.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.components.act_words import STATE_ACTS
from extract.components.discourse import SUBJECTS, Discourse
from extract.gazetteers.descriptions import find_descriptors
from extract.grammar.verbs import Verbs

_DONE_TO_BODIES = Verbs(
    "accuse fine sue blame ask tell assure sanction blacklist ban bar award pay own order allow name raid charge"
    " investigate help warn contact exclude criticise criticize urge force require support fund invest debar convict"
    " suspect prosecute indict penalise penalize reprimand list add remove delist designate oblige permit license"
    " owe lend rescue bail advise represent thank inform notify remind persuade convince pressure lobby condemn join"
    " found establish nationalise nationalize acquire privatise privatize dissolve regulate supervise audit target"
    " enable cost leave bring lead run chair head put hire appoint choose commission entitle authorise authorize"
)
"""What is done to companies and authorities."""
_DONE_TO_THINGS = Verbs(
    "use make install build deploy design lay fit deliver ship switch complete sign write publish read wear drive"
    " print park store plug dig pave launch schedule recall call say"
)
"""What is done to things and never to a body that is the subject of a passive."""
_WITHIN = frozenset(("in", "on", "at", "over", "into", "through", "inside", "under", "during", "after", "before"))
_ACTS = Verbs(STATE_ACTS) | Verbs(
    "employ make produce manufacture operate own have develop provide serve import export trade belong specialise"
    " specialize reject face fail lose win use file admit submit maintain believe know receive earn charge do try"
)
"""What states do, and what other bodies do beside."""


def is_thing(discourse: Discourse, token: Token) -> bool:
    """Whether the "it" that a word is may as well be a thing."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ in ("nsubj:pass", "nsubjpass"):
        return _DONE_TO_THINGS.find(verb.lower_) is not None
    if token.dep_ not in SUBJECTS:
        if any(child.dep_ == "case" and child.lower_ in _WITHIN for child in token.children):
            return True
        return not any(_DONE_TO_BODIES.find(one.lower_) is not None for one in (verb, verb.head))
    return token.is_sent_start is True and not _acts(verb) and _was_about_a_thing(discourse, token)


def _acts(verb: Token) -> bool:
    if verb.pos_ not in ("VERB", "AUX"):
        return bool(find_descriptors(verb.lower_)) or verb.pos_ == "ADJ"
    return _ACTS.find(verb.lower_) is not None


def _was_about_a_thing(discourse: Discourse, token: Token) -> bool:
    """Whether a noun that names nobody is the subject of the sentence before."""
    before = token.doc[token.i - 1].sent if token.i else None
    if before is None:
        return False
    verbs = [before.root, *(child for child in before.root.children if child.dep_ in ("ccomp", "parataxis"))]
    subjects = [child for verb in verbs for child in verb.children if child.dep_ in SUBJECTS]
    return any(
        one.pos_ == "NOUN"
        and one.tag_ == "NN"
        and discourse.mention_at(one.i) is None
        and not find_descriptors(one.lower_)
        for one in subjects
    )
