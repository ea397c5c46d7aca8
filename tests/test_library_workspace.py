"""Workspaces that cannot be used, and disks that refuse: a sentence that says what to do, and nothing touched."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.errors import WorkspaceDatabaseError
from library.errors import IndexNotWrittenError, WorkspaceError
from library.library import open_library
from library.workspace import open_workspace
from search.records import IndexEntry
from search.whoosh_index import WhooshIndex


def test_a_workspace_is_made_on_first_use(tmp_path: Path) -> None:
    """A new or an empty folder becomes a workspace, folders above it included; a second opening changes nothing."""
    for folder in (tmp_path / "a" / "b", tmp_path):
        assert open_workspace(folder).options.is_file()
        if folder != tmp_path:
            open_workspace(folder)
            assert [path.name for path in folder.iterdir()] == ["workspace.toml"]
            folder.joinpath("workspace.toml").unlink()
            folder.rmdir()
            folder.parent.rmdir()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written among other people's files."""
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(WorkspaceError, match="holds other files"):
        open_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    """Neither is what lies under a file."""
    (tmp_path / "letter.txt").write_text("Dear")
    for path in (tmp_path / "letter.txt", tmp_path / "letter.txt" / "w"):
        with pytest.raises(WorkspaceError, match="cannot be used as a workspace"):
            open_workspace(path)


def test_a_workspace_without_options_is_still_one(tmp_path: Path) -> None:
    """Who deletes `workspace.toml` gets it anew, with what was stored."""
    with open_library(tmp_path / "w"):
        pass
    (tmp_path / "w" / "workspace.toml").unlink()
    with open_library(tmp_path / "w") as library:
        assert library.status().fresh
    assert (tmp_path / "w" / "workspace.toml").is_file()


def test_facts_of_a_newer_version_are_refused(tmp_path: Path) -> None:
    """Whichever stage's tables are newer, the database is left as it is."""
    with open_library(tmp_path / "w"):
        pass
    with sqlite3.connect(tmp_path / "w" / "threadline.db") as connection:
        connection.execute("UPDATE extract_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(WorkspaceDatabaseError, match="newer version"):
        open_library(tmp_path / "w")


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """A file of another kind under the database's name is named in the message."""
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "threadline.db").write_bytes(b"These are the minutes of a meeting. " * 40)
    with pytest.raises(WorkspaceDatabaseError, match="not a database"):
        open_library(tmp_path / "w")


def test_a_disk_too_full_for_the_index_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents and facts are kept, the message says what to do, and the next run indexes what waits."""

    def full(_index: WhooshIndex, _entries: Iterable[IndexEntry]) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.txt").write_text("The council met in Leeds.")
    with open_library(tmp_path / "w") as library:
        with monkeypatch.context() as patched:
            patched.setattr(WhooshIndex, "add", full)
            with pytest.raises(IndexNotWrittenError, match="Make room"):
                library.add([tmp_path / "a.txt"])
        assert library.status().unindexed == 1
        assert library.add([tmp_path / "a.txt"]).duplicate == 1
        assert library.search("council").total == 1
        assert list(library.verify()) == []


def test_an_index_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in its place is named."""
    with open_library(tmp_path / "w") as library:
        (tmp_path / "w" / "index").write_text("in the way")
        with pytest.raises(IndexNotWrittenError, match="index cannot be written"):
            library.search("council")
