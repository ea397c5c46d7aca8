"""Names within a document: short forms, acronyms, defined terms, descriptions and pronouns."""

from __future__ import annotations

import pytest
from extract_docs import context, mention, parsed_doc

from extract.components.references import find_references
from extract.context import Context
from extract.records import Form, Label, Mention, Name


def called(found: Context, text: str, number: int = 0) -> str:
    """Return the full name of the mention with these words."""
    return found.fullest_name(mention(found, text, number))


def test_short_forms_belong_to_the_full_name() -> None:
    """A short form is a mention of the one longer name it fits, before or after it."""
    found = context(
        "[ORG Hikvision] won. Hangzhou Hikvision Digital Technology Co., Ltd. is its name. [PERSON Hancock] left, "
        "[PERSON Matt Hancock] said."
    )
    assert called(found, "Hikvision") == "Hangzhou Hikvision Digital Technology Co., Ltd."
    assert mention(found, "Hikvision").form is Form.SHORT
    assert called(found, "Hancock") == "Matt Hancock"
    assert len(found.names) == 2


def test_a_short_form_of_two_names_stays_apart() -> None:
    """`Meridian` is neither of two firms that begin so."""
    found = context("Meridian Gate Ltd and Meridian Bridge GmbH met. [ORG Meridian] won.")
    assert called(found, "Meridian") == "Meridian"
    assert len(found.names) == 3


def test_acronyms_introduced_in_brackets() -> None:
    """A bracketed acronym, and every later use of it, is the name before it."""
    found = context("The [ORG Kestrian Communications Board] ([ORG KCB]) met. The [ORG KCB] voted.")
    assert called(found, "KCB", 1) == "Kestrian Communications Board"
    assert mention(found, "KCB").form is Form.ACRONYM
    assert len(found.names) == 1


def test_names_missed_by_the_tagger_are_found_again() -> None:
    """A name that was found once is found wherever it stands, but not inside a longer one."""
    found = context("[ORG Veshtar] won. Later Veshtar denied it, and Veshtar Holding did not.")
    assert [one.start for one in found.mentions if one.text == "Veshtar"] == [0, 19]


@pytest.mark.parametrize(
    ("text", "term", "party"),
    [
        ('Meridian Gate Systems Limited (the "Supplier") agrees. The Supplier shall pay.', "Supplier", "Meridian"),
        ("Meridian Gate Systems Limited (“Supplier”) agrees. Supplier shall pay.", "Supplier", "Meridian"),
        ('Orsa Varchi S.p.A., hereinafter "Seller", agrees. Seller shall pay.', "Seller", "Orsa"),
        ('Orsa Varchi S.p.A. (hereinafter referred to as the "Service Provider") agrees.', "Service Provider", "Orsa"),
        (
            'Meridian Gate Ltd, of Hull (the "Supplier") and Orsa Varchi S.p.A., of Trieste (the "Customer").',
            "Customer",
            "Orsa",
        ),
    ],
)
def test_defined_terms_are_their_parties(text: str, term: str, party: str) -> None:
    """Every use of a term that a contract defines for a party is a mention of that party."""
    found = context(text)
    uses = [one for one in found.mentions if one.text == term]
    assert uses
    assert all(one.form is Form.DEFINED_TERM and found.fullest_name(one).startswith(party) for one in uses)


@pytest.mark.parametrize("term", ["Agreement", "Services", "Parties", "Effective Date", "Purchase Price"])
def test_terms_for_things_are_nobody(term: str) -> None:
    """A term for a thing, or for the parties together, names no party."""
    found = context(f'Meridian Gate Systems Limited shall render work (the "{term}"). The {term} begins.')
    assert term not in [one.text for one in found.mentions]


def test_the_company_is_the_one_just_named() -> None:
    """A definite description takes the only fitting name of the sentence before."""
    found = context("[ORG Hikvision] won a contract in [PLACE Hull]. The company was glad.")
    assert called(found, "company") == "Hikvision"
    assert mention(found, "company").form is Form.DESCRIPTION


def test_the_company_is_nobody_where_two_are_named() -> None:
    """With two companies in the sentence before and no parse, a description is left alone."""
    found = context("[ORG Hikvision] and [ORG Dahua] won. The company was glad.")
    assert [one.text for one in found.mentions] == ["Hikvision", "Dahua"]


def test_descriptions_remember_how_a_name_was_introduced() -> None:
    """`The research company` and `the Chinese company` are those that were called so."""
    found = context(
        "The Chinese tech giant [ORG Hikvision] won. An internet research company [ORG Top10VPN] said so. The research "
        "company also found that the Chinese company is large."
    )
    assert [found.fullest_name(one) for one in found.mentions if one.text == "company"] == ["Top10VPN", "Hikvision"]


@pytest.mark.parametrize("text", ["The company that makes them", "The company of the year", "A company"])
def test_new_companies_are_not_the_old_one(text: str) -> None:
    """A description that introduces somebody new refers to nobody named before."""
    found = context(f"[ORG Hikvision] won. {text} was glad.")
    assert [one.text for one in found.mentions] == ["Hikvision"]


def test_he_is_the_only_person() -> None:
    """A personal pronoun takes the only person spoken of; of two it takes none."""
    found = context("[PERSON Samuel Woodhams] spoke. Later he added more.")
    assert called(found, "he") == "Samuel Woodhams"
    both = context("[PERSON Samuel Woodhams] met [PERSON Matt Hancock]. Later he added more.")
    assert "he" not in [one.text for one in both.mentions]


def _references(rows: str, *names: tuple[str, Label]) -> list[tuple[str, str]]:
    doc = parsed_doc(rows.replace("|", "\n"))
    held = [Name(f"n{number}", label, text) for number, (text, label) in enumerate(names)]
    mentions = [
        Mention("d", doc.text.index(name.name), doc.text.index(name.name) + len(name.name), name.label, name.name,
                Form.NAME, name.name_id)
        for name in held
    ]  # fmt: skip
    return [(one.text, one.name_id or "") for one in find_references(doc, mentions, held, "d")]


def test_its_is_the_subject_above() -> None:
    """A possessive in a claim belongs to the subject of the verb of saying."""
    rows = (
        "Hikvision H PROPN 2 nsubj|denies deny VERB 0 ROOT|claims claim NOUN 2 obj|that that SCONJ 7 mark"
        "|its its PRON 6 nmod:poss|gear gear NOUN 7 nsubj|failed fail VERB 3 acl"
    )
    assert _references(rows, ("Hikvision", Label.COMPANY)) == [("its", "n0")]


def test_it_is_not_the_subject_of_its_own_clause() -> None:
    """`Kestria listed it` is about somebody else, and an expletive is about nobody."""
    rows = "Kestria K PROPN 2 nsubj|listed list VERB 0 ROOT|it it PRON 2 obj"
    assert _references(rows, ("Kestria", Label.GOVERNMENT)) == []
    rows = "Hikvision H PROPN 2 nsubj|knows know VERB 0 ROOT|it it PRON 4 expl|rains rain VERB 2 ccomp"
    assert _references(rows, ("Hikvision", Label.COMPANY)) == []


def test_a_possessive_prefers_the_object_of_its_clause() -> None:
    """`to punish China for its treatment` is China's treatment."""
    rows = (
        "Kestria K PROPN 2 nsubj|punished punish VERB 0 ROOT|China C PROPN 2 obj|for for ADP 6 case"
        "|its its PRON 6 nmod:poss|treatment treatment NOUN 2 obl"
    )
    assert _references(rows, ("Kestria", Label.GOVERNMENT), ("China", Label.GOVERNMENT)) == [("its", "n1")]


def test_a_first_name_alone_is_the_one_person_so_called() -> None:
    """Within a document a first name stands for the one full name that begins with it, and for none of two."""
    one = context("[PERSON Maren Feld] wrote. [PERSON Maren] sent it.")
    assert one.fullest_name(mention(one, "Maren")) == "Maren Feld"
    two = context("[PERSON Maren Feld] wrote to [PERSON Maren Osk]. [PERSON Maren] sent it.")
    assert two.fullest_name(mention(two, "Maren")) == "Maren"


def test_a_body_is_called_by_its_last_word() -> None:
    """In "the Council" the one council of the document is meant; where there are two it stays open."""
    one = context("[ORG Eskmere District Council] met. The Council agreed.")
    assert one.fullest_name(mention(one, "Council")) == "Eskmere District Council"
    two = context("[ORG Eskmere District Council] met [ORG Osk City Council]. The Council agreed.")
    assert "Council" not in [item.text for item in two.mentions]


def test_a_name_goes_on_behind_an_ampersand_at_a_line_end() -> None:
    """A name that the line breaks behind `&` is one name, and `plc` is a legal form."""
    found = context("made by Norden &\nVale Integration GmbH and by Orsa Aerial plc in Cork")
    assert [one.text for one in found.mentions if one.label is Label.COMPANY] == [
        "Norden &\nVale Integration GmbH", "Orsa Aerial plc",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("introduced", "called", "meant"),
    [
        ("[ORG Ministry of Health]", "the Ministry", "Ministry of Health"),
        ("[ORG County Government of Nyaroti]", "the County", "County Government of Nyaroti"),
        ("[ORG Osk Court of Audit]", "the Court", "Osk Court of Audit"),
    ],
)
def test_a_body_is_called_by_the_head_of_its_name(introduced: str, called: str, meant: str) -> None:
    """`the Ministry` is the one ministry that the text has named before, whatever it is a ministry of."""
    found = context(f"The {introduced} paid. Later {called} denied it.")
    short = [one for one in found.mentions if one.text == called.split()[1]]
    assert [found.names[one.name_id].name for one in short if one.name_id] == [meant]


def test_a_head_that_two_names_share_is_nobody() -> None:
    """Of two ministries neither is `the Ministry`, and no name that comes later is."""
    found = context("The [ORG Ministry of Health] and the [ORG Ministry of Trade] met. The Ministry denied it.")
    assert not [one for one in found.mentions if one.text == "Ministry"]
    found = context("The Ministry denied it. The [ORG Ministry of Trade] did not.")
    assert not [one for one in found.mentions if one.text == "Ministry"]


def test_a_state_and_its_government_are_one_name() -> None:
    """`the government of Kestria` and Kestria, where it acts, are one within a document."""
    found = context("The government of [PLACE Kestria] met. [PLACE Kestria] denied it. The Kestrian government left.")
    states = {one.name_id for one in found.mentions if one.label is Label.GOVERNMENT}
    assert len(states) == 1


def test_whoever_is_asked_is_who_did_it() -> None:
    """`asked Osk why it kept them` is about Osk, not about who asks; `it took delivery` is about somebody."""
    rows = (
        "Kestria K PROPN 2 nsubj|asked ask VERB 0 ROOT|Hikvision H PROPN 2 obj|why why ADV 6 advmod"
        "|it it PRON 6 nsubj|kept keep VERB 2 ccomp|them they PRON 6 obj"
    )
    names = (("Kestria", Label.GOVERNMENT), ("Hikvision", Label.COMPANY))
    assert ("it", "n1") in _references(rows, *names)
    rows = (
        "Hikvision H PROPN 2 nsubj|said say VERB 0 ROOT|it it PRON 4 nsubj|took take VERB 2 ccomp"
        "|delivery delivery NOUN 4 obj"
    )
    assert _references(rows, ("Hikvision", Label.COMPANY)) == [("it", "n0")]


def test_a_description_is_who_is_named_behind_its_comma() -> None:
    """`The vendor, Osk, left` says itself who the vendor is."""
    rows = (
        "The the DET 2 det|vendor vendor NOUN 6 nsubj|, , PUNCT 4 punct|Hikvision H PROPN 2 appos|, , PUNCT 2 punct"
        "|left leave VERB 0 ROOT"
    )
    assert _references(rows, ("Hikvision", Label.COMPANY)) == [("vendor", "n0")]
