"""The commands of searches: alerts once, lists row by row, every hit in a file, and what is like a document."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run_here
from stocked import extracted, paper, stock

from library.library import Library, open_library
from library.turns import own_turn


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Library]:
    """A workspace with three documents, two of them copies."""
    with open_library(tmp_path / "w") as library:
        text = " ".join(f"word{number}" for number in range(40))
        stock(library, [paper("a", f"{text} cameras"), paper("b", f"{text} Cameras!"), paper("c", "Grain.")])
        yield library


def ask(workspace: Library, *arguments: str, stdin: str = "") -> Done:
    """Run a command on the workspace."""
    return run_here(*arguments, "-w", str(workspace.rooms.workspace.path), stdin=stdin)


def lines(done: Done) -> list[dict[str, Any]]:
    """Return the JSON lines of an answer."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_search_is_saved_and_new_documents_are_told_once(workspace: Library) -> None:
    """`save`, `saved`, `alerts` and `saved --remove` go together; `alerts --keep` tells again."""
    (saved,) = lines(ask(workspace, "save", "grain", "grain", "OR", "wheat", "--json"))
    assert saved["query"] == "grain OR wheat"
    assert lines(ask(workspace, "alerts", "--json")) == []
    stock(workspace, [paper("d", "Wheat.")])
    assert [one["new"] for one in lines(ask(workspace, "saved", "--json"))] == [1]
    for _ in range(2):
        (alert,) = lines(ask(workspace, "alerts", "--keep", "--json"))
        assert [hit["title"] for hit in alert["hits"]] == ["d"]
    assert "grain: 1 new document" in ask(workspace, "alerts").stdout
    told = ask(workspace, "alerts")
    assert (told.returncode, told.stdout) == (0, "")
    assert "Nothing is new for 1 saved search" in told.stderr
    assert ask(workspace, "save", "grain", "rye").returncode == 1
    assert ask(workspace, "saved", "--remove", "grain").returncode == 0
    assert ask(workspace, "saved", "--remove", "grain").returncode == 1


def test_a_list_is_answered_row_by_row(workspace: Library, tmp_path: Path) -> None:
    """From a file or standard input, to standard output or a file; the error of a row stands in its row."""
    table = tmp_path / "queries.csv"
    table.write_bytes(b"\xef\xbb\xbfquery,why\ncameras,a\n,b\ncaf\xe9,c\ngrain,d\n")
    done = ask(workspace, "search", "--list", str(table), "--limit", "1")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["row"], row["total"], bool(row["error"])) for row in rows] == [
        ("2", "2", False), ("3", "", True), ("4", "", True), ("5", "1", False),
    ]  # fmt: skip
    assert "2 could not be answered" in done.stderr
    said = lines(ask(workspace, "search", "--list", "-", "--json", stdin="cameras\nzzz\n"))
    assert [one["total"] for one in said] == [2, 0]
    assert said[0]["hits"][0]["link"].startswith("http://127.0.0.1:8000/documents/")
    out = tmp_path / "answers.jsonl"
    ask(workspace, "search", "--list", str(table), "-o", str(out))
    assert len(out.read_text("utf-8").splitlines()) == 4


def test_every_hit_is_written(workspace: Library, tmp_path: Path) -> None:
    """To a file as CSV with a mark, to one ending in .jsonl as JSON lines; links lead where they are told to."""
    out = tmp_path / "hits.csv"
    done = ask(workspace, "search", "", "-o", str(out), "--bom", "--no-fold", "--link-base", "http://desk:9/")
    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert len(rows) == 3
    assert all(row["link"].startswith("http://desk:9/documents/d") for row in rows)
    out = tmp_path / "hits.jsonl"
    ask(workspace, "search", "cameras", "-o", str(out), "--mark-seen")
    assert [json.loads(line)["copies"] for line in out.read_text("utf-8").splitlines()] == [1]
    (rest,) = lines(ask(workspace, "search", "", "--unseen", "--json"))
    assert rest["total"] == 2


def test_a_search_says_what_helps(workspace: Library) -> None:
    """Copies, a slip and what sets hits apart are told in words."""
    assert "and 1 copy" in ask(workspace, "search", "cameras").stdout
    assert "Did you mean cameras? (2 documents)" in ask(workspace, "search", "camerras").stdout
    assert "words that set these apart" in ask(workspace, "search", "cameras", "--significant").stdout
    (told,) = lines(ask(workspace, "search", "cameras", "--significant", "--json"))
    assert {"looked_at", "words", "entities"} == told["significant"].keys()


@pytest.mark.parametrize(
    ("harm", "said"), [("deleted", "was not up to date"), ("cut", "was damaged"), ("waiting", "was not up to date")]
)
def test_an_index_that_lacks_something_is_filled_before_it_answers(workspace: Library, harm: str, said: str) -> None:
    """Whatever became of it, the next search says so and finds everything, and the one after it says nothing."""
    extracted(workspace)
    folder = workspace.rooms.workspace.index
    workspace.close()
    if harm == "deleted":
        shutil.rmtree(folder)
    elif harm == "cut":
        for path in folder.glob("*.arrays"):
            path.write_bytes(path.read_bytes()[:-7])
    else:
        workspace.rooms.extractions.mark_unindexed()
    first, second = (ask(workspace, "search", "grain") for _ in range(2))
    assert said in first.stderr
    assert "put in again, 3 documents" in first.stderr
    assert "1 document" in first.stdout
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_an_index_is_not_filled_while_another_run_is_at_it(workspace: Library) -> None:
    """The search answers at once from what is there, and says that it lacks something."""
    extracted(workspace)
    workspace.rooms.extractions.mark_unindexed()
    with own_turn(workspace.rooms.workspace.path, lambda _seconds: None):
        done = ask(workspace, "search", "grain")
    assert "lacks 3 documents until" in done.stderr
    assert "1 document" in done.stdout


def test_a_query_and_a_list_do_not_go_together(workspace: Library) -> None:
    """Neither or both is wrong usage, said in a sentence; a list that is not there is said to be so."""
    for arguments in (("search",), ("search", "x", "--list", "-")):
        done = ask(workspace, *arguments)
        assert done.returncode == 2
        assert "Give a query, or a table" in done.stderr
    missing = ask(workspace, "search", "--list", "nowhere.csv")
    assert (missing.returncode, "nowhere.csv" in missing.stderr) == (2, True)


def test_what_is_like_a_document(workspace: Library) -> None:
    """`similar` lists copies; an id of none is refused with what to do."""
    one = workspace.search("cameras").hits[0].document_id
    (said,) = lines(ask(workspace, "similar", one, "--json"))
    assert [copy["same_words"] for copy in said["copies"]] == [True, True]
    assert "the same words" in ask(workspace, "similar", one).stdout
    assert ask(workspace, "similar", "nobody").returncode == 1
