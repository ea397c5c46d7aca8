"""What guards the browser: headers, hosts, forms, sizes."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from web_workspace import UPLOAD_BYTES

from web.security import host_name

PATHS = (
    "/", "/search?q=camera", "/documents", "/entities", "/graph", "/add", "/ledger", "/healthz", "/nothing/here",
    "/documents/none", "/entities/none", "/api/v1/status", "/api/v1/documents/none", "/api/v1/facts?kind=none",
    "/static/base.css", "/static/none.css",
)  # fmt: skip


def token_of(client: FlaskClient) -> str:
    """Return the token in the form of `/add`; the client keeps the cookie that goes with it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/add").text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_guards(client: FlaskClient, path: str) -> None:
    """Pages, JSON, files and errors forbid foreign and inline code, sniffing and framing."""
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "<script>" not in answer.text
    assert not re.search(r"<[^>]+ (?:style|on\w+)=", answer.text)
    answer.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "::::", "[", "a@b"]
)
def test_foreign_hosts_are_refused(client: FlaskClient, host: str) -> None:
    """A name that leads here by somebody else's DNS reads nothing."""
    answer = client.get("/ledger", headers={"Host": host})
    assert answer.status_code == 421
    assert "scroll" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_our_own_names_are_answered(client: FlaskClient, host: str) -> None:
    """Every loopback name works, with any port."""
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_ports_and_brackets_are_no_part_of_a_host() -> None:
    """A host header is read as browsers write it."""
    assert host_name("[::1]:80") == "::1"
    assert host_name("A.B:9") == "a.b"
    assert host_name("[") == ""


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    """Nothing is added by a form that did not come from here: no token, a wrong one, or another visitor's."""
    assert client.post("/add", data={"path": "/etc"}).status_code == 403
    token = token_of(client)
    assert client.post("/add", data={"path": "/etc", "csrf_token": token + "x"}).status_code == 403
    stranger = client.application.test_client()
    assert stranger.post("/add", data={"path": "/etc", "csrf_token": token}).status_code == 403
    answer = client.post("/add", data={"path": "", "csrf_token": token})
    assert answer.status_code == 400
    assert "name a path" in answer.text


def test_a_form_sent_by_another_site_is_refused(client: FlaskClient) -> None:
    """Even with a token, what a browser marks as coming from another site is refused."""
    given = {"path": "", "csrf_token": token_of(client)}
    assert client.post("/add", data=given, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    """The one cookie there is cannot be read by scripts and is not sent from elsewhere."""
    cookie = client.get("/add").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_too_large_an_upload_is_refused_in_words(client: FlaskClient) -> None:
    """An upload over the limit is answered with the limit and what to do instead."""
    files = {"files": (io.BytesIO(b"x" * (UPLOAD_BYTES + 1)), "big.txt"), "csrf_token": token_of(client)}
    answer = client.post("/add", data=files)
    assert answer.status_code == 413
    assert "195 KB" in answer.text
    assert "path on this machine" in answer.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    """What is not offered is refused without a traceback."""
    answer = getattr(client, method)("/ledger")
    assert answer.status_code in (403, 405)
    assert "Traceback" not in answer.text
