"""How text becomes words: what is written in several ways is one form, and offsets stay true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import MAX_FORM, fold, stem, surfaces, words

SHAPES = [
    ("O’Neill", ["o", "neill"], "oneill"),
    ("O'Neill's", ["o", "neill"], "oneill"),
    ("Hikvision’s", ["hikvision"], ""),
    ("e-mail", ["e", "mail"], "email"),
    ("AT&T", ["at", "t"], "att"),
    ("state-of-the-art", ["state", "of", "the", "art"], ""),
    ("Top10VPN", ["top10vpn"], ""),
    ("U.S.", ["us"], ""),
    ("hikvision.com", ["hikvision", "com"], ""),
    ("290,000,000", ["290000000"], ""),
    ("290\u202f000\u00a0000", ["290000000"], ""),
    ("290.000.000", ["290000000"], ""),
    ("1.3", ["1.3"], ""),
    ("US1,000.50", ["us1000.50"], ""),
    ("１２３", ["123"], ""),
    ("2019-10-07", ["2019", "10", "07"], ""),
    ("COVID-19", ["covid", "19"], "covid19"),
    ("新疆", ["新", "疆"], ""),
    ("ﬁnance", ["finance"], ""),
    ("cafe\u0301s", ["cafes"], ""),
    ("co\u00adoperate", ["cooperate"], ""),
    ("İstanbul", ["istanbul"], ""),
    ("Łódź", ["lodz"], ""),
    ("Straße", ["strasse"], ""),
    ("हिन्दी", ["हिन्दी"], ""),
    ("snake_case", ["snake", "case"], ""),
]


@pytest.mark.parametrize(("written", "forms", "joined"), SHAPES)
def test_words_have_parts_and_a_joined_form(written: str, forms: list[str], joined: str) -> None:
    """Apostrophes, hyphens, numbers, initials, accents and width come out as the table of the module says."""
    [word] = words(written)
    assert [part.form for part in word.shape.parts] == forms
    assert word.shape.joined == joined


def test_stems_are_english_and_leave_the_rest_alone() -> None:
    """Inflected English words share a stem; numbers, other alphabets and mixed words keep their form."""
    assert stem("contracts") == stem("contracted") == stem("contract")
    assert [stem(form) for form in ("290000000", "зона", "top10vpn", "us")] == ["290000000", "зона", "top10vpn", "us"]


@given(st.text(max_size=120))
def test_offsets_lie_in_the_text_and_in_order(text: str) -> None:
    """Parts never overlap, never leave their word, and the letters at their offsets give their form."""
    reached = 0
    for word in words(text):
        assert reached <= word.start < word.end <= len(text)
        inside = word.start
        for part in word.shape.parts:
            start, end = word.start + part.start, word.start + part.end
            assert inside <= start < end <= word.end
            assert part.form
            assert len(part.form) <= MAX_FORM
            inside = end
        reached = word.end


@given(st.text(max_size=80))
def test_surfaces_are_read_again_as_themselves(text: str) -> None:
    """What is printed of a word is one word, the same one."""
    for surface in surfaces(text):
        assert list(surfaces(surface)) == [surface]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded form is its own form."""
    assert fold(fold(text)) == fold(text)
