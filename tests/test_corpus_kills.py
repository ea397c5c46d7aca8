"""Kill -9 of the run, of the processes that read, of both, again and again: in the end nothing tells it happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from corpus_files import PROSE, Workspace, mailed, printed, zipped
from processes import descendants, started

from corpus.isolation_limits import ENFORCED
from corpus.options import IngestOptions

RUN_SECONDS = 900.0
"""Within which every run, killed or not, must have ended."""
FILES, KILLS = (int(part) for part in os.environ.get("THREADLINE_KILLS", "120x15").split("x"))
"""How many files are read and how often something is killed meanwhile; `500x100` is the whole measure."""
OPTIONS = IngestOptions(ocr=False, workers=2)
RUN = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[3]]
from corpus_files import Workspace
from corpus.options import IngestOptions
with Workspace(Path(sys.argv[2])) as workspace:
    print("ready", flush=True)
    workspace.add(Path(sys.argv[1]), options=IngestOptions(ocr=False, workers=2))
"""


def filled(folder: Path, count: int) -> None:
    """Write so many small files of several kinds, some repeated, some broken, some holding others."""
    folder.mkdir()
    for number in range(count):
        text = f"{PROSE} It was case {number % (count - 9)}.".encode()
        kind = number % 10
        name = folder / f"{number:04}"
        if kind < 4:
            name.with_suffix(".txt").write_bytes(text)
        elif kind < 6:
            name.with_suffix(".html").write_bytes(b"<html><body><h1>A case</h1><p>" + text + b"</p></body></html>")
        elif kind == 6:
            name.with_suffix(".eml").write_bytes(
                mailed(f"Case {number}", PROSE, ("case.txt", text), ("b.txt", PROSE.encode()))
            )
        elif kind == 7:
            inner = zipped([("in.txt", text + b" Inside.")])
            name.with_suffix(".zip").write_bytes(zipped([("a.txt", text + b" Packed."), ("in.zip", inner)]))
        elif kind == 8:
            name.with_suffix(".pdf").write_bytes(printed([[f"Case {number}.", PROSE]]))
        else:
            name.with_suffix(".pdf").write_bytes(b"%PDF-1.7 broken " + text)


def state_of(folder: Path) -> tuple[Any, ...]:
    """Return all that a workspace holds, moments apart, with the bytes of every original."""
    with Workspace(folder) as workspace:
        originals = {sha256: workspace.blobs.get(sha256) for sha256 in workspace.blobs.hashes()}
        assert not list(workspace.blobs.verify())
        attempts = {entry.input_id: len(workspace.store.attempts(entry.input_id)) for entry in workspace.store.ledger()}
        return *workspace.state(), originals, attempts


def killed(run: subprocess.Popen[bytes], draw: random.Random) -> bool:
    """Kill the run, one of its processes, or both; say whether there was anything to kill."""
    below = descendants(run.pid)
    victims = {0: [run.pid], 1: below[-1:], 2: below[:1], 3: [*below, run.pid], 4: [run.pid, *below]}[draw.randrange(5)]
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(victims)


@pytest.mark.slow
@pytest.mark.skipif(not ENFORCED, reason="needs the processes of Linux")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """After so many kills in all, each workspace is in the end what an unbroken run makes."""
    filled(tmp_path / "in", FILES)
    with Workspace(tmp_path / "whole") as workspace:
        workspace.add(tmp_path / "in", options=OPTIONS)
    whole = state_of(tmp_path / "whole")
    draw, done, turn = random.Random(FILES), 0, 0
    pids: set[int] = set()
    while done < KILLS:
        turn += 1
        work = tmp_path / f"broken {turn}"
        while True:
            command = [sys.executable, "-c", RUN, str(tmp_path / "in"), str(work), str(ROOT / "tests")]
            with started(command, cwd=ROOT, stdout=subprocess.PIPE) as run:
                assert run.stdout is not None
                run.stdout.readline()
                until = time.monotonic() + RUN_SECONDS
                while run.poll() is None:
                    if time.monotonic() > until:
                        pytest.fail("a run did not end")
                    time.sleep(draw.uniform(0.02, 0.9))
                    pids.update(below := descendants(run.pid))
                    if len(below) < 2 and draw.random() < 0.8:
                        continue  # most kills are to meet a reader at work, some a start
                    if done < KILLS and run.poll() is None:
                        done += killed(run, draw)
            if run.returncode == 0:
                break
            assert run.returncode == -signal.SIGKILL
        assert state_of(work) == whole
    end = time.monotonic() + 30
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < end:
        time.sleep(0.1)
    assert not left, "processes outlived their run"
