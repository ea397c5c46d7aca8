"""The graph explorer's question and its answer: what is drawn and listed for one address.

A `Wish` says where to start (an entity, the way between two, or a search), what was asked for beyond that, what was
put away, and the day to look back to. The answer is the same for the drawing, the table, the API and the file: one
place decides. Guarantees: an allegation is never there without its claimant, target and all responses to it, whatever
was put away; every count of what is left out is over all facts, not over those loaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extract.records import Entity, Fact, FactKind, Label
from graph.assemble import is_known
from graph.cutting import cut, joined
from graph.dates import get_last_day
from graph.network import EntityGraph
from graph.options import DEFAULTS
from graph.records import View
from graph.view import around_facts
from graph.view import neighbours as view_neighbours
from graph.view import paths as view_paths
from library import finding, linking
from library.graphs import MOST
from library.records import Wanted
from library.rooms import Rooms

FIRST = 24
"""Facts of a neighbourhood to begin with: as many as can be read."""
STEP = 50
LARGEST = 500
WAYS = 4
HITS = 40
CROWD = 16
QUIET = (FactKind.ALIAS, FactKind.ROLE, FactKind.STATISTIC)
"""Kinds that are put away at first where there are more than `CROWD` facts."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """More of what an entity is linked to: of one kind, or of all, at most `limit` facts."""

    entity_id: str
    kind: FactKind | None = None
    limit: int = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be seen; `hidden` is None where nobody chose what to put away, `dropped` are ids of nodes."""

    start_id: str = ""
    other_id: str = ""
    query: str = ""
    expanded: tuple[Expansion, ...] = ()
    hidden: frozenset[str] | None = None
    dropped: frozenset[str] = frozenset()
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """What is to be seen.

    `more` says for the entities asked about how many facts of which kind are left out; `kinds` are all kinds of nodes
    before any was put away, `hidden` those put away. `first` and `last` are the days between which the documents of
    these facts were published, whatever day is looked back to. `looked_at` of `found` documents were looked at for a
    search. `ways` are the paths, as node ids, the best first.
    """

    view: View
    hidden: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    more: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    first: str | None = None
    last: str | None = None
    ways: tuple[tuple[str, ...], ...] = ()
    understood: str = ""
    looked_at: int = 0
    found: int = 0


@dataclass(slots=True)
class Gathered:
    """The parts of an answer as they come together."""

    views: list[View]
    totals: dict[str, dict[str, int]]
    days: list[str]


def explore(rooms: Rooms, wish: Wish) -> Explored:
    """Answer a wish; raises EntityNotFoundError and DateUnreadableError."""
    day = get_last_day(wish.as_of) if wish.as_of else None
    gathered = Gathered([], {}, [])
    answer = Explored(view=View((), ()))
    kept: set[str] = set()
    if wish.query:
        answer = _searched(rooms, wish, day, gathered)
    elif wish.other_id:
        ends = tuple(rooms.extractions.get_entity(one) for one in (wish.start_id, wish.other_id))
        kept |= {one.entity_id for one in ends}
        answer = replace(answer, ways=_between(rooms, ends[0], ends[1], wish.as_of, gathered))
    elif wish.start_id:
        kept.add(_around(rooms, Expansion(wish.start_id), wish, gathered))
    if gathered.views or not wish.other_id:
        kept |= {_around(rooms, one, wish, gathered) for one in wish.expanded}
    whole = joined(gathered.views)
    kinds = {node.kind for node in whole.nodes}.union(*gathered.totals.values())
    hidden = _hidden(wish, whole, gathered)
    view = cut(whole, hidden, wish.dropped, kept)
    return replace(
        answer,
        view=view,
        hidden=hidden,
        kinds=tuple(sorted(kinds)),
        more=tuple((one, _more(whole, one, totals)) for one, totals in gathered.totals.items()),
        first=min(gathered.days, default=None),
        last=max(gathered.days, default=None),
    )


def _around(rooms: Rooms, asked: Expansion, wish: Wish, gathered: Gathered) -> str:
    """Gather what an entity is linked to, and return its id."""
    entity = rooms.extractions.get_entity(asked.entity_id)
    kinds = () if asked.kind is None else (asked.kind,)
    most = MOST if asked.limit <= MOST else LARGEST
    day = get_last_day(wish.as_of) if wish.as_of else None
    everything = rooms.graphs.around(entity.entity_id, kinds=kinds, most=most)
    part = everything if day is None else rooms.graphs.around(entity.entity_id, kinds=kinds, day=day, most=most)
    gathered.days += days_in(everything.graph)
    gathered.totals.setdefault(entity.entity_id, {}).update(part.totals)
    view = linking.alone(entity)
    if entity.entity_id in part.graph:
        walked = _walked(part.totals, wish) if asked.kind is None else (asked.kind.value,)
        view = view_neighbours(part.graph, entity.entity_id, kinds=walked, cap=asked.limit, as_of=wish.as_of)
    gathered.views.append(view)
    return entity.entity_id


def _between(
    rooms: Rooms, start: Entity, end: Entity, as_of: str | None, gathered: Gathered
) -> tuple[tuple[str, ...], ...]:
    """Gather the paths between two entities, and return their nodes in order."""
    if start.entity_id == end.entity_id:
        gathered.views.append(linking.alone(start))
        return ((start.entity_id,),)
    graph = linking.region(rooms, start.entity_id, end.entity_id, None)
    gathered.days += days_in(graph)
    if as_of:
        graph = linking.region(rooms, start.entity_id, end.entity_id, get_last_day(as_of))
    if start.entity_id not in graph or end.entity_id not in graph:
        return ()
    views = view_paths(graph, start.entity_id, end.entity_id, as_of=as_of, ways=WAYS)
    gathered.views += views
    return tuple(view.trail for view in views)


def _searched(rooms: Rooms, wish: Wish, day: str | None, gathered: Gathered) -> Explored:
    """Gather the facts that stand in the sentences a search finds, in its best documents."""
    results = finding.search(rooms, wish.query, Wanted(limit=HITS))
    facts: list[Fact] = []
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in rooms.extractions.facts_in(hit.document_id for hit in results.hits):
        told[fact.document_id].append(fact)
    for hit in results.hits:
        spans = [(snippet.start, snippet.end) for snippet in hit.snippets]
        there = told[hit.document_id]
        facts += [fact for fact in there if _touches(fact, spans)] or ([] if spans else there)
    graph = rooms.graphs.of_facts(facts)
    gathered.days += days_in(graph)
    known = [fact.fact_id for fact in facts if is_known(graph, fact.fact_id, day)]
    gathered.views.append(around_facts(graph, graph.strongest(set(known), DEFAULTS.cap, day), as_of=wish.as_of))
    return Explored(
        view=View((), ()), understood=results.understood, looked_at=len(results.hits), found=results.distinct
    )


def _touches(fact: Fact, spans: list[tuple[int, int]]) -> bool:
    """Whether the words of a fact stand in one of these stretches, at least in part."""
    return any(start < one.end and one.start < end for one in fact.evidence for start, end in spans)


def _walked(totals: Mapping[str, int], wish: Wish) -> tuple[str, ...]:
    """Return the kinds of facts to fill a neighbourhood with, so that what is put away takes nobody's room."""
    away = QUIET if wish.hidden is None and _is_crowd(totals) else wish.hidden or ()
    return tuple(sorted(set(totals).difference(away))) or tuple(sorted(totals))


def _is_crowd(totals: Mapping[str, int]) -> bool:
    """Whether there is so much that the quiet kinds are better put away, and something else is left."""
    return sum(totals.values()) > CROWD and bool(set(totals).difference(QUIET))


def _hidden(wish: Wish, view: View, gathered: Gathered) -> frozenset[str]:
    """Return the kinds that are put away: those named, or else the quiet ones where there is a crowd."""
    if wish.hidden is not None:
        return wish.hidden
    shown = Counter(node.kind for node in view.nodes if node.kind in set(FactKind))
    counts = [shown, *gathered.totals.values()] if not wish.other_id else []
    quiet = {*map(str, QUIET), Label.GROUP.value} if any(map(_is_crowd, counts)) else set[str]()
    return frozenset(quiet & {node.kind for node in view.nodes}.union(*gathered.totals.values()))


def _more(view: View, entity_id: str, totals: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Return how many facts of an entity a view lacks, by kind."""
    kinds = {node.node_id: node.kind for node in view.nodes}
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.target_id == entity_id:
            shown[kinds[edge.source_id]].add(edge.source_id)
    lacking = ((kind, count - len(shown[kind])) for kind, count in totals.items())
    return tuple(sorted((kind, count) for kind, count in lacking if count > 0))


def days_in(graph: EntityGraph) -> Iterator[str]:
    """Yield the days by which the facts of a graph were known, where anybody knows."""
    return (day for fact_id in graph.fact_ids() if (day := graph.known_on(fact_id)) is not None)


def asked_more(shown: int, left_out: int) -> int:
    """Return up to how many facts of a kind to ask for, where so many are shown and so many are not."""
    return min(shown + min(left_out, STEP), LARGEST)


def readable(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return fact kinds and labels that exist, in order."""
    known = {*FactKind, *Label}
    return tuple(sorted(kind for kind in set(kinds) if kind in known))
