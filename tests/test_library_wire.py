"""The JSON of records: the field names and shapes that programs rely on."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from graph_facts import PATIENT, fact, facts_of_any_kind, name_id
from hypothesis import given

from corpus.records import Document, InputState, Kind, LedgerEntry, Section, SectionKind, Source
from extract.records import Date, Entity, Fact, FactKind, Label, Money, Quantity, Role, Tier, Value
from library.records import AddSummary, Progress, Status
from library.wire import (
    document_json,
    dossier_json,
    entity_json,
    fact_json,
    ledger_json,
    number,
    status_json,
    summary_json,
    value_json,
)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Money(Decimal("290000000.00"), "USD", "total"), {"value": 290000000, "currency": "USD", "qualifier": "total"}),
        (Quantity(Decimal("0.5"), "percent", "about"), {"value": 0.5, "unit": "percent", "qualifier": "about"}),
        (Date("2019-10"), "2019-10"),
        (Date("2019", "2021-03"), "2019/2021-03"),
        ("cameras", "cameras"),
    ],
)
def test_values(value: Value, told: object) -> None:
    """Amounts and quantities are objects, dates and words are strings."""
    assert value_json(value) == told


def test_a_range_of_money_has_an_upper_end() -> None:
    """Only a range has `upper`."""
    assert value_json(Money(Decimal(1), "EUR", "exact", Decimal(2)))["upper"] == 2  # type: ignore[index]
    assert "upper" not in value_json(Money(Decimal(1), "EUR"))


def test_numbers_are_whole_where_they_can_be() -> None:
    """A whole amount is an integer however it is written, and very large ones stay exact."""
    assert isinstance(number(Decimal("1E+3")), int)
    assert number(Decimal(123456789012345678901)) == 123456789012345678901
    assert number(Decimal("1.50")) == 1.5


def test_a_fact_has_the_documented_fields() -> None:
    """Every field of the interface, roles not stated absent, an allegation without claimant unattributed."""
    told = fact_json(fact("f1", FactKind.ALLEGATION, {Role.TARGET: ["Veshtar", "Corvane"]}, content="it spied"))
    assert list(told) == [
        "fact_id", "kind", "document_id", "roles", "values", "content", "act", "modality", "status", "answers",
        "confidence", "evidence",
    ]  # fmt: skip
    assert told["roles"] == {
        "target": [
            {"entity_id": name_id("Veshtar"), "name": "Veshtar"},
            {"entity_id": name_id("Corvane"), "name": "Corvane"},
        ],
        "claimant": [{"entity_id": None, "name": "unattributed"}],
    }
    assert list(told["evidence"][0]) == ["document_id", "page", "start", "end", "quote"]


def test_names_of_one_entity_are_told_once() -> None:
    """Two names that naming leads to one entity fill a role once."""
    told = fact_json(fact("f1", FactKind.ALLEGATION, {Role.TARGET: ["A", "B"]}), lambda *_: ("n1", "A Ltd"))
    assert told["roles"]["target"] == [{"entity_id": "n1", "name": "A Ltd"}]


def test_only_allegations_need_a_claimant() -> None:
    """A contract is nobody's claim."""
    assert "claimant" not in fact_json(fact("f1", FactKind.CONTRACT, {Role.SUPPLIER: "Veshtar"}))["roles"]


@PATIENT
@given(facts_of_any_kind())
def test_any_fact_is_plain_json(facts: list[Fact]) -> None:
    """Whatever a fact holds, its JSON is made of plain values, survives writing, and keeps ids and quotes."""
    for one in facts:
        told = fact_json(one)
        assert json.loads(json.dumps(told, allow_nan=False)) == told
        assert told["fact_id"] == one.fact_id
        assert [item["quote"] for item in told["evidence"]] == [item.quote for item in one.evidence]


def test_an_entity_in_brief_and_in_full() -> None:
    """The dossier is the brief with documents, identifiers, reasons and facts."""
    entity = Entity(
        "n1", Label.COMPANY, "Veshtar Optics Ltd", ("Veshtar",), ("n1", "n2"), 7, 3, Tier.CONFIRMED,
        reasons=(("n2", "a short form"),), identifiers=(("lei", "X1"),),
    )  # fmt: skip
    brief: dict[str, Any] = {
        "entity_id": "n1", "name": "Veshtar Optics Ltd", "label": "company", "aliases": ["Veshtar"], "mentions": 7,
        "tier": "confirmed",
    }  # fmt: skip
    assert entity_json(entity) == brief
    assert dossier_json(entity, ()) == brief | {
        "documents": 3,
        "identifiers": [{"scheme": "lei", "value": "X1"}],
        "joined": [{"name_id": "n2", "reason": "a short form"}],
        "facts": [],
    }


def test_a_document_tells_its_text_and_sections() -> None:
    """Offsets of sections count code points of `text`."""
    document = Document(
        "d1", "s1", "box.zip!a.pdf", "application/pdf", Kind.NEWS, "It is.", "T", "Text \U0001f600.", "2019-10",
        sections=(Section(SectionKind.PAGE, 0, 7, 1),), tools=(("reader", "1"),),
    )  # fmt: skip
    told = document_json(document)
    assert told["sections"] == [{"kind": "page", "start": 0, "end": 7, "number": 1}]
    assert len(told["text"]) == 7
    assert json.loads(json.dumps(told)) == told


def test_an_input_tells_why_it_failed() -> None:
    """Location and hash stand beside state, stage and reason."""
    source = Source("a.pdf", "s1", 9)
    told = ledger_json(LedgerEntry("i1", source, InputState.FAILED, "application/pdf", stage="read", reason="Locked."))
    assert (told["location"], told["state"], told["stage"], told["reason"]) == ("a.pdf", "failed", "read", "Locked.")
    assert told["document_id"] is None


def test_a_summary_adds_up() -> None:
    """The four numbers of a run come first, seconds are rounded."""
    told = summary_json(AddSummary(6, 3, 2, 1, 1.23456, documents=2, facts=5, entities=4))
    assert list(told)[:4] == ["found", "added", "duplicate", "failed"]
    assert told["seconds"] == 1.23
    assert told["documents"] == 2


def test_a_status_says_whether_it_is_fresh() -> None:
    """Work left over makes it stale."""
    status = Status("w", (("news", 1),), (("added", 1),), (), (), unextracted=0, unindexed=1, extractor="1-a")
    told = status_json(status)
    assert told["documents"] == {"news": 1}
    assert told["fresh"] is False
    assert Progress("read", 1, None).item == ""
