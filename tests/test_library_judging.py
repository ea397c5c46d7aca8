"""Judging in a real workspace: what it changes everywhere, what survives, and what waits to be judged."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from test_library_add import state_of

from extract import versions
from extract.facts import find
from extract.facts.contract import find_contracts
from extract.judgements.errors import EditRefusedError, FactNotFoundError, NothingToJudgeError
from extract.judgements.records import Act
from extract.records import Fact, FactKind, FactStatus, Money, Tier
from library.errors import NameNotFoundError
from library.judging import queue
from library.judging.values import read_value
from library.library import Library, open_library
from library.wire import entry_json, fact_json, item_json

STORY = (
    "Veshtar Optics won a contract worth $3 million with Halden Council in Leeds.",
    "Orla Finn, a researcher, accused Veshtar Optics Ltd of tracking protesters in Leeds.",
    "Veshtar Optics denied the allegations on 3 May 2021.",
    "Halden Council added Corvane GmbH to its list of restricted suppliers on 4 May 2021.",
    "Corvane GmbH sold cameras to the Halden Ministry of Transport in 2019.",
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of five short documents."""
    folder = tmp_path_factory.mktemp("story")
    for number, text in enumerate(STORY):
        (folder / f"{number}.txt").write_text(text)
    workspace = tmp_path_factory.mktemp("filled") / "w"
    with open_library(workspace) as library:
        library.add([folder])
    return workspace


@pytest.fixture
def story(filled: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of that workspace, to be judged in."""
    shutil.copytree(filled, tmp_path / "w")
    with open_library(tmp_path / "w") as library:
        yield library


@pytest.fixture
def sample(demo: Library, tmp_path: Path) -> Iterator[Library]:
    """A copy of the sample workspace, to be judged in."""
    shutil.copytree(demo.rooms.workspace.path, tmp_path / "w")
    with open_library(tmp_path / "w") as library:
        yield library


def contract(library: Library) -> Fact:
    """The contract of three million dollars."""
    return next(fact for fact in library.facts(FactKind.CONTRACT, rejected=True) if dict(fact.values).get("amount"))


def called(library: Library, name: str) -> str:
    """The id of an entity."""
    return library.entity_called(name).entity_id


def exported(library: Library, path: Path) -> set[str]:
    """The ids in the exported graph."""
    library.export("json", path)
    return {node["id"] for node in json.loads(path.read_text())["nodes"]}


def everywhere(library: Library, fact: Fact, path: Path) -> set[str]:
    """Where a contract is seen: list, dossier, graph, export, search by fact and by role."""
    supplier = fact.fillers[0]
    entity_id = library.naming(supplier.name_id, "")[0]
    seen = {
        "list": fact.fact_id in {one.fact_id for one in library.facts()},
        "dossier": fact.fact_id in {one.fact_id for one in library.facts_about(entity_id)},
        "graph": fact.fact_id in {node.node_id for node in library.neighbours(entity_id).nodes},
        "export": fact.fact_id in exported(library, path),
        "search": _finds(library, fact, "fact:contract"),
        "role": _finds(library, fact, f'supplier:"{supplier.name}"'),
    }
    return {where for where, is_seen in seen.items() if is_seen}


def _finds(library: Library, fact: Fact, query: str) -> bool:
    found = library.search(query, limit=500, fold=False)
    return fact.document_id in {hit.document_id for hit in found.hits}


def test_a_rejected_fact_is_gone_everywhere_until_it_is_undone(story: Library, tmp_path: Path) -> None:
    """List, dossier, graph, export and search lose it at once; asked for, it is shown with who, when and why."""
    fact, desk = contract(story), story.desk("Ann")
    everything = {"list", "dossier", "graph", "export", "search", "role"}
    assert everywhere(story, fact, tmp_path / "graph.json") == everything
    entry = desk.reject(fact.fact_id, "Not what it <b>says</b>.")
    assert everywhere(story, fact, tmp_path / "graph.json") == set()
    assert (story.status().rejected, story.status().unindexed) == (1, 0)
    [shown] = [one for one in story.facts(rejected=True) if one.status is FactStatus.REJECTED]
    told = fact_json(shown, story.naming)
    assert told["status"] == "rejected"
    assert (told["judged"]["by"], told["judged"]["note"]) == ("Ann", "Not what it <b>says</b>.")
    assert shown.fact_id in {
        one.fact_id for one in story.facts_about(called(story, "Veshtar Optics Ltd"), rejected=True)
    }
    desk.undo(entry.judgement.judgement_id)
    assert everywhere(story, fact, tmp_path / "graph.json") == everything
    assert story.fact(fact.fact_id) == fact
    assert list(story.verify()) == []


def test_a_rejected_allegation_takes_no_response_with_it(sample: Library) -> None:
    """The responses to a rejected allegation stay facts of their own; the allegation is in no dossier any more."""
    answer = next(one for one in sample.facts(FactKind.RESPONSE) if one.answers)
    claim = sample.fact(answer.answers[0])
    sample.desk().reject(claim.fact_id)
    responder = sample.naming(answer.fillers[0].name_id, "")[0]
    shown = {one.fact_id for one in sample.facts_about(responder)}
    assert answer.fact_id in shown
    assert claim.fact_id not in shown
    assert list(sample.verify()) == []


def test_an_edited_fact_is_told_as_edited(story: Library) -> None:
    """Graph, dossier and search have the new names and values; beside them stand what was extracted, and the editor."""
    fact, desk = contract(story), story.desk("Ann")
    new = {"label": "company", "name": "Newmarket Holdings plc"}
    desk.edit(
        fact.fact_id, {"buyer": [new], "region": []}, {"amount": "4,000,000 GBP total", "date": "2019-10"}, "typo"
    )
    told = fact_json(story.fact(fact.fact_id), story.naming)
    assert [one["name"] for one in told["roles"]["buyer"]] == ["Newmarket Holdings plc"]
    assert "region" not in told["roles"]
    assert told["values"] == {
        "amount": {"value": 4000000, "currency": "GBP", "qualifier": "total"},
        "date": "2019-10",
    }
    assert told["status"] == "confirmed"
    before = told["judged"]["edited"]["extracted"]
    assert before["values"]["amount"]["currency"] == "USD"
    assert before["roles"]["buyer"][0]["name"] == "Halden Council"
    newco = called(story, "Newmarket Holdings")
    assert [one.fact_id for one in story.facts_about(newco)] == [fact.fact_id]
    assert fact.fact_id in {node.node_id for node in story.neighbours(newco).nodes}
    assert _finds(story, fact, 'buyer:"Newmarket Holdings"')
    desk.edit(fact.fact_id, {}, {"subject": "cameras"})
    assert dict(story.fact(fact.fact_id).values)["subject"] == "cameras"
    assert dict(story.fact(fact.fact_id).values)["amount"] == Money(read_money(), "GBP", "total")
    for entry in desk.history(fact_id=fact.fact_id):
        desk.undo(entry.judgement.judgement_id)
    assert story.fact(fact.fact_id) == fact
    with pytest.raises(NameNotFoundError):
        story.entity_called("Newmarket Holdings")


def read_money() -> Any:
    """Four million, as a person types it."""
    value = read_value("amount", "4 000 000 GBP", None)
    assert isinstance(value, Money)
    return value.value


def test_a_merge_is_one_entity_everywhere_and_can_be_undone(sample: Library, tmp_path: Path) -> None:
    """Two companies that somebody merges have one dossier, one node and one history; undone, they are two again."""
    companies = [one for one in sample.entities() if one.label == "company"]
    first = next(one for one in companies if "veshtar" in one.name.lower())
    second = next(one for one in companies if "veshtar" not in one.name.lower())
    facts = {one.fact_id for entity in (first, second) for one in sample.facts(entity_id=entity.entity_id)}
    before = [(one.entity_id, one.name_ids) for one in sample.entities()]
    entry = sample.desk("Ann").merge([first.entity_id, second.entity_id], "one owner")
    one = sample.entity(first.entity_id)
    assert one == sample.entity(second.entity_id)
    assert set(first.name_ids) | set(second.name_ids) == set(one.name_ids)
    assert one.tier is Tier.CONFIRMED
    assert {fact.fact_id for fact in sample.facts(entity_id=one.entity_id)} == facts
    gone = ({first.entity_id, second.entity_id} - {one.entity_id}).pop()
    nodes = exported(sample, tmp_path / "graph.json")
    assert one.entity_id in nodes
    assert gone not in nodes
    assert [entry.state for entry in sample.desk().history(entity=gone)] == ["stands"]
    sample.desk("Bo").undo(entry.judgement.judgement_id, "they are two")
    assert [(one.entity_id, one.name_ids) for one in sample.entities()] == before
    assert [(e.judgement.act, e.state) for e in sample.desk().history(entity=gone)] == [
        (Act.UNDO, "stands"), (Act.MERGE, "undone"),
    ]  # fmt: skip


def test_not_the_same_is_obeyed_at_every_later_add(story: Library, tmp_path: Path) -> None:
    """A name that a rule would join stays apart, also when more documents use it; a split holds just so."""
    first = story.entity_called("Veshtar Optics")
    assert len(first.name_ids) == 2
    story.desk().split(first.entity_id, ["Veshtar Optics"])
    (tmp_path / "more.txt").write_text("Veshtar Optics sold cameras to Aldermouth Council. Veshtar Optics Ltd did not.")
    story.add([tmp_path / "more.txt"])
    assert len({entity.entity_id for entity in story.entities(name="veshtar optics")}) == 2
    long, short = sorted(story.entities(name="veshtar optics"), key=lambda one: -len(one.name))
    with pytest.raises(NothingToJudgeError):
        story.desk().split(short.entity_id, ["Veshtar Optics"])
    story.desk().merge([long.entity_id, short.entity_id])
    assert len(list(story.entities(name="veshtar optics"))) == 1
    states = [entry.state for entry in story.desk().history()]
    assert states == ["stands", "overruled"]


def test_judgements_survive_a_new_version_of_the_rules(story: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that finds a fact no more leaves its judgement orphaned; one that finds it again lets it hold again."""
    fact, desk = contract(story), story.desk("Ann")
    desk.reject(fact.fact_id, "no")
    desk.merge([called(story, "Corvane GmbH"), called(story, "Veshtar Optics Ltd")])
    before = [(one.fact_id, one.status) for one in story.facts(rejected=True)]
    with monkeypatch.context() as patched:
        patched.setattr(versions, "CODE_VERSION", "other")
        patched.setattr(find, "FINDERS", tuple(one for one in find.FINDERS if one.find is not find_contracts))
        with open_library(story.rooms.workspace.path) as other:
            assert other.status().outdated == len(STORY)
            done = other.reextract()
            assert (done.documents, done.orphaned) == (len(STORY), 1)
            assert other.reextract().documents == 0
            [entry] = other.desk().orphaned()
            told = entry_json(entry, other.naming)
            assert (told["state"], told["fact"]["fact_id"], told["note"]) == ("orphaned", fact.fact_id, "no")
            assert other.status().orphaned == 1
            assert called(other, "Corvane GmbH") == called(other, "Veshtar Optics Ltd")
    assert story.reextract(everything=True).documents == len(STORY)
    assert [(one.fact_id, one.status) for one in story.facts(rejected=True)] == before
    assert story.desk().orphaned() == ()
    assert called(story, "Corvane GmbH") == called(story, "Veshtar Optics Ltd")


@pytest.mark.parametrize("seed", [1, 2])
def test_random_judgements_give_the_same_answers_after_extracting_again(story: Library, seed: int) -> None:
    """Whatever people judged, extracting everything again shows the same facts, entities, graph and queue."""
    chance, desk = random.Random(seed), story.desk("Ann")
    for _ in range(7):
        facts, entities = list(story.facts(rejected=True)), list(story.entities())
        judged = chance.choice(["confirm", "reject", "edit", "merge", "not_same", "split", "undo"])
        fact, pair = chance.choice(facts).fact_id, [one.entity_id for one in chance.sample(entities, 2)]
        try:
            if judged in ("confirm", "reject"):
                getattr(desk, judged)(fact)
            elif judged == "edit":
                desk.edit(fact, {}, {"product": chance.choice(["lamps", "drones"])})
            elif judged in ("merge", "not_same"):
                desk.merge(pair) if judged == "merge" else desk.not_same(*pair)
            elif judged == "split":
                entity = chance.choice(entities)
                desk.split(entity.entity_id, [chance.choice(entity.name_ids)])
            elif history := desk.history():
                desk.undo(chance.choice(history).judgement.judgement_id)
        except (NothingToJudgeError, EditRefusedError):
            pass  # it was so already: a person is told, and the next one is drawn
    before = _answers(story)
    story.reextract(everything=True)
    assert _answers(story) == before
    assert list(story.verify()) == []


def _answers(library: Library) -> dict[str, Any]:
    return {
        "facts": [fact_json(fact, library.naming) for fact in library.facts(rejected=True)],
        "entities": [(one.entity_id, one.name, one.name_ids, one.reasons, one.tier) for one in library.entities()],
        "queue": [item_json(item, library.naming) for item in library.desk().queue()],
        "history": [entry_json(entry, library.naming) for entry in library.desk().history()],
        "hits": [hit.document_id for hit in library.search("fact:contract OR fact:allegation").hits],
    }


KILLED = """
import os, signal, sys
from library.library import open_library

def kill(progress):
    if (progress.stage, progress.done) == (sys.argv[2], int(sys.argv[3])):
        os.kill(os.getpid(), signal.SIGKILL)

with open_library(__import__("pathlib").Path(sys.argv[1])) as library:
    library.reextract(everything=True, on_progress=kill)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", [("extract", "3"), ("resolve", "0")])
def test_killed_while_extracting_again(story: Library, moment: tuple[str, str]) -> None:
    """Kill -9 in the middle leaves a whole workspace: every document as before or anew; the next run finishes."""
    path = story.rooms.workspace.path
    story.desk().reject(contract(story).fact_id)
    expected = state_of(path)
    command = [sys.executable, "-c", KILLED, str(path), *moment]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=600)
    assert done.returncode == -signal.SIGKILL, done.stderr
    between = state_of(path)
    assert between["problems"] == []
    assert (between["facts"], between["indexed"]) == (expected["facts"], expected["indexed"])
    with open_library(path) as library:
        left = {"extract": len(STORY) - 3, "resolve": 0}[moment[0]]
        assert library.status().outdated == left
        assert library.reextract().documents == left
        assert library.status().fresh
    assert state_of(path) == expected


def test_what_to_judge_next(sample: Library) -> None:
    """Allegations that name somebody come first, each item says why, and what was judged is asked no more."""
    asked = sample.desk().queue(limit=1000)
    facts = [item.fact for item in asked if item.fact is not None]
    assert {fact.fact_id for fact in facts} == {fact.fact_id for fact in sample.facts()}
    named = [item.fact is not None and item.why[:1] != () and item.why[0].startswith("an allegation") for item in asked]
    assert named[0]
    assert named == sorted(named, reverse=True)
    scores = [item.score for item, first in zip(asked, named, strict=True) if not first]
    assert scores == sorted(scores, reverse=True)
    assert any(item.money for item in asked)
    assert [item.fact for item in sample.desk().queue(["contract"], limit=3)] == [
        fact for fact in facts if fact.kind is FactKind.CONTRACT
    ][:3]
    assert sample.desk().queue(limit=2, offset=1) == asked[1:3]
    assert asked[0].fact is not None
    sample.desk().confirm(asked[0].fact.fact_id)
    assert asked[0].fact.fact_id not in {item.fact.fact_id for item in sample.desk().queue(limit=1000) if item.fact}


@pytest.mark.parametrize("many", [queue.MANY, -1])
def test_alike_names_are_offered_until_somebody_says_they_are_two(
    story: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Two companies of much the same name wait in the queue with the reason; "not the same" takes them out for good.

    So it is where so many facts wait that they are not ranked again after every judgement.
    """
    monkeypatch.setattr(queue, "MANY", many)
    text = (
        "Corvane Systems GmbH sold cameras to Halden Council in 2020. Corvane Systems AG sold lamps to Leeds Council."
    )
    (tmp_path / "alike.txt").write_text(text)
    story.add([tmp_path / "alike.txt"])
    [item] = [one for one in story.desk().queue(["merge"]) if {e.name for e in one.entities} == {
        "Corvane Systems GmbH", "Corvane Systems AG"}]  # fmt: skip
    assert "legal form" in item.reason
    first, second = item.entities
    story.desk().not_same(first.entity_id, second.entity_id)
    pairs = [{e.entity_id for e in one.entities} for one in story.desk().queue(["merge"])]
    assert {first.entity_id, second.entity_id} not in pairs
    rejected = next(one.fact for one in story.desk().queue() if one.fact)
    undone = story.desk().reject(rejected.fact_id).judgement
    assert rejected.fact_id not in {one.fact.fact_id for one in story.desk().queue() if one.fact}
    story.desk().undo(undone.judgement_id)
    assert rejected.fact_id in {one.fact.fact_id for one in story.desk().queue() if one.fact}


def test_what_cannot_be_judged_is_refused_in_words(story: Library) -> None:
    """Unknown ids, one entity merged with itself, the same word twice, notes too long: each says what to do."""
    desk, fact = story.desk("Ann"), contract(story)
    with pytest.raises(FactNotFoundError, match="threadline facts"):
        desk.confirm("f' OR 1=1 --")
    with pytest.raises(NothingToJudgeError, match="one entity already"):
        desk.merge([called(story, "Corvane GmbH"), "corvane"])
    with pytest.raises(NothingToJudgeError, match="Split it"):
        desk.not_same("Corvane GmbH", "corvane")
    with pytest.raises(EditRefusedError, match="nobody here is called"):
        desk.edit(fact.fact_id, {"buyer": ["Nobody Inc"]}, {})
    with pytest.raises(EditRefusedError, match="there is no role"):
        desk.edit(fact.fact_id, {"king": []}, {})
    with pytest.raises(NothingToJudgeError, match="20000 are the most"):
        desk.confirm(fact.fact_id, "x" * 20_001)
    desk.confirm(fact.fact_id, "<script>alert(1)</script>\0\ud800" + "é" * 10_000)
    with pytest.raises(NothingToJudgeError, match="You said so already"):
        desk.confirm(fact.fact_id)
    [entry] = desk.history()
    assert len(entry.judgement.decision.note) > 10_000
    assert "\0" not in entry.judgement.decision.note
    assert story.desk("\n  \0 ").by == "�"
    assert story.desk("   ").by == "local"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("amount", "lots"), ("amount", {"value": "NaN", "currency": "USD"}), ("amount", {"value": 1}),
        ("amount", {"value": True, "currency": "USD"}), ("amount", {"value": 1, "currency": "usd"}),
        ("amount", {"value": 1, "currency": "USD", "qualifier": "x"}), ("amount", {"value": 1e40, "currency": "USD"}),
        ("date", "yesterday"), ("date", "2019-13"), ("quantity", "many"), ("subject", "x" * 3000), ("subject", 5),
        ("subject", [1]),
    ],
)  # fmt: skip
def test_values_that_are_none(name: str, given: object) -> None:
    """What is no amount, date, quantity or text of a sensible length is refused."""
    before = Money(read_money(), "USD") if name == "amount" else None
    with pytest.raises(EditRefusedError):
        read_value(name, given, before)
