"""Unknown names that a tagger calls a person or a place, and that the text uses as those of a firm.

"phones made by Torvik", "chose Škodrail over Alstom", "had not paid Mainland Solar", "Ferrand promises ... its chief
executive": nobody is an "it", and no town is paid. A name keeps its label where anything in the document speaks for it:
a fuller name of a person, a title, "who", "he"; "in" or "near" before it, an atlas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.components import act_words
from extract.components.document_votes import is_known_place, is_located
from extract.components.typed import CONTEXT, DEFAULT, Typed
from extract.folding import listed
from extract.gazetteers import titles
from extract.gazetteers.given_names import find_pronoun
from extract.names import base
from extract.records import Label

ENOUGH = 2
"""What the uses of a name must weigh to make it a firm's; one plain use does, or two that say less."""
_PLAIN, _FAINT = 2, 1
_TRADES = listed(
    "sell make supply win lose build deliver ship employ acquire bid merge operate market manufacture own launch post"
    " rent lease export import bill invoice recruit license outbid overcharge install"
)
"""Verbs whose subject is oftener a firm than a person, said of a name alone."""
_DEALT_WITH = listed(
    "pay sue fine hire choose pick buy acquire license blacklist debar commission select contract outbid undercut ban"
    " bar sanction delist exclude rescue bankrupt ask"
)
"""Verbs whose object is no place."""
_PERSONAL = frozenset(("he", "she", "him", "his", "her", "who", "whom", "himself", "herself"))
_SUBJECTS = frozenset(("nsubj", "nsubj:outer"))
_OBJECTS = frozenset(("obj", "dobj", "nsubj:pass"))
_NEAR = 12  # words behind a name in which "its" speaks of it


def used_as_firms(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Return the same names, in order, those that are used as firms labelled so."""
    if not (doc.has_annotation("DEP") and doc.has_annotation("SENT_START")):
        return typed
    unknown = [one for one in typed if one.strength == DEFAULT and one.label in (Label.PERSON, Label.PLACE)]
    groups: dict[str, list[Typed]] = {}
    for one in unknown:
        groups.setdefault(base(doc[one.start : one.end].text), []).append(one)
    known = {base(doc[one.start : one.end].text) for one in typed if one.strength > DEFAULT}
    persons = [doc[one.start : one.end] for one in typed if one.label is Label.PERSON]
    parts = {token.text for words in persons for token in words if len(words) > 1}
    firms = {
        name
        for name, uses in groups.items()
        if name not in known and _may_be(doc, uses, parts) and _weigh(doc, uses) >= ENOUGH
    }
    return [
        replace(one, label=Label.COMPANY, reason="used as a firm", strength=CONTEXT)
        if one.strength == DEFAULT and one in unknown and base(doc[one.start : one.end].text) in firms
        else one
        for one in typed
    ]


def _may_be(doc: Doc, uses: Iterable[Typed], parts: set[str]) -> bool:
    """Whether nothing speaks for a person or a place."""
    for one in uses:
        words = doc[one.start : one.end]
        before = doc[one.start - 1].lower_.rstrip(".") if one.start else ""
        if find_pronoun(words[0].text) is not None or titles.is_title(before) or before in ("st", "saint"):
            return False
        if one.label is Label.PERSON and (_is_spoken_of(doc, one) or (len(words) == 1 and words.text in parts)):
            return False
        if one.label is Label.PLACE and (is_known_place(words.text) or is_located(doc, one)):
            return False
    return True


def _is_spoken_of(doc: Doc, one: Typed) -> bool:
    """Whether "who", "he" or "she" stands in the sentence behind a name or in the next."""
    end = one.end
    last = doc[one.end - 1].sent.end
    if last < len(doc):
        last = doc[last].sent.end
    return any(token.lower_ in _PERSONAL for token in doc[end:last])


def _weigh(doc: Doc, uses: Sequence[Typed]) -> int:
    """Return how much all uses of a name speak for a firm; what is called a place once may be one."""
    placed = any(one.label is Label.PLACE for one in uses)
    return sum(_weight(doc, one, placed=placed) for one in uses)


def _weight(doc: Doc, one: Typed, *, placed: bool) -> int:
    """Return how much the use of one mention speaks for a firm; towns, too, have what is "its"."""
    root = doc[one.start : one.end].root
    before = doc[max(0, one.start - 5) : one.start].text_with_ws
    after = doc[one.end - 1].whitespace_ + doc[one.end : one.end + 4].text
    leading = act_words.SHARES_BEFORE if placed else act_words.FIRM_BEFORE
    if leading.search(before) or act_words.COMPANY_ACTS.match(after):
        return _PLAIN
    named = not placed
    if named and (_WHICH.match(after) or _says_it(root)):
        return _PLAIN
    if named and (act_words.COMPANY_BEFORE.search(before) or act_words.COMPANY_AFTER.match(after)):
        return _PLAIN
    lemma = root.head.lemma_.lower()
    if root.dep_ in _SUBJECTS and root.head.pos_ == "VERB":
        return _PLAIN if named and _owns_it(doc, one, root) else (_FAINT if lemma in _TRADES else 0)
    if root.dep_ in _OBJECTS and lemma in _DEALT_WITH:
        return _PLAIN if placed and one.end - one.start > 1 else _FAINT
    over = any(child.lower_ == "over" for child in root.children) and lemma in ("choose", "pick", "prefer", "select")
    return _PLAIN if over else 0


_WHICH = re.compile(r"^, which\b")


def _says_it(root: Token) -> bool:
    """Whether a subject says of itself what "it" does: "Torvik said it had had no letter"."""
    if root.dep_ not in _SUBJECTS or root.head.lemma_ not in ("say", "insist", "claim", "deny", "add", "announce"):
        return False
    clauses = (child for child in root.head.children if child.dep_ == "ccomp" and child.i > root.head.i)
    return any(
        child.dep_ in _SUBJECTS and child.lower_ == "it" and child.i - root.head.i < 3 and clause.pos_ == "VERB"
        for clause in clauses
        for child in clause.children
    )


def _owns_it(doc: Doc, one: Typed, root: Token) -> bool:
    """Whether "its" or "itself" behind a subject speaks of it: no other name stands between."""
    if doc[one.end].text == ",":
        return False  # "Osk, its chairman, ..."
    for token in doc[one.end : min(one.end + _NEAR, root.sent.end)]:
        if token.ent_type_ and token.i > one.end:
            return False
        if token.lower_ in ("its", "itself"):
            return True
    return False
