"""What entries of notices say beside the listing, and contracts that minutes resolve to award."""

from __future__ import annotations

import pytest
from marked_text import facts_in, roles_of

from corpus.records import Kind
from extract.records import FactKind

OFFICE = "[[Trade Office|government]]"
OSK, TARN, MAREN = "[[Osk Ltd|company]]", "[[Tarn LLC|company]]", "[[Maren Feld|person]]"
NOTICE = f"{OFFICE}\n\nAdditions to the Entity List\n\n"


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        (f"Parent company: {TARN}", {"owner": ["Tarn LLC"], "owned": ["Osk Ltd"]}),
        (f"Owned by: {TARN}", {"owner": ["Tarn LLC"], "owned": ["Osk Ltd"]}),
        (f"Subsidiaries: {TARN}", {"owner": ["Osk Ltd"], "owned": ["Tarn LLC"]}),
    ],
)
def test_owners_and_subsidiaries_of_a_listed_company(said: str, roles: dict[str, list[str]]) -> None:
    """The label tells who owns whom."""
    text = f"{NOTICE}1. {OSK}\na.k.a. OSK; Address: 5 Quay Street; {said}; Other Information: none\n"
    (fact,) = facts_in(text, FactKind.OWNERSHIP, Kind.SANCTIONS_NOTICE)
    assert roles_of(fact) == roles


def test_the_position_of_a_listed_person() -> None:
    """A position is cut where it names the body, which is whom the person serves."""
    text = f"{NOTICE}1. {MAREN}\nDOB: 3 May 1971; Position: Deputy head of {TARN}; Nationality: none\n"
    (fact,) = facts_in(text, FactKind.ROLE, Kind.SANCTIONS_NOTICE)
    assert roles_of(fact) == {"person": ["Maren Feld"], "organisation": ["Tarn LLC"]}
    assert dict(fact.values)["position"] == "Deputy head"


def test_a_listed_party_is_not_tied_to_itself() -> None:
    """An entry that names the party as its own parent ties nobody."""
    text = f"{NOTICE}1. {OSK}\na.k.a. OSK; Parent company: {OSK}; Other Information: none\n"
    assert not facts_in(text, FactKind.OWNERSHIP, Kind.SANCTIONS_NOTICE)


COUNCIL = "[[Halberd Council|government]]"
MINUTES = f"{COUNCIL}\n\nMinutes of the meeting of 4 May 2021\n\n"


def test_the_body_whose_minutes_they_are_buys() -> None:
    """A running contract that is resolved to be extended has the meeting's body as its buyer."""
    text = f"{MINUTES}RESOLVED that the contract with {OSK} be extended by two years."
    (fact,) = facts_in(text, FactKind.CONTRACT, Kind.OTHER)
    assert roles_of(fact) == {"supplier": ["Osk Ltd"], "buyer": ["Halberd Council"]}


@pytest.mark.parametrize(
    "text",
    [
        f"{MINUTES}Members discussed the contract with {OSK}, which might be extended.",
        f"{COUNCIL}\n\nA letter\n\nRESOLVED that the contract with {OSK} be extended.",
    ],
)
def test_the_meeting_buys_only_what_minutes_resolve(text: str) -> None:
    """Neither what is discussed nor a letter makes the body at the head a buyer."""
    assert all("buyer" not in roles_of(fact) for fact in facts_in(text, FactKind.CONTRACT, Kind.OTHER))
