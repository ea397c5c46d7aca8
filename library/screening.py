"""Names against lists: which listed parties a name may be, how alike the names are and why, and what the list says.

A candidate is a question for a person, never an answer: nothing is joined by it. How sure a threshold makes it is
measured on labelled pairs of names (see docs/commands.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.candidates import Candidates
from extract.comparison import ALIKE, INITIALS, Comparison, compare
from extract.identifiers import is_listed
from extract.names import is_generic, is_noise, name_key
from extract.records import Date, Entity, Evidence, Fact, FactKind, Label, Role
from extract.store import ExtractionStore

CANDIDATES_SHOWN = 5
SURE = 0.9
"""What is shown without being asked for: on labelled pairs, 95 of 100 that score so much are of one."""
FORMS_COMPARED, WORDS_COMPARED, PARTIES_COMPARED = 6, 2, 300
NEVER_LISTED = (Label.PLACE, Label.GROUP)
NO_NAME = "There is no name in this row."
NO_LETTERS = "This is no name: it has too few letters."


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A name to be screened and its row in the file, from 1; `error` says why a row cannot be screened."""

    row: int
    name: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says of a party, and the words that say so."""

    authority: str
    programme: str
    list_name: str
    reference: str
    date: str
    until: str
    status: str
    fact_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed party that a name may be; `matched` is the form of its name that is most alike."""

    entity: Entity
    matched: str
    comparison: Comparison
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Screened:
    """A name with its candidates, the likeliest first; `error` says why it could not be screened."""

    asked: NameAsked
    candidates: tuple[Candidate, ...] = ()

    @property
    def error(self) -> str:
        """Why the row could not be screened, empty where it could."""
        return self.asked.error


class Screen:
    """The names of every listed party of a workspace, ready to be compared with others."""

    def __init__(self, extractions: ExtractionStore) -> None:
        self._extractions = extractions
        self._listings: dict[str, tuple[Listing, ...]] = {}
        self.entities = tuple(extractions.listed())
        forms = [(form, at) for at, entity in enumerate(self.entities) for form in (entity.name, *entity.aliases)]
        self._forms = [(form, at) for form, at in forms if not is_noise(form)]
        self._index = Candidates([form for form, _ in self._forms])

    def screen(
        self, names: Iterable[NameAsked], *, threshold: float = ALIKE, limit: int = CANDIDATES_SHOWN
    ) -> Iterator[Screened]:
        """Yield every name with the listed parties whose names score `threshold` or more, at most `limit` of them."""
        for asked in names:
            if asked.error:
                yield Screened(asked)
            elif is_noise(asked.name):
                yield Screened(NameAsked(asked.row, asked.name, NO_LETTERS if asked.name.strip() else NO_NAME))
            else:
                yield Screened(asked, self.candidates(asked.name, threshold=threshold, limit=limit))

    def candidates(
        self, name: str, *, threshold: float = ALIKE, limit: int = CANDIDATES_SHOWN
    ) -> tuple[Candidate, ...]:
        """Return the listed parties whose names score `threshold` or more, the likeliest first."""
        best: dict[int, tuple[Comparison, str]] = {}
        for place in self._index.likely(name):
            form, at = self._forms[place]
            found = compare(name, form)
            # The initials of people are those of too many.
            initials = found.reason == INITIALS and self.entities[at].label is Label.PERSON
            if found.score >= threshold and not initials and (at not in best or found.score > best[at][0].score):
                best[at] = found, form
        ranked = sorted(best.items(), key=lambda one: (-one[1][0].score, self.entities[one[0]].entity_id))
        return tuple(
            Candidate(self.entities[at], form, comparison, self._told(self.entities[at]))
            for at, (comparison, form) in ranked[:limit]
        )

    def _told(self, entity: Entity) -> tuple[Listing, ...]:
        if entity.entity_id not in self._listings:
            self._listings[entity.entity_id] = listings_of(self._extractions, entity)
        return self._listings[entity.entity_id]


def lists_matching(extractions: ExtractionStore, entity: Entity) -> tuple[Candidate, ...]:
    """Return the listed parties that an entity may be, by equal or nearly equal names, the likeliest first.

    A party that a list knows by number is itself: there is nothing to ask. Found without an index, by the longest words
    of its names, so that a page about one entity costs little.
    """
    if is_listed(entity.identifiers) or entity.label in NEVER_LISTED:
        return ()
    best: dict[str, Candidate] = {}
    forms = [form for form in (entity.name, *entity.aliases)[:FORMS_COMPARED] if not is_noise(form)]
    for form in forms:
        words = sorted({word for word in name_key(form).split() if len(word) > 2}, key=lambda word: (-len(word), word))
        for party in _parties_with(extractions, words[:WORDS_COMPARED] or [name_key(form)]):
            found, matched = max(((compare(form, name), name) for name in (party.name, *party.aliases)), key=_score)
            initials = found.reason == INITIALS or is_generic(form)
            known = best.get(party.entity_id)
            if found.score >= SURE and not initials and (known is None or found.score > known.comparison.score):
                best[party.entity_id] = Candidate(party, matched, found)
    ranked = sorted(best.values(), key=lambda one: (-one.comparison.score, one.entity.entity_id))[:CANDIDATES_SHOWN]
    return tuple(replace(one, listings=listings_of(extractions, one.entity)) for one in ranked)


def _parties_with(extractions: ExtractionStore, words: Iterable[str]) -> tuple[Entity, ...]:
    found = {party.entity_id: party for word in words for party in extractions.listed_with(word, PARTIES_COMPARED)}
    return tuple(found.values())


def _score(compared: tuple[Comparison, str]) -> float:
    return compared[0].score


def listings_of(extractions: ExtractionStore, entity: Entity) -> tuple[Listing, ...]:
    """Return what lists say of a party, in the order of their documents."""
    names = set(entity.name_ids)
    # By entity alone: asked for the kind too, the database would look through all designations there are.
    facts = (fact for fact in extractions.facts(entity_id=entity.entity_id) if fact.kind is FactKind.DESIGNATION)
    return tuple(
        _listing(fact) for fact in facts if any(filler.name_id in names for filler in fact.filled(Role.TARGET))
    )


def _listing(fact: Fact) -> Listing:
    values = {name: value.value if isinstance(value, Date) else str(value) for name, value in fact.values}
    return Listing(
        authority="; ".join(filler.name for filler in fact.filled(Role.AUTHORITY)),
        programme=values.get("programme", ""),
        list_name=values.get("list", ""),
        reference=values.get("reference", ""),
        date=values.get("date", ""),
        until=values.get("until", ""),
        status=values.get("status", ""),
        fact_id=fact.fact_id,
        evidence=fact.evidence[0],
    )
