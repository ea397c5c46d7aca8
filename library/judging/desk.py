"""The desk at which people judge: facts confirmed, rejected and edited, entities merged, kept apart and split.

Guarantees: every act has a name, a time and room for a note; what it changes is seen at once by every reader of facts
and entities; the search index follows as soon as nobody else is filling the workspace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.folding import fold
from extract.identity import name_id
from extract.judgements.editing import check
from extract.judgements.errors import EditRefusedError, NothingToJudgeError
from extract.judgements.keys import fact_key
from extract.judgements.records import Act, Decision, Edit, Entry, Party, Side
from extract.names import key, name_key
from extract.records import Entity, Fact, FactStatus, Label, Role
from library import filling
from library.errors import NameNotFoundError
from library.finding import entity_called
from library.judging import history
from library.judging.queue import Queue
from library.judging.records import Item
from library.judging.values import clean, read_value
from library.rooms import Rooms
from library.searches.records import LOCAL

LONGEST_NAME, LONGEST_NOTE = 200, 20_000


class Desk:
    """Judging under one person's name, `by`."""

    def __init__(self, rooms: Rooms, by: str = LOCAL) -> None:
        self.rooms = rooms
        self.by = " ".join(clean(by).split())[:LONGEST_NAME] or LOCAL

    # Of facts.

    def confirm(self, fact_id: str, note: str = "", *, after: str | None = None) -> Entry:
        """Say that a fact is what its text says; raises FactNotFoundError, NothingToJudgeError."""
        return self._judge_fact(Act.CONFIRM, fact_id, note, after)

    def reject(self, fact_id: str, note: str = "", *, after: str | None = None) -> Entry:
        """Say that a text does not say this: the fact is seen only where rejected ones are asked for."""
        return self._judge_fact(Act.REJECT, fact_id, note, after)

    def edit(
        self,
        fact_id: str,
        roles: Mapping[str, Iterable[object]],
        values: Mapping[str, object],
        note: str = "",
        *,
        after: str | None = None,
    ) -> Entry:
        """Put other names and values in the place of those extracted; an empty list, and None, leave them out.

        A name is an entity's id or name, or `{"label", "name"}` for one that no document has. Raises EditRefusedError.
        """
        fact = self.rooms.extractions.get_fact(clean(fact_id))
        before = dict(fact.values)
        edit = Edit(
            tuple(sorted((_role(role), tuple(self._party(one) for one in names)) for role, names in roles.items())),
            tuple(sorted((name, read_value(name, given, before.get(name))) for name, given in values.items())),
        )
        check(fact, edit)
        return self._judge_fact(Act.EDIT, fact_id, note, after, edit)

    # Of entities.

    def merge(self, names: Sequence[str], note: str = "", *, after: str | None = None) -> Entry:
        """Say that entities, or two names of one entity, are one; raises NothingToJudgeError."""
        found = [self._entity(name) for name in names]
        if len({entity.entity_id for entity in found}) == 1:
            ids = [name for name in dict.fromkeys(names) if name in found[0].name_ids]
            sides = [self._side([one]) for one in ids]
        else:
            distinct = {entity.entity_id: entity for entity in found}
            sides = [self._side(_head_first(entity)) for entity in distinct.values()]
        if len(sides) < 2:
            raise NothingToJudgeError("These are one entity already. Name two, or two of its names by their ids.")
        return self._judge_entities(Act.MERGE, tuple(sides), note, after)

    def not_same(self, first: str, second: str, note: str = "", *, after: str | None = None) -> Entry:
        """Say that two entities are never to be one; raises NothingToJudgeError where they are one now."""
        one, other = self._entity(first), self._entity(second)
        if one.entity_id == other.entity_id:
            raise NothingToJudgeError(
                f"Both are {one.name!r} now. Split it: `threadline judge split {one.entity_id} NAME`."
            )
        sides = tuple(self._side(_head_first(entity)) for entity in (one, other))
        return self._judge_entities(Act.NOT_SAME, sides, note, after)

    def split(self, entity: str, names: Sequence[str], note: str = "", *, after: str | None = None) -> Entry:
        """Part some names, by id or as they are written, from the rest of an entity; they stay one among themselves."""
        found = self._entity(entity)
        parties = {party.name_id: party for party in self._side(_head_first(found))}
        parted = [name_id for name in names for name_id in _named(name, parties)]
        rest = [name_id for name_id in parties if name_id not in parted]
        if not parted or not rest:
            listed = "\n".join(f"  {party.name_id}  {party.label.value}  {party.name}" for party in parties.values())
            raise NothingToJudgeError(f"Name some, not all, of the names of {found.name!r}, by id:\n{listed}")
        sides = (self._side(dict.fromkeys(parted)), self._side(rest))
        return self._judge_entities(Act.SPLIT, sides, note, after)

    # Of judgements.

    def undo(self, judgement_id: str, note: str = "") -> Entry:
        """Take back a judgement, anybody's; what stood before it stands again. Undoing an undoing brings it back."""
        target = self.rooms.extractions.judgements.get(clean(judgement_id))
        said = target.decision
        decision = replace(said, act=Act.UNDO, by=self.by, note=_note(note), undoes=judgement_id)
        return self._add(decision, None)

    def history(
        self,
        *,
        fact_id: str | None = None,
        entity: str | None = None,
        by: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Entry, ...]:
        """Return judgements, the newest first: of a fact, of an entity, by one person, before a number."""
        extractions = self.rooms.extractions
        fact_keys = None if fact_id is None else _key(extractions.get_fact(clean(fact_id)))
        names = None if entity is None else self._entity(entity).name_ids
        log = extractions.judgements.log(fact_key=fact_keys, name_ids=names, by=by, before=before, limit=limit)
        return history.entries(extractions, log)

    def entry(self, judgement_id: str) -> Entry:
        """Return one judgement with what became of it; raises JudgementNotFoundError."""
        return history.entries(self.rooms.extractions, [self.rooms.extractions.judgements.get(clean(judgement_id))])[0]

    def news(self, *, limit: int = 200) -> tuple[Entry, ...]:
        """Return what others decided since this person last said to have read it, the newest first."""
        last = self.rooms.searches.visit(self.by)
        log = self.rooms.extractions.judgements.log(limit=limit)
        fresh = [one for one in log if one.number > last and one.decision.by != self.by]
        return history.entries(self.rooms.extractions, fresh)

    def read(self, number: int) -> None:
        """Note that this person has read what was decided up to a judgement, by its number."""
        self.rooms.searches.visited(number, self.by)

    def orphaned(self) -> tuple[Entry, ...]:
        """Return the judgements that stand but do not find what they are about, the newest first."""
        return history.orphaned(self.rooms.extractions)

    def queue(self, kinds: Iterable[str] = (), *, limit: int = 50, offset: int = 0) -> tuple[Item, ...]:
        """Return what to judge next, what changes most in the graph first; `kinds` are of items or of facts."""
        return Queue(self.rooms).items(frozenset(kinds), limit=limit, offset=offset)

    # How it is done.

    def _judge_fact(self, act: Act, fact_id: str, note: str, after: str | None, edit: Edit | None = None) -> Entry:
        fact = self.rooms.extractions.get_fact(clean(fact_id))
        last = fact.judged.decided if fact.judged else None
        if last is not None and act is not Act.EDIT and (last.act, last.by) == (act.value, self.by):
            raise NothingToJudgeError(f"You said so already ({last.judgement_id}, {last.at}).")
        extracted = _extracted(fact)
        decision = Decision(act, self.by, _note(note), _key(fact), fact.document_id, extracted, edit)
        return self._add(decision, after)

    def _judge_entities(self, act: Act, sides: tuple[Side, ...], note: str, after: str | None) -> Entry:
        return self._add(Decision(act, self.by, _note(note), sides=sides), after)

    def _add(self, decision: Decision, after: str | None) -> Entry:
        made = self.rooms.extractions.judge(decision, after=after)
        filling.follow(self.rooms)
        return history.entries(self.rooms.extractions, [made])[0]

    def _entity(self, text: str) -> Entity:
        return entity_called(self.rooms.extractions, clean(text).strip())

    def _side(self, name_ids: Iterable[str]) -> Side:
        return self.rooms.extractions.parties(name_ids)

    def _party(self, given: object) -> Party:
        """Return who is to fill a role: an entity that is there, or a new name with its label."""
        if isinstance(given, Mapping):
            label, name = given.get("label"), given.get("name")
            if isinstance(given.get("entity_id"), str):
                return self._party(given["entity_id"])
            if label in tuple(Label) and isinstance(name, str) and key(clean(name), Label(label)):
                name = " ".join(clean(name).split())[:LONGEST_NAME]
                return Party(name_id(Label(label), key(name, Label(label))), Label(label), name)
            raise EditRefusedError(f"a new name needs a label ({', '.join(Label)}) and a name.")
        if not isinstance(given, str):
            raise EditRefusedError("who fills a role is told by id or name.")
        try:
            entity = self._entity(given)
        except NameNotFoundError as error:
            raise EditRefusedError(
                f"nobody here is called {given[:80]!r}. For a new name say what it is, as in `company:{given[:80]}`."
            ) from error
        return Party(entity.entity_id, entity.label, entity.name)


def _key(fact: Fact) -> str:
    return fact.judged.fact_key if fact.judged else fact_key(fact)


def _extracted(fact: Fact) -> Fact:
    """Return a fact as it was extracted, without what people decided."""
    told = fact.judged.extracted if fact.judged and fact.judged.extracted else fact
    return replace(told, judged=None, status=FactStatus.PROPOSED)


def _note(text: str) -> str:
    note = clean(text).strip()
    if len(note) > LONGEST_NOTE:
        raise NothingToJudgeError(f"The note has {len(note)} characters; {LONGEST_NOTE} are the most.")
    return note


def _role(text: str) -> Role:
    if text not in tuple(Role):
        raise EditRefusedError(f"there is no role {text[:60]!r}; there are {', '.join(Role)}.")
    return Role(text)


def _head_first(entity: Entity) -> list[str]:
    return sorted(entity.name_ids, key=lambda one: (one != entity.entity_id, one))


def _named(text: str, parties: Mapping[str, Party]) -> list[str]:
    """Return the names that a text means: by id, as it is written, or else without its legal form."""
    if text in parties:
        return [text]
    for alike in (fold, name_key):
        found = [party.name_id for party in parties.values() if alike(party.name) == alike(text) != ""]
        if found:
            return found
    return []
