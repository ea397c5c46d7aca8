"""Facts as they are read with what people decided of them, and the rows that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.encoding import decode_fact
from extract.judgements.editing import edited
from extract.judgements.keys import found_again
from extract.judgements.records import Judgement, Verdict
from extract.judgements.standing import standing, verdicts
from extract.records import Fact, FactStatus, Judged, Said

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A fact on which a judgement stands: under which key, what it comes to, and the fact as it is told then."""

    fact_key: str
    verdict: Verdict
    fact: Fact


def judged(facts: Iterable[Fact], log: Iterable[Judgement]) -> dict[str, Found]:
    """Return what stands of each judged fact of one document, by fact id; `facts` are as extracted."""
    held, kept = tuple(facts), tuple(log)
    stands = verdicts(kept)
    newest: dict[str, Fact] = {}
    for judgement in standing(kept):
        if judgement.decision.fact_key in stands and judgement.decision.extracted is not None:
            newest[judgement.decision.fact_key or ""] = judgement.decision.extracted
    keys = found_again(newest, held)
    return {
        fact.fact_id: Found(key, stands[key], edited(fact, stands[key].edit))
        for fact in held
        if (key := keys.get(fact.fact_id)) is not None
    }


def fact_of(row: Row) -> Fact:
    """Return the fact that a row holds, as edited, with what people decided of it."""
    if row["judged_key"] is None:
        return decode_fact(row["body"])
    fact = decode_fact(row["edited_body"] or row["body"])
    extracted = decode_fact(row["body"]) if row["edited_body"] else None
    said = _said(row, "decided")
    assert said is not None
    told = Judged(row["judged_key"], said, _said(row, "edited"), extracted)
    return replace(fact, status=FactStatus(row["status"]), judged=told)


def _said(row: Row, which: str) -> Said | None:
    number = row[f"{which}_number"]
    if number is None:
        return None
    act, by, at, note = (row[f"{which}_{part}"] for part in ("act", "judge", "made_at", "note"))
    return Said(f"j{number}", act, by, at, note)
