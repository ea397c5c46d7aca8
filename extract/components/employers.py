"""Whom the person works for who says something: what a director says of "the company" is of her own."""

from __future__ import annotations

from spacy.tokens import Token

from extract.components.discourse import BODIES, SUBJECTS, Discourse
from extract.components.offices import holders_of, offices_beside
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_TOLD = Verbs("say tell announce add deny claim insist confirm state reply respond call decline")
_SPEAKING_BACK = 2  # sentences


def find_employer(discourse: Discourse, token: Token) -> str | None:
    """Return whom the person works for who says what a word stands in: "its director, Ana Ruiz, said the firm"."""
    verb = token
    while verb.head.i != verb.i:
        inner, verb = verb, verb.head
        if inner.dep_ not in ("ccomp", "parataxis") and verb.pos_ == "VERB":
            continue
        speakers = (discourse.mention_at(child.i) for child in verb.children if child.dep_ in SUBJECTS)
        for speaker in speakers:
            if speaker is not None and speaker.label is Label.PERSON and speaker.name_id:
                return _employer_of(discourse, speaker.name_id, token.idx)
    return None


def _employer_of(discourse: Discourse, person: str, offset: int) -> str | None:
    """Return the one body that the text up to `offset` says a person holds an office of."""
    found: set[str | None] = set()
    for span in discourse.persons.get(person, ()):
        for office in offices_beside(span) if span.start_char < offset else ():
            holders = [discourse.mention_at(word.i) for word in holders_of(office)]
            if not holders and office.lower_.startswith("spokes"):
                holders = [_speaking_before(discourse, span.start_char)]
            found.update(one.name_id for one in holders if one is not None and one.label in BODIES)
    return found.pop() if len(found) == 1 else None


def _speaking_before(discourse: Discourse, offset: int) -> Mention | None:
    """Return the body that speaks in one of the sentences before "Jon Eide, a spokesman, said"."""
    for one in discourse.recent(offset, _SPEAKING_BACK):
        root = discourse.roots[one]
        if one.label in BODIES and root.dep_ in SUBJECTS and _TOLD.find(root.head.lower_) is not None:
            return one
    return None
