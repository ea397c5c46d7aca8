"""What a name is, by form and by use."""

from __future__ import annotations

import pytest
from extract_docs import context, labels, mention, parsed_doc

from extract.components.acting_places import acting_places
from extract.components.entity_typing import type_all
from extract.components.spans import tagged
from extract.records import Form, Label


@pytest.mark.parametrize(
    ("marked", "name", "label"),
    [
        ("The Chinese tech giant [ORG Veshtar] denied it.", "Veshtar", Label.COMPANY),
        ("[ORG Veshtar Norbal], a Chinese company, denied it.", "Veshtar Norbal", Label.COMPANY),
        ("an investigation by internet research company [ORG Top10VPN], and", "Top10VPN", Label.COMPANY),
        ("The research company Norbal99 found it.", "Norbal99", Label.COMPANY),
        ("Cameras made by [ORG Norbal Veshtar] hang there.", "Norbal Veshtar", Label.COMPANY),
        ("Dozens of [ORG Norbal Veshtar] cameras hang there.", "Norbal Veshtar", Label.COMPANY),
        ("The rights group [ORG Open Norbal] said so.", "Open Norbal", Label.ORGANISATION),
        ("The regulator [ORG Norbal Veshtar] said so.", "Norbal Veshtar", Label.GOVERNMENT),
        (
            "the U.S. [ORG Federal Communications Commission] voted",
            "Federal Communications Commission",
            Label.GOVERNMENT,
        ),
        ("made by Norden & Vale Integration GmbH of Hamburg", "Norden & Vale Integration GmbH", Label.COMPANY),
        ("sold by Orsa Varchi S.p.A. in Trieste", "Orsa Varchi S.p.A.", Label.COMPANY),
        (
            "The Department of Health and Social Care bought it.",
            "Department of Health and Social Care",
            Label.GOVERNMENT,
        ),
        ("The [PLACE UK] government said so.", "UK government", Label.GOVERNMENT),
        ("[PLACE ESKMERE] DISTRICT COUNCIL\nIt paid.", "ESKMERE DISTRICT COUNCIL", Label.GOVERNMENT),
        ("The government of [PLACE Kestria] said so.", "government of Kestria", Label.GOVERNMENT),
        ("65% of [GROUP British] councils use it.", "British councils", Label.GOVERNMENT),
        ("mass oppression of [ORG Uyghurs] there", "Uyghurs", Label.GROUP),
        ("The [PERSON Kestrian] firms said so.", "Kestrian", Label.GROUP),
        ("The [ORG UN] and others met.", "UN", Label.GOVERNMENT),
        ("[PLACE Austria]'s interior ministry signed it.", "Austria's interior ministry", Label.GOVERNMENT),
        ("[PLACE Denmark]'s data watchdog banned it.", "Denmark's data watchdog", Label.GOVERNMENT),
        ("[PLACE Sarvia]'s embassy said so.", "Sarvia's embassy", Label.GOVERNMENT),
        ("The [GROUP Dutch] security service warned them.", "Dutch security service", Label.GOVERNMENT),
        ("[ORG His Majesty's Prison Service] said so.", "His Majesty's Prison Service", Label.GOVERNMENT),
        ("The [ORG Serious Fraud Office] dropped it.", "Serious Fraud Office", Label.GOVERNMENT),
        ("The [ORG Lakeland Development Bank] lent it.", "Lakeland Development Bank", Label.GOVERNMENT),
        ("The [ORG China Development Bank] lent it.", "China Development Bank", Label.COMPANY),
        ("The National Institute of Statistics counted.", "National Institute of Statistics", Label.GOVERNMENT),
        ("The Office of Integrity and Compliance asked.", "Office of Integrity and Compliance", Label.GOVERNMENT),
        ("Dust lay in [ORG HMP Thornmoor] for years.", "HMP Thornmoor", Label.PLACE),
        ("Hackers who call themselves [ORG Red Lantern] did it.", "Red Lantern", Label.ORGANISATION),
        ("The pension fund [ORG Meerwijk] holds the rest.", "Meerwijk", Label.ORGANISATION),
        ("[ORG URUMQI], 3 March 2022 - It rained.", "URUMQI", Label.PLACE),
        ("LISTVA, May 16 ([ORG Norbal Wire]) - It rained.", "Norbal Wire", Label.ORGANISATION),
        ("They went to [PLACE Kasane Field Hospital] twice.", "Kasane Field Hospital", Label.ORGANISATION),
    ],
)
def test_names_are_typed_by_form_and_context(marked: str, name: str, label: Label) -> None:
    """Apposition, products, legal form, head word and lists say what a name is."""
    found = context(marked)
    assert name in [one.text for one in found.mentions], labels(found)
    assert mention(found, name).label is label


def test_the_document_agrees_with_itself() -> None:
    """A name typed for a strong reason once is the same everywhere, whatever the tagger said."""
    found = context(
        "Pallas Crane Trading FZE is in Dubai. [PERSON Pallas Crane] could not be reached. [ORG Pallas Crane] resells."
    )
    assert {one.label for one in found.mentions if one.text.startswith("Pallas")} == {Label.COMPANY}


def test_companies_listed_together_are_companies() -> None:
    """A name nothing is known of takes the label of its neighbours in a list."""
    found = context("giants, including [ORG Dahua], [ORG Norbal Vesh] and [ORG Tinka Vor]")
    assert labels(found) == [("Dahua", "company"), ("Norbal Vesh", "company"), ("Tinka Vor", "company")]


def test_titles_of_office_are_no_bodies() -> None:
    """`Secretary of State for Health` is a role; the person beside it is kept."""
    found = context("The former Secretary of [ORG State for Health], [PERSON Matt Hancock], resigned.")
    assert labels(found) == [("Matt Hancock", "person")]


def test_names_are_trimmed() -> None:
    """Articles, possessives, lower-case words and noise are no part of a name."""
    found = context("[ORG the Veshtar’s] profit; [ORG Dahua technology] fell; [PERSON he] left; [ORG Council] sat.")
    assert [text for text, _ in labels(found)] == ["Veshtar", "Dahua"]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("[PLACE Beijing] denied it.", Label.GOVERNMENT),
        ("The [PLACE UK] blacklisted three firms.", Label.GOVERNMENT),
        ("They met in [PLACE Beijing] yesterday.", Label.PLACE),
        ("Cameras in [PLACE London] said nothing.", Label.PLACE),
    ],
)
def test_places_that_act_are_governments(marked: str, label: Label) -> None:
    """Without a parse, a place at the start of its clause before a verb of state is a government."""
    assert context(marked).mentions[0].label is label


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ("Beijing Beijing PROPN 2 nsubj B-PLACE|imposed impose VERB 0 ROOT|bans ban NOUN 2 obj", Label.GOVERNMENT),
        (
            "firms firm NOUN 2 nsubj:pass|hit sanction VERB 0 ROOT|by by ADP 4 case|Kestria K PROPN 2 obl B-PLACE",
            Label.GOVERNMENT,
        ),
        ("They they PRON 2 nsubj|accused accuse VERB 0 ROOT|China China PROPN 2 obj B-PLACE", Label.GOVERNMENT),
        ("London London PROPN 2 nsubj B-PLACE|grew grow VERB 0 ROOT", Label.PLACE),
        ("It it PRON 2 nsubj|rained rain VERB 0 ROOT|in in ADP 4 case|China China PROPN 2 obl B-PLACE", Label.PLACE),
    ],
)
def test_the_parse_says_who_acts(rows: str, label: Label) -> None:
    """A subject or agent of an act of state is a government, and the object of an accusation; a place is a place."""
    doc = parsed_doc(rows.replace("|", "\n"))
    [one] = acting_places(doc, type_all(doc, tagged(doc), ()))
    assert one.label is label


def test_authorities_are_described_by_their_place() -> None:
    """Authorities without a name are a description that says whose they are; the place stays a place."""
    found = context("contracts with the authorities in [PLACE China]’s [PLACE Xinjiang] region, and")
    assert labels(found) == [("authorities", "government"), ("China", "place"), ("Xinjiang", "place")]
    authorities = found.mentions[0]
    assert authorities.form is Form.DESCRIPTION
    assert found.fullest_name(authorities) == "authorities in China’s Xinjiang region"


@pytest.mark.parametrize(
    ("marked", "name", "label"),
    [
        ("[ORG ALDERMOUTH] — The port is shut.", "ALDERMOUTH", Label.PLACE),
        ("[PERSON Eskmere] did not reply. [ORG Eskmere District Council] bought it.", "Eskmere", Label.PLACE),
        ("The [PLACE Tavri] minority is held. A [ORG Tavri] family fled.", "Tavri", Label.GROUP),
        ("[ORG Meridian Gate Systems] sold it, and [PLACE Meridian Gate] knew.", "Meridian Gate", Label.COMPANY),
        ("[ORG Silicon Vale Bank] fell. Firms in [PLACE Silicon Vale] fear it.", "Silicon Vale", Label.PLACE),
        ("The trading house [PERSON Pallas Crane] sold it.", "Pallas Crane", Label.COMPANY),
        ("Name: [ORG Rasheed COLMENAR], of Dubai.", "Rasheed COLMENAR", Label.PERSON),
        ("the [ORG Commonwealth of Kestria] and its register", "Commonwealth of Kestria", Label.PLACE),
        ("[ORG CALDERWICK BOROUGH COUNCIL] of the [PLACE Town Hall]", "CALDERWICK BOROUGH COUNCIL", Label.GOVERNMENT),
    ],
)
def test_the_document_says_what_a_name_is(marked: str, name: str, label: Label) -> None:
    """Datelines, councils, peoples, full names and where something is in decide what the tagger could not."""
    found = context(marked)
    assert name in [one.text for one in found.mentions], labels(found)
    assert {one.label for one in found.mentions if one.text == name} == {label}


def test_a_shouted_word_is_no_name() -> None:
    """In a line of capitals a tagged word is a name only if it is written as one elsewhere."""
    assert not context("AGREEMENT FOR [ORG UNMANNED] AIRCRAFT").mentions
    assert context("AGREEMENT FOR [ORG ORSANTA] AIRCRAFT\n\n[ORG Orsanta] sells it.").mentions


def test_a_surname_first_is_read_as_a_person() -> None:
    """Lists write "VARESH, Ilko;": one person, called by the given name first; a town and its country are none."""
    found = context("3. [PERSON VARESH], Ilko; born 3 May 1971\n\nLEEDS, England; a town")
    person = mention(found, "VARESH, Ilko")
    assert (person.label, found.fullest_name(person)) == (Label.PERSON, "Ilko Varesh")
    assert not any(one.text.startswith("LEEDS,") for one in found.mentions)


def test_what_has_a_name_and_does_nothing_is_no_party() -> None:
    """A disease, a storm and a law are nobody who could supply, deny or be accused."""
    found = context(
        "[ORG COVID-19], [ORG Typhoon Marwit] and the [ORG Clean Ports Act] hit [ORG Hurricane Energy plc]."
    )
    assert labels(found) == [("Hurricane Energy plc", "company")]
