"""Readers that hang, crash, eat memory or are killed: each costs its file one reason, and the queue goes on."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from corpus_files import PROSE, Workspace, zipped
from processes import started, until

from corpus import isolation_nursery, isolation_worker
from corpus.isolation_limits import ENFORCED, resident_bytes
from corpus.isolation_wire import LENGTH, TooLargeError, receive, send
from corpus.options import IngestOptions
from corpus.records import Ingested, InputState
from corpus.requests import Told

needs_linux = pytest.mark.skipif(not ENFORCED, reason="the system enforces no limits: they are kept on Linux only")
BOOT = isolation_worker.BOOT.replace("from corpus", "import hostile_readers; from corpus", 1)
TIGHT = IngestOptions(
    ocr=False, seconds=6.0, memory_bytes=400_000_000, text_bytes=1_000_000, member_bytes=1_000_000, cpu_seconds=60.0
)


@pytest.fixture(scope="module")
def hostile() -> Iterator[None]:
    """Processes whose reader of text does harm when told to."""
    with pytest.MonkeyPatch.context() as patched:
        nursery = isolation_nursery.Nursery()
        patched.setattr(isolation_worker, "BOOT", BOOT)
        patched.setattr(isolation_nursery, "_nursery", nursery)
        yield
        nursery.close()


def added(folder: Path, options: IngestOptions = TIGHT, **files: str) -> dict[str, Ingested]:
    """Add files with these contents to a new workspace; what became of each, by name."""
    (folder / "in").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "in" / f"{name}.txt").write_text(text)
    with Workspace(folder / "work") as workspace:
        done = workspace.add(folder / "in", options=options)
        counts = workspace.store.counts()
    assert counts["found"] == counts["added"] + counts["duplicate"] + counts["failed"] == len(done)
    return {item.entry.source.location.split("/in/")[1]: item for item in done}


@needs_linux
@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 4])
def test_each_harm_costs_one_reason(hostile: None, tmp_path: Path, workers: int) -> None:
    """Whatever a reader does, its file fails with a sentence, those before and after it are read, in order of name."""
    acts = {"b": "crash", "d": "eat", "f": "hang", "h": "leave", "j": "talk", "l": "spin"}
    calm = {name: f"{PROSE} File {name}." for name in "acegikm"}
    done = added(tmp_path, replace(TIGHT, workers=workers), **acts, **calm)
    assert list(done) == sorted(done)
    assert all(done[f"{name}.txt"].state is InputState.ADDED for name in calm)
    reasons = {acts[name]: done[f"{name}.txt"].entry.reason for name in acts}
    assert all(done[f"{name}.txt"].state is InputState.FAILED for name in acts)
    assert all(reason.endswith(".") and "Error" not in reason for reason in reasons.values())
    for act, words in (
        ("crash", "broke down on it"), ("eat", "memory"), ("hang", "longer than 6 seconds"),
        ("leave", "broke down on it"), ("talk", "gives more than"), ("spin", "longer than 6 seconds"),
    ):  # fmt: skip
        assert words in reasons[act], act


@needs_linux
def test_members_that_came_out_are_kept(hostile: None, tmp_path: Path) -> None:
    """When a container's reader dies half-way, its members so far are added and the rest is one reason."""
    done = added(tmp_path, box="pack")
    assert [(name, item.state.value) for name, item in done.items()] == [
        ("box.txt!one.txt", "added"), ("box.txt!two.txt", "added"), ("box.txt!(rest)", "failed"),
        ("box.txt", "added"),
    ]  # fmt: skip
    assert "broke down on it" in done["box.txt!(rest)"].entry.reason


@needs_linux
def test_an_idle_place_takes_over_when_another_waits(tmp_path: Path) -> None:
    """A process that waits until its answers are taken makes room for an idle one: the run goes on, and ends."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("drip 0.0 quick")
    (tmp_path / "in" / "b.txt").write_text("drip 0.05 slow")
    command = [sys.executable, "-c", RUN, str(tmp_path / "in"), str(tmp_path / "w"), str(ROOT / "tests"), BOOT]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)


@needs_linux
def test_a_stuck_nursery_is_replaced(hostile: None, tmp_path: Path) -> None:
    """When the process that forks does not answer, it is ended, and the run goes on with another."""
    added(tmp_path, a=PROSE)
    nursery = isolation_nursery._nursery
    assert nursery._process is not None
    assert nursery._control is not None
    nursery._control.settimeout(0.5)
    stuck = nursery._process
    stuck.send_signal(signal.SIGSTOP)
    assert added(tmp_path, b=PROSE + " Again.")["b.txt"].state is InputState.ADDED
    assert stuck.poll() == -signal.SIGKILL


@needs_linux
def test_who_is_killed_from_outside_is_not_to_blame(hostile: None, tmp_path: Path) -> None:
    """A file whose process was killed once is read by the next."""
    done = added(tmp_path, a=f"killed {tmp_path / 'mark'}")
    assert done["a.txt"].state is InputState.ADDED
    assert (tmp_path / "mark").exists()


@needs_linux
def test_a_process_serves_many_files_and_no_language_model(hostile: None, tmp_path: Path) -> None:
    """Files are read by the same process, which has imported neither spaCy nor the database."""
    with Workspace(tmp_path / "work") as workspace:
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"modules {number}")
        done = workspace.add(*sorted(tmp_path.glob("*.txt")), options=TIGHT)
        texts = [workspace.store.get_document(str(item.entry.document_id)).text.split() for item in done[:1]]
    assert done[1].state is InputState.DUPLICATE or len({text[0] for text in texts}) == 1
    assert not {"spacy", "sqlalchemy", "onnxruntime"}.intersection(texts[0])


RUN = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[3]]
from corpus_files import Workspace
from corpus import isolation_worker
isolation_worker.BOOT = sys.argv[4]
from corpus.options import IngestOptions
with Workspace(Path(sys.argv[2])) as workspace:
    workspace.add(Path(sys.argv[1]), options=IngestOptions(ocr=False))
"""


@needs_linux
def test_nothing_outlives_a_killed_run(tmp_path: Path) -> None:
    """Kill -9 of the run ends the process that reads, the one that forks, and the program the reader had started."""
    (tmp_path / "a.txt").write_text(f"start {tmp_path / 'pids'}")
    command = [sys.executable, "-c", RUN, str(tmp_path / "a.txt"), str(tmp_path / "w"), str(ROOT / "tests"), BOOT]
    with started(command, cwd=ROOT) as process:
        assert until((tmp_path / "pids").exists)
        assert until(lambda: len((tmp_path / "pids").read_text().split()) == 3)
        pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
        assert all(resident_bytes(pid) for pid in pids)
        process.send_signal(signal.SIGKILL)
    assert until(lambda: not any(resident_bytes(pid) for pid in pids))


@needs_linux
def test_a_killed_nursery_is_started_anew(hostile: None, tmp_path: Path) -> None:
    """When the process that forks is killed, its readers end with it and the run goes on with others."""
    added(tmp_path, a=PROSE)
    nursery = isolation_nursery._nursery._process
    assert nursery is not None
    os.kill(nursery.pid, signal.SIGKILL)
    assert until(lambda: nursery.poll() is not None)
    assert added(tmp_path, b=PROSE + " Again.")["b.txt"].state is InputState.ADDED


def test_without_a_nursery_a_worker_is_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be forked, files are read all the same, and time is limited."""
    monkeypatch.setattr(isolation_nursery, "ENFORCED", False)
    (tmp_path / "a.txt").write_text(PROSE)
    with Workspace(tmp_path / "work") as workspace:
        done = workspace.add(tmp_path / "a.txt", options=IngestOptions(ocr=False))
        assert done[0].state is InputState.ADDED
        (tmp_path / "b.txt").write_text(PROSE + " Again.")
        done = workspace.add(tmp_path / "b.txt", options=IngestOptions(ocr=False, seconds=0.05))
    assert "longer than" in done[0].entry.reason


def test_large_members_wait_until_they_are_wanted(tmp_path: Path) -> None:
    """A container whose members do not fit into the waiting room is read by one worker all the same."""
    members = [(f"{number}.png", b"\x89PNG\r\n\x1a\n" + bytes([number]) * 3_900_000) for number in range(6)]
    (tmp_path / "large.zip").write_bytes(zipped(members))
    with Workspace(tmp_path / "work") as workspace:
        options = IngestOptions(ocr=False, ratio=100_000)
        done = workspace.add(tmp_path / "large.zip", options=options)
    assert [item.entry.media_type for item in done] == ["image/png"] * 6 + ["application/zip"]


def test_only_expected_records_are_received() -> None:
    """A process that sends anything but an answer, or too much of it, is not listened to."""
    stream = io.BytesIO()
    send(stream, Told("text/plain"))
    stream.seek(0)
    assert receive(stream, 1000) == Told("text/plain")
    harm = pickle.dumps(os.getcwd)
    with pytest.raises(pickle.UnpicklingError):
        receive(io.BytesIO(LENGTH.pack(len(harm)) + harm), 1000)
    with pytest.raises(TooLargeError):
        receive(io.BytesIO(LENGTH.pack(2000) + bytes(2000)), 1000)
    with pytest.raises(EOFError):
        receive(io.BytesIO(LENGTH.pack(50) + bytes(10)), 1000)
