"""Facts in contracts, award notices and sanctions notices: read from their structure, and from nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from marked_text import facts_in, read, roles_of

from corpus.records import Kind
from extract.facts.find import find_facts
from extract.facts.governing_law import find_governing_law
from extract.facts.notice_parts import aliases_in
from extract.records import Date, Fact, FactKind, Money, Span

VESHTAR, BUREAU = "[[Veshtar Optical Co., Ltd.|company]]", "[[Regional Safety Bureau|government]]"
PALLAS = "[[Pallas Crane FZE|company]]"


def _contract(parties: str) -> str:
    return (
        "SUPPLY AND INSTALLATION AGREEMENT\n\nNo. RSB-SV-2019/0314\n\n"
        f"This Agreement is made at Osk on 14 March 2019 between:\n\n{parties}\n\n"
        "BACKGROUND\n\nThe parties wish to trade.\n\n"
        "3. Price\n\nThe total contract price is USD 41,600,000.\n\n"
        "4. Term\n\nThis Agreement continues for five years from the date of its signature.\n\n"
        "9. Law\n\nThis Agreement is governed by the laws of the State of Nevada, without regard to conflicts."
    )


SIDED = [
    (f"(1) {BUREAU}, with its seat at Osk (the “Purchaser”); and\n\n(2) {VESHTAR}, a company (the “Supplier”).",
     {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Regional Safety Bureau"]}),
    (f"(1) {VESHTAR}, a firm (“VOT”); and\n\n(2) {PALLAS}, a firm (the “Distributor”).",
     {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Pallas Crane FZE"]}),
    (f"(1) {VESHTAR}, a company (“Licensor”); and (2) {PALLAS}, a company (“Licensee”).",
     {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Pallas Crane FZE"]}),
]  # fmt: skip


@pytest.mark.parametrize(("parties", "roles"), SIDED)
def test_a_contract_gives_each_party_its_side(parties: str, roles: dict[str, list[str]]) -> None:
    """The defined terms say who supplies and who buys."""
    (fact,) = facts_in(_contract(parties), FactKind.CONTRACT, Kind.CONTRACT)
    assert roles_of(fact) == roles


def test_a_contract_has_price_date_term_law_and_number() -> None:
    """The clauses give the values, and each clause is evidence."""
    (fact,) = facts_in(_contract(SIDED[0][0]), FactKind.CONTRACT, Kind.CONTRACT)
    values = dict(fact.values)
    assert values["amount"] == Money(Decimal(41600000), "USD")
    assert values["date"] == Date("2019-03-14")
    assert (values["period"], values["governing_law"], values["reference"]) == (
        "five years",
        "Nevada",
        "RSB-SV-2019/0314",
    )
    quotes = " ".join(piece.quote for piece in fact.evidence)
    assert "total contract price" in quotes
    assert "Purchaser" in quotes


def test_parties_whose_terms_tell_no_side_take_none() -> None:
    """Two companies called by their short names are parties of the contract, neither supplier nor buyer."""
    parties = f"(1) {VESHTAR}, a company (“VOT”); and\n\n(2) {PALLAS}, a company (“PCT”)."
    (fact,) = facts_in(_contract(parties), FactKind.CONTRACT, Kind.CONTRACT)
    assert roles_of(fact) == {"party": ["Veshtar Optical Co., Ltd.", "Pallas Crane FZE"]}


BOTH = ["Veshtar Optical Co., Ltd.", "Pallas Crane FZE"]
ORSA = "[[Orsa Ferries S.p.A.|company]]"


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        (f"{VESHTAR}, a subsidiary of {ORSA}, and {PALLAS}, a company", BOTH),
        (f"{VESHTAR} (“VOT”, and with {ORSA} the “Group”), and {PALLAS}", BOTH),
        (f"{VESHTAR}, a company (“VOT”), and ____________ (the “Dealer”)", ["Veshtar Optical Co., Ltd."]),
        (f"Party A (Shipper): {VESHTAR} Address: Osk\n\nParty B (Carrier): {PALLAS} Address: Osk",
         BOTH),
    ],
)  # fmt: skip
def test_only_those_that_the_block_leads_on_to_are_parties(parties: str, names: list[str]) -> None:
    """Who owns a party or stands in its brackets is none; one party stands alone where the other is left blank."""
    (fact,) = facts_in(_contract(parties), FactKind.CONTRACT, Kind.CONTRACT)
    assert sorted(name for found in roles_of(fact).values() for name in found) == sorted(names)


def test_a_contract_without_a_date_at_its_head_has_that_of_its_signatures() -> None:
    """The date beside the signatures counts where the opening names none."""
    text = _contract(f"{VESHTAR} (“VOT”) and {PALLAS} (“PCT”)").replace(" on 14 March 2019", "") + (
        "\n\n" + "The parties keep what they are told to themselves.\n\n" * 60 + "Signed at Osk\nDate: 2 May 2018\n"
    )
    (fact,) = facts_in(text, FactKind.CONTRACT, Kind.CONTRACT)
    assert dict(fact.values)["date"] == Date("2018-05-02")


def test_the_short_name_of_an_office_is_told_by_news_alone() -> None:
    """In the prose of law an office is shortened for the reader of that paper; a company is not."""
    marked = "[[Federal Trade Bureau|government]] (FTB) fined [[Nan Yar Plastics Ltd|company]] (Nan Yar)."
    short = [("Federal Trade Bureau", "FTB"), ("Nan Yar Plastics Ltd", "Nan Yar")]
    for kind, told in ((Kind.NEWS, short), (Kind.OTHER, short[1:]), (Kind.SANCTIONS_NOTICE, short[1:])):
        found = facts_in(marked, FactKind.ALIAS, kind)
        assert [(fact.fillers[0].name, dict(fact.values)["name"]) for fact in found] == told


def test_the_short_names_of_parties_are_aliases() -> None:
    """`("VOC" or the "Supplier")` gives a short name; what a party is in the contract is no name."""
    parties = f"(1) {VESHTAR}, a firm (“VOC” or the “Supplier”); and\n\n(2) {PALLAS}, a firm (the “Distributor”)."
    found = facts_in(_contract(parties), FactKind.ALIAS, Kind.CONTRACT)
    assert [dict(fact.values)["name"] for fact in found] == ["VOC"]


def test_the_clauses_of_a_contract_are_no_news() -> None:
    """What a contract obliges to is no purchase, no response and no deployment."""
    marked = _contract(SIDED[0][0]) + (
        f" {VESHTAR} may reject claims of {BUREAU}. {BUREAU} shall not use cameras made by {PALLAS}."
        f" {BUREAU} bought cameras from {PALLAS}."
    )
    kinds = {fact.kind for fact in find_facts(read(marked, Kind.CONTRACT))}
    assert kinds == {FactKind.CONTRACT}


def test_a_text_that_is_no_contract_has_no_parties() -> None:
    """The parties block is only looked for in contracts."""
    assert not [
        fact for fact in facts_in(_contract(SIDED[1][0]), FactKind.CONTRACT, Kind.NEWS) if "title" in dict(fact.values)
    ]


AWARD = (
    f"AWARD NOTICE\n\nContracting authority: {BUREAU}\nContractor: {VESHTAR}\nSubject: Supply of 44 gates\n"
    "Value: EUR 7,850,000\nDate of award: 2 June 2020\n"
)


def test_an_award_notice_is_a_contract() -> None:
    """Labelled lines give buyer, supplier, amount, date and subject."""
    (fact,) = facts_in(AWARD, FactKind.CONTRACT, Kind.OTHER)
    values = dict(fact.values)
    assert roles_of(fact) == {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Regional Safety Bureau"]}
    assert (values["amount"], values["date"]) == (Money(Decimal(7850000), "EUR"), Date("2020-06-02"))
    assert values["subject"] == "Supply of 44 gates"


def test_one_label_alone_is_no_award() -> None:
    """A contractor without a contracting authority awards nothing."""
    assert facts_in(f"Contractor: {VESHTAR}\nValue: EUR 7,850,000\n", FactKind.CONTRACT, Kind.OTHER) == []


OFFICE = "[[Office of Trade Restrictions|government]]"
NOTICE = (
    f"Notice 2021/07: Addition of Persons to the Restricted Parties Register\n\nThe {OFFICE} adds two entities "
    "to the Restricted Parties Register. The additions take effect on 15 February 2021.\n\n"
    "Entities added to the Register\n\n"
    f"1. {VESHTAR} (a.k.a. VESHTAR OPTICAL; a.k.a. “VOT”), 88 Glassworks Prospekt, Dervan. "
    "Reasons: the company supplied cameras used for arbitrary detention. [HR]\n\n"
    f"2. {PALLAS}, Free Zone Gate 6, Dubai; licence 55-20817. Reasons: it concealed the nature of the goods. [HR]\n\n"
    "Effect\n\n"
    f"No person may sell goods to a person entered in the Register. {BUREAU} has informed the Office that it agrees."
)


def _designations(text: str) -> list[Fact]:
    return facts_in(text, FactKind.DESIGNATION, Kind.SANCTIONS_NOTICE)


def test_every_entry_of_a_notice_is_a_designation() -> None:
    """Each entry gives its target with authority, list, date, status and grounds, and nothing else is designated."""
    first, second = _designations(NOTICE)
    assert roles_of(first) == {"authority": ["Office of Trade Restrictions"], "target": ["Veshtar Optical Co., Ltd."]}
    assert roles_of(second)["target"] == ["Pallas Crane FZE"]
    values = dict(first.values)
    assert (values["status"], values["programme"]) == ("listed", "Restricted Parties Register")
    assert values["date"] == Date("2021-02-15")
    assert values["reason"] == "the company supplied cameras used for arbitrary detention"


def test_the_aliases_of_an_entry_are_facts() -> None:
    """`a.k.a.` names belong to the entry they stand in."""
    found = facts_in(NOTICE, FactKind.ALIAS, Kind.SANCTIONS_NOTICE)
    assert sorted(str(dict(fact.values)["name"]) for fact in found) == ["VESHTAR OPTICAL", "VOT"]


def test_the_grounds_of_an_entry_are_what_its_authority_alleges() -> None:
    """What a notice gives as reasons is a claim of its authority; an entry without reasons of harm alleges nothing."""
    claims = facts_in(NOTICE, FactKind.ALLEGATION, Kind.SANCTIONS_NOTICE)
    assert claims
    assert all(roles_of(fact)["claimant"] == ["Office of Trade Restrictions"] for fact in claims)
    assert not facts_in(NOTICE.replace("Reasons:", "Remarks:"), FactKind.ALLEGATION, Kind.SANCTIONS_NOTICE)


def test_a_removal_is_a_removal() -> None:
    """The title and the heading above an entry give its status."""
    text = (
        f"Notice 2023/11: Removal of an entry from the Restricted Parties Register\n\nThe {OFFICE} hereby "
        f"removes {PALLAS} from the Restricted Parties Register with effect from 17 April 2023.\n\nEntry removed\n\n"
        f"{PALLAS} (a.k.a. PCT), Dubai [HR]."
    )
    (fact,) = _designations(text)
    assert dict(fact.values)["status"] == "removed"
    assert dict(fact.values)["date"] == Date("2023-04-17")


def test_legal_boilerplate_designates_nobody() -> None:
    """A notice that explains what a list is for lists nobody."""
    text = (
        f"The {OFFICE} keeps the Restricted Parties Register. It adds entities to the Register where they act "
        f"against the interests of the country. {BUREAU} reviews additions. {VESHTAR} may apply for a licence."
    )
    assert _designations(text) == []


def test_aliases_stand_on_lines_of_their_own() -> None:
    """The long form of the Entity List is read line by line."""
    text = "AB Ltd., a.k.a., the following two aliases:\n\n—AB Holdings Inc.; and\n\n—Alpha Beta."
    assert [name for name, _ in aliases_in(text, Span(0, len(text)))] == ["AB Holdings Inc.", "Alpha Beta"]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("This Agreement shall be governed by the laws of the State of New York.", "New York"),
        (
            "THIS AGREEMENT SHALL BE CONSTRUED UNDER THE INTERNAL LAWS OF THE STATE OF DELAWARE WITHOUT REGARD",
            "Delaware",
        ),
        ("This contract is governed by the laws of England and Wales.", "England and Wales"),
        ("This Agreement is construed under the laws of the District of Columbia.", "District of Columbia"),
        ("This Agreement is governed by the laws of the State of Incorporation.", None),
        ("The laws of the State of California shall govern this Agreement.", "California"),
        ("This Agreement is governed by the laws of the United States and of the State of Ohio.", "Ohio"),
        (
            "This Agreement is governed by the internal laws, and not the laws of conflicts, of the State of Iowa.",
            "Iowa",
        ),
        ("This Agreement is governed by the laws in force in the Province of Ontario.", "Ontario"),
        ("This Agreement is governed by the laws of PRC.", "People's Republic of China"),
        ("Disputes under this Agreement shall be determined in accordance with the laws of Michigan.", "Michigan"),
        ("This Agreement shall be construed in accordance with English law.", "England"),
        ("Each party shall comply with all laws of each country.", None),
        ("The supplier is a company organised under the laws of Norvenia.", None),
    ],
)
def test_governing_law_is_what_is_said_to_govern(text: str, law: str | None) -> None:
    """A law that merely applies to somebody does not govern the contract."""
    found = find_governing_law(text)
    assert (found[0] if found else None) == law


def test_who_signs_for_the_contractor_is_no_second_one() -> None:
    """A contract with its parties in labelled lines has no person among its suppliers."""
    head = f"CONTRACT FOR GATES\n\nContracting authority: {BUREAU}\nContractor: {VESHTAR}\n"
    text = head + "\n1. Object\n\nGates.\n\nContractor: [[Ann Frey|person]], Chief Executive\n"
    (fact,) = facts_in(text, FactKind.CONTRACT, Kind.CONTRACT)
    assert roles_of(fact) == {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Regional Safety Bureau"]}


INTRODUCED = {
    "by number": f"""MAINTENANCE AGREEMENT

DATED 13 October 2005

{VESHTAR} (Company no 2085882) whose registered office is at Osk.

{PALLAS} (company number 4463640) whose registered office is at Tarn.

It is agreed as follows.""",
    "numbered behind between": f"""HOSTING AGREEMENT

This Agreement is made on 20 March 1998

BETWEEN

1. {VESHTAR}, a firm, of Osk

AND

2. {PALLAS}, a firm, of Tarn

1. Definitions

Terms have meanings.""",
    "lettered behind": f"""OUTSOURCING CONTRACT

The Covenanter: {VESHTAR} (hereinafter referred to as Party A) and the Covenanter: {PALLAS} (hereinafter referred to as
Party B) hereby agree to this Contract.""",
    "signed for": f"""CONSTRUCTION AGREEMENT

The Parties agree to build a cable.

IN WITNESS WHEREOF the Parties have signed.

For and on behalf of {VESHTAR}

-----------

For and on behalf of

{PALLAS}

-----------""",
}


@pytest.mark.parametrize("way", INTRODUCED)
def test_parties_are_read_however_they_are_introduced(way: str) -> None:
    """Company numbers, numbers behind "between", letters in brackets and signature lines each tell the parties."""
    (fact,) = facts_in(INTRODUCED[way], FactKind.CONTRACT, Kind.CONTRACT)
    assert {name for names in roles_of(fact).values() for name in names} == {
        "Veshtar Optical Co., Ltd.",
        "Pallas Crane FZE",
    }


def test_what_a_party_is_is_no_party() -> None:
    """A form of company with its state, in capitals, names nobody."""
    form = "[[Nevada Limited Liability Company|company]]"
    text = (
        f"SUPPLY AGREEMENT\n\nThis Agreement is made between {VESHTAR}, a {form} (“Supplier”), and {PALLAS} (“Buyer”)."
    )
    (fact,) = facts_in(text, FactKind.CONTRACT, Kind.CONTRACT)
    assert roles_of(fact) == {"supplier": ["Veshtar Optical Co., Ltd."], "buyer": ["Pallas Crane FZE"]}
