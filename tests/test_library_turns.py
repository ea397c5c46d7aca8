"""One run at a time fills a workspace."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from command_line import run
from conftest import ROOT
from processes import started

from library.errors import WorkspaceError
from library.library import open_library
from library.turns import LOCK, own_turn

HOLDER = "import sys, time; from pathlib import Path; from library.turns import own_turn\n"
HOLDER += "with own_turn(Path(sys.argv[1]), print): print('mine', flush=True); time.sleep(60)"


def never(_seconds: int) -> None:
    """Fail when a turn is waited for."""
    raise AssertionError("nobody else has the turn")


def test_a_second_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    """While a thread has the turn another waits and says so; afterwards it has it at once."""
    waited, order = threading.Event(), []

    def second() -> None:
        with own_turn(tmp_path, lambda _seconds: waited.set()):
            order.append("second")

    thread = threading.Thread(target=second)
    with own_turn(tmp_path, never):
        thread.start()
        assert waited.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_a_killed_process_gives_its_turn_back(tmp_path: Path) -> None:
    """Nothing has to be cleaned up by hand after kill -9."""
    with started([sys.executable, "-c", HOLDER, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"mine\n"
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    with own_turn(tmp_path, never):
        pass


def test_a_lock_that_cannot_be_taken_is_told(tmp_path: Path) -> None:
    """A folder in the place of the lock ends in a sentence."""
    (tmp_path / LOCK).mkdir()
    with pytest.raises(WorkspaceError, match="cannot be used"), own_turn(tmp_path, never):
        pass


def test_two_runs_at_once_end_as_one_after_the_other(tmp_path: Path) -> None:
    """Two `add` of the same folder at once: both end well, one adds, the other finds everything there."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"The council of Aldermouth met in Leeds on {number + 1} May 2021.")
    command = ("add", str(folder), "-w", str(tmp_path / "w"), "--json")
    with ThreadPoolExecutor(2) as pool:
        done = [*pool.map(lambda _: run(*command), range(2))]
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    summaries = [json.loads(one.stdout) for one in done]
    assert sorted(one["added"] for one in summaries) == [0, 12]
    assert all(one["found"] == 12 == one["added"] + one["duplicate"] for one in summaries)
    with open_library(tmp_path / "w") as library:
        assert list(library.verify()) == []
