"""The API of saved searches, alerts and marks: what is kept, told, forgotten, refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from stocked import paper, stock
from test_web_api import problems

from web.openapi import description

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from library.library import Library

API = "/api/v1"
Json = dict[str, Any]


@pytest.fixture
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with two papers."""
    from library.library import open_library

    with open_library(tmp_path_factory.mktemp("kept") / "w") as library:
        stock(library, [paper("one", "Cameras watch the valley."), paper("two", "Grain for the harbour.")])
        yield library


@pytest.fixture
def program(stocked: Library) -> FlaskClient:
    """A program that uses the API."""
    from web.app import create_app
    from web.options import WebOptions

    return create_app(stocked, WebOptions()).test_client()


def change(program: FlaskClient, method: str, path: str, sent: object = None, status: int = 201) -> Json:
    """Change something, with the token; the answer is as it is described."""
    token = program.get(f"{API}/token").get_json()["csrf_token"]
    answer = program.open(API + path, method=method, json=sent, headers={"X-CSRF-Token": token})
    assert answer.status_code == status, answer.text
    shape = "/saved/{search_id}" if method == "DELETE" else path
    described = description()["paths"][shape][method.lower()]["responses"][str(status)]
    found: Json = answer.get_json()
    assert problems(found, described["content"]["application/json"]["schema"], path) == []
    return found


def test_a_search_is_kept_told_and_forgotten(program: FlaskClient, stocked: Library) -> None:
    """What is new for it is told once, and what is told is not new any more."""
    saved = change(program, "POST", "/saved", {"query": "harbour", "name": "ports"})
    assert (saved["name"], saved["query"], saved["new"]) == ("ports", "harbour", 0)
    assert change(program, "POST", "/saved", {"query": "harbour", "name": "ports"}) == saved
    assert change(program, "POST", "/saved", {"query": "valley"})["name"] == "valley"
    stock(stocked, [paper("three", "Ships in the harbour."), paper("four", "Another harbour.")])
    for alert in stocked.searches.alerts():
        assert len(alert.document_ids) == 2
    (new,) = program.get(f"{API}/alerts").get_json()["alerts"]
    first, second = (hit["document_id"] for hit in new["hits"])
    told = {"search_id": saved["search_id"], "document_ids": [first, "none"]}
    assert change(program, "POST", "/alerts/told", told) == {"told": 1}
    (left,) = program.get(f"{API}/alerts").get_json()["alerts"]
    assert [hit["document_id"] for hit in left["hits"]] == [second]
    assert change(program, "POST", "/alerts/told", {}) == {"told": 1}
    assert program.get(f"{API}/alerts").get_json() == {"alerts": []}
    assert change(program, "DELETE", f"/saved/{saved['search_id']}", status=200)["name"] == "ports"
    assert [one["name"] for one in program.get(f"{API}/saved").get_json()["searches"]] == ["valley"]
    change(program, "DELETE", f"/saved/{saved['search_id']}", status=404)


def test_marks_are_set_and_taken_off(program: FlaskClient) -> None:
    """Marked documents are not unseen any more; ids of none are passed over."""
    hit = program.get(f"{API}/search?q=valley").get_json()["hits"][0]["document_id"]
    assert change(program, "POST", "/seen", {"document_ids": [hit, "none"]}) == {"seen": 1}
    assert program.get(f"{API}/search?q=valley&unseen=1").get_json()["hits"] == []
    assert change(program, "POST", "/seen", {"document_ids": [hit], "seen": False}) == {"seen": 0}
    assert len(program.get(f"{API}/search?q=valley&unseen=1").get_json()["hits"]) == 1


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/saved", None, 400),
        ("/saved", [], 400),
        ("/saved", {}, 400),
        ("/saved", {"query": 5}, 400),
        ("/saved", {"query": "a", "name": ["x"]}, 400),
        ("/alerts/told", {"document_ids": ["a"]}, 400),
        ("/alerts/told", {"document_ids": "a", "search_id": "s"}, 400),
        ("/alerts/told", {"search_id": "none"}, 404),
        ("/seen", {}, 400),
        ("/seen", {"document_ids": [1]}, 400),
        ("/seen", {"document_ids": ["a"], "seen": "no"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(program: FlaskClient, path: str, sent: object, status: int) -> None:
    """The answer is a sentence with the right status."""
    assert len(change(program, "POST", path, sent, status)["error"]["message"]) > 10


def test_a_name_that_is_taken_is_refused(program: FlaskClient) -> None:
    """Another search under the same name leaves the first as it was."""
    change(program, "POST", "/saved", {"query": "harbour", "name": "ports"})
    change(program, "POST", "/saved", {"query": "valley", "name": "ports"}, 409)
    assert program.get(f"{API}/saved").get_json()["searches"][0]["query"] == "harbour"


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/saved"), ("DELETE", "/saved/s1"), ("POST", "/alerts/told"), ("POST", "/seen")]
)
def test_nothing_is_changed_without_a_token_or_from_another_site(
    program: FlaskClient, stocked: Library, method: str, path: str
) -> None:
    """A page elsewhere cannot make a reader's browser change what is kept."""
    sent = {"query": "harbour", "document_ids": ["x"]}
    assert program.open(API + path, method=method, json=sent).status_code == 403
    token = program.get(f"{API}/token").get_json()["csrf_token"]
    foreign = {"X-CSRF-Token": token, "Sec-Fetch-Site": "cross-site"}
    assert program.open(API + path, method=method, json=sent, headers=foreign).status_code == 403
    assert stocked.searches.saved() == ()
