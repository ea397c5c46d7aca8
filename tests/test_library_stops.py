"""Runs that are stopped at one moment after another: the next run ends in the state of an unbroken one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT
from test_library_add import add_command, state_of

from library import filling
from library.entries import entries_of
from library.library import open_library
from library.records import Progress
from library.rooms import Rooms
from search.records import IndexEntry

STORY = (
    "Veshtar Optics won a contract worth $3 million with Halden Council in Leeds.",
    "Orla Finn, a researcher, accused Veshtar Optics Ltd of tracking protesters in Leeds.",
    "Veshtar Optics denied the allegations on 3 May 2021.",
    "Halden Council added Corvane GmbH to its list of restricted suppliers on 4 May 2021.",
    "Corvane GmbH sold cameras to the Halden Ministry of Transport in 2019.",
)
MOMENTS = (
    ("read", 1), ("read", 4), ("extract", 1), ("extract", 4), ("extract", 5),
    ("resolve", 0), ("resolve", 1), ("index", 5),
)  # fmt: skip


class StoppedError(Exception):
    """What a test stops a run with."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five documents, one of them twice, and a file that fails."""
    folder = tmp_path_factory.mktemp("story")
    for number, text in enumerate(STORY):
        (folder / f"{number}.txt").write_text(text)
    (folder / "6.txt").write_text(STORY[0])
    (folder / "7.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def unbroken(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The state after a run that nothing stopped."""
    workspace = tmp_path_factory.mktemp("unbroken") / "w"
    with open_library(workspace) as library:
        library.add([folder])
    state = state_of(workspace)
    assert state["facts"]
    assert state["problems"] == []
    return state


@pytest.mark.parametrize("moment", MOMENTS)
def test_stopped_at_any_stage(
    folder: Path, unbroken: dict[str, object], tmp_path: Path, moment: tuple[str, int]
) -> None:
    """Stopped while reading, extracting, joining or indexing, even twice: nothing is lost, nothing there twice."""

    def stop(progress: Progress) -> None:
        if (progress.stage, progress.done) == moment:
            raise StoppedError

    with open_library(tmp_path / "w") as library, pytest.raises(StoppedError):
        library.add([folder], on_progress=stop)
    with open_library(tmp_path / "w") as library, suppress(StoppedError):  # what was done is not done again
        library.add([folder], on_progress=stop)
    with open_library(tmp_path / "w") as library:
        summary = library.add([folder])
    assert summary.found == summary.added + summary.duplicate + summary.failed == 7
    assert state_of(tmp_path / "w") == unbroken


def test_stopped_within_a_batch_of_the_index(
    folder: Path, unbroken: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that broke off half-way is not in the index, and waits for it."""

    def two(rooms: Rooms, document_ids: Iterable[str]) -> Iterator[IndexEntry]:
        for number, entry in enumerate(entries_of(rooms, document_ids)):
            if number == 2:
                raise StoppedError
            yield entry

    with monkeypatch.context() as patched, open_library(tmp_path / "w") as library:
        patched.setattr(filling, "entries_of", two)
        with pytest.raises(StoppedError):
            library.add([folder])
        assert library.status().unindexed == len(STORY)
        assert library.rooms.index.count() == 0
    with open_library(tmp_path / "w") as library:
        library.add([folder])
    assert state_of(tmp_path / "w") == unbroken


@pytest.mark.skipif(os.name != "posix", reason="needs a signal as a terminal sends it for Ctrl-C")
def test_ctrl_c_says_so_and_loses_nothing(folder: Path, unbroken: dict[str, object], tmp_path: Path) -> None:
    """Ctrl-C in the middle ends with a sentence and status 130, and the next run finishes."""
    process = subprocess.Popen(
        add_command(tmp_path / "w", folder), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while not (tmp_path / "w" / "originals").is_dir() and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert "Stopped." in said
    with open_library(tmp_path / "w") as library:
        library.add([folder])
    assert state_of(tmp_path / "w") == unbroken
