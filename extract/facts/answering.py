"""Which allegations a response answers: those against the responder, by reference, by theme or by words they share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.context import Context
from extract.facts.triggers import RIGHTS
from extract.folding import listed
from extract.records import Fact, Mention, Role

_PLURAL = listed(
    "claims allegations accusations charges findings reports suggestions assertions them wrongdoing concerns"
    " rumours suspicions"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = listed(
    "that this with from have been were their them they which would could into over more than also company used"
    " some other when where any made said role"
)
_NEAR = 1500  # code points within which "this" and "the claim" look back


def against(allegation: Fact, responder: Mention, affiliations: dict[str, frozenset[str]]) -> bool:
    """Whether an allegation is against the responder or a body the responder belongs to."""
    answering = {responder.name_id or "", *affiliations.get(responder.name_id or "", ())}
    return any(target.name_id in answering for target in allegation.filled(Role.TARGET))


def answers_all(
    allegations: Sequence[Fact], responder: Mention, affiliations: dict[str, frozenset[str]]
) -> tuple[Fact, ...]:
    """Return the allegations against a responder, in order."""
    return tuple(allegation for allegation in allegations if against(allegation, responder, affiliations))


def answered_by_reference(
    context: Context, head: str, offset: int, responder: Mention, allegations: Sequence[Fact],
    affiliations: dict[str, frozenset[str]],
) -> tuple[Fact, ...]:  # fmt: skip
    """Return what "the claims" (all before, against the responder), "the claim" or "this" (the nearest) refers to."""
    before = [
        allegation
        for allegation in answers_all(allegations, responder, affiliations)
        if allegation.evidence[0].start <= offset
    ]
    before.sort(key=lambda allegation: _content_start(context, allegation))
    if head in _PLURAL or head == "report":
        return tuple(before)
    near = [item for item in before if offset - item.evidence[0].start <= _NEAR]
    return tuple(near[-1:])


def _content_start(context: Context, allegation: Fact) -> int:
    start = allegation.evidence[0].start
    found = context.text.find(allegation.content or "", start)
    return found if found >= 0 else start


def answered_by_theme(
    words: str, responder: Mention, allegations: Sequence[Fact], affiliations: dict[str, frozenset[str]]
) -> tuple[Fact, ...]:
    """Return the allegations against a responder that a denial's own words take up."""
    return tuple(
        allegation for allegation in answers_all(allegations, responder, affiliations)
        if shares_theme(words, allegation.content or "")
    )  # fmt: skip


def answered_by_profession(words: str, offset: int, candidates: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the allegations that a profession answers: of its theme, else the nearest one before it."""
    themed = tuple(allegation for allegation in candidates if shares_theme(words, allegation.content or ""))
    if themed:
        return themed
    before = [item for item in candidates if 0 <= offset - item.evidence[0].end <= _NEAR // 2]
    return tuple(before[-1:])


def shares_theme(words: str, content: str) -> bool:
    """Whether two texts are both about human rights, or share a telling word."""
    if RIGHTS.search(words) and RIGHTS.search(content):
        return True
    return len(_telling(words) & _telling(content)) >= 2


def _telling(text: str) -> set[str]:
    return {word[:6] for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def latest_accused(context: Context, allegations: Sequence[Fact], offset: int) -> Mention | None:
    """Return whom the last allegation before an offset is against, None where it is against several or too far off."""
    before = [item for item in allegations if 0 <= offset - item.evidence[0].start <= _NEAR]
    if not before:
        return None
    last = max(before, key=lambda item: item.evidence[0].start)
    targets = last.filled(Role.TARGET)
    return context.mention_at(targets[0].start) if len(targets) == 1 else None
