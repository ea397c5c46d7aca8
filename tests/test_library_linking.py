"""The graph over a workspace: what a question loads, and that no allegation is answered without its responses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_facts import LABEL_OF, fact, name_id

from corpus.records import Document, InputState, Kind, LedgerEntry, Source
from extract.errors import EntityNotFoundError
from extract.extraction import Extraction
from extract.records import Fact, FactKind, Label, Name, Role
from library.library import Library, open_library

ALLEGATION = fact(
    "f-allegation",
    FactKind.ALLEGATION,
    {Role.CLAIMANT: "Halden Rights Desk", Role.TARGET: "Veshtar"},
    content="it tracked protesters",
)
DENIAL = fact("f-denial", FactKind.RESPONSE, {Role.RESPONDER: "Veshtar"}, act="denies", answers=("f-allegation",))
REMARK = fact("f-remark", FactKind.RESPONSE, {Role.RESPONDER: "Ostmark Agency"}, answers=("f-allegation",))
CONTRACT = fact("f-contract", FactKind.CONTRACT, {Role.SUPPLIER: "Veshtar", Role.BUYER: "Halden Council"})
ELSEWHERE = fact("f-other", FactKind.CONTRACT, {Role.SUPPLIER: "Corvane", Role.BUYER: "Lund Office"}, document_id="d2")


def names_of(facts: tuple[Fact, ...], *more: str) -> tuple[Name, ...]:
    """Return the names that facts are filled with, and more of companies."""
    found = {filler.name: LABEL_OF.get(filler.role, Label.COMPANY) for one in facts for filler in one.fillers}
    found |= dict.fromkeys(more, Label.COMPANY)
    return tuple(Name(name_id(name), label, name) for name, label in found.items())


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace of two documents: a claim with two responses and a contract, and something unconnected."""
    with open_library(tmp_path_factory.mktemp("linked") / "w") as library:
        told = {"d1": (ALLEGATION, DENIAL, REMARK, CONTRACT), "d2": (ELSEWHERE,)}
        for document_id, facts in told.items():
            document = Document(document_id, document_id, f"{document_id}.txt", "text/plain", Kind.NEWS, "", "", "text")
            source = Source(document.location, document_id, 4)
            entry = LedgerEntry(document_id, source, InputState.ADDED, "text/plain", document_id)
            library.rooms.documents.add(document, entry)
            names = names_of(facts, "Lone Ltd")
            library.rooms.extractions.save(Extraction(document_id, "v1", (), names, (), (), facts))
        library.rooms.extractions.resolve()
        yield library


def ids(facts: tuple[Fact, ...]) -> set[str]:
    """Return the ids of facts."""
    return {one.fact_id for one in facts}


@pytest.mark.parametrize("who", ["Veshtar", "Halden Rights Desk", "Ostmark Agency"])
def test_a_claim_comes_with_all_its_responses(linked: Library, who: str) -> None:
    """Asked from its target, its claimant or one who answered: claim and both responses, each once."""
    facts = linked.facts_about(name_id(who))
    assert {"f-allegation", "f-denial", "f-remark"} <= ids(facts)
    assert len(facts) == len(ids(facts))


def test_what_has_nothing_to_do_with_it_stays_out(linked: Library) -> None:
    """The buyer of a contract is asked about no claim against the supplier, and another document is not touched."""
    assert ids(linked.facts_about(name_id("Halden Council"))) == {"f-contract"}
    assert "f-other" not in ids(linked.facts_about(name_id("Veshtar")))


def test_neighbours_show_claim_and_responses(linked: Library) -> None:
    """One step from any of the three the responses stand beside the claim; a filter by kind cannot part them."""
    for who in ("Veshtar", "Halden Rights Desk", "Ostmark Agency"):
        view = linked.neighbours(name_id(who))
        assert {"f-allegation", "f-denial", "f-remark"} <= {edge.fact_id for edge in view.edges}, who
    for who in ("Veshtar", "Halden Rights Desk"):
        view = linked.neighbours(name_id(who), kinds=("allegation",))
        assert {"f-allegation", "f-denial", "f-remark"} <= {edge.fact_id for edge in view.edges}, who


def test_two_steps_reach_further_than_one(linked: Library) -> None:
    """From the council the supplier is one step away, who claims something of it two."""
    near = {node.name for node in linked.neighbours(name_id("Halden Council")).nodes}
    far = {node.name for node in linked.neighbours(name_id("Halden Council"), depth=2).nodes}
    assert "Veshtar" in near
    assert "Halden Rights Desk" not in near
    assert "Halden Rights Desk" in far
    assert "Corvane" not in far


def test_an_entity_without_facts_stands_alone(linked: Library) -> None:
    """It is shown as one node, leads nowhere, and has no facts."""
    view = linked.neighbours(name_id("Lone Ltd"))
    assert [node.name for node in view.nodes] == ["Lone Ltd"]
    assert view.edges == ()
    assert linked.facts_about(name_id("Lone Ltd")) == ()
    assert linked.path(name_id("Lone Ltd"), name_id("Veshtar")) is None


def test_a_path_is_a_chain_of_facts(linked: Library) -> None:
    """Buyer and claimant meet over the vendor; those of separate documents do not meet."""
    view = linked.path(name_id("Halden Council"), name_id("Halden Rights Desk"))
    assert view is not None
    assert {"Halden Council", "Veshtar", "Halden Rights Desk"} <= {node.name for node in view.nodes}
    assert "f-denial" in {edge.fact_id for edge in view.edges}
    assert linked.path(name_id("Corvane"), name_id("Veshtar")) is None


def test_export_of_a_part_and_of_the_whole(linked: Library, tmp_path: Path) -> None:
    """A part around an entity is smaller than the whole; both files hold what was counted."""
    whole = linked.export("json", tmp_path / "whole.json")
    part = linked.export("json", tmp_path / "part.json", entity_id=name_id("Corvane"))
    for (nodes, edges), name in ((whole, "whole"), (part, "part")):
        written = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
        assert (len(written["nodes"]), len(written["edges"])) == (nodes, edges)
    assert part < whole


def test_an_unknown_entity_is_refused_everywhere(linked: Library, tmp_path: Path) -> None:
    """Neighbours, path and export say that there is no such entity, and write nothing."""
    with pytest.raises(EntityNotFoundError):
        linked.neighbours("nobody")
    with pytest.raises(EntityNotFoundError):
        linked.path("nobody", name_id("Veshtar"))
    with pytest.raises(EntityNotFoundError):
        linked.export("json", tmp_path / "none.json", entity_id="nobody")
    assert not (tmp_path / "none.json").exists()


def test_verify_tells_evidence_that_is_not_in_its_document(linked: Library) -> None:
    """Quotes that the text does not say, and documents without an original or an index entry, are all reported."""
    problems = list(linked.verify())
    assert {problem.check for problem in problems} == {"original", "evidence", "index"}
    assert {problem.subject for problem in problems if problem.check == "evidence"} == {
        "f-allegation", "f-denial", "f-remark", "f-contract", "f-other",
    }  # fmt: skip
