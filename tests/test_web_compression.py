"""Answers travel compressed, arrive unchanged, and static files are fetched once."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}
PATHS = ("/ledger", "/search?q=cameras", "/api/v1/facts", "/static/base.css", "/static/js/keys.js", "/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_what_arrives_is_what_was_sent(client: FlaskClient, path: str) -> None:
    """Unpacked, an answer is the same byte for byte; its headers say how it came, and the guards are on it."""
    packed = client.get(path, headers=GZIP)
    plain = client.get(path)
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    body = plain.get_data()
    assert packed.headers["Content-Security-Policy"] == plain.headers["Content-Security-Policy"]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.get_data()) < len(body)
    assert gzip.decompress(packed.get_data()) == body
    assert int(packed.headers["Content-Length"]) == len(packed.get_data())
    packed.close()
    plain.close()


def test_small_answers_go_as_they_are(client: FlaskClient) -> None:
    """What would hardly get smaller is not compressed."""
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_originals_are_left_alone(client: FlaskClient) -> None:
    """The download of an original is the original, whatever the browser takes."""
    document = client.get("/api/v1/documents?limit=1").json["documents"][0]  # type: ignore[index]
    answer = client.get(f"/documents/{document['document_id']}/original", headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    answer.close()


@pytest.mark.parametrize("accepts", ["identity", "gzip;q=0", ""])
def test_who_does_not_take_it_gets_it_plain(client: FlaskClient, accepts: str) -> None:
    """Without gzip among what a browser takes, nothing is compressed."""
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": accepts}).headers


def test_static_files_are_fetched_once(client: FlaskClient) -> None:
    """An address with a version is kept for good, one without is asked for again and answered 304 when unchanged."""
    versioned = re.findall(r'(?:href|src)="(/static/[^"]+\?v=\w+)"', client.get("/").text)
    assert len(versioned) >= 4
    for path in versioned:
        answer = client.get(path, headers=GZIP)
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()
    bare = client.get("/static/js/graph-style.js", headers=GZIP)
    assert bare.headers["Cache-Control"] == "no-cache"
    etag = bare.headers["ETag"]
    assert etag.startswith('W/"')
    again = client.get("/static/js/graph-style.js", headers={**GZIP, "If-None-Match": etag})
    assert again.status_code == 304
    assert not again.get_data()
    bare.close()
    again.close()
