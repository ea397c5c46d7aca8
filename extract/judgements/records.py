"""The records of judgements: who decided what, when, of which fact or of which names, and in which words.

A judgement points at a fact by its *key* (`extract.judgements.keys`) and at an entity by the names it had, never at a
row: both outlive a new extraction. Judgements are only ever added; undoing one is another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from extract.records import Fact, FactStatus, Label, Role, Value


class Act(StrEnum):
    """What somebody decided."""

    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    NOT_SAME = "not_same"
    SPLIT = "split"
    UNDO = "undo"


FACT_ACTS = (Act.CONFIRM, Act.REJECT, Act.EDIT)
ENTITY_ACTS = (Act.MERGE, Act.NOT_SAME, Act.SPLIT)
State = Literal["stands", "superseded", "undone", "overruled", "orphaned"]
"""What became of a judgement: it stands; a later one of the same fact decides; it was undone; a later judgement of
the same entities says the opposite; or what it speaks of is not found any more."""


@dataclass(frozen=True, slots=True)
class Party:
    """A name as a judgement knows it: the id it had then, and what that id was derived from."""

    name_id: str
    label: Label
    name: str


Side = tuple[Party, ...]
"""The names that one entity had when it was judged, the one that represented it first."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor put in the place of what was extracted.

    Each role and value named here is replaced as a whole: an empty tuple and a value of None leave it out.
    """

    roles: tuple[tuple[Role, Side], ...] = ()
    values: tuple[tuple[str, Value | None], ...] = ()

    def over(self, earlier: Edit) -> Edit:
        """Return this edit made on top of an earlier one."""
        roles, values = dict(earlier.roles) | dict(self.roles), dict(earlier.values) | dict(self.values)
        return Edit(tuple(sorted(roles.items())), tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement about to be made, without number and time.

    Of a fact: `fact_key`, `document_id` and the fact as `extracted`. Of entities: `sides`; of a split the names that
    part come first, those they part from second. Of an undoing: `undoes`, a judgement id, and whose subject it shares.
    """

    act: Act
    by: str
    note: str = ""
    fact_key: str | None = None
    document_id: str | None = None
    extracted: Fact | None = None
    edit: Edit | None = None
    sides: tuple[Side, ...] = ()
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision in the log: `number` counts from 1 in the order made, `at` is ISO 8601 in UTC."""

    judgement_id: str
    number: int
    at: str
    decision: Decision

    @property
    def act(self) -> Act:
        """What was decided."""
        return self.decision.act

    @property
    def is_of_fact(self) -> bool:
        """Whether it is about a fact rather than about entities."""
        return self.decision.fact_key is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history: a judgement and what became of it.

    `fact_ids` are the facts it is about as they are called now, none where they are gone; `undone_by` is the id of
    the judgement that undid it.
    """

    judgement: Judgement
    state: State
    fact_ids: tuple[str, ...] = ()
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands of all that was decided of a fact: its status, the edit, and the judgements that say so."""

    status: FactStatus
    edit: Edit
    last: Judgement
    last_edit: Judgement | None = None
