"""Use over the tree: who rolls out, relies on or operates whose products, and nouns of use: "B's use of V cameras"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import complements, frame_of, parties_of, possessors
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

USERS = frozenset({Label.GOVERNMENT, Label.ORGANISATION, Label.COMPANY})
_USING = Verbs("use operate deploy install run employ trial adopt rely introduce roll test utilise utilize fly pilot")
_ACTS = frozenset({"use", "deployment", "installation", "adoption", "rollout", "roll-out", "introduction"})
_ENDING = listed(
    "stop stops stopped stopping cease ceased end ended ends ending ban bans banned banning consider considers"
    " considered considering plan plans planned planning halt halted suspend suspended suspending reject rejected"
    " rejects avoid avoided prohibit prohibits prohibited without propose proposed oppose opposed quit phase barred"
    " forbid forbids forbade restrict restricted restricting from against would could may might should not no if"
)


def is_ended(verb: Token, passage: TokenSpan) -> bool:
    """Whether a verb of ending or of mere intent governs a use: "stopped using", "considered using"."""
    return verb.i - 1 >= passage.start and verb.nbor(-1).lower_ in _ENDING


def user_of(context: Context, product: TokenSpan, passage: TokenSpan) -> tuple[Predicate, tuple[Mention, ...]] | None:
    """Return the verb or noun of use that governs a product, and who uses it; None where nobody is said to."""
    head = product.root
    for predicate in find_predicates(passage, _USING):
        if predicate.negated or predicate.tentative or predicate.infinitive or predicate.hearsay or predicate.passive:
            continue
        frame = frame_of(predicate, passage)
        rolled = predicate.lemma not in ("rely", "roll") or predicate.verb.nbor().lower_ in ("on", "out", "upon")
        governed = head in frame.patients or (predicate.lemma == "rely" and head in frame.behind("on", "upon"))
        if governed and rolled and not is_ended(predicate.verb, passage):
            users = parties_of(context, frame.agents, USERS)
            if users:
                return predicate, users
    noun = head.head
    if noun.lower_ in _ACTS and head.dep_ == "nmod" and noun.pos_ == "NOUN":
        before = {token.lower_ for token in context.doc[max(passage.start, noun.i - 4) : noun.i]}
        users = parties_of(context, (*possessors(noun), *complements(noun, "by")), USERS)
        if users and not before & _ENDING and noun.head.lower_ not in _ENDING:
            return Predicate(noun, "use", noun.i), users
    return None
