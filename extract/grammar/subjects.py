"""Who can be the subject of a predicate: the parse first, word order where the parse is silent or of no use.

Callers take the first candidate that makes sense to them (a company for a maker, nobody where none does).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.grammar.clauses import BE, DO, FUTURE, HAVE, POSSIBLE, Predicate
from extract.grammar.phrases import Phrase, is_part, phrase_around, phrase_before
from extract.records import Label

_RELATIVE = frozenset({"which", "who", "that"})
_DEPTH = 6
_LONGEST_APPOSITION = 25


def subject_phrases(context: Context, predicate: Predicate, sentence: TokenSpan) -> Iterator[Phrase]:
    """Yield the phrases that can be the subject, the likeliest first, each once."""
    seen: set[int] = set()
    for token in _candidates(context, predicate, sentence):
        phrase = phrase_around(context, token, sentence)
        if phrase.end not in seen:
            seen.add(phrase.end)
            yield phrase


def _candidates(context: Context, predicate: Predicate, sentence: TokenSpan) -> Iterator[Token]:
    relative = _relative_before(predicate, sentence)
    if relative is not None:
        yield from _antecedents(context, relative, predicate.verb, sentence)
        return
    for token in _parsed(context, predicate.verb, sentence, 0):
        if token.i < predicate.first and sentence.start <= token.i:
            yield token
    if predicate.reduced or predicate.ing:
        yield from _right_before(context, predicate.first, sentence)
        return
    yield from _ordered(context, predicate.first, sentence, 0)


def _relative_before(predicate: Predicate, sentence: TokenSpan) -> Token | None:
    """Return the relative pronoun right before the verb group."""
    if predicate.first <= sentence.start:
        return None
    token = predicate.verb.doc[predicate.first - 1]
    if token.lower_ not in _RELATIVE or (token.lower_ == "that" and predicate.first - 2 < sentence.start):
        return None
    return token


def _antecedents(context: Context, relative: Token, verb: Token, sentence: TokenSpan) -> Iterator[Token]:
    """Yield what a relative pronoun stands for: what is near beats what the parse says."""
    index = relative.i
    if index - 1 >= sentence.start and context.doc[index - 1].text in (",", "–", "—"):
        index -= 1
    if index - 1 >= sentence.start and context.doc[index - 1].text in ")]":
        while index > sentence.start and context.doc[index].text not in "([":
            index -= 1
    if relative.lower_ == "who":
        yield from _person_before(context, index, sentence)
    before = phrase_before(context, index, sentence)
    if before is not None:
        yield before.head
    if verb.dep_ == "acl:relcl":
        yield verb.head


def _person_before(context: Context, index: int, sentence: TokenSpan) -> Iterator[Token]:
    """Yield the nearest person named before "who": "said Samuel Woodhams, a researcher at Top10VPN, who added"."""
    found = context.mentions_in(sentence.start_char, context.doc[index - 1].idx + len(context.doc[index - 1]))
    person = next((mention for mention in reversed(found) if mention.label is Label.PERSON), None)
    if person is not None:
        yield context.tokens(person.start, person.end)[-1]


def _parsed(context: Context, verb: Token, sentence: TokenSpan, depth: int) -> Iterator[Token]:
    if depth > _DEPTH:
        return
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer"):
            if child.lower_ in _RELATIVE and child.tag_ in ("WDT", "WP") and child.i < verb.i:
                yield from _antecedents(context, child, verb, sentence)
            else:
                yield child
            return
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head is not verb:
        controllers = [child for child in verb.head.children if child.dep_ == "obj"] if verb.dep_ == "xcomp" else []
        if controllers:
            yield from controllers
        else:
            yield from _parsed(context, verb.head, sentence, depth + 1)
    elif verb.dep_ in ("acl", "acl:relcl", "amod") and verb.tag_ in ("VBN", "VBG", "VBD", "VBZ", "VBP"):
        yield verb.head


def _right_before(context: Context, index: int, sentence: TokenSpan) -> Iterator[Token]:
    """Yield the head of the phrase that ends before `index`, past a comma or a closing apposition."""
    before = phrase_before(context, index, sentence)
    if before is not None:
        yield before.head
        return
    if index - 1 < sentence.start or context.doc[index - 1].text not in (",", "—", "–", ")"):
        return
    opening = _opening(context, index - 1, sentence)
    if opening is not None:
        yield from _right_before(context, opening, sentence)
    else:
        near = phrase_before(context, index - 1, sentence)
        if near is not None:
            yield near.head


def _opening(context: Context, closing: int, sentence: TokenSpan) -> int | None:
    """Return the index of the comma or bracket that opens what the one at `closing` closes."""
    mark = {")": "("}.get(context.doc[closing].text, context.doc[closing].text)
    for index in range(closing - 1, max(sentence.start, closing - _LONGEST_APPOSITION) - 1, -1):
        if context.doc[index].text == mark and context.mention_of(context.doc[index]) is None:
            return index
    return None


def _ordered(context: Context, index: int, sentence: TokenSpan, depth: int) -> Iterator[Token]:
    """Yield subjects by word order: the phrases before the verb, or the subject of the verb it is joined to."""
    if depth > _DEPTH or index <= sentence.start:
        return
    previous = context.doc[index - 1]
    if previous.lower_ in ("and", "but", "or", "then"):
        verb = _finite_before(context, index - 1, sentence)
        if verb is not None:
            first = _group_start(verb, sentence)
            relative = context.doc[first - 1] if first > sentence.start else None
            if relative is not None and relative.lower_ in _RELATIVE:
                yield from _antecedents(context, relative, verb, sentence)
            else:
                yield from _parsed(context, verb, sentence, depth + 1)
                yield from _ordered(context, first, sentence, depth + 1)
        return
    for head in _right_before(context, index, sentence):
        yield _chain_head(context, head, sentence)


def _chain_head(context: Context, head: Token, sentence: TokenSpan) -> Token:
    """Return the first head of "a spokesman for the ministry of X": what stands before a preposition governs it."""
    phrase = phrase_around(context, head, sentence)
    for _ in range(_DEPTH):
        before = phrase.start - 1
        if before <= sentence.start or context.doc[before].pos_ != "ADP":
            break
        outer = phrase_before(context, before, sentence)
        if outer is None:
            break
        phrase = outer
    return phrase.head


def _finite_before(context: Context, index: int, sentence: TokenSpan) -> Token | None:
    for position in range(index - 1, sentence.start - 1, -1):
        token = context.doc[position]
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not is_part(context, token):
            auxiliaries = token.tag_ != "VBN" or _group_start(token, sentence) < token.i
            if auxiliaries:
                return token
    return None


def _group_start(verb: Token, sentence: TokenSpan) -> int:
    index = verb.i
    while index > sentence.start and verb.doc[index - 1].lower_ in BE | HAVE | DO | POSSIBLE | FUTURE | {"not", "also"}:
        index -= 1
    return index


def relative_object(context: Context, predicate: Predicate, sentence: TokenSpan) -> Phrase | None:
    """Return what "which" or "that" stands for where it is the object: "the firm, which Kestria listed in 2021"."""
    subject = phrase_before(context, predicate.first, sentence)
    if subject is None or subject.start - 2 < sentence.start:
        return None
    relative = context.doc[subject.start - 1]
    if relative.lower_ not in ("which", "that", "whom", "who"):
        return None
    index = relative.i - 1 if context.doc[relative.i - 1].text == "," else relative.i
    found = phrase_before(context, index, sentence)
    if (
        found is not None
        and found.mention is None
        and found.start > sentence.start
        and context.doc[found.start - 1].text == ","
    ):
        explained = phrase_before(context, found.start - 1, sentence)  # "Veshtar, the manufacturer that Kestria listed"
        return explained if explained is not None and explained.mention is not None else found
    return found
