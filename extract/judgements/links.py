"""What people decided of entities, as bonds and bars between names that the joining of names obeys.

The newest word goes first: what an older judgement says against it is overruled, and listed so. A merge binds the names
that represented its entities; "not the same" bars every name of the one from every name of the other; a split binds
the names that part to each other and bars them from the rest. A name that is not there any more under its id is looked
for under the same words and another label, then by the other names of its side; a side of which none is left makes its
judgement orphaned until a document names it again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from extract.identity import name_id
from extract.joining import Groups
from extract.judgements.records import Act, Judgement, Party, Side, State
from extract.names import key
from extract.records import Label

NOTE_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What became of the judgements of entities: why each bound name is where it is, and each judgement's state."""

    reasons: dict[str, str]
    states: dict[str, State]


def obey(judgements: Iterable[Judgement], names: Container[str], groups: Groups[str]) -> Obeyed:
    """Join and bar names in `groups` as people decided; `judgements` are those that stand, `names` all there are."""
    obeyed = Obeyed({}, {})
    for judgement in sorted(judgements, key=lambda one: one.number, reverse=True):
        sides = [found_parties(side, names) for side in judgement.decision.sides]
        if not all(sides):
            obeyed.states[judgement.judgement_id] = "orphaned"
        elif judgement.act is Act.MERGE:
            obeyed.states[judgement.judgement_id] = _bind([side[0] for side in sides], judgement, groups, obeyed)
        else:
            obeyed.states[judgement.judgement_id] = _part(sides, judgement, groups, obeyed)
    return obeyed


def found_parties(side: Side, names: Container[str]) -> list[str]:
    """Return the ids under which the names of a side are there now, in order."""
    found = (_found(party, names) for party in side)
    return list(dict.fromkeys(one for one in found if one is not None))


def _found(party: Party, names: Container[str]) -> str | None:
    if party.name_id in names:
        return party.name_id
    elsewhere = {name_id(label, key(party.name, label)) for label in Label}
    held = [one for one in sorted(elsewhere) if one in names]
    return held[0] if len(held) == 1 else None


def _bind(name_ids: list[str], judgement: Judgement, groups: Groups[str], obeyed: Obeyed) -> State:
    bound = True
    for one in name_ids[1:]:
        bound = groups.join(name_ids[0], one) and bound
    if bound:
        for one in name_ids:
            obeyed.reasons.setdefault(one, why(judgement))
    return "stands" if bound else "overruled"


def _part(sides: list[list[str]], judgement: Judgement, groups: Groups[str], obeyed: Obeyed) -> State:
    """Bar two sides from each other; of a split, the names that part stay together."""
    parted, rest = sides[0], sides[-1]
    apart = [groups.bar(one, other) for one in parted for other in rest]
    if judgement.act is Act.SPLIT and all(apart):
        return _bind(parted, judgement, groups, obeyed) if len(parted) > 1 else "stands"
    return "stands" if all(apart) else "overruled"


def why(judgement: Judgement) -> str:
    """Return who put names together, as a reason for people."""
    note = " ".join(judgement.decision.note.split())
    note = f": {note if len(note) <= NOTE_SHOWN else note[:NOTE_SHOWN] + '…'}" if note else ""
    return f"judged to be one by {judgement.decision.by} on {judgement.at[:10]}{note}"
