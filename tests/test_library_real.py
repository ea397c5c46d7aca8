"""The main job on real documents: the founding article, and a pile of contracts, PDFs and awkward files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import run, run_here

from extract.records import Date, Fact, FactKind, Money, Role
from library.library import Library, open_library

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace that holds the founding article."""
    with open_library(tmp_path_factory.mktemp("seed") / "workspace") as library:
        library.add([shared / "documents" / "seed"])
        yield library


def facts(library: Library, kind: FactKind) -> list[Fact]:
    """Return the facts of one kind about Hikvision."""
    return list(library.facts(kind, entity_id=library.entity_called("Hikvision").entity_id))


def names(fact: Fact, role: Role) -> set[str]:
    """Return who fills a role."""
    return {filler.name for filler in fact.filled(role)}


def test_the_contract_in_xinjiang(seed: Library) -> None:
    """Hikvision is linked to Xinjiang by a contract of 290,000,000 USD in all."""
    contract = next(fact for fact in facts(seed, FactKind.CONTRACT) if "Xinjiang" in names(fact, Role.REGION))
    assert dict(contract.values)["amount"] == Money(Decimal(290_000_000), "USD", "total")
    assert "$290 million" in contract.evidence[0].quote


def test_the_designation_of_october_2019(seed: Library) -> None:
    """The US government listed it in October 2019; the regulator's vote is only proposed, and names three vendors."""
    designations = facts(seed, FactKind.DESIGNATION)
    listed = [fact for fact in designations if dict(fact.values).get("status") == "listed"]
    assert any(dict(fact.values).get("date") == Date("2019-10") for fact in listed)
    assert all("U.S. government" in names(fact, Role.AUTHORITY) for fact in listed)
    (proposed,) = [fact for fact in designations if dict(fact.values).get("status") == "proposed"]
    assert names(proposed, Role.TARGET) == {"Hikvision", "Dahua", "Huawei"}


def test_the_allegation_and_the_denial(seed: Library) -> None:
    """The allegation of oppression is told as unattributed, and Hikvision's denial is linked to what it denies."""
    allegations = {fact.fact_id: fact for fact in facts(seed, FactKind.ALLEGATION)}
    oppression = next(fact for fact in allegations.values() if "mass oppression" in (fact.content or ""))
    assert oppression.modality.value == "reported"
    assert oppression.claimed_by == "unattributed"
    denial = next(
        fact for fact in facts(seed, FactKind.RESPONSE) if fact.act == "denies" and "hacked" in (fact.content or "")
    )
    assert denial.answers
    assert set(denial.answers) <= allegations.keys()
    responders = [fact for fact in facts(seed, FactKind.RESPONSE) if oppression.fact_id in fact.answers]
    assert responders, "the allegation is shown with what Hikvision said to it"


def test_the_newsletter_at_its_end_is_no_part_of_the_story(seed: Library) -> None:
    """`Support Coda` and `The Big Idea` yield no entity, no mention and no fact."""
    document = seed.document(next(seed.heads()).document_id)
    tail = document.text.index("The story you just read")
    assert all(mention.end <= tail for mention in seed.mentions(document.document_id))
    assert all(evidence.end <= tail for fact in seed.facts() for evidence in fact.evidence)
    assert not list(seed.entities(name="Coda"))


def test_nothing_false_about_the_minister(seed: Library) -> None:
    """Matt Hancock is a person who holds an office, and no allegation, contract or designation is about him."""
    person = seed.entity_called("Matt Hancock")
    assert person.label.value == "person"
    assert {fact.kind for fact in seed.facts(entity_id=person.entity_id)} <= {FactKind.ROLE}


def test_the_graph_leads_from_vendor_to_region_and_government(seed: Library) -> None:
    """Around Hikvision stand contract, designation, allegation and denial, with evidence on every edge."""
    view = seed.neighbours(seed.entity_called("Hikvision").entity_id)
    assert {"contract", "designation", "allegation", "response"} <= {node.kind for node in view.nodes}
    ends = {seed.entity_called(name).entity_id for name in ("Xinjiang", "U.S. government")}
    assert ends <= {node.node_id for node in view.nodes}
    assert all(edge.evidence for edge in view.edges)


def test_search_on_the_article(seed: Library) -> None:
    """`hikvision "human rights"` hits with highlights that are those very words at their offsets."""
    document = seed.document(next(seed.heads()).document_id)
    done = run_here("search", 'hikvision "human rights"', "--json", "-w", str(seed.rooms.workspace.path))
    (hit,) = json.loads(done.stdout)["hits"]
    marked = set()
    for snippet in hit["snippets"]:
        assert document.text[snippet["start"] : snippet["end"]] == snippet["text"]
        marked |= {snippet["text"][start:end].casefold() for start, end in snippet["highlights"]}
    assert marked == {"hikvision", "human rights"}


def test_annotate_on_the_article(shared: Path) -> None:
    """`annotate` takes the file as it is, and every span of its answer lies in the text."""
    (file,) = (shared / "documents" / "seed").glob("*.txt")
    done = run_here("annotate", str(file), "--json")
    assert done.returncode == 0, done.stderr
    text = file.read_bytes().decode()
    answer = json.loads(done.stdout)
    assert all(text[m["start"] : m["end"]] == m["text"] for m in answer["mentions"])
    for fact in answer["facts"]:
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in fact["evidence"])
    for attribution in answer["attributions"]:
        assert attribution["cue"]["end"] <= len(text)


@pytest.mark.slow
def test_a_pile_of_real_files(shared: Path, tmp_path: Path) -> None:
    """Contracts, broken and locked PDFs and awkward formats: all accounted for, reasons in words, nothing twice."""
    folders = [shared / "documents" / name for name in ("seed", "pdf", "formats")]
    contracts = sorted((shared / "documents" / "contracts" / "cuad").iterdir(), key=lambda path: path.stat().st_size)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()] + contracts[:6]
    command = ["add", *map(str, [*folders, *contracts[:6]]), "-w", str(tmp_path / "w"), "--json"]
    first = run(*command, seconds=900)
    assert "Traceback" not in first.stderr
    assert first.returncode == 3
    summary = json.loads(first.stdout)
    assert summary["found"] == summary["added"] + summary["duplicate"] + summary["failed"]
    assert summary["found"] >= len(files)
    with open_library(tmp_path / "w") as library:
        for entry in library.ledger(failed_only=True):
            assert entry.reason[0].isupper()
            assert entry.reason.endswith((".", "again."))
            assert "Error" not in entry.reason
        assert list(library.verify()) == []
    again = json.loads(run(*command, seconds=900).stdout)
    assert again["added"] == 0
    assert again["found"] == summary["found"]
    assert again["failed"] == summary["failed"]
