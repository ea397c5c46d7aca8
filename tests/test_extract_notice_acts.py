"""What notices and announcements do in sentences: adding, debarring, revising, finding, awarding."""

from __future__ import annotations

import pytest
from marked_text import facts_in, read, roles_of

from corpus.records import Kind
from extract.facts.notice_acts import is_official
from extract.records import FactKind

OFFICE, OSK, TARN = "[[Trade Office|government]]", "[[Osk Ltd|company]]", "[[Tarn LLC|company]]"
HEAD = f"{OFFICE}\n\nAdditions to the Entity List\n\n"

ACTS = [
    (f"The {OFFICE} determined to add {OSK} for diverting such items to {TARN}.", "listed"),
    (f"Accordingly, {OSK} is debarred from bidding for three years.", "listed"),
    (f"The {OFFICE} announced the 36-month debarment of {OSK}.", "listed"),
    (f"The {OFFICE} hereby debars {OSK}.", "listed"),
    (f"It is amended by revising the entry for {OSK} to correct its address.", "amended"),
    (f"The designation of {OSK} is revoked.", "removed"),
]


@pytest.mark.parametrize(("sentence", "status"), ACTS)
def test_an_act_designates_in_the_name_of_the_office(sentence: str, status: str) -> None:
    """Whatever the wording, the office is the authority, and the verb tells the status."""
    (fact,) = facts_in(HEAD + sentence, FactKind.DESIGNATION, Kind.SANCTIONS_NOTICE)
    assert roles_of(fact) == {"authority": ["Trade Office"], "target": ["Osk Ltd"]}
    assert dict(fact.values)["status"] == status


@pytest.mark.parametrize(
    "sentence",
    [
        f"The {OFFICE} has not determined to add {OSK}.",
        f"{OSK} would be debarred if the proposal passed.",
        f"The {OFFICE} is satisfied that {OSK} no longer owns the yard.",
    ],
)
def test_what_is_open_or_denied_is_no_act(sentence: str) -> None:
    """Nobody is listed by what is not done, and nobody accused by what is found not to be so."""
    text = HEAD + sentence
    listed = [one for one in facts_in(text, FactKind.DESIGNATION, Kind.SANCTIONS_NOTICE) if one.act == "listed"]
    assert not listed
    assert not facts_in(text, FactKind.ALLEGATION, Kind.SANCTIONS_NOTICE)


def test_the_grounds_of_an_act_are_alleged_by_the_office() -> None:
    """What somebody is listed for is the office's claim."""
    (fact,) = facts_in(HEAD + ACTS[0][0], FactKind.ALLEGATION, Kind.SANCTIONS_NOTICE)
    assert roles_of(fact)["claimant"] == ["Trade Office"]
    assert fact.content == "for diverting such items to Tarn LLC"


def test_news_of_a_list_is_no_paper_of_an_office() -> None:
    """A newspaper's text is left to the finders of prose."""
    assert not is_official(read(HEAD, Kind.NEWS))


def test_announcements_of_awards_name_their_buyer_in_a_sentence_of_its_own() -> None:
    """Supplier, amount and number stand in the first sentence, the buyer behind."""
    text = (
        f"{OSK}, Akron, Ohio, is awarded a $9,850,112 contract (N00019-20-C-0001) for brakes. Work is done in Akron. "
        f"The {OFFICE}, Warren, is the contracting activity."
    )
    facts = [one for one in facts_in(text, FactKind.CONTRACT, Kind.OTHER) if "buyer" in roles_of(one)]
    (fact,) = facts
    assert roles_of(fact) == {"supplier": ["Osk Ltd"], "buyer": ["Trade Office"]}
    assert dict(fact.values)["reference"] == "N00019-20-C-0001"
