"""The API asked anything that its description allows, and much that it does not: it answers as it is described.

schemathesis draws the requests from the OpenAPI document and holds every answer against it: no error of ours (5xx), no
status, type or shape that is not described. The changes it makes are made in a copy of the workspace.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from library.library import Library, open_library
from web.app import create_app
from web.openapi import description

FAST = settings(max_examples=5, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
ADDRESS = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]  # fmt: skip
"""Not among them: that whatever the description allows is accepted. An id may lead nowhere; any query is answered."""
OPERATIONS = [(method, path) for path, item in description()["paths"].items() for method in item]


@pytest.fixture(scope="module")
def app(web_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The browser over a copy of the workspace, in which anything may be changed."""
    copied = tmp_path_factory.mktemp("fuzzed") / "workspace"
    shutil.copytree(web_library.rooms.workspace.path, copied)
    with open_library(copied) as library:
        yield create_app(library)


@pytest.fixture(scope="module")
def described(app: Flask) -> Any:
    """The API as its own description tells it."""
    return schemathesis.openapi.from_wsgi(ADDRESS, app)


def ask(case: Any, app: Flask) -> None:
    """Ask, with the token that a change needs, and hold the answer against the description."""
    client = app.test_client()
    given = client.get("/api/v1/token").get_json()["csrf_token"]
    cookie = client.get_cookie("threadline")
    assert cookie is not None
    headers = {"X-CSRF-Token": given, "Accept-Encoding": "identity"}
    case.call_and_validate(headers=headers, cookies={"threadline": cookie.value}, checks=CHECKS)


def ask_often(described: Any, app: Flask, method: str, path: str, how: settings) -> None:
    """Ask an endpoint for what its description allows, and for what it does not allow."""
    operation = described[path][method.upper()]
    right, wrong = (
        operation.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )

    @how
    @given(case=right | wrong if operation.query or operation.body else right)
    def asked(case: Any) -> None:
        ask(case, app)

    asked()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_endpoint_answers_as_described(described: Any, app: Flask, method: str, path: str) -> None:
    """A few requests to every endpoint, always the same ones."""
    ask_often(described, app, method, path, FAST)


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_endpoint_answers_as_described_at_length(described: Any, app: Flask, method: str, path: str) -> None:
    """Many requests to every endpoint, new ones each time."""
    ask_often(described, app, method, path, MANY)


def test_a_change_without_its_token_is_refused_as_described(app: Flask) -> None:
    """Every route that changes something says 403 to whoever comes without a token."""
    client = app.test_client()
    for path, item in client.get(ADDRESS).get_json()["paths"].items():
        for method in set(item) - {"get"}:
            address = "/api/v1" + path.replace("{", "").replace("}", "")
            answer = client.open(address, method=method.upper(), json={})
            assert answer.status_code == 403, (method, path)
            assert "403" in item[method]["responses"]
