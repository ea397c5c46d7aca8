"""What a notice, an order or a letter says in sentences that it does: adds X, debars X, revises the entry for X.

Only papers that list or exclude are read so; who acts is the subject of the sentence, else the body that issues the
paper. What is only proposed or negated is no act. Grounds behind an act are what the authority alleges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Kind
from extract.context import Context
from extract.facts.allegation import allege
from extract.facts.drafts import make_fact
from extract.facts.notice_parts import effective_date, find_authority, find_programme
from extract.facts.triggers import HARM
from extract.records import Date, Fact, FactKind, Form, Label, Mention, Role, Span

_EXCLUDING = re.compile(
    r"\b(?:debar\w*|ineligib\w+|exclu(?:ded?|sion)\b|sanctions?\b|designat\w+|restrictive measures|blacklist\w*"
    r"|(?:Entity|Control|Watch|Parties|Entities|Persons|Suppliers|Consolidated|Sanctions) List)",
    re.IGNORECASE,
)
_HEAD = 1200
_ADD = r"add|list|designate|include|place|debar|exclude|suspend|disqualify|sanction"
_DROP = r"remove|delete|delist|reinstate"
_DECIDED = re.compile(
    rf"\b(?:determined|decided|resolved|voted|agreed|orders?|ordered|determines|decides) (?:that it is "
    rf"appropriate )?to "
    rf"(?P<verb>{_ADD}|{_DROP})\s+(?:the following [\w ]+: )?"
)
_ACTIVE = re.compile(
    r"\b(?:(?:has|have|hereby|today|also) )*(?P<verb>debar(?:s|red)?|suspend(?:s|ed)|designate[sd]|exclude[sd]"
    r"|delist(?:s|ed)?)\s+(?=[\"“A-Z])"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|shall be|be) (?:(?:hereby|being|also|therefore|now|accordingly) )*"
    r"(?P<verb>added|listed|designated|included in|included on|placed on|debarred|excluded|suspended|disqualified"
    r"|declared (?:to be )?ineligible|sanctioned|removed|deleted|delisted|reinstated)\b"
)
_NOUN = re.compile(
    r"\b(?P<verb>debarment|exclusion|suspension|ineligibility|designation|delisting)\b"
    r"(?: with conditional release)?(?: for (?:a period of )?[\w -]{3,30}?| of (?:[\w-]+ ){1,3}(?:months?|years?))?"
    r" (?:of|on|against) (?:(?:the|its|their) [a-z ]{3,40},? )?(?:M[rs]s?|Dr)?\.? ?(?=[\"“A-Z])"
)
_ENTRY = re.compile(
    r"\b(?P<verb>revising|amending|correcting|modifying|updating|removing|deleting)\b[^.;\n]{0,60}?\bentr(?:y|ies)\b"
    r"[^.;\n]{0,40}?\b(?:for|of|concerning)\s+(?:the\s+)?[\"“‘']?(?=[A-Z])"
    r"|\b(?:entr(?:y|ies)|designation|listing)\s+(?:for|of|concerning)\s+[\"“‘']?(?P<late>)(?=[A-Z])"
)
_ENTRY_DONE = re.compile(
    r"[^.;\n]{0,80}?\b(?:is|are|shall be|has been|have been)\s+(?:hereby\s+)?(?P<verb>deleted|removed|revoked|varied"
    r"|amended|replaced|revised)"
)
_IMPOSED = re.compile(r"\b(?:announc|impos|order|issu|confirm|approv|uph[eo]ld|enter)\w*\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:propos\w+|would|may|might|could|if|whether|not|never|no longer|intend\w*|appeal\w*|recommend\w+|lift\w*"
    r"|non-debarment|release from|conditional non)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:for|because|in connection with|on the grounds? (?:that|of)|based on|due to|on account of|as a result of)\s+"
)
_BY = re.compile(r"\s+by\s+(?:the\s+)?(?=[A-Z])")
_JOINS = re.compile(
    r"(?:,|;)?\s*(?:and\s+|or\s+)?(?:(?:its|their|his)\s+[\w ]{3,30},?\s+)?(?:the\s+)?(?:Mr|Ms|Mrs|Dr)?\.?\s*"
)
_APPOSED = re.compile(r"\s*(?:[,(][^.;]{0,160}[,)])?\s*(?:also\s+)?")
_FOUND = re.compile(
    r"\b(?:(?:find|finds|found|determined|concluded|concludes|established) that|(?:am|is|was|are) satisfied that)\s+"
    r"(?:the\s+)?"
)
_DENIED = re.compile(r"\b(?:no longer|not|never|neither|no evidence)\b")
"""What is found not to be so accuses nobody."""
_OF_GOODS = re.compile(
    r"\s+from\s+(?:\w+\s+){0,4}?(?:orders?|scope|reviews?|investigations?|calculations?|coverage|definitions?|determinations?"
    r"|dut(?:y|ies)|tariffs?)\b"
)
"""What goods are excluded from: an order on imports, a review of it."""
_TARGETS = (Label.COMPANY, Label.PERSON, Label.ORGANISATION)
_BODIES = (Label.GOVERNMENT, Label.ORGANISATION, Label.COMPANY)
_NAMES = (Form.NAME, Form.SHORT, Form.ACRONYM)


@dataclass(frozen=True, slots=True)
class _Act:
    targets: tuple[Mention, ...]
    status: str
    at: int
    end: int
    authority: Mention | None = None


def is_official(context: Context) -> bool:
    """Whether a document is a paper that lists or excludes: by its kind, or by what its opening speaks of."""
    if context.document.kind is Kind.SANCTIONS_NOTICE:
        return True
    if context.document.kind is not Kind.OTHER:
        return False
    return bool(_EXCLUDING.search(context.document.title) or _EXCLUDING.search(context.text, 0, _HEAD))


def find_notice_acts(context: Context) -> Iterator[Fact]:
    """Yield the designations that the sentences of a paper make, and what it alleges as their grounds."""
    if not is_official(context):
        return
    authority, programme = find_authority(context), find_programme(context)
    for act in _acts(context):
        yield from _facts(context, act, act.authority or authority, programme)
    yield from _findings(context, authority)


def _facts(context: Context, act: _Act, authority: Mention | None, programme: str | None) -> Iterator[Fact]:
    sentence = _sentence(context, act.at)
    targets = [one for one in act.targets if authority is None or one.name_id != authority.name_id]
    if not targets or _OPEN.search(context.text, sentence.start, act.at):
        return
    why = _WHY.search(context.text, act.end, sentence.end)
    reason = Span(why.start(), len(context.text[: sentence.end].rstrip(" .\n"))) if why is not None else None
    roles = [(Role.TARGET, one) for one in targets]
    roles += [(Role.AUTHORITY, authority)] if authority is not None else []
    fact = make_fact(
        context, FactKind.DESIGNATION, roles, [sentence], act=act.status, confidence=0.8,
        values={
            "status": act.status, "programme": programme, "date": _date(context, sentence),
            "reason": context.text[reason.start : reason.end] if reason is not None else None,
        },
    )  # fmt: skip
    if fact is None:
        return
    yield fact
    if reason is not None and act.status != "removed" and _tells(context, reason):
        alleged = allege(
            context, claimant=authority, words=None, targets=targets, content=reason, act="states",
            evidence=[sentence], confidence=0.75,
        )  # fmt: skip
        if alleged is not None:
            yield alleged


def _tells(context: Context, reason: Span) -> bool:
    """Whether grounds tell what somebody did: "for diverting items", or words of harm."""
    words = context.text[reason.start : reason.end]
    return bool(re.match(r"for (?:\w+ly )?\w+ing\b", words) or HARM.search(words))


def _date(context: Context, sentence: Span) -> Date | None:
    """Return when an act takes effect: as the sentence says, else as the paper does."""
    for item in context.values_in(sentence.start, sentence.end):
        before = context.text[sentence.start : item.start].rstrip()
        if isinstance(item.value, Date) and re.search(r"\b(?:from|beginning|effective|starting|as of|on)$", before):
            return item.value if item.value.end is None else Date(item.value.value)
    return effective_date(context, sentence)


def _acts(context: Context) -> Iterator[_Act]:
    text = context.text
    for match in _DECIDED.finditer(text):
        targets, end = _listed_from(context, match.end())
        yield _Act(targets, _status(match["verb"]), match.end("verb"), end, _subject(context, match.start()))
    for match in _ACTIVE.finditer(text):
        targets, end = _listed_from(context, match.end())
        subject = _subject(context, match.start())
        if subject is not None:
            yield _Act(targets, _status(match["verb"]), match.start(), end, subject)
    for match in _PASSIVE.finditer(text):
        target = _before(context, match.start())
        if target is not None and not _OF_GOODS.match(text, match.end()):
            yield _Act((target,), _status(match["verb"]), match.start(), match.end(), _agent(context, match.end()))
    for match in _NOUN.finditer(text):
        targets, end = _listed_from(context, match.end())
        sentence = _sentence(context, match.start())
        if _IMPOSED.search(text, sentence.start, match.start()):
            yield _Act(targets, _status(match["verb"]), match.start(), end, _subject(context, match.start()))
    for match in _ENTRY.finditer(text):
        targets, end = _listed_from(context, match.end())
        late = _ENTRY_DONE.match(text, end) if match["verb"] is None else None
        verb = match["verb"] or (late["verb"] if late is not None else None)
        if verb is not None:
            yield _Act(targets, _status(verb), match.start(), end)


def _status(verb: str) -> str:
    if re.match(r"remov|delet|delist|reinstat|revok", verb):
        return "removed"
    return "amended" if re.match(r"revis|amend|correct|modif|updat|replac|vari", verb) else "listed"


def _sentence(context: Context, offset: int) -> Span:
    """Return the sentence at a place, no wider than its paragraph."""
    sentence = context.sentence_at(offset)
    start = context.text.rfind("\n\n", 0, offset) + 2 if "\n\n" in context.text[:offset] else 0
    end = context.text.find("\n\n", offset)
    end = len(context.text) if end < 0 else end
    return Span(start, end) if sentence is None else Span(max(start, sentence.start_char), min(end, sentence.end_char))


def _listed_from(context: Context, offset: int) -> tuple[tuple[Mention, ...], int]:
    """Return the names that follow each other from a place on, and where the last of them ends."""
    found: list[Mention] = []
    at = offset
    while True:
        joint = _JOINS.match(context.text, at) if found else re.compile(r"(?:the\s+)?[\"“‘']?").match(context.text, at)
        at = joint.end() if joint is not None else at
        one = context.mention_at(at) if at < len(context.text) else None
        if one is None or one.start != at or one.label not in _TARGETS or one.name_id is None:
            return tuple(found), found[-1].end if found else offset
        found.append(one)
        aside = re.compile(r"\s*\([^()]{0,60}\)").match(context.text, one.end)
        at = aside.end() if aside is not None else one.end


def _before(context: Context, offset: int) -> Mention | None:
    """Return whom a passive is said of: the name right before it, what is put between commas aside."""
    sentence = _sentence(context, offset)
    named = [one for one in context.mentions_in(sentence.start, offset) if one.label in _TARGETS and one.name_id]
    return next((one for one in reversed(named) if _APPOSED.fullmatch(context.text, one.end, offset)), None)


def _subject(context: Context, offset: int) -> Mention | None:
    """Return the last body of a sentence before a place: who decides, announces, debars."""
    sentence = _sentence(context, offset)
    named = context.mentions_in(sentence.start, offset)
    return next((one for one in reversed(named) if one.label in _BODIES and one.name_id is not None), None)


def _agent(context: Context, offset: int) -> Mention | None:
    match = _BY.match(context.text, offset)
    found = context.mention_at(match.end()) if match is not None else None
    return found if found is not None and found.label in _BODIES else None


def _findings(context: Context, authority: Mention | None) -> Iterator[Fact]:
    """Yield what the paper finds that somebody did: "The Office is satisfied that X colluded with Y"."""
    for match in _FOUND.finditer(context.text):
        sentence = _sentence(context, match.start())
        target = context.mention_at(match.end())
        content = Span(match.end(), len(context.text[: sentence.end].rstrip(" .\n")))
        if target is None or target.label not in _TARGETS or _DENIED.search(context.text, content.start, content.end):
            continue
        if _OPEN.search(context.text, sentence.start, match.start()) or _OF_GOODS.search(
            context.text, content.start, content.end
        ):
            continue
        subject = _subject(context, match.start())
        claimant = subject if subject is not None and subject.label in _BODIES else authority
        if claimant is not None and claimant.name_id == target.name_id:
            continue
        fact = allege(
            context, claimant=claimant, words=None, targets=[target], content=content, act="finds",
            evidence=[sentence], confidence=0.75,
        )  # fmt: skip
        if fact is not None:
            yield fact
