"""Kinds of documents, their languages and what a document is made of."""

from __future__ import annotations

import pytest
from corpus_files import PROSE
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assembly import document_of, name_of
from corpus.kinds import find_kind
from corpus.language import find_language
from corpus.options import IngestOptions
from corpus.readers.reading import Reading
from corpus.records import Kind, Source

CONTRACT = (
    "This Supply Agreement is made by and between Acme Ltd (hereinafter the \u201cSupplier\u201d) and the Council. "
    "WHEREAS the Council wishes to buy; the parties agree as follows.\n1. Supply\nThe Supplier shall deliver."
)
NOTICE = (
    "The Office hereby adds the following entity to the Restricted Parties Register. ACME LTD (a.k.a. ACME TRADING; "
    "a.k.a. ACME FZE), registration number 12. Designated pursuant to regulation 4. Assets are frozen."
)
NEWS = (
    "\u201cWe were not asked,\u201d said a resident. According to a report last week, the company declined to comment."
)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Supply Agreement", CONTRACT, Kind.CONTRACT),
        ("Notice 2021/07: additions to the list", NOTICE, Kind.SANCTIONS_NOTICE),
        ("Cameras in the valley", NEWS, Kind.NEWS),
        ("Sanctions bite, traders say", NEWS + " The United States put the firm on its entity list.", Kind.NEWS),
        ("Minutes", "The meeting opened at nine. Tea was served.", Kind.OTHER),
        ("", "", Kind.OTHER),
    ],
)
def test_kinds_are_told_from_words(title: str, text: str, kind: Kind) -> None:
    """Each kind is told from its words, and the reason quotes them."""
    found, reason = find_kind(text, title, webpage=False, published=False)
    assert found is kind
    assert reason.endswith(".")
    assert kind is Kind.OTHER or "\u201c" in reason


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=50), st.booleans(), st.booleans())
def test_any_text_has_a_kind(text: str, title: str, webpage: bool, published: bool) -> None:
    """No text raises, and every answer has its sentence."""
    assert find_kind(text, title, webpage=webpage, published=published)[1]


def test_languages() -> None:
    """A language is told where there is enough text, and left open where there is not."""
    assert find_language(PROSE * 3) == "en"
    assert (
        find_language("Der Rat kaufte die Kameras im M\u00e4rz, und niemand fragte, wer sie hergestellt hatte. " * 2)
        == "de"
    )
    assert find_language("Acme 2019") is None


def test_documents_fill_what_the_file_does_not_say() -> None:
    """Without a title the file's name serves; a contract is dated by its own words; the id comes from the bytes."""
    source = Source("box.zip!in/some_old contract.txt", "ab" * 32, 10)
    text = CONTRACT + " It is dated as of 1 May 2017."
    document = document_of(Reading(text=text), source, "text/plain", IngestOptions(source="leak"))
    assert document.title == "some old contract"
    assert (document.kind, document.date, document.source) == (Kind.CONTRACT, "2017-05-01", "leak")
    assert document.document_id == "d" + "ab" * 8
    assert name_of("a/.hidden") == ".hidden"
