"""Filters of a search, the words looked for in a document, and lists that go on."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from library.library import Library
from search.results import Results
from web import filters, listing
from web.looking import stretches_of, terms_of


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ('"forced labour" camera', ("forced labour", "camera")),
        ("kind:contract company:hikvision -renewal", ("hikvision",)),
        ("hikvison~2 surveil*", ("hikvison", "surveil*")),
        ("a OR NOT banned seen", ("seen",)),
        ('"@company forced labour"~8', ()),
        ("", ()),
    ],
)
def test_words_of_a_query(query: str, terms: tuple[str, ...]) -> None:
    """Words and phrases are looked for; fields of metadata, operators and excluded words are not."""
    assert terms_of(query) == terms


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_query_can_be_looked_for(text: str, query: str) -> None:
    """No query breaks the marking, and every mark lies in the text."""
    for stretch in stretches_of(text, query, 0, len(text)):
        assert 0 <= stretch.start < stretch.end <= len(text)


def test_other_endings_are_marked_too() -> None:
    """A word marks its other endings, as the index finds them; a phrase only itself."""
    text = "Cameras: a camera, camerawork. Contracted by contract."
    found = [text[s.start : s.end] for s in stretches_of(text, "camera contracts", 0, len(text))]
    assert found == ["Cameras", "camera", "camerawork", "Contracted", "contract"]
    assert len(stretches_of(text, '"a camera"', 0, len(text))) == 1


@given(st.text(max_size=30))
def test_a_filter_cannot_break_out_of_its_quotes(value: str) -> None:
    """A facet's value stays one phrase of the query language, whatever is in it."""
    words = filters.clause("company", value)
    assert words.count('"') in (0, 2)


def test_filters_can_be_put_on_and_taken_off() -> None:
    """A facet's link adds it; its chip's link takes off that one and keeps the others."""
    results = Results(2, "x", facets=(("kind", (("news", 1), ("contract", 1))), ("unknown", (("a", 1), ("b", 1)))))
    chosen = filters.chosen([("q", "x"), ("kind", "news"), ("source", "leak"), ("kind", "news"), ("evil", "1")])
    assert chosen == (("kind", "news"), ("source", "leak"))
    (facet,) = filters.offered(results, "x", chosen, "")
    assert [choice.chosen for choice in facet.choices] == [True, False]
    assert facet.choices[0].link == "/search?q=x&source=leak"
    assert filters.chips("x", chosen, "date")[1].link == "/search?q=x&kind=news&sort=date"
    assert filters.with_filters("a OR b", chosen) == "kind:news source:leak (a OR b)"
    assert filters.with_filters("", chosen) == "kind:news source:leak"


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("0", 1), ("-1", 7), ("٣", 7), ("9" * 30, 7), ("", 7), (None, 7)]
)
def test_numbers_in_addresses_stay_within_bounds(text: str | None, number: int) -> None:
    """What is not a plain number is as if not given."""
    assert listing.whole(text, 7) == number


def test_a_search_says_that_the_index_is_being_filled(client: FlaskClient, web_library: Library) -> None:
    """While documents wait for the index, every answer says how many; once they are in it, nothing does."""
    assert b"still being filled" not in client.get("/search?q=camera").data
    every = tuple(head.document_id for head in web_library.heads())
    web_library.rooms.extractions.mark_unindexed(every[:2])
    try:
        for path in ("/search", "/search?q=camera"):
            told = " ".join(client.get(path).text.split())
            assert f"2 of {len(every)} documents cannot be found yet" in told
    finally:
        web_library.rooms.extractions.mark_taken(every[:2])
        web_library.rooms.extractions.mark_indexed(every[:2])
    assert b"still being filled" not in client.get("/search?q=camera").data
