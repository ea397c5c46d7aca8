"""A writer that is killed loses nothing committed, damages nothing, and does not keep the next one waiting."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.index import SearchOptions
from search.whoosh_index import open_index

WRITER = """
import sys
from pathlib import Path
from corpus.records import Document, Kind
from search.records import IndexEntry
from search.whoosh_index import open_index

path, first, batches = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with open_index(path) as index:
    for batch in range(first, first + batches):
        index.add(
            IndexEntry(Document(f"b{batch}-{n}", "", "", "", Kind.OTHER, "", "Title", f"common batch{batch} " * 200))
            for n in range(10)
        )
        print(batch, flush=True)
"""


def killed_while_writing(path: Path, root: Path, first: int, seconds: float) -> int:
    """Start a writer, kill it after some time of writing, and return the last batch it said was committed."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), "10000"], stdout=subprocess.PIPE, cwd=root, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    said, _ = process.communicate()
    return int(said.split()[-1]) if said else first


def check_rounds(path: Path, root: Path, rounds: int) -> None:
    """Kill a writer again and again, and look at what is left each time."""
    dice = random.Random(rounds)
    first = 0
    for _ in range(rounds):
        last = killed_while_writing(path, root, first, dice.uniform(0.0, 0.6))
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
    check_rounds(tmp_path / "index", root, 3)


@pytest.mark.slow
def test_many_killed_writers_lose_nothing_committed(tmp_path: Path, root: Path) -> None:
    """The same, fifteen times over."""
    check_rounds(tmp_path / "index", root, 15)
