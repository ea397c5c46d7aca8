"""Several paths between two entities, in order, and the facts that must be loaded to find them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graph_facts import PATIENT, any_graph, fact, facts_of_any_kind, name_id
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Fact, FactKind, Role
from graph.build import build
from graph.network import EntityGraph
from graph.region import Topology
from graph.view import path, paths

A, B = name_id("Acme"), name_id("Bolt")


def deal(fact_id: str, one: str, other: str, confidence: float = 0.8) -> Fact:
    """A contract between two names."""
    return fact(fact_id, FactKind.CONTRACT, {Role.SUPPLIER: one, Role.BUYER: other}, confidence=confidence)


def trails(found: Iterable[object]) -> list[tuple[str, ...]]:
    """The trails of views."""
    return [view.trail for view in found]  # type: ignore[attr-defined]


def test_every_way_is_told_the_shortest_first() -> None:
    """A direct contract, then a way over one other firm, then a way over two."""
    facts = [
        deal("ab", "Acme", "Bolt"), deal("ac", "Acme", "Crane"), deal("cb", "Crane", "Bolt"),
        deal("ad", "Acme", "Delta"), deal("de", "Delta", "Echo"), deal("eb", "Echo", "Bolt"),
    ]  # fmt: skip
    found = paths(build((), facts, {}), A, B, ways=5)
    assert trails(found) == [
        (A, "ab", B),
        (A, "ac", name_id("Crane"), "cb", B),
        (A, "ad", name_id("Delta"), "de", name_id("Echo"), "eb", B),
    ]


def test_another_fact_between_the_same_two_is_no_other_way() -> None:
    """Three contracts between two firms are one way, and the other two are counted beside it."""
    facts = [deal(f"ab{n}", "Acme", "Bolt") for n in range(3)]
    found = paths(build((), facts, {}), A, B, ways=5)
    assert len(found) == 1
    assert found[0].omitted == (("contract", 2),)


def test_ways_that_share_a_stretch_are_all_found() -> None:
    """Two firms lead to one bank, and the bank to the other end: two ways, though both pass the bank."""
    facts = [
        deal("ac", "Acme", "Crane"), deal("ad", "Acme", "Delta"), deal("cx", "Crane", "Xenon"),
        deal("dx", "Delta", "Xenon"), deal("xb", "Xenon", "Bolt"),
    ]  # fmt: skip
    assert len(paths(build((), facts, {}), A, B, ways=5)) == 2


@settings(PATIENT, max_examples=60)
@given(facts_of_any_kind(), st.integers(1, 4))
def test_ways_of_any_graph_are_paths_in_order(facts: list[Fact], ways: int) -> None:
    """The first way is the best path; all are different, none longer than the next, each step a fact with both ends."""
    graph = any_graph(facts)
    ends = [node_id for node_id in (name_id("Acme"), name_id("Crane")) if node_id in graph]
    if len(ends) < 2:
        return
    found = paths(graph, *ends, ways=ways)
    best = path(graph, *ends)
    assert [best.trail] == trails(found[:1]) if best else not found
    assert len(set(trails(found))) == len(found) <= ways
    lengths = [sum(graph.is_fact(node_id) for node_id in view.trail) for view in found]
    assert lengths == sorted(lengths)
    for view in found:
        edges = {(edge.source_id, edge.target_id) for edge in view.edges}
        assert all((a, b) in edges or (b, a) in edges for a, b in pairwise(view.trail))


def topology(graph: EntityGraph, facts: Iterable[Fact]) -> Topology:
    """The same facts in outline."""
    held = {one.fact_id: one for one in facts if one.fact_id in graph}
    dates = {"d0": "2019", "d3": "2020-03-01"}
    rows = [(one, dates.get(held[one].document_id), tuple(graph.participants(one))) for one in sorted(held)]
    answers = [(one, tuple(graph.answered_by(one))) for one in sorted(held)]
    return Topology(rows, answers)


@settings(PATIENT, max_examples=80)
@given(facts_of_any_kind(), st.sampled_from((None, "2019-12-31", "2020-03-01")))
def test_what_lies_near_holds_the_best_path(facts: list[Fact], day: str | None) -> None:
    """The facts found in outline hold the best path of the whole graph, and none where there is none."""
    graph = any_graph(facts)
    ends = [node_id for node_id in (name_id("Acme"), name_id("Crane")) if node_id in graph]
    if len(ends) < 2:
        return
    best = path(graph, *ends, as_of=day)
    near = set(topology(graph, facts).between(*ends, day=day))
    if best is None:
        assert not near
        return
    wanted = {node_id for node_id in best.trail if graph.is_fact(node_id)}
    assert wanted <= near
