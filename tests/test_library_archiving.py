"""A workspace goes into a bag and comes back byte for byte; a damaged bag gives nothing but what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from command_line import run_here
from test_library_add import state_of

from library.archiving import archive, restore
from library.errors import ArchiveError, DamagedBagError
from library.library import open_library
from library.workspace import Workspace

STORY = "Veshtar Optics won a contract worth $3 million with Halden Council in Leeds."


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two documents, settings of its own, and a file that failed."""
    folder = tmp_path_factory.mktemp("full")
    (folder / "in").mkdir()
    (folder / "in" / "story.txt").write_text(STORY)
    (folder / "in" / "100%\nodd.txt").write_text(STORY + " Corvane GmbH did not.")
    (folder / "in" / "empty.txt").write_text("")
    with open_library(folder / "w") as library:
        library.add([folder / "in"])
        workspace = library.rooms.workspace
    workspace.options.write_text("[ingest]\nocr = false\n")
    return workspace


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file under a folder, by its name there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("name", ["bag", "bag.zip", "bag.tar"])
def test_round_trip(full: Workspace, tmp_path: Path, name: str) -> None:
    """What comes back is what went in: every byte of the payload, the same answers, nothing wrong anywhere."""
    archived = archive(full, tmp_path / name)
    assert archived.problems == ()
    restored = restore(tmp_path / name, tmp_path / "again")
    assert (restored.files, restored.size_bytes) == (archived.files, archived.size_bytes)
    came = hashes(tmp_path / "again")
    assert {key: value for key, value in hashes(full.path).items() if key.startswith(("originals", "workspace"))} == {
        key: value for key, value in came.items() if key != "threadline.db"
    }
    if name == "bag":
        assert came == {key.removeprefix("data/"): value for key, value in hashes(tmp_path / "bag" / "data").items()
                        for key in [f"data/{key}"]}  # fmt: skip
    with open_library(tmp_path / "again") as library:
        library.reindex()
    assert state_of(tmp_path / "again") == state_of(full.path)


def test_the_bag_is_a_bag(full: Workspace, tmp_path: Path) -> None:
    """It has what RFC 8493 asks for, and its manifests hold what can be counted and hashed by anyone."""
    archive(full, tmp_path / "bag")
    bag = tmp_path / "bag"
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    payload = {f"data/{name}": value for name, value in hashes(bag / "data").items()}
    lines = (bag / "manifest-sha256.txt").read_text().splitlines()
    assert {line[66:]: line[:64] for line in lines} == payload
    size = sum(path.stat().st_size for path in (bag / "data").rglob("*") if path.is_file())
    assert f"Payload-Oxum: {size}.{len(payload)}\n" in (bag / "bag-info.txt").read_text()
    tagged = {line[66:] for line in (bag / "tagmanifest-sha256.txt").read_text().splitlines()}
    assert tagged == {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"}
    assert not [name for name in payload if "index" in name or "lock" in name or "wal" in name]


def test_a_damaged_bag_is_refused_with_all_that_is_wrong(full: Workspace, tmp_path: Path) -> None:
    """Changed, missing, added, and a changed manifest: all of it is told, and nothing is restored."""
    archive(full, tmp_path / "bag")
    originals = sorted(path for path in (tmp_path / "bag" / "data" / "originals").rglob("*") if path.is_file())
    originals[0].write_bytes(b"changed")
    originals[1].unlink()
    (tmp_path / "bag" / "data" / "extra.txt").write_text("extra")
    with (tmp_path / "bag" / "bag-info.txt").open("a") as stream:
        stream.write("Note: changed\n")
    with pytest.raises(DamagedBagError) as caught:
        restore(tmp_path / "bag", tmp_path / "again")
    said = "\n".join(caught.value.problems)
    for words in ("was changed", "is missing", "extra.txt is in no manifest", "bag-info.txt was changed"):
        assert words in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bag"]


def test_files_that_are_no_whole_bag_are_refused(full: Workspace, tmp_path: Path) -> None:
    """Cut short at any place, empty, or something else: a sentence and nothing restored."""
    archive(full, tmp_path / "whole.zip")
    whole = (tmp_path / "whole.zip").read_bytes()
    for share in (0, 10, 50, 90, 99):
        (tmp_path / "cut.zip").write_bytes(whole[: len(whole) * share // 100])
        with pytest.raises(DamagedBagError):
            restore(tmp_path / "cut.zip", tmp_path / "again")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("../climb.txt", "x")
    with pytest.raises(DamagedBagError, match="no bag"):
        restore(tmp_path / "other.zip", tmp_path / "again")
    with pytest.raises(ArchiveError, match="no such file"):
        restore(tmp_path / "nowhere", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_path_that_climbs_is_not_followed(full: Workspace, tmp_path: Path) -> None:
    """A manifest that names a file outside the bag is a damaged one."""
    archive(full, tmp_path / "bag")
    with (tmp_path / "bag" / "manifest-sha256.txt").open("a") as stream:
        stream.write("0" * 64 + "  data/../../climbed.txt\n")
    with pytest.raises(DamagedBagError, match="cannot be"):
        restore(tmp_path / "bag", tmp_path / "again")


def test_places_that_cannot_be_used(full: Workspace, tmp_path: Path) -> None:
    """An existing target, a target inside the workspace, a workspace that is not empty: each has its sentence."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x").write_text("x")
    with pytest.raises(ArchiveError, match="something already"):
        archive(full, tmp_path / "there")
    with pytest.raises(ArchiveError, match="in the workspace itself"):
        archive(full, full.path / "bag")
    archive(full, tmp_path / "bag.zip")
    with pytest.raises(ArchiveError, match="something already"):
        restore(tmp_path / "bag.zip", tmp_path / "there")


def test_an_original_that_was_damaged_before_is_named(full: Workspace, tmp_path: Path) -> None:
    """It goes into the bag as it is, and is told."""
    shutil.copytree(full.path, tmp_path / "w")
    original = min(path for path in (tmp_path / "w" / "originals").rglob("*") if path.is_file())
    original.write_bytes(b"rotten")
    archived = archive(Workspace(tmp_path / "w"), tmp_path / "bag")
    assert len(archived.problems) == 1
    assert original.name in archived.problems[0]


def test_commands(full: Workspace, tmp_path: Path) -> None:
    """`archive` and `restore` do it from the command line, and the workspace answers as before."""
    done = run_here("archive", str(tmp_path / "bag.zip"), "-w", str(full.path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["problems"] == []
    done = run_here("restore", str(tmp_path / "bag.zip"), str(tmp_path / "again"), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["indexed"] == 2
    found = run_here("search", "veshtar", "-w", str(tmp_path / "again"), "--json")
    assert json.loads(found.stdout)["total"] == 2
    again = run_here("restore", str(tmp_path / "bag.zip"), str(tmp_path / "again"))
    assert again.returncode == 1
    assert "something already" in again.stderr
