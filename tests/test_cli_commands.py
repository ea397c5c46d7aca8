"""The commands on a real workspace: JSON as the contract says, and text a person can read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_line import run_here

from library.library import Library

FACT_KEYS = [
    "fact_id", "kind", "document_id", "roles", "values", "content", "act", "modality", "status", "answers",
    "confidence", "evidence",
]  # fmt: skip


def answer(demo: Library, *arguments: str, status: int = 0) -> list[dict[str, Any]]:
    """Run a command with --json on the sample workspace and return the lines of its answer."""
    done = run_here(*arguments, "-w", str(demo.rooms.workspace.path), "--json")
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_status(demo: Library) -> None:
    """`status` gives one object whose sums are those of the ledger."""
    (status,) = answer(demo, "status")
    assert sum(status["inputs"].values()) == len(answer(demo, "ledger"))
    assert status["fresh"] is True


def test_search(demo: Library) -> None:
    """`search` gives exactly the fields of the contract, and every highlight is a word of the query at its offset."""
    (results,) = answer(demo, "search", 'veshtar "public safety"', "--facets")
    assert list(results)[:5] == ["total", "understood", "warnings", "hits", "facets"]
    assert results["total"] >= 1
    for hit in results["hits"]:
        assert list(hit)[:7] == ["document_id", "title", "kind", "date", "page", "score", "snippets"]
        document = demo.document(hit["document_id"])
        for snippet in hit["snippets"]:
            assert list(snippet) == ["text", "highlights", "page", "start", "end"]
            assert document.text[snippet["start"] : snippet["end"]] == snippet["text"]
            assert document.page_at(snippet["start"] + snippet["highlights"][0][0]) == snippet["page"]
            for start, end in snippet["highlights"]:
                assert snippet["text"][start:end].casefold() in {"veshtar", "public", "safety", "public safety"}
    assert {"kind", "company", "place", "year"} <= results["facets"].keys()


def test_search_answers_anything(demo: Library) -> None:
    """An unclosed quote and stray operators are repaired, said so, and end with status 0."""
    (results,) = answer(demo, "search", '"public safety AND (')
    assert results["warnings"]


def test_entities_and_entity(demo: Library) -> None:
    """`entities` finds by a part of a name; `entity` takes the id or the name and adds its facts."""
    found = answer(demo, "entities", "--label", "company", "--name", "veshtar optical")
    assert found
    assert list(found[0]) == ["entity_id", "name", "label", "aliases", "mentions", "tier"]
    (dossier,) = answer(demo, "entity", found[0]["entity_id"])
    assert dossier["entity_id"] == found[0]["entity_id"]
    assert dossier["facts"]


def test_facts(demo: Library) -> None:
    """Every fact has the fields of the contract and a quote that is the document's text; allegations have claimants."""
    facts = answer(demo, "facts")
    assert {"contract", "designation", "allegation", "response", "deployment"} <= {fact["kind"] for fact in facts}
    for fact in facts:
        assert list(fact) == FACT_KEYS
        assert fact["evidence"]
        for evidence in fact["evidence"]:
            text = demo.document(evidence["document_id"]).text
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        if fact["kind"] == "allegation":
            assert fact["roles"]["claimant"]
            assert fact["modality"] != "asserted"


def test_neighbours_path_and_export(demo: Library, tmp_path: Any) -> None:
    """The graph answers with evidence on every edge, a path leads from A to B, and every export is written."""
    companies = answer(demo, "entities", "--label", "company", "--name", "veshtar optical")
    entity_id = companies[0]["entity_id"]
    (view,) = answer(demo, "neighbours", entity_id)
    assert view["edges"]
    assert all(edge["evidence"] for edge in view["edges"])
    other = next(
        node["id"] for node in view["nodes"] if node["kind"] in ("government", "place") and node["id"] != entity_id
    )
    (path,) = answer(demo, "path", entity_id, other)
    assert {entity_id, other} <= {node["id"] for node in path["nodes"]}
    for form in ("gexf", "graphml", "json", "csv", "cypher", "followthemoney"):
        (summary,) = answer(demo, "export", form, "-o", str(tmp_path / f"graph.{form}"))
        assert summary["edges"] > 0
        assert (tmp_path / f"graph.{form}").stat().st_size > 0


def test_the_ledger_can_be_narrowed(demo: Library) -> None:
    """By state, by words of the reason, by type; counted by reason the sum is the same."""
    everything, failed = answer(demo, "ledger"), answer(demo, "ledger", "--failed")
    assert answer(demo, "ledger", "--state", "failed") == failed
    words = failed[0]["reason"].split(".")[0].upper()
    assert failed[0] in answer(demo, "ledger", "--reason", words)
    pdfs = answer(demo, "ledger", "--kind", "PDF")
    assert 0 < len(pdfs) < len(everything)
    assert {entry["media_type"] for entry in pdfs} == {"application/pdf"}
    counted = answer(demo, "ledger", "--reasons")
    assert sum(one["inputs"] for one in counted) == len(everything)
    assert sum(one["inputs"] for one in counted if one["state"] == "failed") == len(failed)
    assert answer(demo, "ledger", "--reason", "no such words") == []


def test_explain(demo: Library) -> None:
    """`explain` tells of a failed file why, and of a document with which tools it was read."""
    failed = answer(demo, "ledger", "--failed")
    assert failed
    (story,) = answer(demo, "explain", failed[0]["location"])
    assert story["reason"]
    head = next(demo.heads())
    assert answer(demo, "explain", head.document_id)[0]["document"]["document_id"] == head.document_id


@pytest.mark.parametrize("command", ["status", "ledger", "entities", "facts", "verify"])
def test_text_for_people(demo: Library, command: str) -> None:
    """Without --json the same commands print text, and no traceback."""
    done = run_here(command, "-w", str(demo.rooms.workspace.path))
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_annotate_takes_text_as_it_is() -> None:
    """Offsets count the code points of the text given, whatever characters and line ends it has."""
    text = "\r\nÜrümqi — Veshtar Optical Ltd. 🙂 said on Monday that it denies the claims.\n"
    done = run_here("annotate", "--json", stdin=json.dumps({"id": "x", "text": text}) + "\n")
    assert done.returncode == 0, done.stderr
    (line,) = [json.loads(raw) for raw in done.stdout.splitlines()]
    assert list(line) == ["id", "mentions", "attributions", "facts"]
    assert line["id"] == "x"
    assert line["mentions"]
    for mention in line["mentions"]:
        assert list(mention) == ["start", "end", "label", "text", "entity"]
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_annotate_explains_bad_input() -> None:
    """A line that is not an object with `text` is named by its number; bytes that are not UTF-8 are said to be so."""
    done = run_here("annotate", "--json", stdin='{"id": "a", "text": "Fine."}\n{"id": "b"}\n')
    assert done.returncode == 1
    assert "line 2" in done.stderr
