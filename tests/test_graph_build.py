"""From facts to a graph: nodes, roles, evidence, names and attributes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from graph_facts import (
    HIKVISION,
    PATIENT,
    STORY_ENTITIES,
    STORY_FACTS,
    attributes,
    entity,
    fact,
    facts_of_any_kind,
    head,
    heads,
    name_id,
    story,
    usd,
)
from graph_facts import any_graph as graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Date, Evidence, Fact, FactKind, FactStatus, Label, Modality, Role, Value
from graph.build import build
from graph.errors import EvidenceMissingError, NodeNotFoundError

CONTRACT = {Role.SUPPLIER: "Acme", Role.BUYER: "Town"}


def test_founding_story_hangs_together() -> None:
    """Hikvision is linked by role to contract, designation, allegation and denial, and the denial to the allegation."""
    graph = story()
    edges = {(edge.source_id, edge.role, edge.target_id) for edge in graph.edges()}
    assert {
        ("contract", "supplier", HIKVISION),
        ("contract", "region", name_id("Xinjiang")),
        ("designation", "authority", name_id("United States")),
        ("designation", "target", HIKVISION),
        ("allegation", "target", HIKVISION),
        ("denial", "responder", HIKVISION),
        ("denial", "answers", "allegation"),
    } <= edges
    assert graph.get_node("contract").name == "contract · 290,000,000 USD"
    assert graph.get_node("designation").name == "designation · listed · 2019-10"
    assert graph.get_node("allegation").name == "allegation: linked to the mass oppression of Uyghurs in Xinjiang"
    assert graph.get_node("statistic").name == "statistic · about 65%"


def test_only_entities_in_facts_are_nodes() -> None:
    """An entity of the workspace that takes part in no fact is no node."""
    assert name_id("Nobody") not in story()


def test_joined_names_are_one_node() -> None:
    """A filler under any of an entity's names leads to the entity, and so does looking up the name's id."""
    graph = story()
    assert name_id("US") not in graph
    assert graph.get_id(name_id("US")) == name_id("United States")


def test_unknown_name_becomes_a_node_of_its_own() -> None:
    """A filler of no known entity is kept under its name id, in the fullest form any document gives."""
    short, full = (fact(f"f{n}", FactKind.CONTRACT, {Role.SUPPLIER: "Acme"}) for n in range(2))
    full = Fact(
        **{name: getattr(full, name) for name in Fact.__slots__}
        | {"fillers": (type(full.fillers[0])(Role.SUPPLIER, name_id("Acme"), "Acme Group plc", Label.COMPANY, 1, 5),)}
    )
    for order in ((short, full), (full, short)):
        assert build((), order, {}).get_node(name_id("Acme")).name == "Acme Group plc"


def test_fact_without_evidence_is_refused() -> None:
    """No edge is drawn without words: a fact with no evidence, or an empty span, stops the build."""
    for evidence in ((), (Evidence("d1", 5, 5, "", 1),)):
        with pytest.raises(EvidenceMissingError, match="no evidence"):
            build((), [fact("f", FactKind.CONTRACT, CONTRACT, evidence=evidence)], {})


def test_rejected_facts_are_left_out() -> None:
    """What somebody rejected is not drawn, nor is an answer to it."""
    facts = [
        fact("claim", FactKind.ALLEGATION, {Role.TARGET: "Acme"}, status=FactStatus.REJECTED),
        fact("answer", FactKind.RESPONSE, {Role.RESPONDER: "Acme"}, answers=("claim",)),
    ]
    graph = build((), facts, {})
    assert "claim" not in graph
    assert [edge.role for edge in graph.edges()] == ["responder"]


def test_answer_may_come_before_what_it_answers() -> None:
    """The order of the stream does not matter for the link between response and allegation."""
    graph = build((), reversed(STORY_FACTS), {})
    assert list(graph.responses_to("allegation")) == ["denial"]


def test_one_entity_in_two_roles_has_two_edges() -> None:
    """Supplier and buyer may turn out to be one entity; both roles stay."""
    joined = entity("Acme", Label.COMPANY, "Town")
    graph = build([joined], [fact("f", FactKind.CONTRACT, CONTRACT)], {})
    assert [edge.role for edge in graph.edges_of("f")] == ["supplier", "buyer"]


def test_evidence_nearest_to_the_mention_comes_first() -> None:
    """Of several spans the edge shows first the one in which the entity is named."""
    far, near = Evidence("d1", 100, 200, "Elsewhere.", 3), Evidence("d1", 0, 50, "Acme sells.", 1)
    graph = build((), [fact("f", FactKind.CONTRACT, CONTRACT, evidence=(far, near))], {})
    assert graph.edges_of("f")[0].evidence == (near, far)


def test_attributes_of_a_fact() -> None:
    """A fact's node says amount, currency, date, publisher, document, status and how the text stands to it."""
    values: dict[str, Value] = {
        "amount": usd("4120000.50", "at_least"),
        "date": Date("2019-10", "2020"),
        "status": "signed",
    }
    one = fact("f", FactKind.CONTRACT, CONTRACT, values=values, modality=Modality.REPORTED)
    found = attributes(build((), [one], heads(head("d1", "2021-06"))), "f")
    assert found["amount"] == "4120000.5"
    assert found["currency"] == "USD"
    assert found["amount_qualifier"] == "at_least"
    assert (found["date"], found["date_end"]) == ("2019-10", "2020")
    assert (found["publisher"], found["document_title"]) == ("The Daily", "Title of d1")
    assert (found["document_date"], found["first_seen"]) == ("2021-06", "2021-06")
    assert (found["modality"], found["confidence"]) == ("reported", "0.8")
    assert found["status"] == "proposed"
    assert found["contract_status"] == "signed", "the text's status and the editors' are kept apart"


def test_claimant_is_named_on_the_allegation() -> None:
    """An allegation names its claimant, else the words that say who claims it, else `unattributed`."""
    roles = {Role.TARGET: "Acme"}
    facts = [
        fact("named", FactKind.ALLEGATION, {**roles, Role.CLAIMANT: "Watchdog"}),
        fact("worded", FactKind.ALLEGATION, roles, claimed_by="the publisher"),
        fact("unsaid", FactKind.ALLEGATION, roles),
    ]
    graph = build((), facts, {})
    assert attributes(graph, "named")["claimant"] == "Watchdog"
    assert attributes(graph, "worded")["claimed_by"] == "the publisher"
    assert attributes(graph, "unsaid")["claimed_by"] == "unattributed"


def test_unknown_document_leaves_its_attributes_out() -> None:
    """A fact whose document has no head is drawn without publisher, title and date."""
    found = attributes(build((), [fact("f", FactKind.CONTRACT, CONTRACT)], {}), "f")
    assert not {"publisher", "document_title", "document_date", "first_seen"} & set(found)


def test_unknown_node_is_an_error_that_helps() -> None:
    """Asking for what is not there says how to find ids."""
    with pytest.raises(NodeNotFoundError, match="threadline entities"):
        story().get_id("nothing")


def test_facts_of_an_entity_come_best_evidenced_first() -> None:
    """More documents come before more evidence, more evidence before confidence."""
    span = Evidence("d1", 1, 9, "words", 1)
    facts = [
        fact("sure", FactKind.ROLE, {Role.ORGANISATION: "Acme", Role.PERSON: "A"}, confidence=0.99),
        fact("spans", FactKind.ROLE, {Role.ORGANISATION: "Acme", Role.PERSON: "B"}, evidence=(span, span)),
        fact("two-1", FactKind.CONTRACT, CONTRACT, confidence=0.1),
        fact("two-2", FactKind.CONTRACT, CONTRACT, confidence=0.2, document_id="d2"),
        fact("weak", FactKind.ROLE, {Role.ORGANISATION: "Acme", Role.PERSON: "C"}, confidence=0.1),
    ]
    ranked = list(build((), facts, {}).facts_of(name_id("Acme")))
    assert ranked == ["two-2", "two-1", "spans", "sure", "weak"]


def test_large_and_small_amounts_are_written_in_full() -> None:
    """No exponent and no trailing zeros, whatever the decimal looks like inside."""
    facts = [
        fact("large", FactKind.CONTRACT, CONTRACT, values={"amount": usd("2.9E+8")}),
        fact("small", FactKind.CONTRACT, CONTRACT, values={"amount": usd("0.50", "about")}),
    ]
    graph = build((), facts, {})
    assert graph.get_node("large").name == "contract · 290,000,000 USD"
    assert graph.get_node("small").name == "contract · about 0.5 USD"
    assert Decimal(attributes(graph, "large")["amount"]) == 290_000_000


def test_long_content_is_cut_at_a_word() -> None:
    """A node's name stays on one short line."""
    long = fact("f", FactKind.ALLEGATION, {Role.TARGET: "Acme"}, content="spied on\n" + "very many people " * 20)
    name = build((), [long], {}).get_node("f").name
    assert name.startswith("allegation: spied on very many people")
    assert name.endswith("…")
    assert len(name) < 100


def test_facts_are_read_as_a_stream() -> None:
    """Generators will do: nothing is read twice."""
    graph = build(iter(STORY_ENTITIES), (one for one in STORY_FACTS), heads(head("d1")))
    assert (graph.node_count, graph.edge_count) == (story().node_count, story().edge_count)


@settings(PATIENT, max_examples=40)
@given(facts_of_any_kind())
def test_every_edge_has_evidence(facts: list[Fact]) -> None:
    """Whatever the facts, each edge has words, and both its ends are nodes."""
    graph = graph_of(facts)
    for edge in graph.edges():
        assert edge.evidence
        assert all(one.quote for one in edge.evidence)
        assert edge.source_id in graph
        assert edge.target_id in graph
    drawn = {one.fact_id for one in facts if one.status is not FactStatus.REJECTED}
    assert set(graph.fact_ids()) == drawn


@settings(PATIENT, max_examples=40)
@given(facts_of_any_kind(), st.randoms(use_true_random=False))
def test_order_of_facts_makes_no_difference(facts: list[Fact], random: object) -> None:
    """Shuffled facts give the same nodes and edges in the same order."""
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = graph_of(facts), graph_of(shuffled)
    assert list(first.nodes()) == list(second.nodes())
    assert list(first.edges()) == list(second.edges())
