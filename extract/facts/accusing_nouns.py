"""Allegations told by a noun or an adverb: "faces allegations of", "a lawsuit against X over", "allegedly bribed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.extents import clause_end, trimmed
from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.lookup import PARTIES
from extract.facts.triggers import HARM
from extract.facts.wrongs import is_deed, tells_wrong
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, is_negated_noun, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS
from extract.grammar.phrases import phrase_around
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Span

_CHARGES = listed(
    "allegation allegations accusation accusations charge charges lawsuit lawsuits complaint complaints suit"
    " claims proceedings case suspicions rumours rumors reports"
    " investigation investigations probe probes inquiry criticism scrutiny fire suspicion indictment indictments"
)
_FACING = Verbs("face draw attract fight battle confront")
_DOCUMENTS = listed("report lawsuit suit complaint article letter statement investigation petition study paper filing")
_OPENING = frozenset({"of", "over", "for", "about", "on"})
_CLOSING = frozenset({"against", "by", "from", "which", "that"})
_ENDED = listed("cleared dropped dismissed denied withdrew withdrawn acquitted")
_REACH = 10
_NEAR = 90  # code points within which an adverb of hearsay tells a wrong
_ALLEGING = frozenset({"alleging", "claiming", "citing", "saying", "arguing"})


@dataclass(frozen=True, slots=True)
class NounCharge:
    """An allegation that a noun or an adverb tells: who makes it, of whom, and what it is.

    Without a claimant `words` say who claims it; without both it is unattributed.
    """

    claimant: Mention | None
    targets: tuple[Mention, ...]
    content: Span
    act: str
    words: str | None = None


def find_noun_charges(context: Context, passage: TokenSpan) -> Iterator[NounCharge]:
    """Yield the charges of a sentence that no verb of accusing tells."""
    for token in passage:
        if token.lower_ in ("allegedly", "purportedly", "reportedly", "supposedly"):
            yield from _adverb(context, token, passage)
        elif token.lower_ == "guilty" and token.dep_ == "xcomp":
            yield from _found_guilty(context, token, passage)
        elif token.lower_ in _CHARGES and token.pos_ == "NOUN" and context.mention_of(token) is None:
            yield from _noun(context, token, passage)


def _adverb(context: Context, adverb: Token, passage: TokenSpan) -> Iterator[NounCharge]:
    """Read "X allegedly bribed officials"; a passive accuses nobody of its subject's suffering."""
    verb = adverb.head
    if adverb.dep_ != "advmod" or verb.pos_ != "VERB" or any(child.lower_ in NEGATIONS for child in verb.children):
        return
    if verb.i + 1 < passage.end and verb.tag_ == "VBG" and verb.nbor().pos_ in ("NOUN", "PROPN", "ADJ"):
        return  # "allegedly trespassing protesters"
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)
    doers = tuple(child for child in verb.children if child.dep_ == "obl:agent") if passive else subjects_of(verb)
    content = trimmed(context, min(adverb.i + 1, verb.i), clause_end(context, verb.i, passage))
    targets = parties_of(context, doers, PARTIES)
    if not targets and doers and not passive:
        titled = speaker_of(context, phrase_around(context, doers[0], passage), passage).mention
        targets = (titled,) if titled is not None and titled.label is Label.PERSON and titled.name_id else ()
    if adverb.lower_ == "allegedly" and targets and content.start < content.end:
        yield NounCharge(None, targets, content, "alleges")
    else:
        yield from _made(context, None, targets, content, "alleges")


def _found_guilty(context: Context, guilty: Token, passage: TokenSpan) -> Iterator[NounCharge]:
    """Read "a court found X guilty of spying", "X was found guilty of spying"."""
    verb = guilty.head
    if verb.lower_ not in ("found", "find", "finds") or any(child.lower_ in NEGATIONS for child in verb.children):
        return
    passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
    objects = tuple(child for child in verb.children if child.dep_ in ("obj", "nsubj:pass"))
    objects = objects or tuple(child for child in guilty.children if child.dep_ == "nsubj")
    courts = () if passive else parties_of(context, subjects_of(verb), PARTIES)
    content = trimmed(context, guilty.i, clause_end(context, guilty.i, passage))
    targets = parties_of(context, objects, PARTIES)
    if targets:
        yield NounCharge(courts[0] if courts else None, targets, content, "accuses")


def _noun(context: Context, noun: Token, passage: TokenSpan) -> Iterator[NounCharge]:
    content = _content(context, noun, passage)
    if content is None or is_negated_noun(noun) or {token.lower_ for token in passage} & _ENDED:
        return
    into = tuple(child for child in noun.head.children if child.dep_ == "obl" and case_of(child) in ("against", "into"))
    inner = [child for part in noun.children if part.dep_ == "acl" for child in part.children]
    inner = [child for child in inner if case_of(child) == "against"]
    aimed = (
        *complements(noun, "against", "into"),
        *(child for child in inner if case_of(child) == "against"),
        *(into if noun.dep_ == "obj" else ()),
    )
    targets = parties_of(context, aimed, PARTIES) or _faced_by(context, noun)
    targets = targets or parties_of(context, complements(noun, "at", "inside", "within"), {Label.COMPANY})
    claimant = author_of(context, noun)
    if claimant is not None and any(target.name_id == claimant.name_id for target in targets):
        claimant = None
    yield from _made(context, claimant, targets, content, "accuses")


def _made(
    context: Context, claimant: Mention | None, targets: tuple[Mention, ...], content: Span, act: str
) -> Iterator[NounCharge]:
    adverb = act == "alleges"  # "reportedly", "supposedly"
    near = Span(content.start, min(content.end, content.start + _NEAR)) if adverb else content
    if targets and (
        _is_told(context, near, targets) if adverb else HARM.search(context.text[content.start : content.end])
    ):
        yield NounCharge(claimant, targets, content, act)


def _is_told(context: Context, content: Span, targets: tuple[Mention, ...]) -> bool:
    return tells_wrong(context, content, targets) and is_deed(context, content, targets)


def _content(context: Context, noun: Token, passage: TokenSpan) -> Span | None:
    """Return what stands behind "of", "over", "for" near a noun, up to who makes or bears the charge."""
    doc = context.doc
    for index in range(noun.i + 1, min(passage.end - 1, noun.i + _REACH)):
        if doc[index].text == "," and doc[index + 1].lower_ in _ALLEGING:
            return trimmed(context, index + 2, clause_end(context, index + 2, passage))
        if doc[index].text in (",", ";", "."):
            return None
        if doc[index].lower_ in _OPENING:
            end = clause_end(context, index + 1, passage)
            verbal = any(token.tag_ == "VBG" for token in doc[index + 1 : index + 3])
            closing = (i for i in range(index + 2, end) if doc[i].lower_ in _CLOSING or _is_finite(doc[i]))
            end = end if verbal else next(closing, end)
            return trimmed(context, index + 1, end)
    return None


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.pos_ in ("VERB", "AUX")


def _faced_by(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Return who faces a charge: "X faces allegations", "X came under fire", "X is under investigation"."""
    verb = noun.head
    under = noun.i > 0 and noun.nbor(-1).lower_ == "under"
    labels = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
    if under:
        found = subjects_of(noun) if any(child.dep_ == "cop" for child in noun.children) else subjects_of(verb)
        return parties_of(context, found, labels)
    if noun.dep_ == "obj" and _FACING.find(verb.lower_) and not any(c.lower_ in NEGATIONS for c in verb.children):
        return parties_of(context, subjects_of(verb), labels)
    return ()


def author_of(context: Context, noun: Token) -> Mention | None:
    """Return who made a charge or wrote a document: "a lawsuit by X", "X published a report", "X's complaint"."""
    made = [child for child in noun.children if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD")]
    near: list[Token] = [*possessors(noun), *complements(noun, "by", "from")]
    for participle in made:
        near += complements(participle, "by")
        near += [child for child in participle.children if child.dep_ == "obl:agent"]
    if noun.dep_ == "nsubj:pass":
        near += [child for child in noun.head.children if child.dep_ == "obl:agent"]
    if noun.dep_ == "obj" and not _FACING.find(noun.head.lower_):
        near += subjects_of(noun.head)
    found = parties_of(context, near, PARTIES)
    return found[0] if found else None


def author_at(context: Context, start: int, end: int) -> Mention | None:
    """Return who wrote the document that a source names: X of "a report by X"; None where it is no document."""
    tokens = context.tokens(start, end)
    head = next((token for token in tokens if token.lower_ in _DOCUMENTS), None)
    return author_of(context, head) if head is not None and context.mention_of(head) is None else None
