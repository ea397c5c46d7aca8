"""Which documents state the same proposition."""

from __future__ import annotations

from decimal import Decimal

import pytest
from graph_facts import attributes, fact, head, heads, usd

from extract.records import Date, Fact, FactKind, Modality, Quantity, Role
from graph.build import build

DEAL = {Role.SUPPLIER: "Acme", Role.BUYER: "Town"}
CLAIM = {Role.TARGET: "Acme", Role.CLAIMANT: "Watchdog"}

REMOVED = {"values": {"status": "removed"}}


def others(*facts: Fact) -> list[int]:
    """How many other documents state each fact."""
    graph = build((), facts, {})
    return [int(attributes(graph, one.fact_id)["corroborated_by"]) for one in facts]


def deal(number: int, **values: object) -> Fact:
    """A contract between the same two, as one more document states it."""
    return fact(f"f{number}", FactKind.CONTRACT, DEAL, document_id=f"d{number}", values=values)  # type: ignore[arg-type]


def test_two_documents_with_the_same_deal() -> None:
    """The same parties and the same amount in two documents corroborate each other; the nodes stay apart."""
    assert others(deal(1, amount=usd(5)), deal(2, amount=usd("5.00", "about"))) == [1, 1]


def test_value_that_only_one_gives_is_compatible() -> None:
    """A document that leaves the amount or date out supports one that gives it, yet not two that differ."""
    assert others(deal(1, amount=usd(5)), deal(2, amount=usd(7)), deal(3)) == [1, 1, 2]
    dated = deal(1, amount=usd(5), date=Date("2019")), deal(2, date=Date("2019")), deal(3, date=Date("2020"))
    assert others(*dated) == [1, 1, 0]


def test_values_that_contradict_each_other_stand_side_by_side() -> None:
    """Of one deal told with two amounts both remain, each with the date of the document that gives it."""
    told = deal(1, amount=usd(5)), deal(2, amount=usd(7))
    graph = build((), told, heads(head("d1", "2020"), head("d2", "2022")))
    shown = [attributes(graph, one.fact_id) for one in told]
    assert [one["first_seen"] for one in shown] == ["2020", "2022"]
    assert len({one["amount"] for one in shown}) == 2
    assert [one["corroborated_by"] for one in shown] == ["0", "0"]


def test_copies_of_one_text_are_one_source() -> None:
    """A copy of the document itself supports nothing, and two copies of another document count once, known or not."""
    facts = [deal(number) for number in (1, 2, 3, 4)]
    dates = {"d1": "2021", "d2": "2020", "d3": "2022", "d4": "2019"}
    papers = heads(*(head(document_id, date) for document_id, date in dates.items()))
    graph = build((), facts, papers, {"d1": "7", "d2": "7", "d3": "8", "d4": "8"})
    assert [graph.document_count(one.fact_id) for one in facts] == [2, 2, 2, 2]
    assert [graph.document_count("f1", day) for day in ("2018-12-31", "2020-12-31", "2022-12-31")] == [1, 2, 2]
    assert attributes(graph, "f1")["corroborated_by"] == "1"
    assert attributes(graph, "f3")["first_seen"] == "2019"
    assert list(graph.fact_ids()) == sorted(one.fact_id for one in facts)
    assert [build((), facts, papers).document_count(one.fact_id) for one in facts] == [4, 4, 4, 4]


def test_one_document_twice_is_one_source() -> None:
    """A document does not corroborate itself."""
    assert others(deal(1), fact("again", FactKind.CONTRACT, DEAL, document_id="d1")) == [0, 0]


@pytest.mark.parametrize(
    ("kind", "roles", "first", "second"),
    [
        (FactKind.ALLEGATION, CLAIM, {"content": "spied"}, {"content": "bribed"}),
        (FactKind.ALLEGATION, CLAIM, {"content": None}, {"content": None}),
        (FactKind.RESPONSE, {Role.RESPONDER: "Acme"}, {"act": "denies"}, {"act": "denies"}),
        (FactKind.CONTRACT, DEAL, {"modality": Modality.DENIED}, {}),
        (FactKind.DESIGNATION, {Role.TARGET: "Acme"}, {"values": {"status": "listed"}}, REMOVED),
        (FactKind.CONTRACT, {Role.SUPPLIER: "Acme"}, {}, {}),
        (
            FactKind.STATISTIC,
            {Role.SUBJECT: "Acme", Role.SOURCE: "Lab"},
            {"values": {"quantity": Quantity(Decimal(65), "percent")}},
            {"values": {"quantity": Quantity(Decimal(56), "percent")}},
        ),
    ],
)  # fmt: skip
def test_what_does_not_corroborate(
    kind: FactKind, roles: dict[Role, str], first: dict[str, object], second: dict[str, object]
) -> None:
    """Other words alleged, other figures, other list status, denial, or too little said: no corroboration."""
    one = fact("f1", kind, roles, document_id="d1", **first)  # type: ignore[arg-type]
    two = fact("f2", kind, roles, document_id="d2", **second)  # type: ignore[arg-type]
    assert others(one, two) == [0, 0]


def test_same_words_alleged_by_the_same_claimant() -> None:
    """Content is compared without case and punctuation."""
    one = fact("f1", FactKind.ALLEGATION, CLAIM, content="Acme spied.", document_id="d1")
    two = fact("f2", FactKind.ALLEGATION, CLAIM, content="acme  spied", document_id="d2")
    assert others(one, two) == [1, 1]


def test_first_seen_is_the_earliest_document() -> None:
    """The date a proposition was first seen is that of the earliest document that states it."""
    graph = build((), [deal(1), deal(2)], heads(head("d1", "2020-05-01"), head("d2", "2019")))
    assert attributes(graph, "f1")["first_seen"] == "2019"


def test_looking_back_counts_only_what_was_known() -> None:
    """As known on a date, later documents neither corroborate nor set the first date."""
    graph = build((), [deal(1), deal(2)], heads(head("d1", "2019-03"), head("d2", "2021")))
    assert dict(graph.get_node("f1", "2020-01-01").attributes)["corroborated_by"] == "0"
    assert graph.document_count("f1") == 2
    assert graph.document_count("f1", "2020-01-01") == 1
