"""Who does what to whom: the roles of a predicate from the dependency tree, whatever its voice or clause.

The doer of "X built it", "it was built by X", "X, which built it" and "X agreed to build it" is X. Only edges of the
tree are followed; where it is silent a role is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.folding import listed
from extract.grammar.clauses import NEGATIONS, Predicate
from extract.grammar.speaker import writer_of
from extract.records import Form, Label, Mention

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_RELATIVES = frozenset({"which", "who", "that", "whom"})
_CARRIERS = frozenset({"obj", "obl", "nmod", "nsubj:pass", "xcomp", "obl:agent", "obl:unmarked", "ccomp"})
_DEPTH = 5
_STAFF = listed(
    "spokesman spokeswoman spokesperson spokespeople representative representatives lawyer lawyers attorney attorneys"
    " counsel official officials executive executives researcher researchers analyst analysts campaigner campaigners"
    " activist activists investigator investigators prosecutor prosecutors crew crews officer officers staff employee"
    " employees engineer engineers inspector inspectors auditor auditors scientist scientists expert experts economist"
    " economists member members worker workers manager managers guard guards police management board leadership"
    " statement report study survey paper letter team teams unit units agents agent branch office department"
)
"""Heads that stand for the body they belong to: "analysts at X", "X's lawyers", "a report by X"."""
_OF_A_BODY = ("for", "of", "at", "from", "by", "with")
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_BOTH = frozenset({"companies", "firms", "businesses", "manufacturers", "vendors", "contractors", "suppliers"})
_GROUPS = frozenset({"group", "company", "firm", "corporation", "conglomerate", "holding"})
_EXAMPLES = frozenset({"including", "such", "like", "among"})
_SENTENCES_BACK = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its arguments as head tokens: doers, what is done to, receivers, and obliques with their case.

    An oblique is behind its preposition wherever the tree hangs it below the verb: "a deal with X" under "sign".
    """

    predicate: Predicate
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    recipients: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]

    def behind(self, *cases: str) -> tuple[Token, ...]:
        """Return the heads behind some prepositions, in the order of the text."""
        return tuple(token for case, token in self.obliques if case in cases)


def frame_of(predicate: Predicate, passage: TokenSpan) -> Frame:
    """Return the arguments of a predicate within its passage."""
    verb = predicate.verb
    obliques = tuple(sorted(_obliques(verb, passage, 0), key=lambda item: item[1].i))
    subjects = tuple(token for token in subjects_of(verb) if passage.start <= token.i < passage.end)
    objects = tuple(child for child in verb.children if child.dep_ == "obj" and child.i > verb.i)
    if predicate.passive:
        by = tuple(token for case, token in obliques if case == "by")
        return Frame(predicate, by, subjects, objects, obliques)
    if not objects and verb.dep_ == "acl:relcl" and _own_subject(verb) is not None:
        own = _own_subject(verb)
        if own is not None and own.lower_ not in _RELATIVES:
            objects = (verb.head,)  # "the cameras which X sold"
    recipients = tuple(child for child in verb.children if child.dep_ == "iobj")
    return Frame(predicate, subjects, objects, recipients, obliques)


def subjects_of(verb: Token, depth: int = 0) -> tuple[Token, ...]:  # noqa: PLR0911 - a chain of readings
    """Return the grammatical subject of a verb, shared and controlled ones included; () where there is none."""
    own = _own_subject(verb)
    if own is not None:
        relative = own.lower_ in _RELATIVES and own.i < verb.i and verb.dep_.startswith("acl")
        return (verb.head,) if relative else (own,)
    if depth > _DEPTH or verb.head is verb:
        return ()
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG", "VBD"):
        return (verb.head,)
    if verb.dep_ == "xcomp":
        controllers = tuple(child for child in verb.head.children if child.dep_ == "obj" and child.i < verb.i)
        return controllers or subjects_of(verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.dep_ == "obj":
        return subjects_of(verb.head.head, depth + 1)  # "has reason to suspect"
    if verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN")):
        return subjects_of(verb.head, depth + 1)
    return ()


def _own_subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS and not _is_prefix(child, verb)), None)


def _is_prefix(token: Token, verb: Token) -> bool:
    """Whether a word is part of a compound with its verb: "majority-owned"."""
    return verb.i - token.i == 2 and token.nbor().text in ("-", "‑")


def _obliques(head: Token, passage: TokenSpan, depth: int) -> Iterator[tuple[str, Token]]:
    if depth > _DEPTH:
        return
    for child in head.children:
        if child.dep_ not in _CARRIERS or not passage.start <= child.i < passage.end:
            continue
        case = case_of(child)
        if case is not None and child.dep_ != "ccomp":
            yield case, _meant(child, head)
        if child.i > head.i or child.dep_ == "nsubj:pass":
            yield from _obliques(child, passage, depth + 1)


def _meant(token: Token, head: Token) -> Token:
    """Return what a relative pronoun behind a preposition stands for: "the firm from which they bought it"."""
    relative = token.lower_ in ("which", "whom") and head.dep_ == "acl:relcl" and token.i < head.i
    return head.head if relative else token


def case_of(token: Token) -> str | None:
    """Return the preposition before a noun, in lower case."""
    return next((child.lower_ for child in token.children if child.dep_ == "case" and child.i < token.i), None)


def complements(noun: Token, *cases: str) -> tuple[Token, ...]:
    """Return what stands behind some prepositions below a noun, near or far: X of "a contract for gates with X"."""
    found: list[Token] = []
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("nmod", "obl"):
            if case_of(child) in cases:
                found.append(child)
            found.extend(complements(child, *cases))
    return tuple(sorted(found, key=lambda token: token.i))


def possessors(noun: Token) -> tuple[Token, ...]:
    """Return who stands before a noun as its owner: "X's contract", "its contract", "X, whose contract"."""
    before = (child for child in noun.children if child.i < noun.i)
    owners = (child for child in before if child.dep_ in ("nmod:poss", "compound", "nmod"))
    return tuple(_antecedent(child) if child.lower_ == "whose" else child for child in owners)


def _antecedent(relative: Token) -> Token:
    """Return what "whose" stands for: what its clause hangs on."""
    return next((token.head for token in relative.ancestors if token.dep_ == "acl:relcl"), relative)


def named_by(context: Context, token: Token) -> Mention | None:  # noqa: PLR0911 - a chain of readings
    """Return the mention a head token bears, that of its apposition, of the body it speaks or works for, or of "we"."""
    mention = context.mention_of(token)
    if token.lower_ in _GROUPS and (mention is None or mention.form is Form.DESCRIPTION):
        called = _called(context, token)
        if called is not None:
            return called
    if mention is not None and mention.name_id is not None:
        return mention
    if token.lower_ in _WE:
        return writer_of(context, token)
    for child in token.children:
        explaining = child.dep_ == "nmod" and case_of(child) is None  # "a subcontractor, Deepline Marine,"
        if child.i > token.i and (explaining or child.dep_ in ("appos", "flat", "compound")):
            inner = context.mention_of(child)
            if inner is not None and inner.name_id is not None:
                return inner
    if mention is not None:
        return None
    explaining = token.dep_ == "appos" or (token.dep_ == "nmod" and case_of(token) is None)
    if explaining and token.pos_ != "PRON" and token.head.i < token.i:
        explained = context.mention_of(token.head)
        if explained is not None and explained.name_id is not None:
            return explained
    return _body_of(context, token) if token.lower_ in _STAFF else None


def _called(context: Context, token: Token) -> Mention | None:
    """Return X of "the X group"."""
    if token.i == 0:
        return None
    before = context.mention_of(token.nbor(-1))
    fits = before is not None and before.name_id is not None and before.label is Label.COMPANY
    return before if fits and before is not None and before.form is not Form.PRONOUN else None


def _body_of(context: Context, token: Token) -> Mention | None:
    """Return the body of "analysts at X", "X's lawyers", "its crews"."""
    near = [child for child in complements(token, *_OF_A_BODY) if child.head == token]
    for child in (*near, *possessors(token)):
        found = named_by(context, child) if child != token else None
        if found is not None and found.label is not Label.PLACE:
            return found
    return None


def parties_of(context: Context, tokens: Iterable[Token], labels: Iterable[Label]) -> tuple[Mention, ...]:
    """Return the named parties at some head tokens and those joined to them, of the labels asked for, each once."""
    allowed = frozenset(labels)
    found: dict[str, Mention] = {}
    for token in tokens:
        for head in joined_heads(token):
            mention = named_by(context, head)
            several = (mention,) if mention is not None else _both(context, head) or _examples(context, head)
            for one in several:
                if one.label in allowed and one.name_id is not None:
                    found.setdefault(one.name_id, one)
    return tuple(found.values())


def _both(context: Context, token: Token) -> tuple[Mention, ...]:
    """Return the two companies that "both companies" and "the two firms" stand for: the only ones named just before."""
    words = {child.lower_ for child in token.children}
    if token.lower_ not in _BOTH or not words & {"both", "two"}:
        return ()
    sentence = context.sentence_number(token.idx)
    for back in range(_SENTENCES_BACK):
        first = context.sentences[max(0, sentence - back)].start_char
        near = context.mentions_in(first, token.idx)
        named = {m.name_id: m for m in near if m.label is Label.COMPANY and m.name_id and m.form is not Form.PRONOUN}
        if len(named) >= 2:
            return tuple(named.values()) if len(named) == 2 else ()
    return ()


def _examples(context: Context, token: Token) -> tuple[Mention, ...]:
    """Return A and B of "several companies, including A and B"."""
    if token.tag_ != "NNS" or token.dep_ == "compound":
        return ()
    near = [child for child in (*token.children, *token.head.children) if child.i > token.i]
    named = [child for child in near if case_of(child) in _EXAMPLES]
    named = [child.nbor() if child.lower_ == "them" and child.i + 1 < len(child.doc) else child for child in named]
    found = (context.mention_of(head) for child in named for head in joined_heads(child))
    return tuple(mention for mention in found if mention is not None and mention.form is not Form.PRONOUN)


def joined_heads(token: Token) -> Iterator[Token]:
    """Yield a head and those joined to it: A, B and C of "A, B and C"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield from joined_heads(child)


def is_negated_noun(noun: Token) -> bool:
    """Whether a noun is denied: "no contract"."""
    return any(child.lower_ in NEGATIONS for child in noun.children if child.i < noun.i)
