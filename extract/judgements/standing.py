"""What stands of a log of judgements: undone ones aside, the last word on a fact, and what became of each entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.judgements.records import Act, Edit, Judgement, Verdict
from extract.records import FactStatus

STATUS = {Act.CONFIRM: FactStatus.CONFIRMED, Act.EDIT: FactStatus.CONFIRMED, Act.REJECT: FactStatus.REJECTED}
"""What an act makes of a fact: whoever corrects it vouches for what it says then."""


def undone_by(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return which judgements are undone, and by which; an undoing can be undone, and then what it undid stands."""
    undone: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda one: one.number, reverse=True):
        target = judgement.decision.undoes
        if target is not None and judgement.judgement_id not in undone:
            undone.setdefault(target, judgement.judgement_id)
    return undone


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that are not undone, without the undoings, in the order made."""
    undone = undone_by(judgements)
    kept = (one for one in judgements if one.act is not Act.UNDO and one.judgement_id not in undone)
    return tuple(sorted(kept, key=lambda one: one.number))


def verdict(judgements: Sequence[Judgement]) -> Verdict | None:
    """Return what stands of all that was decided of one fact, None where nothing does.

    The last act decides the status; edits add up, the later of two of the same role or value winning.
    """
    kept = standing(judgements)
    if not kept:
        return None
    edit, last_edit = Edit(), None
    for judgement in kept:
        if judgement.decision.edit is not None:
            edit, last_edit = judgement.decision.edit.over(edit), judgement
    return Verdict(STATUS[kept[-1].act], edit, kept[-1], last_edit)


def verdicts(judgements: Iterable[Judgement]) -> Mapping[str, Verdict]:
    """Return what stands of each fact, by key; facts of which all was undone are left out."""
    by_key: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.decision.fact_key is not None:
            by_key.setdefault(judgement.decision.fact_key, []).append(judgement)
    found = {key: verdict(some) for key, some in by_key.items()}
    return {key: one for key, one in found.items() if one is not None}
