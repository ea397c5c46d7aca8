"""Judging over the API: acts, undoing, history, the queue, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from test_web_api import problems

from library.library import Library, open_library
from web.openapi import description

Json = dict[str, Any]
API = "/api/v1"


@pytest.fixture
def editor(web_library: Library, tmp_path: Path) -> Iterator[FlaskClient]:
    """A visitor of a workspace of her own."""
    from web.app import create_app

    shutil.copytree(web_library.rooms.workspace.path, tmp_path / "w")
    with open_library(tmp_path / "w") as library:
        yield create_app(library).test_client()


def told(client: FlaskClient, path: str) -> Any:
    """Read something."""
    answer = client.get(API + path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def post(client: FlaskClient, path: str, body: object, status: int = 201) -> Json:
    """Change something, with the token; check the answer against its description."""
    token = told(client, "/token")["csrf_token"]
    answer = client.post(API + path, json=body, headers={"X-CSRF-Token": token})
    assert answer.status_code == status, answer.text
    shape = "/judgements/{judgement_id}/undo" if path.endswith("/undo") else path
    described = description()["paths"][shape]["post"]["responses"][str(status)]["content"]["application/json"]
    assert problems(answer.get_json(), described["schema"], path) == []
    found: Json = answer.get_json()
    return found


def fact_ids(client: FlaskClient, query: str = "") -> set[str]:
    """The ids of the facts listed."""
    return {fact["fact_id"] for fact in told(client, f"/facts?limit=500{query}")["facts"]}


def test_a_fact_is_rejected_seen_and_undone(editor: FlaskClient) -> None:
    """Rejected it is in no list but the one that asks for it; its history tells who and why; undone, it is back."""
    fact = told(editor, "/facts?kind=contract")["facts"][0]
    fact_id, entity_id = fact["fact_id"], next(iter(fact["roles"].values()))[0]["entity_id"]
    made = post(editor, "/judgements", {"act": "reject", "fact_id": fact_id, "by": "Ann", "note": "<b>no</b>"})
    assert fact_id not in fact_ids(editor)
    assert fact_id in fact_ids(editor, "&rejected=1")
    assert fact_ids(editor, "&status=rejected") == {fact_id}
    for rejected in (0, 1):
        listed = told(editor, f"/entities/{entity_id}?rejected={rejected}")["facts"]
        assert (fact_id in {one["fact_id"] for one in listed}) is bool(rejected)
        listed = told(editor, f"/documents/{fact['document_id']}?rejected={rejected}")["facts"]
        assert (fact_id in {one["fact_id"] for one in listed}) is bool(rejected)
    shown = told(editor, f"/facts/{fact_id}")
    assert (shown["status"], shown["judged"]["by"]) == ("rejected", "Ann")
    assert [one["judgement_id"] for one in shown["history"]] == [made["judgement_id"]]
    undone = post(editor, f"/judgements/{made['judgement_id']}/undo", {"by": "Bo"})
    assert (undone["undoes"], undone["by"]) == (made["judgement_id"], "Bo")
    assert fact_id in fact_ids(editor)
    assert told(editor, f"/judgements/{made['judgement_id']}")["state"] == "undone"
    assert told(editor, "/judgements?by=Ann")["judgements"][0]["undone_by"] == undone["judgement_id"]


def test_an_edit_shows_both(editor: FlaskClient) -> None:
    """The fact has the new roles and values, and beside them what was extracted."""
    fact = told(editor, "/facts?kind=contract")["facts"][0]
    body = {"act": "edit", "fact_id": fact["fact_id"], "values": {"amount": {"value": 7, "currency": "EUR"}},
            "roles": {"buyer": [{"label": "company", "name": "Newmarket Holdings plc"}]}}  # fmt: skip
    made = post(editor, "/judgements", body)
    assert made["edit"]["roles"]["buyer"][0]["name"] == "Newmarket Holdings plc"
    shown = told(editor, f"/facts/{fact['fact_id']}")
    assert shown["values"]["amount"] == {"value": 7, "currency": "EUR", "qualifier": "exact"}
    assert shown["judged"]["edited"]["extracted"]["roles"] == fact["roles"]


def test_entities_are_merged_and_parted(editor: FlaskClient) -> None:
    """A merge leads both ids to one entity; it is undone, and "not the same" listed as what stands."""
    first, second = (one["entity_id"] for one in told(editor, "/entities?label=company&limit=2")["entities"])
    made = post(editor, "/judgements", {"act": "merge", "entities": [first, second]})
    assert told(editor, f"/entities/{first}")["entity_id"] == told(editor, f"/entities/{second}")["entity_id"]
    post(editor, "/judgements", {"act": "not_same", "entities": [first, second]}, 400)
    post(editor, f"/judgements/{made['judgement_id']}/undo", {})
    post(editor, "/judgements", {"act": "not_same", "entities": [first, second]})
    states = [one["state"] for one in told(editor, f"/judgements?entity={first}")["judgements"]]
    assert states == ["stands", "stands", "undone"]
    assert told(editor, "/judgements?orphaned=1")["judgements"] == []


def test_history_and_queue_go_on_by_cursor(editor: FlaskClient) -> None:
    """Following the cursor gives every judgement and every item once, in the order of one long list."""
    for fact_id in sorted(fact_ids(editor))[:5]:
        post(editor, "/judgements", {"act": "confirm", "fact_id": fact_id})
    for path, name, key in (("/judgements", "judgements", "judgement_id"), ("/review", "items", "score")):
        whole = [one[key] for one in told(editor, f"{path}?limit=500")[name]]
        got: list[object] = []
        cursor: str | None = ""
        while cursor is not None:
            page = told(editor, f"{path}?limit=2&cursor={cursor}")
            got += [one[key] for one in page[name]]
            cursor = page["next_cursor"]
        assert got == whole
    kinds = {one["kind"] for one in told(editor, "/review?kind=merge&kind=join")["items"]}
    assert kinds <= {"merge", "join"}


def test_nothing_is_changed_without_a_token(editor: FlaskClient) -> None:
    """Another site, or a program without the token, changes nothing."""
    fact_id, before = min(fact_ids(editor)), told(editor, "/judgements")["judgements"]
    body = {"act": "reject", "fact_id": fact_id}
    assert editor.post(f"{API}/judgements", json=body).status_code == 403
    token = told(editor, "/token")["csrf_token"]
    foreign = {"X-CSRF-Token": token, "Sec-Fetch-Site": "cross-site"}
    assert editor.post(f"{API}/judgements", json=body, headers=foreign).status_code == 403
    assert told(editor, "/judgements")["judgements"] == before


def test_who_did_not_see_the_last_word_is_told(editor: FlaskClient) -> None:
    """Two editors at once: the second is told of the first when she says what she knew."""
    fact_id = min(fact_ids(editor))
    first = post(editor, "/judgements", {"act": "confirm", "fact_id": fact_id, "by": "Ann", "after": "j0"})
    refused = post(editor, "/judgements", {"act": "reject", "fact_id": fact_id, "by": "Bo", "after": "j0"}, 409)
    assert "Ann" in refused["error"]["message"]
    body = {"act": "reject", "fact_id": fact_id, "by": "Bo", "after": first["judgement_id"]}
    post(editor, "/judgements", body)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 400), ("x", 400), (None, 400), ({}, 400), ({"act": "delete"}, 400), ({"act": "reject"}, 400),
        ({"act": "reject", "fact_id": "none"}, 404), ({"act": "reject", "fact_id": 5}, 400),
        ({"act": "reject", "fact_id": "f\0\ud800"}, 404),
        ({"act": "merge", "entities": []}, 400), ({"act": "merge", "entities": ["", 5]}, 400),
        ({"act": "merge", "entities": ["nobody of that name", "none"]}, 404),
        ({"act": "split", "entities": ["nobody of that name"], "names": ["x"]}, 404),
        ({"act": "undo", "fact_id": "x"}, 400),
    ],
)  # fmt: skip
def test_bodies_that_make_no_sense(editor: FlaskClient, body: object, status: int) -> None:
    """Whatever is sent, the answer is a sentence with the right status, never a mistake of the program."""
    token = told(editor, "/token")["csrf_token"]
    answer = editor.post(f"{API}/judgements", json=body, headers={"X-CSRF-Token": token})
    assert answer.status_code == status, answer.text
    assert len(answer.get_json()["error"]["message"]) > 10


@pytest.mark.parametrize(
    "edit",
    [
        {"roles": []}, {"roles": {"buyer": "x"}}, {"roles": {"king": []}}, {"roles": {"buyer": [5]}},
        {"roles": {"buyer": [{"label": "ship", "name": "x"}]}}, {"values": []}, {"values": {"amount": [1]}},
        {"values": {"<script>": "x"}}, {"values": {"amount": {"value": 10**400, "currency": "USD"}}},
        {"roles": {"supplier": []}, "values": {}, "note": "n" * 20_001}, {"note": 5}, {"by": ["x"]}, {},
    ],
)  # fmt: skip
def test_edits_that_make_no_sense(editor: FlaskClient, edit: Json) -> None:
    """An edit that does not fit is refused in words, and changes nothing."""
    fact = told(editor, "/facts?kind=contract")["facts"][0]
    post(editor, "/judgements", {"act": "edit", "fact_id": fact["fact_id"], **edit}, 400)
    assert told(editor, f"/facts/{fact['fact_id']}")["history"] == []


def test_hostile_notes_are_kept_as_text(editor: FlaskClient) -> None:
    """A note of 10,000 characters with markup, NUL and half a character is kept and harms no page."""
    note = "<script>document.title = 'run'</script>\0\ud800" + "é" * 10_000
    fact = told(editor, "/facts?kind=contract")["facts"][0]
    made = post(editor, "/judgements", {"act": "confirm", "fact_id": fact["fact_id"], "note": note, "by": "<i>A</i>"})
    assert made["note"].startswith("<script>")
    assert len(made["note"]) > 10_000
    assert "\0" not in made["note"]
    assert editor.get(f"/documents/{fact['document_id']}").status_code == 200
