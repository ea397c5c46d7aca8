"""Neighbourhoods: ranked, capped, filtered, as known on a date; an allegation never without its responses."""

from __future__ import annotations

import pytest
from graph_facts import (
    HIKVISION,
    NAMES,
    PATIENT,
    any_graph,
    attributes,
    entity,
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
from graph.errors import DateUnreadableError, KindUnknownError, NodeNotFoundError
from graph.network import EntityGraph
from graph.records import View
from graph.view import around_facts, everything, neighbours

KINDS = [kind.value for kind in FactKind] + [label.value for label in Label]


def assert_whole(graph: EntityGraph, view: View) -> None:
    """Fail unless the view has all it must have and no edge hangs loose."""
    ids = node_ids(view)
    roles = {(edge.source_id, edge.role, edge.target_id) for edge in view.edges}
    assert len(ids) == len(view.nodes)
    assert all(edge.evidence and {edge.source_id, edge.target_id} <= ids for edge in view.edges)
    for node in view.nodes:
        if node.kind != "allegation":
            continue
        for response in graph.responses_to(node.node_id):
            assert (response, "answers", node.node_id) in roles
        for edge in graph.edges_of(node.node_id):
            assert edge.role not in ("claimant", "target") or edge.target_id in ids
            assert edge.role not in ("claimant", "target") or (edge.source_id, edge.role, edge.target_id) in roles


def many_contracts(count: int) -> EntityGraph:
    """Acme with contracts of rising confidence, a claim against it, and its denial."""
    facts = [
        fact(f"c{n:03}", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: f"Town {n}"}, confidence=0.5 + n / 1000)
        for n in range(count)
    ]
    facts.append(fact("claim", FactKind.ALLEGATION, {Role.CLAIMANT: "Watchdog", Role.TARGET: "Acme"}, confidence=0.99))
    facts.append(fact("denial", FactKind.RESPONSE, {Role.RESPONDER: "Bolt"}, answers=("claim",), confidence=0.1))
    return build((), facts, {})


def test_neighbourhood_of_the_founding_story() -> None:
    """One step from Hikvision shows every fact it takes part in and everyone else in them."""
    view = neighbours(story(), HIKVISION)
    assert view.nodes[0].node_id == HIKVISION
    assert {"contract", "designation", "allegation", "denial", "deployment", "statistic"} <= node_ids(view)
    assert "researcher" not in node_ids(view)
    assert "researcher" in node_ids(neighbours(story(), HIKVISION, depth=2))
    assert view.omitted == ()


def test_cap_keeps_the_best_and_counts_the_rest() -> None:
    """Of 40 contracts the surest are shown and the others counted by kind; the claim's answer comes on top."""
    graph = many_contracts(40)
    view = neighbours(graph, name_id("Acme"), cap=3)
    facts = [node.node_id for node in view.nodes if graph.is_fact(node.node_id)]
    assert facts == ["claim", "c039", "c038", "denial"]
    assert view.omitted == (("contract", 38),)
    assert name_id("Bolt") in node_ids(view), "whoever answers is shown with the answer"


def test_kind_filter_keeps_responses() -> None:
    """Allegations alone bring their responses, claimants and targets, whatever the filter."""
    graph = many_contracts(3)
    view = neighbours(graph, name_id("Acme"), kinds=("allegation", "place"))
    assert node_ids(view) == {name_id("Acme")}, "no allegation leads to a place"
    view = neighbours(graph, name_id("Acme"), kinds=("allegation",))
    assert {"claim", "denial", name_id("Watchdog"), name_id("Bolt")} <= node_ids(view)
    assert not any(node.kind == "contract" for node in view.nodes)


def test_label_filter_narrows_who_is_shown() -> None:
    """With labels, only facts that reach such entities are walked, and only these are shown."""
    view = neighbours(story(), HIKVISION, kinds=("government",))
    assert {"contract", "designation", "deployment"} == {n.node_id for n in view.nodes if n.kind in KINDS[:9]}
    assert name_id("Xinjiang") not in node_ids(view)


def test_response_brings_what_it_answers() -> None:
    """A response is never shown without the allegation, nor that without its target."""
    view = neighbours(many_contracts(1), name_id("Bolt"))
    assert {"claim", "denial", name_id("Acme"), name_id("Watchdog")} <= node_ids(view)


def test_neighbourhood_of_a_fact() -> None:
    """A fact's own neighbourhood is who takes part in it; a further step leads on."""
    graph = story()
    assert node_ids(neighbours(graph, "researcher")) == {"researcher", name_id("Samuel Woodhams"), name_id("Top10VPN")}
    assert "statistic" in node_ids(neighbours(graph, "researcher", depth=2))


def test_joined_name_leads_to_its_entity() -> None:
    """The id of any of an entity's names will do."""
    graph = story()
    assert neighbours(graph, name_id("US")) == neighbours(graph, name_id("United States"))


def test_as_known_on_a_date() -> None:
    """Facts of later documents are left out, facts of undated ones too and counted."""
    facts = [
        fact(f"f{n}", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: f"Town {n}"}, document_id=f"d{n}")
        for n in range(4)
    ]
    graph = build(
        (), facts, heads(head("d0", "2019-05"), head("d1", "2020"), head("d2", "2022-01-01"), head("d3", None))
    )
    view = neighbours(graph, name_id("Acme"), as_of="2020-06")
    assert {node.node_id for node in view.nodes if node.kind == "contract"} == {"f0"}, "2020 may mean December"
    assert view.undated == 1
    assert "f1" in node_ids(neighbours(graph, name_id("Acme"), as_of="2020"))
    assert neighbours(graph, name_id("Acme")).undated == 0


def test_later_response_is_shown_and_marked() -> None:
    """Looking back never hides a denial that came later: it is drawn, and says that it was not known yet."""
    facts = [
        fact("claim", FactKind.ALLEGATION, {Role.TARGET: "Acme"}, document_id="d0"),
        fact("denial", FactKind.RESPONSE, {Role.RESPONDER: "Acme"}, document_id="d1", answers=("claim",)),
    ]
    view = neighbours(build((), facts, heads(head("d0", "2019"), head("d1", "2022"))), name_id("Acme"), as_of="2020")
    marks = {node.node_id: dict(node.attributes).get("after_as_of") for node in view.nodes}
    assert marks["claim"] is None
    assert marks["denial"] == "yes"


def test_bad_questions_are_errors_that_help() -> None:
    """Unknown ids, kinds and dates say what would do."""
    graph = story()
    with pytest.raises(NodeNotFoundError, match="takes part in no fact"):
        neighbours(graph, "nobody")
    with pytest.raises(KindUnknownError, match="choose among"):
        neighbours(graph, HIKVISION, kinds=("contracts",))
    with pytest.raises(DateUnreadableError):
        neighbours(graph, HIKVISION, as_of="soon")


def test_nothing_asked_for_is_nothing_shown() -> None:
    """No depth or no room leaves the entity alone; what there was no room for is counted."""
    graph = many_contracts(2)
    assert node_ids(neighbours(graph, name_id("Acme"), depth=0)) == {name_id("Acme")}
    assert neighbours(graph, name_id("Acme"), cap=0).omitted == (("allegation", 1), ("contract", 2))


def test_chosen_facts_as_a_view() -> None:
    """Facts found elsewhere are shown with all that belongs to them; unknown ids are passed over."""
    view = around_facts(story(), ["allegation", "gone", HIKVISION])
    assert {"allegation", "denial", HIKVISION} <= node_ids(view)
    assert "contract" not in node_ids(view)


def test_everything_is_the_whole_graph() -> None:
    """The whole graph as a view has every node and edge, narrowed by kind or date on request."""
    graph = story()
    view = everything(graph)
    assert (len(view.nodes), len(view.edges)) == (graph.node_count, graph.edge_count)
    assert node_ids(everything(graph, kinds=("role",))) == {
        "researcher",
        name_id("Samuel Woodhams"),
        name_id("Top10VPN"),
    }
    assert everything(graph, as_of="1999").nodes == ()


def test_numbers_of_facts_stand_on_the_entity() -> None:
    """An entity says in how many facts it takes part, so that a capped view can say how many more there are."""
    assert attributes(many_contracts(40), name_id("Acme"))["facts"] == "41"


def test_merged_entity_is_its_own_neighbour_once() -> None:
    """Facts between two names of one entity do not double it."""
    joined = entity("Acme", Label.COMPANY, "Town 0")
    one = fact("f", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: "Town 0"})
    view = neighbours(build([joined], [one], {}), name_id("Acme"))
    assert [node.node_id for node in view.nodes] == [name_id("Acme"), "f"]
    assert len(view.edges) == 2


@settings(PATIENT, max_examples=60)
@given(
    facts_of_any_kind(),
    st.sampled_from(NAMES),
    st.sets(st.sampled_from(KINDS), max_size=3),
    st.integers(0, 5),
    st.integers(0, 3),
    st.none() | st.sampled_from(("2019", "2020-03-01", "2022")),
)
def test_every_view_is_whole(
    facts: list[Fact], name: str, kinds: set[str], cap: int, depth: int, as_of: str | None
) -> None:
    """Whatever is filtered or capped, allegations keep responses, claimant and target, and edges keep both ends."""
    graph = any_graph(facts)
    try:
        start = graph.get_id(name_id(name))
    except NodeNotFoundError:
        return
    assert_whole(graph, neighbours(graph, start, kinds=kinds, cap=cap, depth=depth, as_of=as_of))
    assert_whole(graph, everything(graph, kinds=kinds, as_of=as_of))
