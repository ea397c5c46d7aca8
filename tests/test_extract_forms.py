"""Forms: what labels, tables, signatures and registers say, read from the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Span
from extract.structure.fields import column_of, entry_field, sense_of, side_in
from extract.structure.forms import best, close_groups, find_labelled, name_in
from extract.structure.listed_names import find_listed_names
from extract.structure.officers import find_officers
from extract.structure.registers import find_company, find_controllers, find_former_names
from extract.structure.signing import find_signings, is_position
from extract.structure.tables import find_rows

LABELS = [
    ("Contracting authority", "buyer"),
    ("Name of the awarded supplier(s)", "supplier"),
    ("Buyer's address", None),
    ("Supplier's registered number", None),
    ("3.1 Total Call-Off Contract Charges (excluding VAT)", "amount"),
    ("Estimated value", None),
    ("V.2.1) Date of conclusion of the contract", "date"),
    ("Publication date", None),
    ("Number of tenders received", None),
    ("Letter of award no.", "reference"),
    ("The Supplier shall deliver the following", None),
]


@pytest.mark.parametrize(("label", "field"), LABELS)
def test_a_label_is_judged_by_its_words(label: str, field: str | None) -> None:
    """A party's own name is told from its address and number, a price from an estimate, a clause from a label."""
    found = sense_of(label)
    assert (found.field if found else None) == field


def test_a_representative_belongs_to_the_side_that_the_label_names() -> None:
    """Whose representative somebody is stands in the label; a bare contact is nobody's."""
    found = sense_of("Buyer's authorised representative")
    assert found is not None
    assert (found.field, found.side, sense_of("Contact")) == ("signers", "buyer", None)
    assert side_in("Signed for and on behalf of the Authority") == "buyer"


def test_columns_of_lists_say_who_since_when_and_why() -> None:
    """The same words mean other things over a column: "From" is since when somebody is excluded."""
    heads = ("Firm Name", "Ineligible from", "To", "Grounds", "Date of listing", "Country")
    assert [column_of(head) for head in heads] == ["listed", "since", "until", "grounds", "since", None]
    assert entry_field("Excluded supplier") == "listed"


FORM = "Buyer: Osk Council\nSupplier: M/s Tarn Works Ltd, 4 Mill Lane\nContract value: EUR 5,000\nBudget: EUR 9\n"


def test_a_form_gives_the_surest_value_of_each_field() -> None:
    """Names are taken without titles and addresses; an estimate is no price."""
    lines = find_labelled(FORM)
    supplier, amount = best(lines, "supplier"), best(lines, "amount")
    assert supplier is not None
    assert amount is not None
    name = name_in(FORM, supplier.value)
    assert name is not None
    assert FORM[name.start : name.end] == "Tarn Works Ltd"
    assert FORM[amount.value.start : amount.value.end] == "EUR 5,000"
    assert len(close_groups(lines, FORM)) == 1


def test_a_value_may_stand_under_its_label() -> None:
    """A portal sets each value on the line below its label; a sentence below a heading is none."""
    text = "Buyer: Osk Council\n\nContract awarded to\nLumen Street Ltd\n\nSupplier\nThe Supplier delivers goods.\n"
    assert [text[one.value.start : one.value.end] for one in find_labelled(text)] == ["Osk Council", "Lumen Street Ltd"]


def test_two_suppliers_are_two_groups() -> None:
    """In a notice of two awards the second supplier begins a group with values of its own."""
    text = "Supplier: Osk Ltd\nValue: EUR 1\n\nSupplier: Tarn Ltd\nValue: EUR 2\n"
    assert [len(group) for group in close_groups(find_labelled(text), text)] == [2, 2]


def test_of_a_table_of_bidders_the_winner_is_kept() -> None:
    """Who bid and lost has no contract."""
    text = "No. | Bidder | Quoted price | Result\n1 | Osk Ltd | 5 | L1 - Selected\n2 | Tarn Ltd | 6 | Not selected\n"
    assert [text[row.cells["supplier"].start : row.cells["supplier"].end] for row in find_rows(text)] == ["Osk Ltd"]


def test_the_heads_of_two_signatures_are_no_table() -> None:
    """Two parties over the names of persons are no contract."""
    assert not list(find_rows("Contractor | Contracting authority\nMaren Feld | Ivo Tarn\n"))


def test_signatures_side_by_side_are_read_column_by_column() -> None:
    """Each name has the position below it and the party above it."""
    text = "OSK LTD | TARN LTD\n\nBy: /s/ Maren Feld | By: /s/ Ivo Brandt\n"
    text += "Maren Feld | Dr. Ivo Brandt\nDirector | Chief Executive\n"
    found = [(text[one.name.start : one.name.end], one.position) for one in find_signings(text)]
    assert set(found) == {("Maren Feld", "Director"), ("Ivo Brandt", "Chief Executive")}


def test_a_position_is_a_title_and_no_sentence() -> None:
    """What holds a verb or another person's title is no position."""
    assert is_position("Deputy Secretary for Export Licensing.")
    assert not is_position("The Director is satisfied")
    assert not is_position("Mr. Osk Tarn, President")


def test_the_next_party_is_no_position() -> None:
    """Behind a representative "and" leads on to the other party."""
    text = (
        "represented by its president, Luca Osk, and Tarn Systems Limited, represented by its director, Mia Brandt (M)."
    )
    found = {(text[one.name.start : one.name.end], one.position) for one in find_officers(text)}
    assert found == {("Luca Osk", "president"), ("Mia Brandt", "director")}


def test_a_closing_line_names_who_signs_a_letter() -> None:
    """A name above a position, and a representative under a label, hold their offices."""
    text = "Sincerely,\n\nImelda Tarrow\nChief Procurement Officer\n\nSupplier's representative: Ivo Tarn, Director\n"
    found = {(text[one.name.start : one.name.end], one.position, one.side) for one in find_officers(text)}
    assert found == {("Imelda Tarrow", "Chief Procurement Officer", None), ("Ivo Tarn", "Director", "supplier")}


def test_a_register_gives_company_former_names_and_controllers() -> None:
    """What stands in brackets behind a former name is no part of it."""
    text = (
        "Company name: OSK LTD\nPrevious names:\nOSK & SON LIMITED (until 2015)\nTARN LIMITED (until 2009)\n\n"
        "Name: Velle Trust\nNotified: 2016\nNature of control: 75% or more\n"
    )
    company = find_company(text)
    assert company is not None
    assert text[company.start : company.end] == "OSK LTD"
    assert [text[one.start : one.end] for one in find_former_names(text)] == ["OSK & SON LIMITED", "TARN LIMITED"]
    assert [(text[one.start : one.end], what) for one, what, _ in find_controllers(text)] == [
        ("Velle Trust", "75% or more")
    ]


def test_a_form_of_exclusion_lists_its_party_with_grounds_and_date() -> None:
    """A register's form is an entry; a director named further down is none."""
    text = (
        "Register of exclusions\n\nExcluded supplier: Osk Gates Ltd\nGround for exclusion: Fraud\n"
        "Exclusion begins: 1 July 2023\n\nName: Ivo Tarn\nRole: Director\n"
    )
    (entry,) = find_listed_names(text)
    assert text[entry.name.start : entry.name.end] == "Osk Gates Ltd"
    assert {"grounds", "since"} <= entry.cells.keys()


def test_a_table_may_number_its_rows_without_a_head() -> None:
    """A Union's annex has no head over its numbers."""
    text = "Name | Statement of reasons | Date of listing\n1. | Anton MALVIN | Torture | 4.3.2022\n"
    (entry,) = find_listed_names(text)
    assert text[entry.name.start : entry.name.end] == "Anton MALVIN"


@given(st.text(alphabet="Ab:|\n\t .,()1-/", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever is laid out as a form, no reader fails and every span is inside."""
    spans: list[Span] = [one.value for one in find_labelled(text)]
    spans += [cell for row in find_rows(text) for cell in row.cells.values()]
    spans += [one.name for one in find_officers(text)] + [one.name for one in find_listed_names(text)]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)


def test_a_name_under_a_label_ends_where_its_address_begins() -> None:
    """A number behind a legal form is of the street."""
    text = "VESHTAR MIDWEST, INC. 53702 Tarn Drive South Osk"
    name = name_in(text, Span(0, len(text)))
    assert name is not None
    assert text[name.start : name.end] == "VESHTAR MIDWEST, INC."
