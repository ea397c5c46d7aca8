"""Timeline, centrality, and finding a node by what somebody typed."""

from __future__ import annotations

import pytest
from graph_facts import HIKVISION, entity, fact, head, heads, name_id, story, usd

from extract.records import Date, FactKind, Label, Role
from graph.build import build
from graph.view import centrality, find_node, timeline


def test_timeline_is_oldest_first() -> None:
    """Facts stand at their own date, failing that at their document's, and the undated come last."""
    roles = {Role.SUPPLIER: "Acme"}
    facts = [
        fact("undated", FactKind.CONTRACT, roles, document_id="d2"),
        fact("published", FactKind.CONTRACT, roles, document_id="d1"),
        fact("stated", FactKind.CONTRACT, roles, document_id="d1", values={"date": Date("2015-03")}),
        fact("period", FactKind.CONTRACT, roles, document_id="d1", values={"period": Date("2014", "2030")}),
    ]
    events = timeline(build((), facts, heads(head("d1", "2021"))), name_id("Acme"))
    assert [(event.fact.node_id, event.date, event.dated_by) for event in events] == [
        ("period", "2014", "fact"),
        ("stated", "2015-03", "fact"),
        ("published", "2021", "document"),
        ("undated", None, None),
    ]
    assert all(event.edges[0].evidence for event in events)


def test_allegation_in_a_timeline_has_its_responses() -> None:
    """The denial stands beside the allegation."""
    (event,) = [one for one in timeline(story(), HIKVISION) if one.fact.node_id == "allegation"]
    assert [response.node_id for response in event.responses] == ["denial"]


def test_timeline_as_known_on_a_date() -> None:
    """What was reported later is left out, though it speaks of earlier days."""
    assert timeline(story(), HIKVISION, as_of="2020") == ()


def test_centrality_counts_facts() -> None:
    """Who takes part in the most facts comes first; kinds narrow facts and entities."""
    standings = centrality(story())
    assert (standings[0].node.node_id, standings[0].facts, standings[0].documents) == (HIKVISION, 6, 1)
    assert {s.node.name for s in centrality(story(), kinds=("contract", "place"))} == {"Xinjiang"}
    assert len(centrality(story(), limit=2)) == 2
    assert centrality(story(), as_of="2020") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HIKVISION, HIKVISION),
        ("contract", "contract"),
        (name_id("US"), name_id("United States")),
        ("hikvision", HIKVISION),
        ("  HIKVÍSION. ", HIKVISION),
        ("Hangzhou Hikvision Digital Technology Co Ltd", HIKVISION),
        ("us", name_id("United States")),
        ("department social care", name_id("Department of Health and Social Care")),
        ("xinjiang", name_id("Xinjiang")),
        ("nobody", None),
        ("", None),
        ("?!", None),
    ],
)
def test_node_by_what_was_typed(text: str, expected: str | None) -> None:
    """An id, a name, an alias or the words of one entity's name lead to its node; anything else to None."""
    node = find_node(story(), text)
    assert (node.node_id if node else None) == expected


def test_same_name_leads_to_the_most_connected() -> None:
    """Of two entities of one name, the one in more facts is meant; where only words fit two names, neither."""
    two = (
        entity("Acme", Label.COMPANY),
        entity("ACME.", Label.ORGANISATION),
        entity("Bolt North", Label.COMPANY),
        entity("Bolt South", Label.COMPANY),
    )
    facts = [
        fact("f1", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: "Bolt North"}, values={"amount": usd(1)}),
        fact("f2", FactKind.CONTRACT, {Role.SUPPLIER: "ACME.", Role.BUYER: "Bolt South"}),
        fact("f3", FactKind.CONTRACT, {Role.SUPPLIER: "ACME.", Role.BUYER: "Bolt South"}),
    ]
    graph = build(two, facts, {})
    found = find_node(graph, "acme")
    assert found is not None
    assert found.node_id == name_id("ACME.")
    assert find_node(graph, "bolt") is None
