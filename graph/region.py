"""Which facts can lie on a short path, found over facts in outline, so that no more than these need be loaded.

A `Topology` holds a corpus of facts as numbers only, about 100 bytes a fact. It answers with every fact that lies on
a path at most `slack` facts longer than the shortest; where thousands do, with as many as can be looked through.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.dates import find_last_day
from graph.options import DEFAULTS

UNKNOWN = 9999_99_99  # no day is later
ALIKE = 12
"""Facts between exactly the same entities that are worth loading: corroboration is counted among them."""
A_STEP = 300
"""Facts that are loaded as the next step of a path: through a hub, tens of thousands may lead."""


class Topology:
    """Facts as numbers: which entities are in each, which answers which, and the day by which each was known."""

    def __init__(
        self,
        facts: Iterable[tuple[str, str | None, tuple[str, ...]]],
        answers: Iterable[tuple[str, tuple[str, ...]]],
    ) -> None:
        """Take in facts as `(id, date of the document, ids of the entities)`, and what each response answers."""
        self._facts: list[str] = []
        self._days = array("l")
        self._entities: dict[str, int] = {}
        self._starts = array("l", [0])
        self._members = array("l")
        for fact_id, date, entity_ids in facts:
            self._facts.append(fact_id)
            known = find_last_day(date)
            self._days.append(UNKNOWN if known is None else int(known.replace("-", "")))
            for entity_id in entity_ids:
                self._members.append(self._entities.setdefault(entity_id, len(self._entities)))
            self._starts.append(len(self._members))
        self._answering(answers)
        self._invert()

    def __len__(self) -> int:
        return len(self._facts)

    def between(
        self,
        start_id: str,
        end_id: str,
        *,
        day: str | None = None,
        max_length: int = DEFAULTS.max_length,
        slack: int = 1,
    ) -> tuple[str, ...]:
        """Return the facts on paths that have at most `slack` facts more than the shortest, in order of id."""
        start, end = self._entities.get(start_id), self._entities.get(end_id)
        if start is None or end is None:
            return ()
        limit = UNKNOWN if day is None else int(day.replace("-", ""))
        _, shortest = self._levels(start, limit, max_length, goal=end)
        if shortest is None:
            return ()
        most = min(shortest + slack, max_length)
        ahead, _ = self._levels(start, limit, most)
        back, _ = self._levels(end, limit, most)
        near = {fact: back[fact] for fact, level in ahead.items() if level + back.get(fact, most + 1) - 1 <= most}
        return tuple(sorted(self._facts[fact] for fact in self._kept(start, near)))

    def _kept(self, start: int, near: dict[int, int]) -> set[int]:
        """Return the facts to load: step by step from the start, those nearest to the other end, at most `A_STEP`.

        `near` says for each fact on a short path how many lead from it to the other end. What is kept always leads on.
        """
        kept: set[int] = set()
        seen, frontier, answered = {start}, [start], list[int]()
        while candidates := sorted(
            {one for one in self._next(frontier, answered) if one in near} - kept, key=lambda one: (near[one], one)
        ):
            alike: Counter[tuple[int, ...]] = Counter()
            answered = []
            for fact in candidates:
                members = tuple(self._of(fact))
                alike[members] += 1
                if alike[members] <= ALIKE and len(answered) < A_STEP:
                    answered.append(fact)
            kept.update(answered)
            frontier = sorted({entity for fact in answered for entity in self._of(fact)} - seen)
            seen.update(frontier)
        return kept

    def _answering(self, answers: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        numbers = {fact_id: number for number, fact_id in enumerate(self._facts)}
        self._answers: dict[int, list[int]] = {}
        for fact_id, answered in answers:
            for other in answered:
                if fact_id in numbers and other in numbers:
                    self._answers.setdefault(numbers[fact_id], []).append(numbers[other])
                    self._answers.setdefault(numbers[other], []).append(numbers[fact_id])

    def _invert(self) -> None:
        counts = Counter(self._members)
        self._places = array("l", [0])
        for entity in range(len(self._entities)):
            self._places.append(self._places[-1] + counts[entity])
        at = array("l", self._places)
        self._held = array("l", bytes(self._members.itemsize * len(self._members)))
        for fact in range(len(self._facts)):
            for entity in self._of(fact):
                self._held[at[entity]] = fact
                at[entity] += 1

    def _of(self, fact: int) -> array[int]:
        return self._members[self._starts[fact] : self._starts[fact + 1]]

    def _at(self, entity: int) -> array[int]:
        return self._held[self._places[entity] : self._places[entity + 1]]

    def _levels(self, start: int, limit: int, most: int, goal: int | None = None) -> tuple[dict[int, int], int | None]:
        """Return how many facts lead to each fact from an entity, and to the goal, where one is looked for."""
        levels: dict[int, int] = {}
        seen = {start}
        frontier, answered = [start], list[int]()
        for level in range(1, most + 1):
            fresh: list[int] = []
            for fact in self._next(frontier, answered):
                if fact not in levels and self._days[fact] <= limit:
                    levels[fact] = level
                    fresh.append(fact)
            frontier = []
            for fact in fresh:
                for entity in self._of(fact):
                    if entity not in seen:
                        seen.add(entity)
                        frontier.append(entity)
            if goal is not None and goal in seen:
                return levels, level
            answered = fresh
        return levels, None

    def _next(self, entities: list[int], facts: list[int]) -> Iterator[int]:
        for entity in entities:
            yield from self._at(entity)
        for fact in facts:
            yield from self._answers.get(fact, ())
