"""The history of judgements: each with what became of it, and the facts or entities it is about as they are now."""

from __future__ import annotations

from collections.abc import Sequence

from extract.identity import name_id
from extract.joining import Groups
from extract.judgements.links import obey
from extract.judgements.records import Act, Entry, Judgement, State
from extract.judgements.standing import standing, undone_by, verdicts
from extract.names import key
from extract.records import Label
from extract.store import ExtractionStore


def entries(extractions: ExtractionStore, judgements: Sequence[Judgement]) -> tuple[Entry, ...]:
    """Return judgements as lines of the history, in the order given."""
    states = {**_of_facts(extractions, judgements), **_of_entities(extractions, judgements)}
    facts = extractions.judgements.fact_ids(
        one.decision.fact_key for one in judgements if one.decision.fact_key is not None
    )
    return tuple(
        Entry(one, states[one.judgement_id][0], facts.get(one.decision.fact_key or "", ()), states[one.judgement_id][1])
        for one in judgements
    )


def orphaned(extractions: ExtractionStore) -> tuple[Entry, ...]:
    """Return the judgements that stand but do not find what they are about, the newest first."""
    store = extractions.judgements
    lost = [*standing(store.of_facts(store.orphaned())), *standing(store.of_entities())]
    newest_first = sorted(lost, key=lambda one: one.number, reverse=True)
    return tuple(entry for entry in entries(extractions, newest_first) if entry.state == "orphaned")


Told = dict[str, tuple[State, str | None]]


def _of_facts(extractions: ExtractionStore, judgements: Sequence[Judgement]) -> Told:
    keys = {one.decision.fact_key for one in judgements if one.decision.fact_key is not None}
    log = extractions.judgements.of_facts(keys)
    undone, stands, here = undone_by(log), verdicts(log), extractions.judgements.fact_ids(keys)
    told: Told = {}
    for one in log:
        verdict = stands.get(one.decision.fact_key or "")
        state: State = "superseded"
        if one.judgement_id in undone:
            state = "undone"
        elif one.act is Act.UNDO:
            state = "stands"
        elif one.decision.fact_key not in here:
            state = "orphaned"
        elif verdict is not None and (one.judgement_id == verdict.last.judgement_id or one.act is Act.EDIT):
            state = "stands"
        told[one.judgement_id] = state, undone.get(one.judgement_id)
    return told


def _of_entities(extractions: ExtractionStore, judgements: Sequence[Judgement]) -> Told:
    if all(one.is_of_fact for one in judgements):
        return {}
    log = extractions.judgements.of_entities()
    undone = undone_by(log)
    names = extractions.entity_of(
        found
        for one in log
        for side in one.decision.sides
        for party in side
        for found in (party.name_id, *(name_id(label, key(party.name, label)) for label in Label))
    )
    states = obey(standing(log), names, Groups()).states
    return {
        one.judgement_id: (
            "undone" if one.judgement_id in undone else states.get(one.judgement_id, "stands"),
            undone.get(one.judgement_id),
        )
        for one in log
    }
