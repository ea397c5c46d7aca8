"""What is put away goes, and nothing is torn apart by it."""

from __future__ import annotations

from graph_facts import HIKVISION, PATIENT, any_graph, facts_of_any_kind, name_id, node_ids, story
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Fact, FactKind, Label
from graph.cutting import cut, joined
from graph.export.part import check
from graph.records import View
from graph.view import everything, neighbours

KINDS = [*map(str, FactKind), *map(str, Label)]


def test_a_kind_put_away_takes_its_facts_and_whom_only_they_lead_to() -> None:
    """Without contracts the buyer, who is in no other fact, is gone; the region of the allegation stays."""
    view = cut(neighbours(story(), HIKVISION), {"contract"}, (), {HIKVISION})
    assert "contract" not in node_ids(view)
    assert name_id("authorities in Xinjiang") not in node_ids(view)
    assert name_id("Xinjiang") in node_ids(view)


def test_allegation_and_response_go_together() -> None:
    """Whoever puts away allegations puts away the answers; nobody can put away the answers alone."""
    whole = neighbours(story(), HIKVISION)
    assert not {"allegation", "denial"} & node_ids(cut(whole, {"allegation"}, (), {HIKVISION}))
    assert {"allegation", "denial"} <= node_ids(cut(whole, {"response"}, (), {HIKVISION}))
    assert not {"allegation", "denial"} & node_ids(cut(whole, (), {"denial"}, {HIKVISION}))


def test_an_allegation_keeps_its_target_when_companies_are_put_away() -> None:
    """A label that is put away does not take whom an allegation is made against."""
    view = cut(everything(story()), {"company"}, (), ())
    assert HIKVISION in node_ids(view)
    assert {edge.role for edge in view.edges if edge.target_id == HIKVISION} == {"target", "responder"}


@settings(PATIENT, max_examples=80)
@given(facts_of_any_kind(), st.sets(st.sampled_from(KINDS)), st.integers(0, 40))
def test_whatever_is_put_away_what_is_left_is_whole(facts: list[Fact], kinds: set[str], nth: int) -> None:
    """Every edge has both ends and evidence, every allegation all its responses; nothing dropped is left."""
    whole = everything(any_graph(facts))
    ids = sorted(node_ids(whole))
    dropped = {ids[nth % len(ids)]} if ids and nth % 3 else set()
    view = cut(whole, kinds, dropped, ())
    check(view)
    assert not dropped & node_ids(view)
    assert not {node.kind for node in view.nodes} & kinds & set(FactKind) - {"allegation", "response"}


def test_views_joined_hold_everything_once() -> None:
    """Two views that overlap give each node and edge once."""
    graph = story()
    one, other = neighbours(graph, HIKVISION), neighbours(graph, name_id("Top10VPN"))
    both = joined((one, other))
    assert node_ids(both) == node_ids(one) | node_ids(other)
    assert len({edge.edge_id for edge in both.edges}) == len(both.edges)
    assert joined(()) == View((), ())
