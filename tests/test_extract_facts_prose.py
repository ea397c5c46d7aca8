"""Facts in prose: each pattern with what it must read and with a near miss that it must leave."""

from __future__ import annotations

from decimal import Decimal

import pytest
from marked_text import facts_in, read, roles_of

from extract.facts.find import find_facts
from extract.records import Fact, FactKind, Modality, Money

C, D, G = FactKind.CONTRACT, FactKind.DEPLOYMENT, FactKind.DESIGNATION
V, P = "[[Veshtar|company]]", "[[Pallas|company]]"
MINISTRY, KESTRIA = "[[the ministry|government]]", "[[Kestria|government]]"
OLW = "[[Open Lens Watch|organisation]]"

READ: list[tuple[FactKind, str, dict[str, list[str]]]] = [
    (C, f"{V} won a contract worth $42 million from {MINISTRY}.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{V} was awarded a €4.2 million contract by {MINISTRY} to supply gates.",
     {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} awarded {V} a three-year contract worth £1,318,400 on 6 September.",
     {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} awarded the contract to {V} in March 2019.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{V} has signed a framework agreement with {MINISTRY} for automatic lanes.",
     {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} bought 200 cameras from {V} last year.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} paid {V} £96,000 for a trial.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} spent £2.4 million on {V} equipment.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{V} sold scanners to {MINISTRY}.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{V} produces equipment under contracts worth $290 million with {MINISTRY}.",
     {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (C, f"{MINISTRY} has chosen {V} to equip two terminals.", {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (D, f"{MINISTRY} uses cameras made by {V}.", {"vendor": ["Veshtar"], "user": ["the ministry"]}),
    (D, f"The [[Health Board|government]] building in [[London|place]] is fitted with cameras made by the giant {V}.",
     {"vendor": ["Veshtar"], "user": ["Health Board"], "place": ["London"]}),
    (D, f"{V} cameras were installed in [[Koper|place]] in 2018.", {"vendor": ["Veshtar"], "place": ["Koper"]}),
    (D, f"{V}’s cameras can be found in places around the [[UK|place]].", {"vendor": ["Veshtar"], "place": ["UK"]}),
    (D, f"All 44 gates supplied by {V} are now in operation at [[Koper|place]].",
     {"vendor": ["Veshtar"], "place": ["Koper"]}),
    (D, f"{V} has installed 200 cameras at the port of [[Koper|place]].", {"vendor": ["Veshtar"], "place": ["Koper"]}),
    (D, f"A further 240 cameras were put up in [[Koper|place]] by {V}, which is registered in [[Dubai|place]].",
     {"vendor": ["Veshtar"], "place": ["Koper"]}),
    (C, f"They came under a contract with {V}, which {MINISTRY} signed in May.",
     {"supplier": ["Veshtar"], "buyer": ["the ministry"]}),
    (FactKind.OWNERSHIP, f"{P} is owned as to 51 per cent by {V}.", {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (FactKind.OWNERSHIP, f"{V}, of [[Koper|place]], acquired the whole of the share capital of {P}.",
     {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (G, f"[[The Union|organisation]] has put {V} on its list of restricted suppliers.",
     {"authority": ["The Union"], "target": ["Veshtar"]}),
    (G, f"{V} was blacklisted by {KESTRIA} in October 2019.", {"authority": ["Kestria"], "target": ["Veshtar"]}),
    (G, f"{KESTRIA} imposed sanctions on {V} and {P}.", {"authority": ["Kestria"], "target": ["Veshtar", "Pallas"]}),
    (G, f"{KESTRIA} placed {V} on the Entity List.", {"authority": ["Kestria"], "target": ["Veshtar"]}),
    (G, f"Sanctions on {V} were lifted by {KESTRIA} in May 2022.", {"authority": ["Kestria"], "target": ["Veshtar"]}),
    (G, f"{P} buys from {V}, which {KESTRIA} listed in 2021.", {"authority": ["Kestria"], "target": ["Veshtar"]}),
    (G, f"{KESTRIA} voted to adopt measures that would lead to a ban on {V}, along with others, including {P}.",
     {"authority": ["Kestria"], "target": ["Veshtar", "Pallas"]}),
    (FactKind.OWNERSHIP, f"{P}, a subsidiary of {V}, closed.", {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (FactKind.OWNERSHIP, f"{V} owns 42% of {P}.", {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (FactKind.OWNERSHIP, f"{P} is controlled by {V}.", {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (FactKind.OWNERSHIP, f"{V} acquired all shares of {P} in March.", {"owner": ["Veshtar"], "owned": ["Pallas"]}),
    (FactKind.ROLE, f"[[Samuel Wood|person]], a researcher at {OLW}, left.",
     {"person": ["Samuel Wood"], "organisation": ["Open Lens Watch"]}),
    (FactKind.ROLE, f"{V} head [[Ann Frey|person]] left.", {"person": ["Ann Frey"], "organisation": ["Veshtar"]}),
    (FactKind.ROLE, "[[Ruth Ashe|person]], who leads [[the council|government=Eskmere Council]], spoke.",
     {"person": ["Ruth Ashe"], "organisation": ["Eskmere Council"]}),
    (FactKind.ALIAS, "The [[Federal Trade Board|government]] (FTB) voted.", {"entity": ["Federal Trade Board"]}),
    (FactKind.ALIAS, f"{V}, formerly known as Dervan Optical Works, grew.", {"entity": ["Veshtar"]}),
]  # fmt: skip

LEFT: list[tuple[FactKind, str]] = [
    (C, f"{V} lost a contract dispute with {MINISTRY}."),
    (C, f"{V} did not win the contract from {MINISTRY}."),
    (C, f"{V} acquired the shares of {P} from {MINISTRY}."),
    (C, f"{V} hopes to win a contract from {MINISTRY}."),
    (C, f"{V} paid {P} a fine of $3 million."),
    (D, f"{MINISTRY} does not use cameras made by {V}."),
    (D, f"{V} makes cameras."),
    (D, f"{V} gates could be in operation at [[Koper|place]] soon."),
    (D, f"{V} will install cameras at [[Koper|place]]."),
    (C, f"A contract with {V}, which is worth $3 million, is near."),
    (D, f"Staff of {MINISTRY} filmed it with cameras."),
    (D, f"{V} denied that its cameras were installed in [[Koper|place]]."),
    (G, "[[Acme|company]] added [[Bolt|company]] to its list of customers."),
    (G, f"{KESTRIA} did not sanction {V}."),
    (G, f"{V} is banned from parking here."),
    (G, f"The ban on {V} made headlines."),
    (FactKind.OWNERSHIP, f"{P} is not owned by {V}."),
    (FactKind.OWNERSHIP, f"{V} owns a factory in [[Koper|place]]."),
    (FactKind.ROLE, f"[[Samuel Wood|person]], a critic of {V}, left."),
    (FactKind.ALIAS, f"{V} (see page 12) grew."),
    (FactKind.STATISTIC, "The video has been viewed more than 1.5 million times in two days."),
    (FactKind.STATISTIC, f"{V} owns 51 per cent of {P}."),
]


@pytest.mark.parametrize(("kind", "marked", "roles"), READ)
def test_plain_facts_are_read(kind: FactKind, marked: str, roles: dict[str, list[str]]) -> None:
    """Each plain form gives one fact of its kind, with the roles the text states and no others."""
    found = [
        {role: names for role, names in roles_of(fact).items() if role != "region"} for fact in facts_in(marked, kind)
    ]
    assert found == [roles]


@pytest.mark.parametrize(("kind", "marked"), LEFT)
def test_near_misses_are_left(kind: FactKind, marked: str) -> None:
    """Negation, wishes, and words that only look alike give no fact."""
    assert facts_in(marked, kind) == []


@pytest.mark.parametrize("row", [0, 1, 2, 3, 6, 11, 13, 15, 16, 22, 25], ids=str)
def test_plain_facts_need_no_parse(row: int) -> None:
    """A useless parse loses and inverts no plain fact."""
    kind, marked, roles = READ[row]
    assert [roles_of(fact) for fact in facts_in(marked, kind, parse=False)] == [roles]


def _only(marked: str, kind: FactKind) -> Fact:
    (fact,) = facts_in(marked, kind)
    return fact


def test_a_contract_has_its_terms() -> None:
    """Amount, date and subject are values of the contract."""
    fact = _only(f"{V} was awarded a €4.2 million contract by {MINISTRY} on 3 May 2020 to supply gates.", C)
    values = dict(fact.values)
    assert values["amount"] == Money(Decimal(4200000), "EUR")
    assert values["date"].value == "2020-05-03"  # type: ignore[union-attr]
    assert values["subject"] == "gates"


def test_terms_are_taken_from_the_next_sentence_about_the_deal() -> None:
    """The next sentence on what the deal is worth belongs to the contract before it, and is evidence."""
    fact = _only(f"{V} has signed an agreement with {MINISTRY} for lanes. The deal is worth up to €12.4 million.", C)
    assert dict(fact.values)["amount"].qualifier == "up_to"  # type: ignore[union-attr]
    assert len(fact.evidence) == 2


def test_parties_without_sides_take_no_side() -> None:
    """Two companies that sign an agreement are parties, neither supplier nor buyer."""
    (fact,) = facts_in(f"{V} signed an agreement with {P} in May.", C)
    assert roles_of(fact) == {"party": ["Veshtar", "Pallas"]}


@pytest.mark.parametrize(
    ("marked", "status", "modality"),
    [
        (f"{KESTRIA} added {V} to the Entity List.", "listed", Modality.ASSERTED),
        (f"{V} was removed from the Entity List by {KESTRIA}.", "removed", Modality.ASSERTED),
        (f"{KESTRIA} will add {V} to the Entity List.", "proposed", Modality.POSSIBLE),
        (f"{KESTRIA} proposed a ban on {V}.", "proposed", Modality.ASSERTED),
        (f"{OLW} said that {KESTRIA} had blacklisted {V}.", "listed", Modality.REPORTED),
    ],
)
def test_a_designation_says_how_far_it_went(marked: str, status: str, modality: Modality) -> None:
    """Listed, removed and proposed are kept apart, and so is what is only said."""
    fact = _only(marked, G)
    assert (dict(fact.values)["status"], fact.modality) == (status, modality)


def test_a_designation_has_list_date_and_reason() -> None:
    """The list, the date and the reason are read from the sentence."""
    fact = _only(
        f"{KESTRIA} added {V} to the Restricted Parties Register in May 2021 over the treatment of the Tavri.", G
    )
    values = dict(fact.values)
    assert values["programme"] == "Restricted Parties Register"
    assert values["date"].value == "2021-05"  # type: ignore[union-attr]
    assert values["reason"] == "the treatment of the Tavri"


def test_one_designation_told_twice_is_one_fact_with_two_quotes() -> None:
    """The same listing in two sentences is joined; both sentences are evidence."""
    fact = _only(
        f"{V} was blacklisted by {KESTRIA} in October 2019. It rained. In October 2019 {KESTRIA} blacklisted {V}.", G
    )
    assert len(fact.evidence) == 2


def test_a_headline_repeats_nothing() -> None:
    """What the headline says of somebody is dropped where the text below says it too."""
    marked = f"{V} wins $42 million deal\n\n{V} has won a contract worth $42 million from {MINISTRY}."
    title = "Veshtar wins $42 million deal"
    found = [fact for fact in find_facts(read(marked, title=title)) if fact.kind is C]
    assert [roles_of(fact) for fact in found] == [{"supplier": ["Veshtar"], "buyer": ["the ministry"]}]


def test_a_statistic_has_its_source() -> None:
    """A share keeps what is counted, whose figure it is, and is the figure of its source."""
    fact = _only(
        f"Around 65% of [[British councils|government]] use {V} technology, according to {OLW}.", FactKind.STATISTIC
    )
    values = dict(fact.values)
    assert roles_of(fact)["source"] == ["Open Lens Watch"]
    assert values["scope"] == "British councils"
    assert values["quantity"].value == 65  # type: ignore[union-attr]
    assert fact.modality is Modality.REPORTED


def test_ownership_has_its_share() -> None:
    """`owns 42% of` keeps the share."""
    fact = _only(f"{V} owns 42% of {P}.", FactKind.OWNERSHIP)
    assert dict(fact.values)["share"].value == 42  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("marked", "position"),
    [
        (f"[[Samuel Wood|person]], a researcher at {OLW}, left.", "researcher"),
        (
            "The former Secretary of State for Health, [[Matt Frame|person]], left.",
            "former Secretary of State for Health",
        ),
        (
            "The former [[UK|place]] Secretary of State for Health, [[Matt Frame|person]], left.",
            "former Secretary of State for Health",
        ),
        (f"[[Ann Frey|person]], director general of {OLW}, left.", "director general"),
    ],
)
def test_a_role_names_its_position(marked: str, position: str) -> None:
    """The position is kept in the words of the text."""
    assert dict(_only(marked, FactKind.ROLE).values)["position"] == position
