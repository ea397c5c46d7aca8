"""Clauses that a parser takes for names: "Open Lens Watch condemned Veshtar for ..." has a verb between two names.

In a sentence in which the parser sees no finite verb, or hangs all on a name, a past participle (or what it took for a
plural noun) that stands between a name and what can be an object is the verb; its neighbours become its subject and
object. Done once a document, on the doc itself.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.grammar.clauses import ALWAYS_VERBS

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING = ("PROPN", "DET", "PRON", "NUM")


def mend_clauses(context: Context) -> None:
    """Give sentences of a name, a verb and another phrase the syntax they have."""
    if not context.doc.has_annotation("DEP"):
        return
    for sentence in context.sentences:
        for token in sentence:
            if token.tag_ == "JJ" and token.lower_.endswith("ed") and _governs(token):
                token.tag_, token.pos_ = "VBD", "VERB"
        headless = context.mention_of(sentence.root) is not None
        if headless or not any(token.tag_ in _FINITE for token in sentence):
            verb = next((token for token in sentence if _is_verb(context, token, sentence)), None)
            if verb is not None:
                _mend(verb, sentence)


def _is_verb(context: Context, token: Token, sentence: TokenSpan) -> bool:
    if not sentence.start < token.i < sentence.end - 1 or context.mention_of(token) is not None:
        return False
    shape = (token.tag_ in ("VBN", "JJ") and token.lower_.endswith("ed")) or token.text in ALWAYS_VERBS
    shape = (
        shape or (token.tag_ == "NNS" and token.dep_ == "ROOT") or (token.tag_ == "NNP" and token.text.endswith("ed"))
    )
    before, after = context.mention_of(token.nbor(-1)), token.nbor()
    named = (before is not None and before.end <= token.idx) or context.value_at(token.nbor(-1).idx) is not None
    object_follows = context.mention_of(after) is not None or (after.pos_ in _OPENING and after.tag_ != "POS")
    return shape and named and object_follows and token.text.islower()


def _governs(token: Token) -> bool:
    """Whether a word has a subject before it and an object behind it, as only verbs have."""
    subject = any(child.dep_ == "nsubj" and child.i < token.i for child in token.children)
    return subject and any(child.dep_ == "obj" and child.i > token.i for child in token.children)


def _mend(verb: Token, sentence: TokenSpan) -> None:
    subject, item = _top(verb.nbor(-1), verb), _top(verb.nbor(), verb)
    root = sentence.root
    verb.head = verb
    verb.dep_, verb.tag_ = "ROOT", "VBD"
    verb.pos_ = "VERB"
    for token, role in ((subject, "nsubj"), (item, "obj"), (root, "dep")):
        if verb not in (token, token.head):
            token.head = verb
            token.dep_ = role
        elif token.head == verb and token != verb and role != "dep":
            token.dep_ = role
    if subject == item:
        item = verb.nbor()
        item.head = verb
        item.dep_ = "obj"


def _top(token: Token, verb: Token) -> Token:
    """Return the head of the phrase that a token belongs to, on its own side of the verb."""
    left = token.i < verb.i
    while token.head not in (token, verb) and (token.head.i < verb.i) == left:
        token = token.head
    return token
