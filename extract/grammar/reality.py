"""Does a predicate tell of something that is so? Wishes, plans, conditions, questions and denials do not.

"Agreed to buy", "began using" and "is said to have paid" tell of buying, using and paying; "planned to buy", "stopped
using", "if it buys" and "would buy" do not.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.folding import listed
from extract.grammar.clauses import POSSIBLE, Predicate

_FOLLOWING_THROUGH = listed(
    "agree agrees agreed manage manages managed begin begins began begun start starts started continue continues"
    " continued commit commits committed go goes went gone come comes came help helps helped helping use used contract"
    " contracted choose chose chosen chooses decide decided decides resolve resolved move moved happen happened proceed"
    " proceeded opt opted hire hired commission commissioned engage engaged appoint appointed select selected pick"
    " picked allow allowed tap tapped let lead led employ employed"
)
_HEARSAY = listed(
    "said reported believed thought understood known alleged rumoured rumored estimated found shown seen claimed"
)
_ENDING = listed(
    "stop stops stopped stopping cease ceased ceases end ended ends ending consider considers considered considering"
    " plan plans planned planning halt halted suspend suspended reject rejected rejects avoid avoided avoids prohibit"
    " prohibited prohibits propose proposed proposes oppose opposed opposes quit resist resisted deny denies denied"
    " denying regret contemplate contemplated discuss discussed mull mulled recommend recommended suggest suggested"
    " risk ban bans banned banning forbid forbids restrict restricts restricted"
)
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until"})
_AGAINST = frozenset({"against", "without", "from", "of", "instead", "before"})


def stands(predicate: Predicate) -> bool:
    """Whether what a predicate tells is told as so, be it by the text or by somebody it credits."""
    verb = predicate.verb
    if predicate.negated or predicate.modal in POSSIBLE or _is_conditional(verb) or _is_asked(verb):
        return False
    governor = verb.head
    if predicate.infinitive and not predicate.reduced:
        return verb.dep_ == "xcomp" and governor.lower_ in _FOLLOWING_THROUGH | _HEARSAY and not _is_wished(governor)
    if predicate.ing and predicate.first == verb.i:
        if verb.dep_ in ("xcomp", "ccomp", "obj") and governor.lower_ in _ENDING:
            return False
        return not any(child.lower_ in _AGAINST and child.i < verb.i for child in verb.children)
    return True


def is_hearsay(predicate: Predicate) -> bool:
    """Whether an unnamed voice tells it: "is said to have paid"."""
    return predicate.infinitive and predicate.verb.dep_ == "xcomp" and predicate.verb.head.lower_ in _HEARSAY


def _is_wished(governor: Token) -> bool:
    """Whether the verb above is itself no more than possible or denied."""
    return any(
        child.lower_ in POSSIBLE | {"not", "n't", "n’t", "never"} for child in governor.children if child.i < governor.i
    )


def _is_conditional(verb: Token) -> bool:
    for token in (verb, *verb.ancestors):
        if token.dep_ in ("advcl", "ccomp") and any(
            c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in token.children
        ):
            return True
    return False


def _is_asked(verb: Token) -> bool:
    """Whether the sentence is a question outside quotation marks."""
    for token in verb.doc[verb.i + 1 :]:
        if token.text == "?":
            return True
        if token.text in (".", "!", "”", '"') or token.is_sent_start or (token.is_space and "\n" in token.text):
            return False
    return False
