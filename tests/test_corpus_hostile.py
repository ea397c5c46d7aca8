"""A folder of hostile files: every input is accounted for, no process passes its limits, and the run ends."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from corpus_files import Workspace
from hostile_files import fill, small_files
from processes import descendants

from corpus.isolation import ReadingPool
from corpus.isolation_limits import ENFORCED, resident_bytes
from corpus.options import IngestOptions
from corpus.records import InputState

MEMORY = 1_000_000_000
SECONDS = 300.0
SECONDS_SLACK = 5.0


@contextmanager
def watched() -> Iterator[list[int]]:
    """Give a list that grows by the largest process below this one, several times a second."""
    seen, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            seen.append(max((resident_bytes(pid) for pid in descendants()), default=0))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def checked(folder: Path, work: Path, options: IngestOptions, monkeypatch: pytest.MonkeyPatch) -> Counter[InputState]:
    """Add a folder and hold the run against what is promised of it; return how many inputs ended how."""
    with Workspace(work) as workspace:
        with watched() as seen:
            done = workspace.add(folder, options=options)
        counts = workspace.store.counts()
        assert counts["found"] == counts["added"] + counts["duplicate"] + counts["failed"] == len(done)
        assert max(seen) < options.memory_bytes
        locations = {item.entry.source.location for item in done}
        assert len(locations) == len(done)
        for item in done:
            attempts = workspace.store.attempts(item.entry.input_id)
            assert all(attempt.seconds < options.seconds + SECONDS_SLACK for attempt in attempts)
            if item.state is InputState.FAILED:
                assert item.entry.reason[0].isupper(), item.entry
                assert item.entry.reason.endswith("."), item.entry
                assert "Error" not in item.entry.reason, item.entry
        before = workspace.state()
        with monkeypatch.context() as patched:
            patched.setattr(ReadingPool, "start", lambda *_: pytest.fail("a file was read again"))
            again = workspace.add(folder, options=options)
        assert all(item.known for item in again)
        assert len(again) == len(done)
        assert workspace.state() == before
    return Counter(item.state for item in done)


@pytest.mark.slow
def test_there_are_enough_of_them() -> None:
    """The folder holds two hundred files and more, no two of one name."""
    names = [name for name, _ in small_files()]
    assert len(set(names)) == len(names) >= 200


@pytest.mark.slow
@pytest.mark.skipif(not ENFORCED, reason="the system enforces no limits: they are kept on Linux only")
@pytest.mark.parametrize("workers", [1, 2])
def test_hostile_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    """All of them, the huge ones too: the sum holds, limits hold, the run ends, a second one does no work."""
    fill(tmp_path / "in", large=workers == 2)
    options = IngestOptions(ocr=False, memory_bytes=MEMORY, seconds=SECONDS, workers=workers)
    counts = checked(tmp_path / "in", tmp_path / "work", options, monkeypatch)
    assert counts[InputState.FAILED] > 50
    assert counts[InputState.ADDED] > 50
