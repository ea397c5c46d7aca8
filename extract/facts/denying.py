"""Answers told by a verb of denying or confirming: "denied the claims", "..., which X denies", "confirmed that"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import CUES, STATING_NOUNS, CueClass
from extract.attribution.extents import clause_end, skip_to_clause, trimmed
from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.accused import is_denied
from extract.facts.allegation import allege
from extract.facts.answering import answered_by_reference, answered_by_theme, answers_all
from extract.facts.answers import Setting, answers_to, response
from extract.facts.lookup import PARTIES
from extract.facts.professing import is_asked
from extract.facts.stance import attribution_around
from extract.facts.wrongs import tells_wrong
from extract.folding import listed
from extract.grammar.arguments import frame_of, parties_of
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Attribution, Fact, Mention, Span

_DENYING = CUES[CueClass.DENY]
_CONFIRMING = CUES[CueClass.CONFIRM]
_ALWAYS_DENIALS = frozenset({"deny", "refute", "rebut", "dispute", "contest", "repudiate", "disavow", "contradict"})
REFERRING = STATING_NOUNS | listed(
    "charge charges finding findings accusation this it wrongdoing reading view conclusion conclusions characterisation"
    " characterization interpretation notion idea criticism them study studies paper papers account version story"
    " stories article articles calculation calculations figure figures estimate estimates portrayal insinuation"
    " insinuations lawsuit complaint complaints case investigation coverage verdict assessment research those these"
    " responsibility liability blame involvement complicity reading characterisations smear smears slur slurs"
    " remark remarks comment comments gossip talk rumour rumours insinuation criticisms assertion assertions"
)
DENIABLE = REFERRING | listed(
    "same role knowledge link links part plan plans intention intent connection ties existence"
)
_SOUGHT = listed(
    "request requests application applications petition petitions motion motions bid appeal appeals permission entry"
    " access bail leave licence license licences licenses permit permits visa visas extension waiver waivers relief"
)
"""What is refused to whoever asks for it: no answer to a claim."""


_OWN = frozenset({"it", "its", "they", "their", "them", "he", "his", "she", "her", "we", "our", "i", "my"})
_OFFICIAL = re.compile(
    r"\b(?:ha[ds] been (?:informed|notified|alerted|told|warned)|received (?:a|an|the|several|\w+) "
    r"(?:complaints?|reports?|allegations?)"
    r"|(?:is|was|are|were) (?:investigating|looking into|examining|reviewing|aware of)"
    r"|opened an? (?:inquiry|investigation|probe))\b",
    re.IGNORECASE,
)
"""What an authority confirms of a case that is open."""
_RULING = frozenset({"court", "courts", "tribunal", "judge", "judges", "justice", "justices", "magistrate", "jury"})


def explicit_answers(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Yield what one verb of denying or confirming answers, and the allegation that only its denial states."""
    if _is_neither(predicate, passage):
        if predicate.lemma == "confirm":
            for responder in responders_of(context, predicate, passage) or _teller(context, predicate):
                yield from response(context, responder, "declines", passage, confidence=0.8)
        return
    if predicate.negated or predicate.tentative or predicate.infinitive:
        return
    if predicate.passive:
        yield from _denied_by(context, predicate, passage, setting)
        return
    if any(
        child.dep_ == "iobj" or (child.dep_ == "obj" and child.lower_ in _SOUGHT) for child in predicate.verb.children
    ):
        return  # "denied the workers a rise", "denied the application"
    following = predicate.verb.nbor().lower_ if predicate.verb.i + 1 < passage.end else ""
    if (
        predicate.lemma == "agree"
        or (predicate.lemma == "accept" and following != "that")
        or (predicate.ing and predicate.lemma not in _DENYING)
    ):
        return
    for responder in responders_of(context, predicate, passage):
        if predicate.lemma != "deny" and _gives_judgment(context, responder):
            continue  # a court that dismisses a claim answers none
        if predicate.lemma in _CONFIRMING:
            content = content_of(context, predicate, passage) or _content_before(context, predicate)
            if (
                content is not None
                and context.text.count(" ", content.start, content.end) > 0
                and not _is_naming(predicate)
                and (predicate.lemma != "confirm" or _answers_something(context, content, passage, responder, setting))
            ):
                act = "denies" if _confirms_none(context, predicate, content) else "confirms"
                yield from response(context, responder, act, passage, content=content)
        else:
            yield from _denial(context, predicate, passage, responder, setting)


def _answers_something(
    context: Context, content: Span, passage: TokenSpan, responder: Mention, setting: Setting
) -> bool:
    """Whether what is confirmed was said against who confirms it: news that is merely confirmed answers nobody."""
    tokens = context.tokens(content.start, content.end)
    words = {token.lower_ for token in tokens}
    withholding = any(token.lower_ in ("declined", "declines", "refused", "denied", "denies") for token in passage)
    return (
        is_denied(tokens)
        or withholding
        or bool(setting.allegations or words & STATING_NOUNS)
        or (tells_wrong(context, content) and _tells_of_oneself(context, content, responder))
        or _OFFICIAL.search(tokens.text) is not None
        or is_asked(passage.text)
    )


def _gives_judgment(context: Context, responder: Mention) -> bool:
    """Whether somebody is a court, or a person called judge where they are named."""
    before = context.text[max(0, responder.start - 12) : responder.start].split()
    return bool({word.lower() for word in [*responder.text.split(), *before[-1:]]} & _RULING)


def _tells_of_oneself(context: Context, content: Span, responder: Mention) -> bool:
    """Whether a content speaks of who confirms it: "that it had paid", "its failure to warn"."""
    if any(token.lower_ in _OWN for token in context.tokens(content.start, content.end)):
        return True
    return any(one.name_id == responder.name_id for one in context.mentions_in(content.start, content.end))


def _confirms_none(context: Context, predicate: Predicate, content: Span) -> bool:
    """Whether it is confirmed that something is not so: "confirmed that none of its bins held a camera"."""
    tokens = context.tokens(content.start, content.end)
    clause = any(token.tag_ in ("VBD", "VBZ", "VBP") for token in tokens)
    return predicate.lemma == "confirm" and clause and is_denied(tokens)


def _is_withheld(
    context: Context, predicate: Predicate, content: Span | None, responder: Mention, setting: Setting
) -> bool:
    """Whether something sought is denied, and no claim: "denied the school funding"."""
    if predicate.lemma != "deny" or content is None:
        return False
    if answers_all(setting.allegations, responder, setting.affiliations):
        return False
    tokens = context.tokens(content.start, content.end)
    article = tokens[0].lower_ in ("the", "a", "an", "them", "him", "her") or tokens[0].pos_ in ("PROPN", "NOUN")
    claimed = any(token.lower_ in DENIABLE or token.tag_ in ("VBD", "VBZ", "VBP", "VBG") for token in tokens)
    return article and not claimed and not tells_wrong(context, content)


def _is_naming(predicate: Predicate) -> bool:
    """Whether somebody is confirmed in a post: "confirmed Ann Frey as director"."""
    behind = [token for token in predicate.verb.subtree if token.i > predicate.verb.i]
    named = any(token.pos_ == "PROPN" and token.dep_ == "obj" for token in behind[:3])
    return named and any(token.lower_ == "as" for token in behind[1:6])


def _is_neither(predicate: Predicate, passage: TokenSpan) -> bool:
    """Whether somebody neither confirms nor denies."""
    near = [token.lower_ for token in passage.doc[max(passage.start, predicate.first - 4) : predicate.verb.i]]
    return bool({"neither", "nor"} & set(near)) and predicate.lemma in ("confirm", "deny")


def responders_of(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return who denies or confirms, by name; () where the subject is somebody unnamed."""
    for phrase in subject_phrases(context, predicate, passage):
        mention = speaker_of(context, phrase, passage).mention
        if mention is not None and mention.label in PARTIES and mention.name_id is not None:
            return (mention,)
        if phrase.mention is None and phrase.head.pos_ == "NOUN":
            break  # the subject is somebody unnamed; nobody else shall answer in their place
    return parties_of(context, frame_of(predicate, passage).agents, PARTIES)


def _teller(context: Context, predicate: Predicate) -> tuple[Mention, ...]:
    """Return who is credited with the words a verb stands in: "the firm would not confirm it, said X"."""
    around = attribution_around(context, predicate.verb.idx)
    teller = context.mention_at(around.source.start) if around is not None and around.source is not None else None
    return (teller,) if teller is not None and teller.name_id is not None and teller.label in PARTIES else ()


def _denied_by(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Read "the charges were denied by X"."""
    frame = frame_of(predicate, passage)
    heads = [token.lower_ for token in frame.patients]
    agents = parties_of(context, frame.agents, PARTIES)
    if predicate.lemma in _DENYING and len(agents) == 1 and heads and heads[0] in REFERRING:
        answers = answered_by_reference(
            context, heads[0], predicate.verb.idx, agents[0], setting.allegations, setting.affiliations
        )
        yield from response(context, agents[0], "denies", passage, answers=answers)


def _denial(
    context: Context, predicate: Predicate, passage: TokenSpan, responder: Mention, setting: Setting
) -> Iterator[Fact]:
    content = content_of(context, predicate, passage)
    claim = _claim_in(context, predicate, content)
    claimant = context.mention_at(claim.source.start) if claim is not None and claim.source is not None else None
    own = claimant is not None and claimant.name_id == responder.name_id
    if claim is not None and not own and (claim.source is None or _is_about(context, claim.content, responder)):
        words = context.text[claim.source.start : claim.source.end] if claim.source is not None else None
        stated = allege(
            context, claimant=claimant, words=words, targets=[responder], content=claim.content, act="claims",
            evidence=[passage], confidence=0.75,
        )  # fmt: skip
        if stated is not None:
            yield stated
            yield from response(
                context, responder, "denies", passage, content=claim.content, answers=[stated], confidence=0.9
            )
            return
    words, head = _object(context, predicate, passage, content)
    if head not in REFERRING and _is_withheld(context, predicate, content, responder, setting):
        return
    if predicate.lemma not in _ALWAYS_DENIALS and head not in REFERRING:
        return  # "rejected an offer", "dismissed the director"
    if head in REFERRING:
        yield from _referring(context, predicate, passage, responder, setting, head, content)
    elif content is not None:
        answers = answered_by_theme(words, responder, setting.allegations, setting.affiliations)
        yield from response(context, responder, "denies", passage, content=content, answers=answers, confidence=0.85)


def _is_about(context: Context, content: Span, responder: Mention) -> bool:
    """Whether a claim speaks of who denies it, by name or pronoun, as its subject."""
    first = context.mentions_in(content.start, content.end)[:1]
    tokens = context.tokens(content.start, content.end)
    pronoun = len(tokens) > 0 and tokens[0].lower_ in _OWN
    return pronoun or (bool(first) and first[0].name_id == responder.name_id)


def _object(context: Context, predicate: Predicate, passage: TokenSpan, content: Span | None) -> tuple[str, str]:
    """Return the words that are denied and their head: "this" where a relative clause denies what stands before it."""
    words = context.text[content.start : content.end].lower() if content is not None else ""
    if predicate.first - 2 >= passage.start and content is None:
        before = context.doc[passage.start : predicate.first]
        words = "this" if any(token.lower_ in ("which", "something") for token in before) else ""
        words = words or _antecedent(predicate)
    phrase = phrase_after(context, predicate.verb.i + 1, passage)
    if phrase is None and predicate.verb.i + 1 < passage.end and predicate.verb.nbor().lower_ == "as":
        behind = [child for child in predicate.verb.subtree if child.i > predicate.verb.i]
        late = [child.lower_ for child in behind if child.lower_ in REFERRING]
        return words, late[0] if late else words  # "dismissed as misleading reports that"
    return words, phrase.head.lower_ if phrase is not None else words


def _antecedent(predicate: Predicate) -> str:
    """Return "this" for "an accusation the company refutes", "" where no claim stands above."""
    verb = predicate.verb
    return "this" if verb.dep_ == "acl:relcl" and verb.head.lower_ in REFERRING else ""


def _referring(
    context: Context, predicate: Predicate, passage: TokenSpan, responder: Mention, setting: Setting, head: str,
    content: Span | None,
) -> Iterator[Fact]:  # fmt: skip
    """Yield a denial that points back: "the claims", "this"; with the claim just before it where none was read."""
    answers, stated = answers_to(context, head, predicate.verb.idx, responder, setting)
    yield from stated
    words = context.text[content.start : content.end] if content is not None else ""
    shown = content if len(words.split()) > 3 else None
    yield from response(context, responder, "denies", passage, content=shown, answers=answers, confidence=0.9)


def _claim_in(context: Context, predicate: Predicate, content: Span | None) -> Attribution | None:
    """Return the claim that opens the content of a denial: "denies claims that ..."."""
    return next((a for a in context.attributions if content is not None and a.cue.start >= predicate.verb.idx
                 and a.cue.end <= content.start + 80 and content.start <= a.cue.start < content.end
                 and context.text[a.cue.start : a.cue.end].lower() in STATING_NOUNS), None)  # fmt: skip


def content_of(context: Context, predicate: Predicate, passage: TokenSpan) -> Span | None:
    """Return what is denied or confirmed behind a verb, None where nothing stands there."""
    index = skip_to_clause(context, predicate.verb.i + 1, passage)
    if index is None and predicate.lemma == "admit":
        late = [c for c in predicate.verb.children if c.i > predicate.verb.i and any(m.lower_ == "to" for m in c.lefts)]
        index = next((mark.i + 1 for child in late for mark in child.lefts if mark.lower_ == "to"), None)
    if index is None and predicate.lemma == "admit" and context.doc[predicate.verb.i + 1].lower_ == "to":
        index = predicate.verb.i + 2
    if index is None or index >= passage.end:
        return None
    span = trimmed(context, index, clause_end(context, index, passage))
    return span if span.end > span.start else None


def _content_before(context: Context, predicate: Predicate) -> Span | None:
    """Return what stands before "..., X confirmed"."""
    verb = predicate.verb
    return next((item.content for item in context.attributions if item.cue.start == verb.idx), None)
