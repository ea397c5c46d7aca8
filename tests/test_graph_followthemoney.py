"""FollowTheMoney: published schemata and properties only, and claims never as facts."""

from __future__ import annotations

import io
import json
from typing import Any

from graph_facts import HIKVISION, PATIENT, any_graph, fact, facts_of_any_kind, name_id, story, usd
from hypothesis import given, settings

from extract.records import Fact, FactKind, Label, Modality, Role
from graph.build import build
from graph.export.followthemoney import write
from graph.export.part import Part
from graph.view import everything

THING = {"name", "alias", "country", "description", "notes", "publisher", "proof", "addressEntity", "wikidataId"}
BODY = THING | {"classification", "leiCode"}
INTERVAL = {"date", "summary", "publisher", "proof"}
PROPERTIES = {
    "Company": BODY,
    "PublicBody": BODY,
    "Organization": BODY,
    "Person": BODY,
    "Address": THING | {"full"},
    "Document": THING | {"title", "fileName", "publishedAt"},
    "Contract": THING | {"title", "authority", "contractDate", "procedureNumber", "amount", "currency"},
    "ContractAward": INTERVAL | {"supplier", "contract", "amount", "currency"},
    "Sanction": INTERVAL | {"entity", "authority", "program", "status", "reason", "listingDate"},
    "Ownership": INTERVAL | {"owner", "asset", "percentage"},
    "Employment": INTERVAL | {"employee", "employer", "role"},
    "UnknownLink": INTERVAL | {"subject", "object", "role"},
    "Note": THING | {"entity"},
}
"""Those properties of the schemata of FollowTheMoney 4.11 that are written here."""
REQUIRED = {
    "Contract": {"title"},
    "ContractAward": {"supplier", "contract"},
    "Sanction": {"entity"},
    "Ownership": {"owner", "asset"},
    "Employment": {"employee", "employer"},
    "UnknownLink": {"subject", "object"},
    "Document": {"fileName"},
}
LINKS = {
    "authority": {"Company", "PublicBody", "Organization", "Person"},
    "addressEntity": {"Address"},
    "supplier": {"Company", "PublicBody", "Organization", "Person"},
    "contract": {"Contract"},
    "owner": {"Company", "PublicBody", "Organization", "Person"},
    "asset": {"Company"},
    "employee": {"Person"},
    "employer": {"Company", "PublicBody", "Organization"},
    "proof": {"Document"},
    "entity": set(PROPERTIES) - {"ContractAward", "Sanction", "Ownership", "Employment", "UnknownLink"},
    "subject": set(PROPERTIES) - {"ContractAward", "Sanction", "Ownership", "Employment", "UnknownLink"},
    "object": set(PROPERTIES) - {"ContractAward", "Sanction", "Ownership", "Employment", "UnknownLink"},
}
"""Which schemata a property may point at, by the ranges that FollowTheMoney publishes."""


def items(part: Part) -> list[dict[str, Any]]:
    """The lines of an export, each read."""
    stream = io.BytesIO()
    write(part, stream)
    return [json.loads(line) for line in stream.getvalue().decode().splitlines()]


def of_schema(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    """The properties of all items of one schema."""
    return [item["properties"] for item in found if item["schema"] == schema]


def assert_valid(found: list[dict[str, Any]]) -> None:
    """Fail unless ids are unique, properties exist, are filled where required, and point at what they may."""
    schema_of = {item["id"]: item["schema"] for item in found}
    assert len(schema_of) == len(found)
    for item in found:
        schema, properties = item["schema"], item["properties"]
        assert set(properties) <= PROPERTIES[schema], schema
        assert set(properties) >= REQUIRED.get(schema, set()), schema
        assert all(values and all(isinstance(value, str) for value in values) for values in properties.values())
        for name in LINKS.keys() & properties.keys():
            if (schema, name) != ("Sanction", "authority"):  # there a name, elsewhere an entity
                assert {schema_of[value] for value in properties[name]} <= LINKS[name], (schema, name)


def test_founding_story_in_followthemoney() -> None:
    """The contract has its award and buyer, the designation is a sanction, the allegation a note with the denial."""
    found = items(story())
    assert_valid(found)
    (contract,) = of_schema(found, "Contract")
    assert (contract["amount"], contract["currency"]) == (["290000000"], ["USD"])
    assert contract["authority"] == [name_id("authorities in Xinjiang")]
    (award,) = of_schema(found, "ContractAward")
    assert award["supplier"] == [HIKVISION]
    (sanction,) = of_schema(found, "Sanction")
    assert (sanction["authority"], sanction["listingDate"]) == (["United States"], ["2019-10"])
    (note,) = [note for note in of_schema(found, "Note") if note["name"][0].startswith("allegation")]
    (said,) = note["description"]
    assert "linked to the mass oppression" in said
    assert "Said by: unattributed" in said
    assert "Response of Hikvision: response: denies" in said
    assert "page 1" in note["notes"][0]
    assert "characters 10 to 60" in note["notes"][0]


def test_what_is_not_so_stays_a_note() -> None:
    """A denied or possible contract and a proposed designation are notes, never contracts or sanctions."""
    deal, listing = {Role.SUPPLIER: "Acme", Role.BUYER: "Town"}, {Role.TARGET: "Acme", Role.AUTHORITY: "State"}
    facts = [
        fact("denied", FactKind.CONTRACT, deal, modality=Modality.DENIED),
        fact("possible", FactKind.CONTRACT, deal, modality=Modality.POSSIBLE),
        fact("proposed", FactKind.DESIGNATION, listing, values={"status": "proposed"}),
    ]
    found = items(build((), facts, {}))
    assert_valid(found)
    assert len(of_schema(found, "Note")) == 3
    assert not {"Contract", "ContractAward", "Sanction"} & {item["schema"] for item in found}


def test_shared_amount_is_not_given_to_each() -> None:
    """A contract won by two together has its sum once, on the contract."""
    one = fact("f", FactKind.CONTRACT, {Role.SUPPLIER: ("Acme", "Bolt")}, values={"amount": usd(100)})
    found = items(build((), [one], {}))
    assert of_schema(found, "Contract")[0]["amount"] == ["100"]
    assert not any("amount" in award for award in of_schema(found, "ContractAward"))


def test_what_fits_no_schema_is_linked() -> None:
    """A place that buys, or is owned, is linked with its role instead of being dropped."""
    place = {"Town": Label.PLACE}
    facts = [
        fact("c", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: "Town"}, labels=place),
        fact("o", FactKind.OWNERSHIP, {Role.OWNER: "Acme", Role.OWNED: "Town"}, labels=place),
    ]
    found = items(build((), facts, {}))
    assert_valid(found)
    assert {(link["subject"][0], link["role"][0]) for link in of_schema(found, "UnknownLink")} == {
        (name_id("Town"), "buyer"),
        (name_id("Acme"), "owner"),
    }


def test_answered_fact_tells_the_answer() -> None:
    """A contract or a deployment that somebody contests has an item the answer points at, and which tells it."""
    facts = [
        fact("deal", FactKind.CONTRACT, {Role.SUPPLIER: "Acme", Role.BUYER: "Town"}),
        fact("use", FactKind.DEPLOYMENT, {Role.VENDOR: "Acme", Role.USER: "Town"}),
        fact("denial", FactKind.RESPONSE, {Role.RESPONDER: "Acme"}, act="denies", answers=("deal", "use")),
    ]
    found = items(build((), facts, {}))
    assert_valid(found)
    told = {item["id"]: item["properties"].get("description", [""])[0] for item in found}
    assert "Response of Acme" in told["deal"]
    assert "Response of Acme" in told["use"]


@settings(PATIENT, max_examples=60)
@given(facts_of_any_kind())
def test_any_facts_are_valid_followthemoney(facts: list[Fact]) -> None:
    """Whatever the facts, items are valid, and every allegation's note tells each response."""
    graph = any_graph(facts)
    found = items(graph)
    assert_valid(found)
    assert found == items(graph)
    assert sorted(map(str, found)) == sorted(map(str, items(everything(graph))))
    notes = {item["id"]: item["properties"] for item in found if item["schema"] == "Note"}
    for fact_id in graph.fact_ids():
        if graph.kind_of(fact_id) == "allegation":
            told = notes[fact_id]["description"][0]
            assert told.count("Response of") >= len(list(graph.responses_to(fact_id)))
