"""Normalisation and the maps of offsets that go with it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.offsets import OffsetMap, TextBuilder, identity_map
from corpus.text import normalise, tidy

AWKWARD = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("ab e\u0301\u0327\ufb01\r\n\t\u00a0\u00ad\u1100\u1161\u09c7\u09be")
    )
)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("e\u0301tat", "\u00e9tat"),
        ("of\ufb01ce", "office"),
        ("sur\u00adveil\u00adlance", "surveillance"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one \n \n\n two", "one\n\ntwo"),
        ("a\x00b\u200bc\ufeffd", "abcd"),
        ("non\u2011stop", "non-stop"),
        ("\ud800x", "\ufffdx"),
        ("\u201cquoted\u201d \u2013 isn\u2019t", "\u201cquoted\u201d \u2013 isn\u2019t"),
        ("  ", ""),
    ],
)
def test_one_way_of_writing(raw: str, plain: str) -> None:
    """Accents are composed, ligatures opened, invisible characters dropped, blanks made plain; quotes stay."""
    assert normalise(raw)[0] == plain


@given(AWKWARD)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    """The result is composed, holds no odd character, and normalises to itself."""
    text, _ = normalise(raw)
    assert normalise(text)[0] == text
    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text
    assert text == text.strip()


@given(AWKWARD)
def test_offsets_lead_back_in_order(raw: str) -> None:
    """Every offset leads into the source, later offsets never to earlier places."""
    text, offsets = normalise(raw)
    places = [offsets.to_source(at) for at in range(len(text) + 1)]
    assert all(0 <= place <= len(raw) for place in places)
    assert places == sorted(places)


@given(AWKWARD)
def test_unchanged_characters_lead_to_themselves(raw: str) -> None:
    """A character that needed no change stands in the source where its offset leads."""
    text, offsets = normalise(raw)
    for start, end, source in offsets.runs:
        for at in range(start, end):
            if text[at].isascii() and text[at].isalnum() and raw[source + at - start].isascii():
                assert raw[source + at - start] == text[at]


@given(AWKWARD, st.data())
def test_windows_agree_with_the_whole(raw: str, data: st.DataObject) -> None:
    """The map of a part leads to the same places as the map of the whole."""
    text, offsets = normalise(raw)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    window = offsets.window(start, end)
    covered = {at for low, high, _ in window.runs for at in range(low, high)}
    for at in covered:
        assert window.to_source(at) == offsets.to_source(start + at)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 5)), max_size=8), st.data())
def test_chained_maps_agree_with_two_steps(plan: list[tuple[bool, int]], data: st.DataObject) -> None:
    """Going back through a chained map ends where going back step by step does."""
    source = "abcdefghijklmnopqrstuvwxyz" * 2
    first = TextBuilder()
    at = 0
    for copies, length in plan:
        if copies:
            first.copy(source[at : at + length], at)
            at += length + 1
        else:
            first.insert("." * length)
    middle, to_source = first.build()
    second = TextBuilder()
    skip = data.draw(st.integers(0, len(middle)))
    second.insert("!!")
    second.copy(middle[skip:], skip)
    text, to_middle = second.build()
    chained = to_middle.after(to_source)
    for start, end, place in chained.runs:
        assert source[place : place + end - start] == text[start:end]
        assert place == to_source.to_source(to_middle.to_source(start))


def test_spans_lead_back_to_what_they_were_made_of() -> None:
    """A span of the text gives the stretch of the source, ligature and soft hyphen included."""
    text, offsets = normalise("The of\ufb01ce of sur\u00adveillance")
    at = text.index("surveillance")
    assert offsets.to_source_span(at, at + 12) == (13, 26)
    assert OffsetMap().to_source(3) == 0
    assert identity_map(4).to_source_span(1, 3) == (1, 3)


def test_tidy_makes_one_line() -> None:
    """Titles and cells come out on one line."""
    assert tidy(" A\n\n title \u00a0 here ") == "A title here"
