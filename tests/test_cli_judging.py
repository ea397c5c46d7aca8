"""`judge`, `judgements`, `review` and `reextract` on a real workspace: JSON in shape, text a person can read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import run_here

from library.library import Library

ENTRY = [
    "judgement_id", "act", "by", "at", "note", "state", "undoes", "undone_by", "fact_key", "document_id", "fact_ids",
    "fact", "edit", "entities",
]  # fmt: skip


@pytest.fixture
def workspace(demo: Library, tmp_path: Path) -> str:
    """A copy of the sample workspace, to be judged in."""
    shutil.copytree(demo.rooms.workspace.path, tmp_path / "w")
    return str(tmp_path / "w")


def answer(workspace: str, *arguments: str) -> list[dict[str, Any]]:
    """Run a command with --json and return the lines of its answer."""
    done = run_here(*arguments, "-w", workspace, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def text(workspace: str, *arguments: str, status: int = 0) -> str:
    """Run a command and return what a person reads."""
    done = run_here(*arguments, "-w", workspace)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_day_at_the_desk(workspace: str) -> None:
    """What waits is listed; a fact is rejected and found rejected; the history tells; undone, it is proposed again."""
    [item] = answer(workspace, "review", "--kind", "contract", "--limit", "1")
    assert list(item) == [
        "kind", "score", "why", "links", "money", "fact", "entities", "name_id", "name", "reason",
    ]  # fmt: skip
    fact_id = item["fact"]["fact_id"]
    [entry] = answer(workspace, "judge", "reject", fact_id, "--by", "Ann", "--note", "wrong <sum>")
    assert list(entry) == ENTRY
    assert (entry["act"], entry["by"], entry["state"], entry["fact_ids"]) == ("reject", "Ann", "stands", [fact_id])
    assert fact_id not in {fact["fact_id"] for fact in answer(workspace, "facts")}
    [fact] = answer(workspace, "facts", "--status", "rejected")
    assert (fact["fact_id"], fact["status"]) == (fact_id, "rejected")
    assert fact_id in {fact["fact_id"] for fact in answer(workspace, "facts", "--all")}
    assert "rejected by Ann on" in text(workspace, "facts", "--all")
    assert answer(workspace, "status")[0]["rejected"] == 1
    assert "wrong <sum>" in text(workspace, "judgements", "--fact", fact_id)
    assert "undo of j1" in text(workspace, "judge", "undo", "j1", "--by", "Bo")
    assert [one["state"] for one in answer(workspace, "judgements")] == ["stands", "undone"]
    assert answer(workspace, "facts", "--status", "rejected") == []
    assert "undone already" in text(workspace, "judge", "undo", "j1", status=1)


def test_an_edit_by_hand(workspace: str) -> None:
    """Roles and values are given as `name=...`; what was extracted stays beside what was put in its place."""
    fact = next(one for one in answer(workspace, "facts", "--kind", "contract") if "amount" in one["values"])
    said = text(
        workspace, "judge", "edit", fact["fact_id"], "--role", "buyer=company:Newmarket Holdings plc",
        "--value", "amount=1,234,567 EUR", "--value", "subject=", "--by", "Ann",
    )  # fmt: skip
    assert "buyer: Newmarket Holdings plc" in said
    assert "subject: left out" in said
    shown = text(workspace, "entity", "Newmarket Holdings plc")
    assert "edited by Ann on" in shown
    assert "extracted was:" in shown
    assert "1,234,567" in shown
    assert "lacks the `=`" in text(workspace, "judge", "edit", fact["fact_id"], "--value", "amount", status=2)
    assert "nobody here is called" in text(
        workspace, "judge", "edit", fact["fact_id"], "--role", "buyer=Xx Y", status=1
    )


def test_entities_merged_and_parted(workspace: str) -> None:
    """Two companies become one under either name; "not the same" of one entity is refused with the way out."""
    first, second = answer(workspace, "entities", "--label", "company")[:2]
    [entry] = answer(workspace, "judge", "merge", first["entity_id"], second["entity_id"], "--note", "one owner")
    assert [side["names"][0]["name_id"] for side in entry["entities"]] == [first["entity_id"], second["entity_id"]]
    assert len({answer(workspace, "entity", one["entity_id"])[0]["entity_id"] for one in (first, second)}) == 1
    assert "judge split" in text(workspace, "judge", "not-same", first["entity_id"], second["entity_id"], status=1)
    assert "merge" in text(workspace, "judgements", "--entity", second["entity_id"])
    text(workspace, "judge", "undo", entry["judgement_id"])
    assert len({answer(workspace, "entity", one["entity_id"])[0]["entity_id"] for one in (first, second)}) == 2
    answer(workspace, "judge", "not-same", first["entity_id"], second["entity_id"])


def test_refusals_say_what_to_do(workspace: str) -> None:
    """Ids of nothing end with status 1 and a sentence that names the command which lists them."""
    assert "threadline facts --all" in text(workspace, "judge", "confirm", "f0", status=1)
    assert "threadline judgements" in text(workspace, "judge", "undo", "j0", status=1)
    assert "no such judgement" in text(workspace, "judgements", "--orphaned")
    assert "documents extracted again" in text(workspace, "reextract")


@pytest.mark.parametrize("name", ["confirm", "reject", "edit", "merge", "not-same", "split", "undo"])
def test_help_of_every_act(name: str) -> None:
    """Every act tells its options and who judges."""
    done = run_here("judge", name, "--help")
    assert done.returncode == 0
    assert "--by" in done.stdout
    assert "--note" in done.stdout
