"""Prose of law, dates in figures and signatures anywhere in a paper: what is read from them, and what is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from marked_text import facts_in, read, roles_of

from corpus.records import Kind
from extract.components.name_edges import mended_edges
from extract.components.spans import Found, Tag
from extract.facts.contract_signers import signature_passages
from extract.facts.figured_dates import find_figured_dates, is_month_first
from extract.facts.law_prose import is_prose_of_law
from extract.records import FactKind

AGENCY, OSK, TARN = "[[Trade Agency|government]]", "[[Osk Ltd|company]]", "[[Tarn LLC|company]]"
NOTICE = f"Certain Nails From Veshtar: Notice\n\nThe {AGENCY} issues this notice under the Tariff Act of 1930. "


@pytest.mark.parametrize(
    "text", ["The rule amends 15 CFR part 744.", "A notice under the Tariff Act.", "A final rule."]
)
def test_notices_and_rules_are_prose_of_law(text: str) -> None:
    """A few words at the head of a paper tell that it is one; news of it is none."""
    assert is_prose_of_law(read(text, Kind.OTHER))
    assert not is_prose_of_law(read(text, Kind.NEWS))


def test_a_report_is_no_prose_of_law() -> None:
    """A paper that says nothing of rules or reviews is read like any other."""
    assert not is_prose_of_law(read(f"{OSK} sold 400 cameras to {TARN}.", Kind.OTHER))


@pytest.mark.parametrize("kind", [FactKind.CONTRACT, FactKind.STATISTIC, FactKind.OWNERSHIP, FactKind.ALLEGATION])
def test_standing_clauses_tell_nothing_of_anybody(kind: FactKind) -> None:
    """Contracts, figures, owners and what nobody in particular alleges are forms of law."""
    text = (
        f"{NOTICE}The imports are alleged to be subsidized by the {AGENCY}. {OSK} supplied nails to {TARN} under a "
        f"contract worth $3 million. According to {AGENCY}, 85 percent of the nails were sold. {OSK} owns {TARN}."
    )
    assert not facts_in(text, kind, Kind.OTHER)


def test_what_a_notice_decides_is_read() -> None:
    """A debarment in a notice is a designation like any other."""
    text = f"{OSK}: Debarment Order\n\nThis notice announces an order. The {AGENCY} hereby debars {OSK}."
    (fact,) = facts_in(text, FactKind.DESIGNATION, Kind.OTHER)
    assert roles_of(fact)["target"] == ["Osk Ltd"]


def test_an_exclusion_from_an_order_on_goods_lists_nobody() -> None:
    """Goods of a company that stand outside an order on imports restrict nobody."""
    text = f"{NOTICE}The {AGENCY} found that flooring exported by {OSK} is excluded from the antidumping order."
    assert not facts_in(text, FactKind.DESIGNATION, Kind.OTHER)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Austin, TX 78701. Date: 11/4/10", ["2010-11-04"]),
        ("Signed 3/25/2004 and 4/2/04", ["2004-03-25", "2004-04-02"]),
        ("Signed 25/3/2004 and 4/2/04", ["2004-03-25", "2004-02-04"]),
        ("Signed 25/3/2004, 3/25/2004 and 4/2/04", []),
        ("Leeds, 4/2/04", []),
        ("State of Nevada, 2/31/2004", []),
        ("State of Nevada, 7-1-98", ["1998-07-01"]),
    ],
)
def test_figures_are_read_in_the_order_that_the_paper_settles(text: str, dates: list[str]) -> None:
    """Another date or an American address settles it; where the paper says both or nothing, nothing is read."""
    assert [date.value for date, _, _ in find_figured_dates(text, 0, len(text))] == dates


def test_a_paper_without_figures_settles_no_order() -> None:
    """Neither order is assumed."""
    assert is_month_first("Made on 4 March 2019.") is None


def test_signatures_are_found_wherever_they_stand() -> None:
    """Passages cover the words that announce signatures, in order and apart."""
    text = f"IN WITNESS WHEREOF, signed.{' ' * 3000}/s/ Maren Feld{'.' * 3000}"
    first, second = signature_passages(text)
    assert first.start == 0
    assert text[second.start : second.end].strip().startswith("/s/")


@given(st.text(alphabet="/s aIN WITNESSwhereof.\n", max_size=400))
def test_passages_of_signatures_lie_within_the_text_in_order(text: str) -> None:
    """Whatever the text, passages do not touch and stay inside it."""
    spans = list(signature_passages(text * 9))
    assert all(0 <= one.start < one.end <= len(text) * 9 for one in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


def test_a_known_body_is_not_parted_at_its_and() -> None:
    """Its first word stands alone in the name of a law; a body that the lists know stays whole all the same."""
    doc = spacy.blank("en")("The Food and Drug Administration acts under the Food, Drug, and Cosmetic Act.")
    body = Found(1, 5, Tag.ORG)
    assert list(mended_edges(doc, [body])) == [body]
