"""Allegations and responses: never a claim without its claimant, never an answer to what it does not answer."""

from __future__ import annotations

import pytest
from marked_text import facts_in, read, roles_of

from extract.facts.find import find_facts
from extract.records import Fact, FactKind, Modality

A, R = FactKind.ALLEGATION, FactKind.RESPONSE
V, P = "[[Veshtar|company]]", "[[Pallas Crane|company]]"
OLW = "[[Open Lens|organisation]]"
IT = "[[it|company=Veshtar]]"

CLAIMED: list[tuple[str, dict[str, list[str]], str | None]] = [
    (f"{OLW} accused {V} of selling cameras to prisons.", {"claimant": ["Open Lens"], "target": ["Veshtar"]}, None),
    (f"{V} is accused by {OLW} of selling cameras to prisons.",
     {"claimant": ["Open Lens"], "target": ["Veshtar"]}, None),
    (f"{V} has been accused of selling cameras to prisons.", {"target": ["Veshtar"]}, "unattributed"),
    (f"{V} has been linked to the mass oppression of [[Uyghurs|group]] in [[Xinjiang|place]].",
     {"target": ["Veshtar"], "region": ["Xinjiang"], "affected": ["Uyghurs"]}, "unattributed"),
    (f"They use cameras made by {V}, a company linked to human rights abuses in [[Xinjiang|place]].",
     {"target": ["Veshtar"], "region": ["Xinjiang"]}, "unattributed"),
    (f"{OLW} alleges that {V} bribed officials.", {"claimant": ["Open Lens"], "target": ["Veshtar"]}, None),
    (f"{V} stole the designs, {OLW} said.", {"claimant": ["Open Lens"], "target": ["Veshtar"]}, None),
    (f"Two former engineers said that {V} bribed officials.", {"target": ["Veshtar"]}, "Two former engineers"),
    (f"Reports from the region have shown {V} cameras installed in “re-education camps”.",
     {"target": ["Veshtar"]}, "Reports from the region"),
    (f"{OLW} alleges that {V} of [[Dubai|place]] bribed officials at [[Koper|place]].",
     {"claimant": ["Open Lens"], "target": ["Veshtar"], "region": ["Koper"]}, None),
    (f"{OLW} believes that {V} cameras can be changed without the owner’s knowledge.",
     {"claimant": ["Open Lens"], "target": ["Veshtar"]}, None),
    (f"It is alleged that {V} bribed officials.", {"target": ["Veshtar"]}, "unattributed"),
]  # fmt: skip

NOT_CLAIMED = [
    f"{V} is linked to the port by rail.",
    f"{OLW} said that {V} opened a factory.",
    f"{V} said {IT} had stolen nothing.",
    f"{OLW} accused nobody when it met {V}.",
    f"[[Ann Frey|person]], chief executive of {V}, said {V} breached no rules.",
    f"{V} was charged with overseeing the trains.",
    f"{OLW} said {V} takes human rights seriously.",
]


@pytest.mark.parametrize(("marked", "roles", "claimed_by"), CLAIMED)
def test_claims_are_claims_of_somebody(marked: str, roles: dict[str, list[str]], claimed_by: str | None) -> None:
    """Each form gives one allegation, reported, with its claimant or the words for whoever claims it."""
    (fact,) = facts_in(marked, A)
    assert (roles_of(fact), fact.claimed_by, fact.modality) == (roles, claimed_by, Modality.REPORTED)


@pytest.mark.parametrize(
    "marked",
    [
        f"{OLW} claims that [[Ann Frey|person]] was poisoned by the guards.",
        f"{OLW} alleges [[Ann Frey|person]] had been illegally detained.",
        f"{OLW} accused three officials of taking bribes.",
    ],
)
def test_who_suffers_is_not_accused(marked: str) -> None:
    """Where wrong is told of nobody named, its claimant stands alone: the victim is no target."""
    (fact,) = facts_in(marked, A)
    assert (roles_of(fact), fact.claimed_by) == ({"claimant": ["Open Lens"]}, None)


@pytest.mark.parametrize("marked", NOT_CLAIMED)
def test_what_is_no_claim_is_left(marked: str) -> None:
    """Ties that are no harm, praise, news and what one says of oneself are no allegations."""
    assert facts_in(marked, A) == []


def test_plain_claims_need_no_parse() -> None:
    """Charges are read by word order where the parse is useless."""
    for row in (0, 1, 2, 3, 5):
        marked, roles, _ = CLAIMED[row]
        assert [roles_of(fact) for fact in facts_in(marked, A, parse=False)] == [roles]


def test_where_data_flow_to_is_no_region() -> None:
    """Relaying data back to Beijing puts nothing in Beijing."""
    (fact,) = facts_in(f"{V} denies claims that {IT} relays stolen data back to [[Beijing|place]].", A)
    assert "region" not in roles_of(fact)


def test_a_region_is_shared_only_where_the_sentence_names_it() -> None:
    """An allegation of rights abuses takes the region another one names, if its own sentence names the place too."""
    first = f"{V} was linked to human rights abuses in [[Tavrin|place]]."
    second = f"{V}, busy in [[Tavrin|place]], has been accused of oppression of the [[Tavri|group]]."
    third = f"{V} has been accused of the oppression of the [[Tavri|group]]."
    found = [roles_of(fact).get("region") for fact in facts_in(f"{first} {second} {third}", A)]
    assert found == [["Tavrin"], ["Tavrin"], None]


def _answered(marked: str) -> list[tuple[str, str | None, list[str]]]:
    """Return responder, act and the contents answered of each response."""
    facts = find_facts(read(marked))
    contents = {fact.fact_id: fact.content or "" for fact in facts if fact.kind is A}
    return [
        (roles_of(fact)["responder"][0], fact.act, [contents[answer] for answer in fact.answers])
        for fact in facts if fact.kind is R
    ]  # fmt: skip


CHARGE = f"{OLW} accused {V} of selling cameras to prisons. "

ANSWERS: list[tuple[str, str, str, list[str]]] = [
    (f"{V} denied the allegations.", "Veshtar", "denies", ["selling cameras to prisons"]),
    (f"{V} strongly denies this.", "Veshtar", "denies", ["selling cameras to prisons"]),
    (f"{V} said the claims were baseless.", "Veshtar", "denies", ["selling cameras to prisons"]),
    (f"{V} denied that {IT} had sold cameras to prisons.", "Veshtar", "denies", ["selling cameras to prisons"]),
    (f"{V} said {IT} “has never sold cameras to any prison”.", "Veshtar", "denies", ["selling cameras to prisons"]),
    (f"{V} did not respond to a request for comment.", "Veshtar", "no reply", ["selling cameras to prisons"]),
    (f"{V} has been approached for comment.", "Veshtar", "no reply", ["selling cameras to prisons"]),
    (f"{V} declined to comment.", "Veshtar", "declines", ["selling cameras to prisons"]),
    (f"{V} confirmed that a factory had closed.", "Veshtar", "confirms", []),
    (f"{P} declined to comment.", "Pallas Crane", "declines", []),
    (f"A spokesman for {V} denied the claims.", "Veshtar", "denies", ["selling cameras to prisons"]),
]


@pytest.mark.parametrize(("marked", "responder", "act", "contents"), ANSWERS)
def test_responses_answer_what_they_answer(marked: str, responder: str, act: str, contents: list[str]) -> None:
    """Who answers, how, and which allegation: against the responder and pointed back to, or none."""
    assert (responder, act, contents) in _answered(CHARGE + marked)


def test_a_denial_states_the_claim_it_denies() -> None:
    """`denies claims that ...` is an unattributed allegation and the denial that answers it."""
    facts = find_facts(read(f"{V} strongly denies claims that its equipment could be hacked."))
    (claim,) = [fact for fact in facts if fact.kind is A]
    (denial,) = [fact for fact in facts if fact.kind is R]
    assert (claim.claimed_by, claim.content) == ("unattributed", "its equipment could be hacked")
    assert denial.answers == (claim.fact_id,)


def test_a_denial_of_one_thing_answers_no_other() -> None:
    """Denying that equipment is unsafe is no answer to a charge of bribery."""
    marked = f"{V} has been accused of bribing officials. {V} denies that its helmets crack."
    assert ("Veshtar", "denies", []) in _answered(marked)


def test_professing_to_respect_rights_answers_claims_of_abuse() -> None:
    """A profession of respect is shown with the allegation of abuses, and with nothing of another theme."""
    marked = (
        f"{V} was linked to human rights abuses. {V} was accused of bribing officials. "
        f"When it was blacklisted, {V} said {IT} “respects human rights”."
    )
    assert ("Veshtar", "denies", ["human rights abuses"]) in _answered(marked)


NO_ANSWERS = [
    f"{V} rejected an offer from {P}.",
    f"{V} dismissed the director.",
    f"{V} answered the phone.",
    f"{P} did not respond to the attack.",
    f"{V} refused to deliver the cameras.",
]


@pytest.mark.parametrize("marked", NO_ANSWERS)
def test_what_is_no_response_is_left(marked: str) -> None:
    """Rejecting an offer and dismissing a director answer nobody's claim."""
    assert facts_in(CHARGE + marked, R) == []


def _sentence_of(fact: Fact) -> str:
    return fact.evidence[0].quote


def test_two_responses_in_one_sentence_are_two_facts() -> None:
    """`confirmed the sale but declined to comment` is two acts with ids of their own."""
    found = facts_in(f"{V} confirmed the sale but declined to comment.", R)
    assert sorted(fact.act or "" for fact in found) == ["confirms", "declines"]
    assert len({fact.fact_id for fact in found}) == 2
    assert all(_sentence_of(fact).startswith("Veshtar confirmed the sale") for fact in found)


def test_two_answers_in_one_sentence_have_two_ids() -> None:
    """Who confirms one thing and declines another in one breath gives two responses."""
    both = facts_in(f"{V} confirmed the sale of cameras but declined to comment on the price.", FactKind.RESPONSE)
    assert len({fact.fact_id for fact in both}) == len(both) == 2


@pytest.mark.parametrize(
    "marked",
    [
        f"{V} confirmed its forecast for the year.",
        f"The [[Senate|government]] confirmed {V} as the builder.",
        f"{V} denied the school funding for a second year.",
    ],
)
def test_news_that_answers_nobody_is_no_response(marked: str) -> None:
    """What is merely confirmed or refused, where nobody was accused of anything, answers nothing."""
    assert facts_in(marked, FactKind.RESPONSE) == []


def test_confirming_that_it_is_not_so_is_a_denial() -> None:
    """Who confirms that something did not happen denies it."""
    (fact,) = facts_in(f"{V} confirmed that none of its bins held a camera.", FactKind.RESPONSE)
    assert fact.act == "denies"


@pytest.mark.parametrize(
    "marked",
    [
        f"{OLW} said {V} had reported the theft of two lorries.",
        f"{OLW} said {V} had repaid its loan despite the risks.",
        f"{OLW} said the [[Criminal Records Office|government]] employs 300 people.",
    ],
)
def test_harm_that_is_nobodys_deed_accuses_nobody(marked: str) -> None:
    """A wrong that is reported or feared, and a word of harm in a name, make no allegation."""
    assert facts_in(marked, A) == []


@pytest.mark.parametrize(
    ("marked", "claimed_by"),
    [
        (f"Former guards at {V} said they were beaten.", "Former guards at Veshtar"),
        (f"{V} stands accused of bribing officials.", "unattributed"),
        (f"{V} leaked the addresses of patients, it emerged on Friday.", "unattributed"),
        (f"Suspicion fell on {V} after the addresses turned up on a forum.", "unattributed"),
        (f"The tribunal heard that {V} had left residents without food.", "unattributed"),
    ],
)
def test_claims_of_nobody_named(marked: str, claimed_by: str) -> None:
    """Insiders are told in the words of the text; what emerges, is suspected or heard is nobody's claim."""
    (fact,) = facts_in(marked, A)
    assert (roles_of(fact)["target"], fact.claimed_by) == (["Veshtar"], claimed_by)


@pytest.mark.parametrize(
    "text",
    [
        "[[Orvania|government]] has confirmed five new deaths from the fever.",
        "Judge [[Anna Frey|person]] dismissed the lawsuit against the port.",
        "The [[Supreme Court|government]] rejected the claims of the tenants.",
        "[[Orvania|government]] has repeatedly denied funding for such a wall.",
    ],
)
def test_news_rulings_and_refusals_answer_nobody(text: str) -> None:
    """What is merely confirmed, decided by a court or refused to who asks is no response."""
    assert [fact.act for fact in facts_in(text, R)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Guests were [[Mia Trell|person]]; [[Ann Pree|person]], who aimed guns at allegedly trespassing protesters.",
        "[[Bo Lund|person]] claimed that [[Ivo Marr|person]] was the last to leave the hall.",
        "The agency said that [[Veshtar|company]] has a short runway, so when the aircraft failed to stop, it fell.",
    ],
)
def test_who_is_merely_named_beside_a_wrong_is_not_accused(text: str) -> None:
    """Harm told of another, by an adverb of other words or by no word at all accuses nobody who is named."""
    assert facts_in(text, A) == []
