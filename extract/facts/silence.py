"""Silence: who declined to comment and who did not reply, and whether that is about everything that was asked."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.answers import Setting
from extract.facts.lookup import PARTIES, parties
from extract.facts.unnamed_answers import Unnamed, find_unnamed
from extract.folding import listed
from extract.grammar.arguments import subjects_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Mention

_DECLINING = Verbs("decline refuse")
_REPLYING = Verbs("respond reply answer comment return reach approach contact")
_SAYING = Verbs("say comment discuss confirm disclose draw elaborate reveal explain name speak give")
_WISHING = Verbs("wish want choose prefer agree")
_IGNORING = Verbs("ignore hang")
_FAILING = Verbs("fail have remain")
_ADDRESSING = Verbs("address")
_SILENT = _DECLINING | _REPLYING | _SAYING | _WISHING | _IGNORING | _FAILING | _ADDRESSING
_SPEAKING = listed(
    "comment say answer discuss give disclose respond confirm elaborate speak explain reveal provide identify"
    " name talk reply"
)
_SHORT_OF = listed(". , ; immediately by before in on at within when and prior despite")
_ANSWERS = listed("respond reply answer comment return react")
_ASKED = listed(
    "request requests question questions e-mail email emails e-mails call calls letter letters inquiry inquiries"
    " enquiry enquiries query queries message messages comment invitation mail mails"
)


def find_silences(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, str, bool]]:
    """Yield who declines or does not reply, which of the two, and whether it concerns all that was asked."""
    for predicate in find_predicates(passage, _SILENT):
        found = (
            _declines(context, predicate, passage)
            or _would_not(context, predicate, passage)
            or _no_reply(context, predicate, passage)
            or _ignores(context, predicate, passage)
        )
        if found is not None:
            for mention in _silent(context, predicate, passage):
                yield mention, *found


def find_unnamed_silences(
    context: Context, passage: TokenSpan, setting: Setting
) -> Iterator[tuple[Unnamed, str, bool]]:
    """Yield the same of those who have no name: "the forestry office did not answer messages"."""
    for predicate in find_predicates(passage, _SILENT):
        found = (
            _declines(context, predicate, passage)
            or _would_not(context, predicate, passage)
            or _no_reply(context, predicate, passage)
            or _ignores(context, predicate, passage)
        )
        if found is not None and not _silent(context, predicate, passage):
            for unnamed in find_unnamed(context, predicate, passage, setting):
                yield unnamed, *found


def _silent(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Mention, ...]:
    for phrase in subject_phrases(context, predicate, passage):
        listed = tuple(
            m
            for m in parties(context, phrase, passage, PARTIES, predicate.first)
            if m.end <= context.doc[predicate.first].idx
        )
        if listed:
            return listed
        mention = speaker_of(context, phrase, passage).mention
        if mention is not None and mention.name_id is not None and mention.label in PARTIES:
            return (mention,)
        if phrase.mention is None and phrase.head.pos_ == "NOUN":
            return ()
    return ()


def _declines(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[str, bool] | None:
    if predicate.lemma not in _DECLINING or predicate.negated or predicate.passive:
        return None
    doc = context.doc
    index = predicate.verb.i + 1
    if index + 1 >= passage.end or doc[index].lower_ not in ("to", "an", "interviews", "comment"):
        return None
    if doc[index].lower_ != "to":
        words = {token.lower_ for token in doc[index : index + 3]}
        return ("declines", True) if words & {"interview", "interviews", "comment"} else None
    if doc[index + 1].lower_ == "be" and doc[index + 2 : index + 3].text in ("interviewed", "drawn", "quoted", "named"):
        return "declines", True
    if doc[index + 1].lower_ not in _SPEAKING:
        return None
    general = doc[index + 1].lower_ in ("comment", "respond", "answer", "speak", "discuss", "reply")
    return "declines", general and not _about_other(context, index + 2, passage)


def _would_not(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[str, bool] | None:
    """Read "would not say whether", "could not comment", "would only say that", "did not wish to respond"."""
    doc = context.doc
    following = [token.lower_ for token in doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 4)]]
    if predicate.lemma in _WISHING:
        wished = predicate.negated and following[:1] == ["to"] and following[1:2] and following[1] in _SPEAKING | {"be"}
        chose = predicate.lemma == "choose" and following[:2] == ["not", "to"]
        return ("declines", True) if wished or chose else None
    if predicate.lemma not in _SAYING or predicate.modal not in ("would", "could", "can"):
        return None
    group = {token.lower_ for token in doc[predicate.first : predicate.verb.i]}
    if predicate.passive:
        return ("declines", True) if predicate.negated and predicate.lemma == "draw" else None
    if predicate.negated and predicate.lemma in (
        "say",
        "comment",
        "discuss",
        "confirm",
        "disclose",
        "reveal",
        "elaborate",
    ):
        return "declines", True
    return ("declines", True) if "only" in group and predicate.lemma == "say" and predicate.modal == "would" else None


def _ignores(  # noqa: PLR0911 - a chain of tests
    context: Context, predicate: Predicate, passage: TokenSpan
) -> tuple[str, bool] | None:
    """Read "ignored two letters", "failed to respond", "has yet to reply", "has never addressed these allegations"."""
    doc = context.doc
    following = [token.lower_ for token in doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 6)]]
    if predicate.passive or predicate.infinitive:
        return None
    if predicate.lemma == "ignore":
        return ("no reply", True) if set(following[:5]) & _ASKED and not predicate.negated else None
    if predicate.lemma == "hang":
        return ("no reply", True) if following[:1] == ["up"] else None
    if predicate.lemma in ("fail", "have"):
        opening = ["to"] if predicate.lemma == "fail" else ["yet", "to"]
        rest = following[len(opening) :]
        replies = following[: len(opening)] == opening and bool(rest) and rest[0] in _ANSWERS
        return ("no reply", True) if replies and not predicate.negated else None
    if predicate.lemma == "remain":
        return ("no reply", True) if following[:1] == ["silent"] else None
    if predicate.lemma == "address":
        about = set(following) & {"allegations", "claims", "accusations", "questions", "charges"}
        return ("no reply", True) if predicate.negated and about else None
    return None


def _about_other(context: Context, index: int, passage: TokenSpan) -> bool:
    """Whether it is about something in particular that is not the claims: "comment on possible listings"."""
    doc = context.doc
    if index >= passage.end or doc[index].lower_ not in ("on", "about", "whether", "how"):
        return False
    words = {token.lower_ for token in doc[index : min(passage.end, index + 6)]}
    return not words & (
        _ASKED | {"allegations", "claims", "accusations", "report", "matter", "case", "this", "it", "customers"}
    )


def _is_of_neither(predicate: Predicate) -> bool:
    """Whether the subject is "neither A nor B"."""
    return any(word.lower_ == "neither" for noun in subjects_of(predicate.verb) for word in noun.children)


def _no_reply(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[str, bool] | None:  # noqa: PLR0911 - a chain of tests
    doc = context.doc
    lemma = predicate.lemma
    negated = predicate.negated or _is_of_neither(predicate)
    behind = [token.lower_ for token in doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 8)]]
    if lemma in ("approach", "contact"):
        asked = predicate.passive and not predicate.negated and "comment" in behind[:3]
        return ("no reply", True) if asked else None
    if not negated:
        return None
    if lemma == "reach":
        return ("no reply", True) if predicate.passive and predicate.modal == "could" else None
    if lemma == "comment":
        return "no reply", not behind or behind[0] in (".", "publicly", ",")
    if lemma == "return":
        return ("no reply", True) if set(behind) & _ASKED else None
    if lemma in ("respond", "reply", "answer") and (set(behind) & _ASKED or not behind or behind[0] in _SHORT_OF):
        return "no reply", True
    return None
