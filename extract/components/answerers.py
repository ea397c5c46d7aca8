"""Who answers: "Unison accused Osk of spying. It denies that", "A spokesman declined to comment".

Whoever denies something is seldom who has just said it. The one body of the sentence before that does not speak there
answers; where there are two, nobody is known to.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.components.discourse import BODIES, SUBJECTS, Discourse
from extract.components.prominence import is_told
from extract.folding import listed
from extract.grammar.verbs import Verbs
from extract.records import Mention

_BACK = 2  # sentences
_ANSWERING = Verbs(
    "deny reject dispute refute dismiss contest decline refuse respond reply rebut apologise apologize admit concede"
    " acknowledge repudiate contradict disagree"
)
_CLAIMS = listed(
    "claim claims allegation allegations accusation accusations charge charges report findings finding criticism"
    " complaint lawsuit"
)
_ACCUSING = Verbs(
    "accuse blame sue fine criticise criticize condemn charge sanction blacklist ban bar debar investigate probe warn"
    " say claim allege tell report find announce add conclude publish reveal note state write urge call demand ask raid"
    " order suspect denounce indict prosecute reprimand censure penalise penalize name list"
)
_SPOKEN = Verbs("say insist maintain call describe")


def find_answerer(discourse: Discourse, token: Token) -> Mention | None:
    """Return who answers what the sentence before said, where a word is the subject of answering or who has it."""
    subject = token.head if token.dep_ in ("nmod:poss", "poss", "det:poss", "compound") else token
    if subject.dep_ not in SUBJECTS or not _answers(subject.head):
        return None
    number = discourse.sentence_number(token.idx)
    for index in range(number - 1, max(-1, number - 1 - _BACK), -1):
        bodies = [one for one in discourse.by_sentence[index] if one.label in BODIES and one.name_id]
        if bodies:
            speaking = {one.name_id for one in bodies if _speaks(discourse, one)}
            others = [one for one in bodies if one.name_id not in speaking and not _merely_hears(discourse, one)]
            alone = len({one.name_id for one in others}) == 1 and bool(speaking)
            return others[-1] if alone else None
    return None


def _answers(verb: Token) -> bool:
    """Whether a verb answers by itself, or says what becomes of claims: "said the claims were false"."""
    if _ANSWERING.find(verb.lower_) is not None:
        return True
    return _SPOKEN.find(verb.lower_) is not None and any(one.lower_ in _CLAIMS for one in verb.subtree)


def _speaks(discourse: Discourse, mention: Mention) -> bool:
    """Whether a mention says something of somebody, or has somebody fined or banned, in its own sentence."""
    root = discourse.roots[mention]
    while root.dep_ in ("nmod", "nmod:poss", "compound", "appos", "flat") and root.head.i != root.i:
        root = root.head
    if root.dep_ == "obl:agent" or any(child.lower_ in ("by", "according") for child in root.children):
        return True
    main = root.head.dep_ in ("ROOT", "conj", "parataxis", "advcl", "acl:relcl") or root.head.head.i == root.head.i
    return root.dep_ in ("nsubj", "nsubj:outer") and _ACCUSING.find(root.head.lower_) is not None and main


def _merely_hears(discourse: Discourse, mention: Mention) -> bool:
    """Whether something is merely said to somebody, or given to them: "told the Gazette", "in a letter to Osk"."""
    root = discourse.roots[mention]
    cases = {child.lower_ for child in root.children if child.dep_ == "case"}
    return is_told(discourse, mention) or (root.dep_ in ("obl", "nmod") and bool(cases & {"to", "in", "at", "before"}))


def find_spoken_for(discourse: Discourse, token: Token) -> Mention | None:
    """Return whom "a spokesman" of nobody speaks for: who answers, else the only body of the sentence before."""
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if not token.lower_.startswith("spokes") or token.dep_ not in SUBJECTS or following is None:
        return None
    plain = following.pos_ in ("VERB", "AUX", "ADV") and all(child.dep_ in ("det", "amod") for child in token.children)
    if not plain or any(child.lower_ in ("the", "this") for child in token.children):
        return None
    answering = find_answerer(discourse, token)
    if answering is not None:
        return answering
    number = discourse.sentence_number(token.idx)
    for index in range(number - 1, max(-1, number - 1 - _BACK), -1):
        bodies = [one for one in discourse.by_sentence[index] if one.label in BODIES and one.name_id]
        if bodies:
            return bodies[-1] if len({one.name_id for one in bodies}) == 1 else None
    return None
