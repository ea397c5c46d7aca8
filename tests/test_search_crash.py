"""A writer that is killed loses nothing committed, damages nothing, and does not keep the next one waiting.

The whole is 50 kills of each sort, with other processes at work (see `tests/sizes.py`).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from processes import started, until
from sizes import sized

from library.filling import catch_up
from library.library import open_library
from search.index import SearchOptions
from search.whoosh_index import open_index

WRITER = """
import sys
from pathlib import Path
from corpus.records import Document, Kind
from search.records import IndexEntry
from search.whoosh_index import open_index

path, first = Path(sys.argv[1]), int(sys.argv[2])
with open_index(path) as index:
    for batch in range(first, first + 10_000):
        index.add(
            IndexEntry(Document(f"b{batch}-{n}", "", "", "", Kind.OTHER, "", "Title", f"common batch{batch} " * 200))
            for n in range(10)
        )
        print(batch, flush=True)
"""
FILLER = """
import sys
from pathlib import Path
from library.filling import catch_up
from library.library import open_library

with open_library(Path(sys.argv[1])) as library:
    ids = sorted(library.rooms.extractions.extracted_ids())
    while True:
        print("begun", flush=True)
        library.reindex()
        library.rooms.extractions.mark_unindexed(ids[::2])
        catch_up(library.rooms, None)
"""
BUSY = "while True: sum(range(1_000_000))"
CROWDED = 4.0
"""Where so many programs a processor want to run already, no more are started."""
STARTING_SECONDS = 120.0


def killed_while_writing(said: Path, root: Path, program: str, *arguments: str, seconds: float) -> str:
    """Start a program, kill it some time after it first said something, and return all it said."""
    command = [sys.executable, "-c", program, *arguments]
    with said.open("wb") as out, started(command, stdout=out, cwd=root) as process:
        assert until(lambda: said.stat().st_size > 0, STARTING_SECONDS), "it begins to write"
        time.sleep(seconds)
        process.kill()
        process.wait(timeout=60)
    return said.read_text("utf-8")


@contextmanager
def load(processes: int) -> Iterator[None]:
    """Keep so many processes at work, unless the machine is busy without them."""
    crowded = os.getloadavg()[0] > CROWDED * (os.cpu_count() or 1)
    with ExitStack() as stack:
        for _ in range(0 if crowded else processes):
            stack.enter_context(started([sys.executable, "-c", BUSY], stdout=subprocess.DEVNULL))
        yield


def check_rounds(folder: Path, root: Path, rounds: int) -> None:
    """Kill a writer again and again, and look at what is left each time."""
    dice = random.Random(rounds)
    path, first = folder / "index", 0
    for _ in range(rounds):
        seconds = dice.uniform(0.0, 0.6)
        said = killed_while_writing(folder / "said.txt", root, WRITER, str(path), str(first), seconds=seconds)
        last = int(said[: said.rindex("\n")].split()[-1])
        with open_index(path) as index:
            assert index.rebuilt == ""
            assert index.check() == ()
            count = index.count()
            assert count % 10 == 0, "a batch is seen whole or not at all"
            assert (last + 1) * 10 <= count <= (last + 2) * 10, "what was committed is there"
            assert index.search("common", SearchOptions(limit=0)).total == count
            assert index.search(f"batch{last}", SearchOptions(limit=0)).total == 10
            index.remove(f"b{last + 1}-{n}" for n in range(10))
            assert index.count() == (last + 1) * 10
        first = last + 1


def test_a_killed_writer_loses_nothing_committed(tmp_path: Path, root: Path) -> None:
    """Killed at random moments, the index opens whole, with every batch that was committed and no half of another."""
    check_rounds(tmp_path, root, 3)


@pytest.mark.slow
def test_many_killed_writers_lose_nothing_committed(tmp_path: Path, root: Path) -> None:
    """The same many times over, while others keep the machine busy; the whole is 50 kills."""
    with load(2):
        check_rounds(tmp_path, root, sized(8, 50))


@pytest.mark.slow
def test_after_a_kill_the_index_is_what_the_store_holds(tmp_path: Path, root: Path) -> None:
    """Killed while it rebuilds the index or adds to it, a workspace has all documents in it after the next start.

    The whole is 50 kills.
    """
    path, dice = tmp_path / "w", random.Random(9)
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"Veshtar Optics sold camera{number} to Halden Council.", "utf-8")
    with open_library(path) as library:
        library.add(sorted(tmp_path.glob("*.txt")))
        ids = frozenset(library.rooms.extractions.extracted_ids())
    assert len(ids) == 30
    with load(2):
        for _ in range(sized(5, 50)):
            killed_while_writing(tmp_path / "said", root, FILLER, str(path), seconds=dice.uniform(0.0, 1.5))
            with open_library(path) as library:
                catch_up(library.rooms, None)
                assert library.status().unindexed == 0
                assert library.rooms.index.document_ids() == ids
                assert library.rooms.index.check() == ()
                assert library.rooms.index.search("halden", SearchOptions(limit=0)).total == 30
