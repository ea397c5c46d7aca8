"""Filling a workspace: sums that add up, second runs that add nothing, and crashes that lose nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from processes import descendants, parents, started, until

from corpus import samples
from library.extracting import extract_in_workers
from library.library import Library, open_library
from library.wire import document_json, entity_json, fact_json, ledger_json


def state_of(workspace: Path) -> dict[str, Any]:
    """Return all that a workspace holds, moments of recording left out."""
    with open_library(workspace) as library:
        ledger = [ledger_json(entry) | {"recorded_at": ""} for entry in library.ledger()]
        return {
            "ledger": ledger,
            "documents": [document_json(library.document(head.document_id)) for head in library.heads()],
            "facts": [fact_json(fact, library.naming) for fact in library.facts()],
            "entities": [entity_json(entity) for entity in library.entities()],
            "indexed": sorted(library.rooms.index.document_ids()),
            "problems": list(library.verify()),
        }


def add_command(workspace: Path, *paths: Path) -> list[str]:
    """Return the command line that adds files to a workspace."""
    return [sys.executable, "-m", "cli", "add", *map(str, paths), "-w", str(workspace), "--json"]


def test_the_sample_corpus_is_accounted_for(demo: Library) -> None:
    """Every file of the sample corpus is in the ledger as its authors expect, and the sum is right."""
    expected = json.loads(samples.expected_file().read_text("utf-8"))["documents"]
    entries = {entry.source.location.replace("!", "/"): entry for entry in demo.ledger()}
    status = demo.status()
    assert sum(count for _, count in status.inputs) == len(entries)
    for item in expected:
        entry = next(entry for location, entry in entries.items() if location.endswith("/" + item["path"]))
        if item["status"] in ("added", "duplicate", "failed") and "needs" not in item:
            assert entry.state.value == item["status"], item["path"]
        if entry.state.value == "failed":
            assert entry.reason.endswith(".")


def test_found_is_added_and_duplicate_and_failed(tmp_path: Path) -> None:
    """The summary's sum holds, and a second run adds nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The council of Aldermouth met in Leeds on 3 May 2021.")
    (folder / "b.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "c.pdf").write_bytes(b"")
    with open_library(tmp_path / "w") as library:
        first = library.add([folder])
        second = library.add([folder])
    assert (first.found, first.added, first.duplicate, first.failed) == (3, 1, 1, 1)
    assert (second.found, second.added, second.duplicate, second.failed) == (3, 0, 2, 1)


def test_workers_find_the_same(demo: Library) -> None:
    """Two processes find what one finds, in the same order."""
    documents = [demo.document(head.document_id) for head in demo.heads()][:3]
    options = replace(demo.rooms.options.extract, workers=2)
    alone = list(demo.rooms.extractor.stream(documents))
    assert list(extract_in_workers(iter(documents), options)) == alone


WORK = """
import time
from types import SimpleNamespace
from extract.options import Options
from library import extracting

def wait(documents):
    time.sleep(600)

if __name__ == "__main__":
    extracting._extract = wait
    list(extracting.extract_in_workers([SimpleNamespace(text='')] * 64, Options(workers=2)))
"""


def test_nothing_outlives_a_killed_run(tmp_path: Path) -> None:
    """Kill -9 of the run ends the processes that look for names and facts, too."""
    script = tmp_path / "work.py"
    script.write_text(WORK)
    with started([sys.executable, str(script)], env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        assert until(lambda: len(descendants(process.pid)) >= 3)
        below = descendants(process.pid)
        process.send_signal(signal.SIGKILL)
    assert until(lambda: not set(below) & parents().keys())


def test_an_upload_is_not_known_by_its_temporary_folder(tmp_path: Path) -> None:
    """What lies under `base` is told as `prefix` and the path from there; other files keep their path."""
    folder = tmp_path / "temporary"
    (folder / "1").mkdir(parents=True)
    (folder / "1" / "note.txt").write_text("The council met in Leeds.")
    other = tmp_path / "other.txt"
    other.write_text("The council met in Trieste.")
    with open_library(tmp_path / "w") as library:
        library.add([folder, other], base=folder, prefix="uploaded")
        assert {entry.source.location for entry in library.ledger()} == {"uploaded/1/note.txt", other.as_posix()}


def test_verify_finds_nothing_wrong_and_then_what_was_broken(demo: Library, tmp_path: Path) -> None:
    """A sound workspace has no problem; a changed original and a document missing from the index are both found."""
    assert list(demo.verify()) == []
    copy = tmp_path / "copy"
    shutil.copytree(demo.rooms.workspace.path, copy)
    original = next(path for path in (copy / "originals").rglob("*") if path.is_file())
    original.write_bytes(original.read_bytes() + b"x")
    with open_library(copy) as library:
        gone = min(library.rooms.index.document_ids())
        library.rooms.index.remove([gone])
        problems = list(library.verify())
    assert {problem.check for problem in problems} == {"original", "index"}
    assert any(problem.subject == gone for problem in problems)


def test_a_deleted_index_heals(demo: Library, tmp_path: Path) -> None:
    """When the index folder is gone, the next start says so and `reindex` brings every document back."""
    copy = tmp_path / "copy"
    shutil.copytree(demo.rooms.workspace.path, copy)
    shutil.rmtree(copy / "index")
    with open_library(copy) as library:
        assert library.status().unindexed == len(list(library.heads()))
        assert library.reindex() == len(list(library.heads()))
        assert library.search("veshtar").total > 0
        assert list(library.verify()) == []


@pytest.mark.slow
def test_killed_at_any_moment_a_second_run_ends_the_same(tmp_path: Path) -> None:
    """Kill -9 during `add`, then `add` again: the same documents, ledger, facts, entities and index as unbroken."""
    folder = samples.documents_folder()
    unbroken = tmp_path / "unbroken"
    started = time.monotonic()
    subprocess.run(add_command(unbroken, folder), cwd=ROOT, check=False, capture_output=True, timeout=600)
    lasted = time.monotonic() - started
    expected = state_of(unbroken)
    assert expected["problems"] == []
    moments = random.Random(7)
    workspace = tmp_path / "killed"
    for _ in range(3):
        process = subprocess.Popen(
            add_command(workspace, folder), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.5, lasted / 2))
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    subprocess.run(add_command(workspace, folder), cwd=ROOT, check=False, capture_output=True, timeout=600)
    assert state_of(workspace) == expected


def test_words_that_fill_memory_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that met too many words is loaded anew before the next thousand documents, and finds the same."""
    monkeypatch.setattr("extract.pipeline.MOST_STRINGS", 10)
    monkeypatch.setattr("library.filling.ROUND", 1)
    (tmp_path / "in").mkdir()
    for number in range(2):
        (tmp_path / "in" / f"{number}.txt").write_text(
            f"Sedlo Council bought {number + 2} cameras from Veshtar Optics Ltd."
        )
    with open_library(tmp_path / "workspace") as library:
        first = library.rooms.extractor
        summary = library.add([tmp_path / "in"])
        assert library.rooms.extractor is not first
        assert summary.documents == 2
        assert summary.facts >= 2
