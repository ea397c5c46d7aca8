"""A disk that is full or may not be written to: a clear sentence, nothing lost, and the next run goes on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_files import PROSE, Workspace, zipped

from corpus.errors import CorpusError
from corpus.options import IngestOptions

QUIET = IngestOptions(ocr=False)


def mounted(folder: Path, options: str) -> bool:
    """Mount a small disk in memory, or change one that is mounted; say whether that was allowed."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        allowed = mounted(folder, "size=2m")
    except OSError:
        allowed = False
    if not allowed:
        pytest.skip("a small disk cannot be mounted here: that needs Linux and its administrator")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(folder: Path) -> None:
    """Write files that do not fit on the disk."""
    folder.mkdir()
    for number in range(40):
        noise = bytes((number * 31 + n * n * 7 + n // 255) % 256 for n in range(40_000))
        (folder / f"{number:02}.zip").write_bytes(zipped([("a.txt", f"{PROSE} {number}".encode()), ("b.bin", noise)]))


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk(tmp_path: Path, disk: Path, workers: int) -> None:
    """The run ends with a sentence; what was stored is sound; with more room the next run ends as an unbroken one."""
    filled(tmp_path / "in")
    options = IngestOptions(ocr=False, workers=workers)
    with Workspace(disk / "w") as workspace:
        with pytest.raises(CorpusError, match="not lost"):
            workspace.add(tmp_path / "in", options=options)
        assert not list(workspace.blobs.verify())
        assert workspace.store.counts()["failed"] == len(
            [entry for entry in workspace.store.ledger(failed_only=True) if entry.source.location.endswith("b.bin")]
        )
        assert mounted(disk, "remount,size=64m")
        workspace.add(tmp_path / "in", options=options)
        with Workspace(tmp_path / "whole") as whole:
            whole.add(tmp_path / "in", options=options)
            assert workspace.state() == whole.state()
        assert not list((disk / "w" / "originals" / "incoming").iterdir())


def test_a_disk_that_may_not_be_written_to(tmp_path: Path, disk: Path) -> None:
    """Nothing is changed, and the sentence says what to do; once it may be written to, the same command works."""
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE + " Twice.")
    with Workspace(disk / "w") as workspace:
        workspace.add(tmp_path / "a.txt", options=QUIET)
        before = workspace.state()
    assert mounted(disk, "remount,ro")
    with pytest.raises(CorpusError, match=r"written to|right to write"), Workspace(disk / "w") as workspace:
        workspace.add(tmp_path / "b.txt", options=QUIET)
    assert mounted(disk, "remount,rw")
    with Workspace(disk / "w") as workspace:
        assert workspace.state() == before
        workspace.add(tmp_path / "b.txt", options=QUIET)
        assert workspace.store.counts()["added"] == 2
