"""What an entry of a notice says beside the listing, and what minutes resolve: ties of the listed, and buyers."""

from __future__ import annotations

import pytest
from marked_text import facts_in, read, roles_of

from corpus.records import Kind
from extract.facts.notice_ties import find_ties
from extract.facts.resolutions import find_resolutions
from extract.records import FactKind, Span

OSK, TARN, ANN = "[[Osk Ltd|company]]", "[[Tarn Holding LLC|company]]", "[[Ann Frey|person]]"
PORT = "[[Ministry of Ports|government]]"
COUNCIL, VESHTAR = "[[Dunmarrow Council|government]]", "[[Veshtar Ltd|company]]"


def ties(entry: str) -> list[tuple[FactKind, dict[str, list[str]], object]]:
    """Return the kind, the roles and the position of every tie in an entry whose first name is the listed party."""
    context = read(entry, Kind.SANCTIONS_NOTICE)
    found = find_ties(context, context.mentions[0], Span(0, len(context.text)))
    return [(fact.kind, roles_of(fact), dict(fact.values).get("position")) for fact in found]


def test_a_parent_owns_the_listed_company() -> None:
    """Who stands behind "Parent company:" is the owner of the listed party."""
    assert ties(f"{OSK}; Parent company: {TARN}; Osk.") == [
        (FactKind.OWNERSHIP, {"owner": ["Tarn Holding LLC"], "owned": ["Osk Ltd"]}, None)
    ]


def test_the_listed_company_owns_its_subsidiaries() -> None:
    """Who stands behind "Subsidiaries:" is owned by the listed party."""
    assert ties(f"{OSK}; Subsidiaries: {TARN}") == [
        (FactKind.OWNERSHIP, {"owner": ["Osk Ltd"], "owned": ["Tarn Holding LLC"]}, None)
    ]


def test_a_position_names_its_body_apart() -> None:
    """The body of "Minister at the Ministry of Ports" is the organisation, and no part of the position."""
    assert ties(f"{ANN}; DOB 3 May 1961; Position: Deputy Head of the {PORT}; Gender Female") == [
        (FactKind.ROLE, {"person": ["Ann Frey"], "organisation": ["Ministry of Ports"]}, "Deputy Head")
    ]


@pytest.mark.parametrize(
    "entry",
    [
        f"{OSK}; Parent company: unknown",
        f"{OSK}; Owned by: {OSK}",
        f"{OSK}; Position: Director",
        f"{ANN}; Position: na",
    ],
)
def test_what_names_nobody_ties_nobody(entry: str) -> None:
    """No owner without a name, none of oneself, no position of a company, and none that is not available."""
    assert ties(entry) == []


MINUTES = f"{COUNCIL}\nMinutes of the meeting of 4 May 2021\n\n"


def test_the_body_of_minutes_buys_what_it_resolves() -> None:
    """A contract resolved without a buyer is the buyer's whose minutes they are."""
    text = MINUTES + f"RESOLVED that the contract for street lamps be awarded to {VESHTAR} for £40,000."
    found = [roles_of(fact) for fact in facts_in(text, FactKind.CONTRACT)]
    assert {"supplier": ["Veshtar Ltd"], "buyer": ["Dunmarrow Council"]} in found


def test_a_running_contract_is_extended_by_the_body() -> None:
    """A contract that minutes extend has the body as its buyer."""
    text = MINUTES + f"RESOLVED that the contract with {VESHTAR} be extended by two years."
    (fact,) = facts_in(text, FactKind.CONTRACT)
    assert roles_of(fact) == {"supplier": ["Veshtar Ltd"], "buyer": ["Dunmarrow Council"]}


@pytest.mark.parametrize(
    "text",
    [
        MINUTES + f"The clerk reported on the contract with {VESHTAR}.",
        MINUTES + f"RESOLVED that the contract with {VESHTAR} be noted.",
        f"{COUNCIL}\n\nRESOLVED that the contract with {VESHTAR} be extended.",
        f"Minutes of a club\n\nRESOLVED that the contract with {VESHTAR} be extended.",
    ],
)
def test_what_is_not_resolved_by_a_body_is_left(text: str) -> None:
    """Reports, what is merely noted, other papers and minutes of nobody public resolve nothing."""
    assert list(find_resolutions(read(text, Kind.OTHER))) == []
