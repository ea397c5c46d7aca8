"""Titles before a person's name: one list, read the same wherever a name stands."""

from __future__ import annotations

import pytest
from extract_docs import context, labels

from extract.comparison import compare
from extract.gazetteers import titles
from extract.names import key
from extract.records import Label


@pytest.mark.parametrize(
    "title", ["Mr", "Ms.", "Prof", "Cllr", "Colonel", "Judge", "Senator", "Imam", "Sheikh", "Datuk"]
)
def test_a_title_is_no_part_of_the_key_of_a_name(title: str) -> None:
    """Who has a title is who has none, and in a sentence the name begins behind it."""
    assert key(f"{title} Ann Varga", Label.PERSON) == key("Ann Varga", Label.PERSON)
    assert ("Ann Varga", "person") in labels(context(f"Then [PERSON {title} Ann Varga] spoke."))


@pytest.mark.parametrize("name", ["Stephen King", "Theresa Major", "Anna Bishop", "Martin Prince"])
def test_a_surname_that_is_a_title_stays(name: str) -> None:
    """Only the words a name begins with are titles, and the last is none."""
    assert key(name, Label.PERSON) == name.lower()
    assert key("King", Label.PERSON) == "king"


def test_one_title_alone_before_a_surname() -> None:
    """A style is left out however short the name; an office before one word may be all there is of the name."""
    assert ("Okafor", "person") in labels(context("[PERSON Mrs Okafor] spoke."))
    assert ("Father Brown", "person") in labels(context("[PERSON Father Brown] spoke."))


def test_styles_hardly_count_where_names_are_compared() -> None:
    """With and without a style a name is as like another."""
    assert compare("Cllr Ann Varga", "Ann Varga").score > 0.9


def test_kinds_of_titles_are_spelled_for_patterns() -> None:
    """The longest comes first, so that no alternative hides another."""
    words = titles.spelled(titles.STYLES).split("|")
    assert words.index("Mrs") < words.index("Mr")
    assert titles.is_title("SGT.")
    assert not titles.is_title("Varga")
