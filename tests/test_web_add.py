"""Adding documents through the browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markup import Page
from test_web_security import token_of

from library.library import Library, open_library
from web.app import create_app
from web.current import EXTENSION
from web.pages.add import LONGEST_NAME, is_under, safe_name

TEXT = "Orlane Systems signed a contract worth EUR 3 million with the city of Marseille in May 2022."


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An empty workspace that these tests may fill."""
    with open_library(tmp_path_factory.mktemp("adding") / "workspace") as library:
        yield library


@pytest.fixture(scope="module")
def own_app(own_library: Library) -> Iterator[Flask]:
    """The browser over it."""
    app = create_app(own_library)
    yield app
    app.extensions[EXTENSION]["jobs"].close()


def send(client: FlaskClient, **form: object) -> Page:
    """Send the form of `/add`, wait for the work, and return the page of its result."""
    answer = client.post("/add", data={"csrf_token": token_of(client), **form})
    assert answer.status_code == 303
    client.application.extensions[EXTENSION]["jobs"].wait()
    result = client.get(answer.headers["Location"])
    assert result.status_code == 200
    read = Page(result.text)
    assert not read.problems
    return read


def test_an_empty_workspace_says_where_to_start(own_app: Flask) -> None:
    """Before anything is added, every page stands and the first one leads to the form."""
    client = own_app.test_client()
    for path in ("/", "/search?q=x", "/documents", "/entities", "/graph", "/ledger"):
        assert client.get(path).status_code == 200
    assert "/add" in Page(client.get("/").text).links


def test_uploads_end_in_the_ledger(own_app: Flask, own_library: Library) -> None:
    """Two files uploaded, one of them broken: the result says added and failed, with the reason."""
    files = [(io.BytesIO(TEXT.encode()), "../../orlane <b>.txt"), (io.BytesIO(b"%PDF-1.7 broken"), "broken.pdf")]
    read = send(own_app.test_client(), files=files, source="leak")
    assert "2 found" in read.text
    assert "1 added" in read.text
    assert "1 failed" in read.text
    assert "orlane _b_.txt" in read.text
    (failure,) = own_library.ledger(failed_only=True)
    assert failure.reason in read.text
    (head,) = own_library.heads()
    assert head.source == "leak"
    assert own_library.original(head.sha256) == TEXT.encode()


def test_a_path_on_this_machine_is_added(own_app: Flask, tmp_path: Path) -> None:
    """A folder named by its path is added; the same text again is already there."""
    (tmp_path / "again.txt").write_text(TEXT, "utf-8")
    (tmp_path / "other.txt").write_text(TEXT.replace("Marseille", "Lyon"), "utf-8")
    read = send(own_app.test_client(), path=str(tmp_path), kind="news")
    assert "2 found" in read.text
    assert "already there" in read.text
    assert "other.txt" in read.text


def test_a_path_that_is_not_there_is_said(own_app: Flask) -> None:
    """A path that does not exist is answered in the form, escaped."""
    client = own_app.test_client()
    answer = client.post("/add", data={"csrf_token": token_of(client), "path": "/no/such <i>"})
    assert answer.status_code == 400
    assert "no file or folder /no/such &lt;i&gt;" in answer.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\leak.pdf", "leak.pdf"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("Vertrag über Kameras.pdf", "Vertrag über Kameras.pdf"),
        ("x" * 500 + ".pdf", "x" * (LONGEST_NAME - 3) + ".pdf"),
    ],
)
def test_uploaded_names_are_never_paths(given: str, kept: str) -> None:
    """Only the last part of an uploaded name is kept, without what means something to a file system."""
    assert safe_name(given) == kept


def test_a_job_shows_its_own_lines_only() -> None:
    """A folder's lines are those under it, archives' members included, and no neighbour's."""
    assert is_under("/a/b/c.pdf", ("/a/b",))
    assert is_under("/a/b.zip!c.pdf", ("/a/b.zip",))
    assert not is_under("/a/bc.pdf", ("/a/b",))
