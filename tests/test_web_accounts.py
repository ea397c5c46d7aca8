"""Signing in, and who may do what: one gate for pages and API, and a log of every change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from extract.records import FactKind
from library.accounts.records import RIGHTS, Right, Role
from library.library import Library, open_library
from web.access import CHANGES, COOKIE, OPEN, READING
from web.app import create_app
from web.current import EXTENSION
from web.options import WebOptions

WORDS = "correct horse battery"
NAMES = {Role.INVESTIGATOR: "ivy", Role.EDITOR: "ed", Role.ARCHIVIST: "art", Role.ADMIN: "ann"}
SAMPLE = {"document_id": "dnone", "entity_id": "nnone", "fact_id": "fnone", "judgement_id": "j1", "search_id": "snone",
          "job_id": "none", "key_id": "none", "name": "nobody", "input_id": "none"}  # fmt: skip


@pytest.fixture(scope="module")
def guarded(web_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with an account of each role."""
    folder = tmp_path_factory.mktemp("guarded") / "w"
    shutil.copytree(web_library.rooms.workspace.path, folder)
    with open_library(folder) as library:
        for role in (Role.ADMIN, Role.INVESTIGATOR, Role.EDITOR, Role.ARCHIVIST):
            library.accounts.add(NAMES[role], role, WORDS)
        yield library


@pytest.fixture(scope="module")
def app(guarded: Library) -> Iterator[Flask]:
    """The browser over it."""
    made = create_app(guarded)
    yield made
    made.extensions[EXTENSION]["jobs"].close()


def form_token(client: FlaskClient, page: str = "/login") -> str:
    """The token in the form of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    return found[1]


def signed_in(app: Flask, name: str, password: str = WORDS) -> FlaskClient:
    """A visitor who has signed in."""
    client = app.test_client()
    given = {"csrf_token": form_token(client), "name": name, "password": password}
    assert client.post("/login", data=given).status_code == 303
    return client


@pytest.fixture(scope="module")
def visitors(app: Flask) -> dict[Role, FlaskClient]:
    """A visitor of each role."""
    return {role: signed_in(app, name) for role, name in NAMES.items()}


def routes(app: Flask, *, changing: bool) -> list[tuple[str, str, str]]:
    """Every route as (endpoint, method, address), with ids of nothing."""
    found = []
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        wanted = methods - {"GET"} if changing else methods & {"GET"}
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: SAMPLE.get(match[1], "1"), rule.rule)
        found += [(rule.endpoint, method, address) for method in sorted(wanted)]
    return sorted(found)


def test_every_change_stands_in_the_table(app: Flask) -> None:
    """No route that takes a POST is missing from the table of who may do what, and the table has no route of none."""
    endpoints = {endpoint for endpoint, _, _ in routes(app, changing=True)}
    assert endpoints == set(CHANGES)
    assert set(READING) | OPEN <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_nothing_is_told_to_strangers(app: Flask) -> None:
    """Whoever is not signed in reads no page and no answer, and changes nothing; only the form to sign in is there."""
    stranger = app.test_client()
    for changing in (False, True):
        for endpoint, method, address in routes(app, changing=changing):
            if endpoint in OPEN:
                continue
            answer = stranger.open(address, method=method)
            if address.startswith("/api/") or changing:
                assert answer.status_code == 401, address
            else:
                assert answer.status_code == 302, address
                assert answer.headers["Location"].startswith("/login"), address


@pytest.mark.parametrize("role", list(Role))
def test_roles_change_what_the_table_says_and_nothing_else(
    app: Flask, visitors: dict[Role, FlaskClient], role: Role
) -> None:
    """For every change: whoever has the right gets past the gate (to a form's own check), the others are refused."""
    for endpoint, method, address in routes(app, changing=True):
        if endpoint in OPEN:
            continue
        answer = visitors[role].open(address, method=method)
        assert answer.status_code == 403, (endpoint, answer.status_code)
        refused = "signed in as" in answer.text
        assert refused is (CHANGES[endpoint].right not in RIGHTS[role]), endpoint


@pytest.mark.parametrize("role", list(Role))
def test_roles_read_what_the_table_says(app: Flask, visitors: dict[Role, FlaskClient], role: Role) -> None:
    """Everybody reads documents and facts; the archivist's form and the admin's pages are for those with the right."""
    for endpoint, method, address in routes(app, changing=False):
        if endpoint in OPEN or "none" in address:
            continue
        answer = visitors[role].open(address, method=method)
        may = READING.get(endpoint, Right.READ) in RIGHTS[role]
        assert (answer.status_code == 403) is not may, (endpoint, answer.status_code)
        assert answer.status_code < 500
        answer.close()


def test_signing_in_leads_back_and_nowhere_else(app: Flask) -> None:
    """After signing in one is where one wanted to be; an address of somewhere else leads to the first page."""
    client = app.test_client()
    asked = client.get("/search?q=cameras")
    assert asked.headers["Location"] == "/login?back=%2Fsearch%3Fq%3Dcameras"
    for back, leads in (
        ("/search?q=cameras", "/search?q=cameras"), ("//evil.example/x", "/"), ("https://evil.example/", "/"),
        ("/\\evil.example", "/"), ("/\t/evil.example", "/"), ("javascript:alert(1)", "/"),
    ):  # fmt: skip
        client = app.test_client()
        given = {"csrf_token": form_token(client), "name": "ivy", "password": WORDS, "back": back}
        assert client.post("/login", data=given).headers["Location"] == leads, back


def test_the_session_cookie_is_guarded(app: Flask, guarded: Library) -> None:
    """The session's cookie is out of reach of scripts and other sites, by HTTPS only where that is served."""
    for https in (False, True):
        client = create_app(guarded, WebOptions(https=https)).test_client()
        client.get("/login")
        token = form_token(client) if not https else ""
        if https:
            page = client.get("/login", base_url="https://localhost")
            token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
            assert page.headers["Strict-Transport-Security"]
        base = "https://localhost" if https else "http://localhost"
        given = {"csrf_token": token, "name": "ivy", "password": WORDS}
        answer = client.post("/login", data=given, base_url=base)
        cookies = SimpleCookie("\n".join(answer.headers.getlist("Set-Cookie")))
        assert cookies[COOKIE]["httponly"]
        assert cookies[COOKIE]["samesite"] == "Lax"
        assert bool(cookies[COOKIE]["secure"]) is https


def test_wrong_passwords_are_told_alike_and_written_down(app: Flask, guarded: Library) -> None:
    """A wrong password and a name of nobody get the same answer; both are in the log, the password in neither."""
    client = app.test_client()
    said = set()
    for name in ("ivy", "nobody-here"):
        given = {"csrf_token": form_token(client), "name": name, "password": "a wrong password"}
        answer = client.post("/login", data=given)
        assert answer.status_code == 401
        said.add(re.findall(r'role="alert">([^<]+)<', answer.text)[0])
    assert said == {"Name or password is wrong."}
    told = guarded.audit.changes(about="was not let in", limit=2)
    assert {one.by for one in told} == {"ivy", "nobody-here"}
    assert "a wrong password" not in str(told)


def test_too_many_wrong_passwords_are_refused(guarded: Library) -> None:
    """After some wrong passwords even the right one has to wait, also in a server that was started anew."""
    for number in range(9):
        client = create_app(guarded).test_client()
        given = {"csrf_token": form_token(client), "name": "slow", "password": f"wrong password {number}"}
        answer = client.post("/login", data=given)
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text
    guarded.rooms.accounts.forget_tries("name slow")


def test_signing_out_ends_the_session(app: Flask) -> None:
    """Signed out, the same cookie opens nothing any more."""
    client = signed_in(app, "ivy")
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert client.post("/logout", data={"csrf_token": form_token(client, "/account")}).status_code == 303
    client.set_cookie(COOKIE, cookie.value)
    assert client.get("/search").status_code == 302


def test_a_password_of_ones_own(app: Flask, guarded: Library, visitors: dict[Role, FlaskClient]) -> None:
    """An admin makes an account; its owner must choose a password before anything else, and other sessions end."""
    ann = visitors[Role.ADMIN]
    given = {"csrf_token": form_token(ann, "/accounts"), "name": "newton", "role": "editor"}
    made = ann.post("/accounts", data=given)
    (password,) = re.findall(r'<code class="secret">([^<]+)</code>', made.text)
    assert password not in ann.get("/accounts").text
    client, other = signed_in(app, "newton", password), signed_in(app, "newton", password)
    assert client.get("/search").headers["Location"] == "/account"
    assert client.get("/api/v1/status").status_code == 403
    new = {"csrf_token": form_token(client, "/account"), "old": password, "new": "my own good words", "again": "slip"}
    assert client.post("/account/password", data=new).status_code == 400
    assert client.post("/account/password", data={**new, "again": "my own good words"}).status_code == 303
    assert client.get("/search").status_code == 200
    assert other.get("/search").status_code == 302
    for act, field in (("role", "archivist"), ("disable", ""), ("enable", ""), ("password", ""), ("remove", "")):
        given = {"csrf_token": form_token(ann, "/accounts"), "act": act, "role": field}
        assert ann.post("/accounts/newton", data=given).status_code == 200, act
    assert client.get("/search").status_code == 302
    assert "newton" not in {one.name for one in guarded.accounts.listed()}
    wrong = {"csrf_token": form_token(ann, "/accounts"), "act": "remove"}
    assert ann.post("/accounts/ann", data=wrong).status_code == 400


def test_judgements_are_signed_by_who_is_signed_in(
    app: Flask, guarded: Library, visitors: dict[Role, FlaskClient]
) -> None:
    """The API believes no name that a request gives; the history names the account."""
    ed = visitors[Role.EDITOR]
    fact = next(guarded.facts(FactKind.CONTRACT))
    headers = {"X-CSRF-Token": ed.get("/api/v1/token").get_json()["csrf_token"]}
    body = {"act": "confirm", "fact_id": fact.fact_id, "by": "somebody else"}
    assert ed.post("/api/v1/judgements", json=body, headers=headers).status_code == 400
    del body["by"]
    answer = ed.post("/api/v1/judgements", json=body, headers=headers)
    assert answer.status_code == 201
    assert answer.get_json()["by"] == "ed"
    undone = ed.post(f"/api/v1/judgements/{answer.get_json()['judgement_id']}/undo", json={}, headers=headers)
    assert undone.get_json()["by"] == "ed"
    assert [one.by for one in guarded.audit.changes(about="judge", limit=2)] == ["ed", "ed"]


def test_a_token_speaks_for_its_account(app: Flask, guarded: Library, visitors: dict[Role, FlaskClient]) -> None:
    """A program with a token does what its account may, without cookie or form; once ended, it opens nothing."""
    ivy = visitors[Role.INVESTIGATOR]
    given = {"csrf_token": form_token(ivy, "/account"), "label": "reports"}
    page = ivy.post("/account/tokens", data=given)
    (token,) = re.findall(r'<code class="secret">([^<]+)</code>', page.text)
    program = app.test_client()
    bearer = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/status", headers=bearer).status_code == 200
    body = {"act": "confirm", "fact_id": "fnone"}
    refused = program.post("/api/v1/judgements", json=body, headers=bearer)
    assert refused.status_code == 403
    assert "editors" in refused.get_json()["error"]["message"]
    assert program.get("/ledger", headers=bearer).status_code == 302, "a token opens no page"
    assert program.get("/api/v1/status", headers={"Authorization": "Bearer wrong"}).status_code == 401
    key = next(key for key in guarded.accounts.keys(guarded.accounts.get("ivy")) if key.sort == "token")
    ivy.post(f"/account/keys/{key.key_id}/end", data={"csrf_token": form_token(ivy, "/account")})
    assert program.get("/api/v1/status", headers=bearer).status_code == 401


def test_searches_and_marks_are_ones_own(visitors: dict[Role, FlaskClient]) -> None:
    """What one person saves, another does not see."""
    ivy, ed = visitors[Role.INVESTIGATOR], visitors[Role.EDITOR]
    given = {"csrf_token": form_token(ivy, "/account"), "name": "cams of ivy", "q": "cameras"}
    assert ivy.post("/saved", data=given).status_code == 303
    assert "cams of ivy" in ivy.get("/saved").text
    assert "cams of ivy" not in ed.get("/saved").text


def test_only_admins_add_by_a_path(visitors: dict[Role, FlaskClient], tmp_path: Path) -> None:
    """An archivist sends files; the server's own disk is not hers to read."""
    art = visitors[Role.ARCHIVIST]
    assert 'name="path"' not in art.get("/add").text
    given = {"csrf_token": form_token(art, "/add"), "path": "/etc/passwd"}
    assert art.post("/add", data=given).status_code == 403
    assert 'name="path"' in visitors[Role.ADMIN].get("/add").text


def test_every_change_is_written_down(app: Flask, guarded: Library, visitors: dict[Role, FlaskClient]) -> None:
    """A change tells who, what and from where in the log that admins read; a refused one is not told as done."""
    art = visitors[Role.ARCHIVIST]
    head = next(guarded.heads())
    before = guarded.audit.changes(limit=1)[0].number
    given = {"csrf_token": form_token(art, "/add"), "source": "the pile"}
    art.post(f"/documents/{head.document_id}/custody", data=given)
    art.post(f"/documents/{head.document_id}/withdraw", data={"csrf_token": given["csrf_token"]})
    app.extensions[EXTENSION]["jobs"].wait()
    new = [one for one in guarded.audit.changes(limit=20) if one.number > before]
    assert [(one.by, one.act, one.subject, one.via) for one in new] == [
        ("art", "set properties by hand", head.document_id, "web")
    ]
    assert "the pile" in new[0].detail
    assert new[0].address == "127.0.0.1"
    assert "the pile" in visitors[Role.ADMIN].get("/audit?by=art").text


def test_a_server_for_others_closes_without_accounts(web_library: Library) -> None:
    """Should the last account go while others can reach it, nothing is answered but that."""
    client = create_app(web_library, WebOptions(alone=False)).test_client()
    answer = client.get("/search?q=cameras")
    assert answer.status_code == 503
    assert "cameras" not in answer.text.split("<main", 1)[1]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("host", ["192.0.2.7", "192.0.2.7:8000", "[2001:db8::1]:80", "desk.example.org"])
def test_a_server_for_others_answers_to_addresses_and_its_names(guarded: Library, host: str) -> None:
    """Reached by its address or a name it was given it answers, by any other name it does not."""
    app = create_app(guarded, WebOptions(alone=False, hosts=("desk.example.org",)))
    assert app.test_client().get("/healthz", headers={"Host": host}).status_code == 200
    assert app.test_client().get("/healthz", headers={"Host": "evil.example"}).status_code == 421


def test_only_who_may_add_by_a_path_is_told_of_it(
    app: Flask, visitors: dict[Role, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too large an upload: an admin is told of the path on the server, an archivist of sending it in parts."""
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100_000)
    for role, advice in ((Role.ADMIN, "path on the server"), (Role.ARCHIVIST, "Send it in parts.")):
        token = form_token(visitors[role], "/add")
        answer = visitors[role].post("/add", data={"csrf_token": token, "path": "x" * 200_000})
        assert answer.status_code == 413
        assert advice in answer.text
