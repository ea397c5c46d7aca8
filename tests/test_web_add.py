"""Adding documents through the browser."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markup import Page
from test_web_security import token_of

from library.library import Library, open_library
from web.app import create_app
from web.current import EXTENSION
from web.intake import ABOUT, FILES, Intake
from web.jobs import Jobs
from web.uploads import DEEPEST, LONGEST_NAME, free_place, safe_name, safe_path

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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("leak/2019/a.pdf", "leak/2019/a.pdf"),
        ("../../../etc/passwd", "etc/passwd"),
        ("/etc/./passwd", "etc/passwd"),
        ("C:\\Users\\..\\a.txt", "C_/Users/a.txt"),
        ("a//b/ . /c", "a/b/c"),
        ("..", "unnamed"),
        ("/".join("x" * 40) + "/a.txt", "/".join("x" * (DEEPEST - 1)) + "/a.txt"),
    ],
)
def test_paths_of_dropped_folders_stay_inside(given: str, kept: str) -> None:
    """The path of a file in a dropped folder is kept as far as it is harmless; it never leads out."""
    assert safe_path(given).as_posix() == kept


@given(st.text(max_size=300))
def test_no_name_leads_out(name: str) -> None:
    """Whatever is sent, the path stays below its folder, and a file system takes it."""
    path = safe_path(name)
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert all(part.encode() and len(part) <= LONGEST_NAME and "\0" not in part for part in path.parts)


def test_files_of_one_path_lie_apart(tmp_path: Path) -> None:
    """A second file of a path, or one where a folder lies, takes the place of nothing."""
    for name in ("a/b.txt", "a/b.txt", "a", "a/b.txt/c"):
        place = free_place(tmp_path, safe_path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(name, "utf-8")
    assert sorted(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()) == [
        "a", "a/b.txt", "a/b.txt", "a/b.txt/c",
    ]  # fmt: skip


def test_a_dropped_folder_keeps_its_paths(own_app: Flask, own_library: Library) -> None:
    """The paths that come with dropped files stand in the ledger; nothing of the upload stays on disk beside them."""
    files = [(io.BytesIO(b"Notes of a first day in Porto."), "one.txt"), (io.BytesIO(b"Notes of Braga."), "one.txt")]
    read = send(own_app.test_client(), files=files, paths=["diary/2019/one.txt", "diary/2020/one.txt"])
    assert "2 added" in read.text
    locations = {head.location for head in own_library.heads()}
    assert {"uploaded/diary/2019/one.txt", "uploaded/diary/2020/one.txt"} <= locations
    left = own_library.rooms.workspace.path / "uploads"
    assert not [path for path in left.rglob("*") if path.is_file()]


def test_an_upload_survives_the_server(own_library: Library) -> None:
    """What was answered and not read yet is read by the next server; what broke off half-way leaves nothing."""
    intake = Intake(own_library, Jobs())
    folder = intake.new_folder()
    (folder / FILES / "late.txt").write_text("Notes that came late, from Coimbra.", "utf-8")
    about: dict[str, object] = {"what": "late.txt", "by": "ann", "kind": None, "source": "late", "paths": []}
    (folder / ABOUT).write_text(json.dumps(about), "utf-8")
    broken = intake.new_folder()
    (broken / FILES / "half.txt").write_text("half", "utf-8")
    jobs = Jobs()
    assert Intake(own_library, jobs).resume() == 1
    jobs.wait()
    found = jobs.find(folder.name)
    assert found is not None
    assert found.summary is not None
    assert found.summary.added == 1
    assert not folder.exists()
    assert not broken.exists()
    assert next(one for one in own_library.audit.changes() if one.act == "finished adding").by == "ann"
    jobs.close()


def test_a_disk_that_is_full_is_told(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload that finds no room is answered in words, and leaves no half of itself."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("web.uploads.put", full)
    client = own_app.test_client()
    given = {"csrf_token": token_of(client), "files": [(io.BytesIO(b"x"), "a.txt")]}
    answer = client.post("/add", data=given)
    assert answer.status_code == 507
    assert "No space left on device" in answer.text
    assert "Make room" in answer.text


def test_what_failed_is_tried_again_one_by_one_and_by_reason(own_app: Flask, own_library: Library) -> None:
    """The ledger counts reasons; one input, or all of a reason, are tried again from their originals."""
    client = own_app.test_client()
    send(client, files=[(io.BytesIO(b"%PDF-1.7 one"), "one.pdf"), (io.BytesIO(b"%PDF-1.7 two"), "two.pdf")])
    page = client.get("/ledger?state=failed").text
    assert "Why inputs failed" in page
    (entry, *_) = own_library.ledger(failed_only=True)
    for wanted in ({"input": entry.input_id}, {"reason": entry.reason}):
        answer = client.post("/ledger/retry", data={"csrf_token": token_of(client), **wanted})
        own_app.extensions[EXTENSION]["jobs"].wait()
        told = client.get(answer.headers["Location"] + ".json").get_json()
        assert told["state"] == "done"
        expected = 1 if "input" in wanted else own_library.register.reasons()[entry.reason]
        assert told["said"].startswith(f"{expected} file")
    assert len(own_library.rooms.documents.attempts(entry.input_id)) == 3


def test_set_by_hand_and_withdrawn_on_pages(own_app: Flask, own_library: Library) -> None:
    """The record sets kind and date and says by whom; a slip is told; withdrawn, the page tells why it is gone."""
    client = own_app.test_client()
    send(client, files=[(io.BytesIO(b"Notes on the cameras of Faro."), "faro.txt")])
    head = next(head for head in own_library.heads() if head.location.endswith("faro.txt"))
    address, token = f"/documents/{head.document_id}", token_of(client)
    slip = client.post(f"{address}/custody", data={"csrf_token": token, "date": "yesterday"})
    assert slip.status_code == 400
    assert "is no date" in slip.text
    kept = client.post(f"{address}/custody", data={"csrf_token": token, "date": "2020-02", "kind": "news"})
    assert kept.status_code == 303
    assert "Set by hand by local" in client.get(kept.headers["Location"]).text
    back = client.post(f"{address}/custody", data={"csrf_token": token, "date_found": "1", "date": "2020-02"})
    assert back.status_code == 303
    assert own_library.head(head.document_id).date == head.date
    assert client.post(f"{address}/withdraw", data={"csrf_token": token, "reason": " "}).status_code == 400
    client.post(f"{address}/withdraw", data={"csrf_token": token, "reason": "The source asked for it."})
    own_app.extensions[EXTENSION]["jobs"].wait()
    gone = client.get(address)
    assert gone.status_code == 410
    assert "The source asked for it." in gone.text
    assert "Faro" not in client.get("/search?q=faro").text.split("<main", 1)[1].split("No document", 1)[-1]
    assert "The source asked for it." in client.get("/withdrawn").text
    assert client.get(f"/api/v1{address}").status_code == 404


def test_originals_are_checked_on_a_page(own_app: Flask, own_library: Library) -> None:
    """The report says that all is well, and names what is missing once something is."""
    client = own_app.test_client()
    send(client, files=[(io.BytesIO(b"Notes on Evora."), "evora.txt")])
    head = next(head for head in own_library.heads() if head.location.endswith("evora.txt"))
    path = own_library.rooms.originals.path_of(head.sha256)
    for present in (True, False):
        if not present:
            path.unlink()
        client.post("/originals", data={"csrf_token": token_of(client)})
        own_app.extensions[EXTENSION]["jobs"].wait()
        assert ("evora.txt" in client.get("/originals").text) is not present
    path.write_bytes(b"Notes on Evora.")
