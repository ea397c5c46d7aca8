"""Registers, tables of awards and blocks of parties: what papers lay out instead of saying it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from marked_text import facts_in, roles_of

from corpus.records import Kind
from extract.records import FactKind, Quantity
from extract.structure.forms import find_labelled
from extract.structure.registers import find_company, find_holdings, find_registered_officers
from extract.structure.signing import is_position

OSK, TARN = "[[Osk Sensorik GmbH|company]]", "[[Tarn Holding AG|company]]"
EXTRACT = f"Local Court of Osk\nHandelsregister B, HRB 3305\n\nFirma (name): {OSK}\nSitz: Osk\n\n"


def test_officers_stand_below_their_office() -> None:
    """Surname first, a line each; a German heading with its translation tells the office in English."""
    text = "Geschäftsführer (managing directors):\nTjarks, Wiebke, Osk, *11.01.1979\nDr. Brandt, Onno, Ems\n\nSeat: x"
    found = [(text[one.name.start : one.name.end], one.position) for one in find_registered_officers(text)]
    assert found == [("Tjarks, Wiebke", "Managing director"), ("Brandt, Onno", "Managing director")]


def test_shares_are_listed_of_the_company_and_of_its_subsidiaries() -> None:
    """A seat behind the name is no part of it; percents stand behind a colon or in brackets."""
    text = (
        "Shareholders according to the list of 2018:\nTarn Holding AG, Emsfurt: 80 %\nTjarks: 12,5 %\n\n"
        "Subsidiaries:\nOsk Air Ltd (75%)\n"
    )
    found = [(text[one.name.start : one.name.end], one.share, one.owned) for one in find_holdings(text)]
    assert found == [
        ("Tarn Holding AG", Decimal(80), False), ("Tjarks", Decimal("12.5"), False), ("Osk Air Ltd", Decimal(75), True)
    ]  # fmt: skip


def test_a_plain_label_names_the_company_in_a_register_alone() -> None:
    """`Company:` may stand in any paper; at the head of a register it is whom the extract is about."""
    line = "Company: Osk Sensorik GmbH\n"
    assert find_company(line) is None
    assert find_company(f"Commercial register of Osk\n\n{line}") is not None


def test_a_holding_is_an_ownership_with_its_share() -> None:
    """The owner of a line owns the company of the extract."""
    (fact,) = facts_in(f"{EXTRACT}Sole shareholder: {TARN}, Osk (100 %)\n", FactKind.OWNERSHIP, Kind.OTHER)
    assert roles_of(fact) == {"owner": ["Tarn Holding AG"], "owned": ["Osk Sensorik GmbH"]}
    assert dict(fact.values)["share"] == Quantity(Decimal(100), "percent")


COUNCIL = "[[Halberd Council|government]]"
ROWS = f"Contractor | Description | Value | Award date\n{OSK} | Repairs | GBP 412,000 | 14 April 2021\n"


def test_who_heads_a_table_of_contracts_awarded_is_the_buyer() -> None:
    """The body whose name the paper begins with buys; under another heading nobody is known to."""
    (fact,) = facts_in(f"{COUNCIL}\n\nContracts awarded in 2021\n\n{ROWS}", FactKind.CONTRACT, Kind.OTHER)
    assert roles_of(fact) == {"supplier": ["Osk Sensorik GmbH"], "buyer": ["Halberd Council"]}
    assert not facts_in(f"{COUNCIL}\n\nOffers compared\n\n{ROWS}", FactKind.CONTRACT, Kind.OTHER)


def test_buyer_and_vendor_stand_side_by_side() -> None:
    """Below "BUYER | VENDOR" are the parties; where people sign side by side there are none."""
    text = "BUYER | VENDOR\nHalberd Council | Osk Sensorik GmbH\nQuay 1 | Werft 2\n"
    assert {one.field: text[one.value.start : one.value.end] for one in find_labelled(text)} == {
        "buyer": "Halberd Council", "supplier": "Osk Sensorik GmbH"
    }  # fmt: skip
    assert not find_labelled("BUYER | VENDOR\nBy: Maren Feld | By: Ida Osk\n")


def test_who_signs_below_a_name_in_capitals_signs_for_nobody_else() -> None:
    """A party that was not recognised over a signature is not replaced by the one that signs before it."""
    text = (
        f"AGREEMENT\n\nThis Agreement is made between {OSK} and another.\n\n{OSK}\nName: [[Maren Feld|person]]\n"
        "Title: Director\n\nHALBERD STATE LOTTERY\nName: [[Ida Brandt|person]]\nTitle: Director\n"
    )
    roles = [roles_of(fact) for fact in facts_in(text, FactKind.ROLE, Kind.CONTRACT)]
    assert {"person": ["Maren Feld"], "organisation": ["Osk Sensorik GmbH"]} in roles
    assert all("organisation" not in one for one in roles if one["person"] == ["Ida Brandt"])


@pytest.mark.parametrize(("words", "office"), [("Beneficial owner", True), ("Beneficial owner 2", False)])
def test_a_numbered_heading_is_no_office(words: str, office: bool) -> None:
    """A number behind an office tells that it heads a part of a form."""
    assert is_position(words) is office


def test_a_public_body_buys_nothing_by_settling() -> None:
    """Settlements and secrets have parties, no sides."""
    parties = f"{OSK} and {COUNCIL}"
    for title, sided in (("SETTLEMENT AGREEMENT", False), ("SERVICES AGREEMENT", True)):
        text = f"{title}\n\nThis Agreement is entered into between {parties}."
        (fact,) = facts_in(text, FactKind.CONTRACT, Kind.CONTRACT)
        assert ("buyer" in roles_of(fact)) is sided


def test_parties_are_called_what_they_act_as() -> None:
    """`as Lessor` behind a name tells its side like a term in quotes."""
    text = f"GROUND LEASE\n\nmade between\n\n{COUNCIL}, as Lessor\n\nand\n\n{OSK}, as Lessee\n"
    (fact,) = facts_in(text, FactKind.CONTRACT, Kind.CONTRACT)
    assert roles_of(fact) == {"supplier": ["Halberd Council"], "buyer": ["Osk Sensorik GmbH"]}
