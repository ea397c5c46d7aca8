"""Paths between two entities: shortest first, then round mere places and groups, then best evidenced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graph_facts import (
    HIKVISION,
    NAMES,
    PATIENT,
    any_graph,
    fact,
    facts_of_any_kind,
    head,
    heads,
    name_id,
    node_ids,
    story,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Fact, FactKind, Label, Role
from graph.build import build
from graph.errors import NodeNotFoundError
from graph.network import EntityGraph
from graph.paths import HUBS, burden, path

A, B = name_id("Acme"), name_id("Bolt")


def deal(
    fact_id: str, one: str, other: str, *, confidence: float = 0.8, document_id: str = "d1", place: bool = False
) -> Fact:
    """A contract between two names; with `place` the second is a region."""
    role = Role.REGION if place else Role.BUYER
    return fact(
        fact_id, FactKind.CONTRACT, {Role.SUPPLIER: one, role: other}, confidence=confidence, document_id=document_id
    )


def test_path_in_the_founding_story() -> None:
    """The researcher leads to Hikvision by his employer's statistic, with the evidence of each step."""
    view = path(story(), name_id("Samuel Woodhams"), HIKVISION)
    assert view is not None
    assert view.trail == (name_id("Samuel Woodhams"), "researcher", name_id("Top10VPN"), "statistic", HIKVISION)
    assert all(edge.evidence for edge in view.edges)


def test_fewer_facts_come_first() -> None:
    """A weak direct link is shorter than two strong ones."""
    facts = [deal("weak", "Acme", "Bolt", confidence=0.1), deal("s1", "Acme", "Crane"), deal("s2", "Bolt", "Crane")]
    view = path(build((), facts, {}), A, B)
    assert view is not None
    assert view.trail == (A, "weak", B)


def test_places_are_passed_by() -> None:
    """Of two paths of equal length the one that does not run through a place wins, even with weaker evidence."""
    facts = [
        deal("p1", "Acme", "London", place=True, confidence=0.99),
        deal("p2", "Bolt", "London", place=True, confidence=0.99),
        deal("c1", "Acme", "Crane", confidence=0.2),
        deal("c2", "Bolt", "Crane", confidence=0.2),
    ]
    view = path(build((), facts, {}), A, B)
    assert view is not None
    assert view.trail == (A, "c1", name_id("Crane"), "c2", B)
    view = path(build((), facts[:2], {}), A, B)
    assert view is not None, "a path through a place is better than none"
    assert view.trail[2] == name_id("London")


def test_best_evidence_wins_among_equals() -> None:
    """Of parallel facts the surest is on the trail, the others are counted; more documents weigh like confidence."""
    facts = [deal(f"f{n}", "Acme", "Bolt", confidence=0.5 + n / 10) for n in range(3)]
    view = path(build((), facts, {}), A, B)
    assert view is not None
    assert view.trail == (A, "f2", B)
    assert view.omitted == (("contract", 2),)
    several = [
        fact("one", FactKind.OWNERSHIP, {Role.OWNER: "Acme", Role.OWNED: "Bolt"}, confidence=0.6),
        deal("two", "Acme", "Bolt", confidence=0.5),
        deal("three", "Acme", "Bolt", confidence=0.4, document_id="d2"),
    ]
    view = path(build((), several, {}), A, B)
    assert view is not None
    assert view.trail == (A, "two", B)


def test_path_over_an_answer() -> None:
    """Who answers an allegation is linked to who makes it by the answer itself."""
    facts = [
        fact("claim", FactKind.ALLEGATION, {Role.CLAIMANT: "Acme", Role.TARGET: "Crane"}),
        fact("denial", FactKind.RESPONSE, {Role.RESPONDER: "Bolt"}, answers=("claim",)),
    ]
    view = path(build((), facts, {}), A, B)
    assert view is not None
    assert view.trail == (A, "claim", "denial", B)
    assert name_id("Crane") in node_ids(view), "the target comes along"


def test_allegation_on_a_path_brings_its_responses() -> None:
    """The denial is shown although the path does not run through it."""
    facts = [
        fact("claim", FactKind.ALLEGATION, {Role.CLAIMANT: "Acme", Role.TARGET: "Bolt"}),
        fact("denial", FactKind.RESPONSE, {Role.RESPONDER: "Crane"}, answers=("claim",)),
    ]
    view = path(build((), facts, {}), A, B)
    assert view is not None
    assert "denial" in node_ids(view)
    assert "denial" not in view.trail


def test_no_path_and_too_long_a_path() -> None:
    """Two separate islands have no path; a chain longer than allowed counts as none."""
    chain = [deal(f"f{n}", f"E{n}", f"E{n + 1}") for n in range(5)]
    graph = build((), [*chain, deal("apart", "Acme", "Bolt")], {})
    assert path(graph, name_id("E0"), A) is None
    assert path(graph, name_id("E0"), name_id("E5"), max_length=4) is None
    view = path(graph, name_id("E0"), name_id("E5"), max_length=5)
    assert view is not None
    assert len(view.trail) == 11


def test_a_very_long_chain_is_no_trouble() -> None:
    """However long a path is asked for, the answer is a path or none."""
    chain = [deal(f"f{n}", f"E{n}", f"E{n + 1}") for n in range(300)]
    graph = build((), chain, {})
    assert path(graph, name_id("E0"), name_id("E300"), max_length=10**6) is None
    assert path(graph, name_id("E0"), name_id("E90"), max_length=10**6) is not None


def test_path_as_known_on_a_date() -> None:
    """A link reported later is not yet a path."""
    graph = build((), [deal("f", "Acme", "Bolt")], heads(head("d1", "2021-06")))
    assert path(graph, A, B, as_of="2021-05") is None
    assert path(graph, A, B, as_of="2021-06") is not None


def test_path_to_itself_is_the_entity() -> None:
    """From an entity to itself there is nothing to walk."""
    view = path(story(), HIKVISION, HIKVISION)
    assert view is not None
    assert (node_ids(view), view.edges) == ({HIKVISION}, ())


def test_ends_are_entities() -> None:
    """A fact or an unknown id is no end of a path."""
    for end in ("contract", "nothing"):
        with pytest.raises(NodeNotFoundError):
            path(story(), HIKVISION, end)


def steps(graph: EntityGraph, node_id: str) -> Iterator[str]:
    """All nodes next to a node."""
    if graph.is_fact(node_id):
        yield from graph.participants(node_id)
        yield from graph.responses_to(node_id)
        yield from graph.answered_by(node_id)
    else:
        yield from graph.facts_of(node_id)


def all_paths(graph: EntityGraph, trail: tuple[str, ...], end: str, longest: int) -> Iterator[tuple[str, ...]]:
    """Every simple path with at most `longest` facts, by trying all."""
    if trail[-1] == end:
        yield trail
        return
    for node_id in steps(graph, trail[-1]):
        if node_id not in trail and sum(map(graph.is_fact, (*trail, node_id))) <= longest:
            yield from all_paths(graph, (*trail, node_id), end, longest)


@settings(PATIENT, max_examples=60)
@given(facts_of_any_kind(most=8), st.sampled_from(NAMES[:5]), st.sampled_from(NAMES[:5]))
def test_path_agrees_with_trying_them_all(facts: list[Fact], one: str, other: str) -> None:
    """The path found is as short, as free of hubs and as well evidenced as the best of all paths."""
    graph = any_graph(facts)
    try:
        start, end = graph.get_id(name_id(one)), graph.get_id(name_id(other))
    except NodeNotFoundError:
        return
    if start == end:
        return

    def cost(trail: tuple[str, ...]) -> tuple[int, int, float]:
        burdens = [burden(graph, node_id, None) for node_id in trail[1:-1]]
        return sum(map(graph.is_fact, trail)), sum(b[0] for b in burdens), round(sum(b[1] for b in burdens), 9)

    every = list(all_paths(graph, (start,), end, 3))
    view = path(graph, start, end, max_length=3)
    if view is None:
        assert not every
    else:
        assert view.trail in every
        assert cost(view.trail) == min(map(cost, every))


def test_hubs_are_places_and_groups() -> None:
    """What a path goes round is fixed: places and groups of people."""
    assert set(HUBS) == {Label.PLACE.value, Label.GROUP.value}
