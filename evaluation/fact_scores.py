"""Scores of facts: by kind, their fillers by role, their values, and which allegation a response answers.

Roles, values and answers are scored on the facts that were found and sought, so that a fact that was missed is held
against its kind alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.records import Document
from evaluation.matching import FoundFact, pairs
from evaluation.records import GoldFact
from evaluation.tally import Tally
from evaluation.values import COMPARED, agree, found_values
from extract.records import Fact, FactKind, Filler, Role
from library.library import Library

UNATTRIBUTED = "unattributed"


class FactTallies:
    """The counts of facts, roles, values and answers over the documents of a set."""

    def __init__(self) -> None:
        self.facts, self.roles, self.values = Tally("facts"), Tally("roles"), Tally("values")

    def parts(self) -> tuple[Tally, ...]:
        """Return the counts in the order in which they are told."""
        return self.facts, self.roles, self.values

    def miss(self, sought: Sequence[GoldFact]) -> None:
        """Count the facts of a document that was not read."""
        for gold in sought:
            self.facts.add(gold.kind, gold=not gold.optional)

    def count(
        self, sought: Sequence[GoldFact], document: Document, library: Library, aliases: Mapping[str, str]
    ) -> None:
        """Count the facts of one document."""
        facts = list(library.facts(document_id=document.document_id))
        self.compare(sought, facts, [found_fact(fact, library) for fact in facts], document.text, aliases)

    def compare(
        self,
        sought: Sequence[GoldFact],
        facts: Sequence[Fact],
        found: Sequence[FoundFact],
        text: str,
        aliases: Mapping[str, str],
    ) -> None:
        """Count facts that were found in a text against those sought; `found` are `facts` with names beside them."""
        for gold in sought:
            self.facts.add(gold.kind, gold=not gold.optional)
        matched = pairs(found, sought, text, aliases)
        open_to_doubt = {i for i, j in matched if sought[j].optional}
        for i, one in enumerate(found):
            self.facts.add(one.kind, found=i not in open_to_doubt)
        settled = [(i, j) for i, j in matched if i not in open_to_doubt]
        known = {facts[i].fact_id: sought[j].fact_id for i, j in settled}
        for i, j in settled:
            self.facts.add(found[i].kind, right=1)
            self._count_roles(found[i], sought[j])
            self._count_values(facts[i], sought[j])
            self._count_answers(facts[i], sought[j], known)

    def _count_roles(self, found: FoundFact, sought: GoldFact) -> None:
        said, wanted = dict(found.roles), dict(sought.roles)
        for role in said.keys() | wanted.keys():
            if role == Role.SUBJECT and role not in wanted:
                continue  # what a statistic is about stands in gold in words, as a value
            self.roles.add(role, gold=role in wanted, found=role in said, right=role in said and role in wanted)

    def _count_values(self, found: Fact, sought: GoldFact) -> None:
        said, wanted = dict(found_values(found)), dict(sought.values)
        if sought.kind == FactKind.RESPONSE:
            said, wanted = said | {"act": found.act or ""}, wanted | {"act": sought.act or ""}
        if sought.claimed_by == UNATTRIBUTED:
            said, wanted = said | {"claimed by": found.claimed_by or ""}, wanted | {"claimed by": UNATTRIBUTED}
        for name in wanted.keys() & {*COMPARED, "act", "claimed by"}:
            right = name in said and agree(name, wanted[name], said[name])
            self.values.add(name, gold=1, found=bool(said.get(name)), right=right)

    def _count_answers(self, found: Fact, sought: GoldFact, known: Mapping[str, str | None]) -> None:
        if sought.answers:
            right = any(known.get(answered) in sought.answers for answered in found.answers)
            self.values.add("answers", gold=1, found=bool(found.answers), right=right)


def found_fact(fact: Fact, library: Library) -> FoundFact:
    """Return a fact with every name its fillers are known by, in this document and others."""

    def others(filler: Filler) -> tuple[str, ...]:
        entity = library.entity_of(filler.name_id)
        return () if entity is None else (entity.name, *entity.aliases)

    return with_names(fact, others)


def with_names(fact: Fact, others: Callable[[Filler], Iterable[str]]) -> FoundFact:
    """Return a fact with the name of each filler and the others that `others` knows it by."""
    roles: dict[str, list[frozenset[str]]] = defaultdict(list)
    for filler in fact.fillers:
        roles[filler.role.value].append(frozenset((filler.name, *others(filler))))
    return FoundFact(
        kind=fact.kind.value,
        roles=tuple((role, tuple(fillers)) for role, fillers in roles.items()),
        spans=tuple((evidence.start, evidence.end) for evidence in fact.evidence),
    )
