"""How values are put into words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import InputState, Kind
from extract.records import Date, FactKind, Label, Money, Quantity, Role
from web import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Money(Decimal(290_000_000), "USD", "total"), "USD 290 million"),
        (Money(Decimal(1300000), "USD", "at_least"), "at least USD 1.3 million"),
        (Money(Decimal(338543), "EUR"), "EUR 338,543"),
        (Money(Decimal(2), "GBP", "exact", Decimal(3)), "GBP 2 to 3"),
        (Quantity(Decimal(65), "percent", "about"), "about 65%"),
        (Quantity(Decimal(338543), "networks of cameras"), "338,543 networks of cameras"),
        (Date("2019-10"), "October 2019"),
        (Date("2019", "2021-03-04"), "2019 to 4 March 2021"),
        ("spokeswoman", "spokeswoman"),
    ],
)
def test_values_read_as_one_says_them(value: Money | Quantity | Date | str, words: str) -> None:
    """Amounts, shares and dates are written as a newspaper would."""
    assert wording.value_words(value) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4))
def test_any_number_has_words_without_exponent(value: Decimal) -> None:
    """No number is shown in scientific notation, and none breaks a page."""
    assert "E" not in wording.number(value)


@given(st.text(max_size=20))
def test_a_date_that_is_none_stays_as_it_is(text: str) -> None:
    """Whatever stands where a date should be is shown, never an error."""
    assert isinstance(wording.day(text), str)


def test_every_closed_list_has_words() -> None:
    """A new kind, label, role or state cannot be forgotten on the pages."""
    assert set(wording.KINDS) == set(Kind)
    assert set(wording.LABELS) == set(wording.LABELS_PLURAL) == set(Label)
    assert set(wording.FACTS_PLURAL) == set(FactKind)
    assert set(wording.ROLES) == set(Role)
    assert set(wording.STATES) == set(InputState)


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("a/b/c.pdf", "c.pdf"),
        ("box.zip!mail.eml!contract.pdf", "contract.pdf"),
        ("folder/", "folder"),
        ("C:\\leak\\x.pdf", "x.pdf"),
    ],
)
def test_a_location_is_called_by_its_last_part(location: str, name: str) -> None:
    """A file is named as on its own machine, archives and mails looked into."""
    assert wording.file_name(location) == name
