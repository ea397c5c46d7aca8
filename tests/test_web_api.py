"""The API: its shapes, its description, its refusals."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.library import Library
from web.openapi import description

Json = dict[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def problems(value: Any, schema: Json, where: str = "$") -> list[str]:
    """Return how a value departs from a schema of ours, which uses a small part of JSON Schema."""
    if "$ref" in schema:
        return problems(value, description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], where)
    if "anyOf" in schema:
        found = [problems(value, one, where) for one in schema["anyOf"]]
        return min(found, key=len)
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind == "object" and isinstance(value, dict):
            return object_problems(value, schema, where)
        if kind == "array" and isinstance(value, list):
            return [p for n, item in enumerate(value) for p in problems(item, schema["items"], f"{where}[{n}]")]
        if kind in TYPES and isinstance(value, TYPES[kind]):
            return []
    return [f"{where}: {value!r} is not {kinds}"] if kinds else []


def object_problems(value: Json, schema: Json, where: str) -> list[str]:
    """Return how an object departs from its schema: fields missing, fields nobody described, fields of another type."""
    known, rest = schema.get("properties", {}), schema.get("additionalProperties")
    found = [f"{where}: no {name}" for name in schema.get("required", []) if name not in value]
    for name, field in value.items():
        if name in known:
            found += problems(field, known[name], f"{where}.{name}")
        elif rest is not None:
            found += problems(field, rest, f"{where}.{name}")
        elif known:
            found.append(f"{where}: {name} is not described")
    return found


def test_every_route_is_described_and_every_description_has_a_route(web_app: Flask) -> None:
    """The OpenAPI document and the routes are the same list, path parameters included."""
    prefix = "/api/v1"
    routes = {rule.rule for rule in web_app.url_map.iter_rules() if rule.rule.startswith(prefix)}
    described = {prefix + path.replace("{", "<").replace("}", ">") for path in description()["paths"]}
    assert routes == described


@pytest.fixture
def ids(web_library: Library) -> dict[str, str]:
    """A document, an entity with facts, and another entity of the same fact."""
    fact = next(fact for fact in web_library.facts() if len({filler.name_id for filler in fact.fillers}) > 1)
    first, *_, last = {web_library.naming(filler.name_id, "")[0]: None for filler in fact.fillers}
    desk = web_library.desk("Ann")
    judged = desk.confirm(fact.fact_id).judgement.judgement_id
    desk.undo(judged)
    subject = {"fact_id": fact.fact_id, "judgement_id": judged}
    return {"document_id": fact.document_id, "entity_id": first, "other": last, **subject}


def test_every_answer_has_the_shape_described(client: FlaskClient, ids: dict[str, str]) -> None:
    """What the API answers is what its description says, field by field."""
    queries = {
        "/search": "?q=camera&facets=1&limit=2",
        "/graph/neighbours": f"?entity={ids['entity_id']}",
        "/graph/path": f"?a={ids['entity_id']}&b={ids['other']}&ways=3",
        "/graph/kinds": f"?entity={ids['entity_id']}",
        "/graph/view": f"?entity={ids['entity_id']}",
    }
    for path, item in description()["paths"].items():
        if "get" not in item:
            continue
        answer = client.get("/api/v1" + path.format(**ids) + queries.get(path, ""))
        assert answer.status_code == 200, path
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert problems(answer.get_json(), schema, path) == []


def test_lists_go_on_by_cursor(client: FlaskClient) -> None:
    """Following the cursor gives every entry once, in the order of one long list."""
    whole = [entry["entity_id"] for entry in client.get("/api/v1/entities?limit=500").get_json()["entities"]]
    got: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(f"/api/v1/entities?limit=3&cursor={cursor}").get_json()
        got += [entry["entity_id"] for entry in page["entities"]]
        cursor = page["next_cursor"]
    assert got == whole


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/none", 404),
        ("/entities/none", 404),
        ("/facts?kind=gossip", 400),
        ("/ledger?state=lost", 400),
        ("/graph/neighbours", 400),
        ("/graph/neighbours?entity=nobody+of+that+name", 404),
        ("/nothing", 404),
        ("/facts/none", 404),
        ("/facts?status=odd", 400),
        ("/judgements/j999", 404),
        ("/judgements/%00", 404),
        ("/judgements?fact=none", 404),
        ("/judgements?entity=nobody+of+that+name", 404),
        ("/review?kind=odd", 400),
    ],
)
def test_refusals_are_json_with_a_sentence(client: FlaskClient, path: str, status: int) -> None:
    """A program that asks wrongly is told what is wrong."""
    answer = client.get("/api/v1" + path)
    assert answer.status_code == status
    assert answer.get_json()["error"]["status"] == status
    assert len(answer.get_json()["error"]["message"]) > 10


@pytest.mark.parametrize("q", ["", '"', "((((", "OR OR", "company:", "\x00", "a" * 5000, "%", "🧵", "date:>=x..", "-"])
def test_any_query_is_answered(client: FlaskClient, q: str) -> None:
    """Whatever is typed, the answer is 200 with the query as understood."""
    answer = client.get("/api/v1/search", query_string={"q": q})
    assert answer.status_code == 200
    assert isinstance(answer.get_json()["understood"], str)


def test_an_allegation_comes_with_its_claimant_and_responses(client: FlaskClient) -> None:
    """Every allegation of a dossier names who claims it, and any response to it is in the same answer."""
    facts = client.get("/api/v1/facts?kind=allegation&limit=500").get_json()["facts"]
    assert facts
    assert all(fact["roles"]["claimant"] for fact in facts)
    for response in client.get("/api/v1/facts?kind=response&limit=500").get_json()["facts"]:
        for answered in response["answers"]:
            roles: Json = next((fact["roles"] for fact in facts if fact["fact_id"] == answered), {})
            for target in roles.get("target", []):
                dossier = client.get(f"/api/v1/entities/{target['entity_id']}?limit=500").get_json()
                assert response["fact_id"] in {fact["fact_id"] for fact in dossier["facts"]}


def test_a_dossier_goes_on_by_cursor(client: FlaskClient) -> None:
    """The facts of an entity come a stretch at a time, and all stretches together are all of them."""
    entity_id = client.get("/api/v1/entities?label=company&limit=1").get_json()["entities"][0]["entity_id"]
    whole = client.get(f"/api/v1/entities/{entity_id}?limit=500").get_json()
    assert whole["next_cursor"] is None
    told: set[str] = set()
    cursor: str | None = "0"
    while cursor is not None:
        stretch = client.get(f"/api/v1/entities/{entity_id}?limit=3&cursor={cursor}").get_json()
        assert {name: value for name, value in stretch.items() if name not in ("facts", "next_cursor")} == {
            name: value for name, value in whole.items() if name not in ("facts", "next_cursor")
        }
        told |= {fact["fact_id"] for fact in stretch["facts"]}
        cursor = stretch["next_cursor"]
    assert told == {fact["fact_id"] for fact in whole["facts"]}
