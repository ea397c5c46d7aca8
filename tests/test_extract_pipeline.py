"""The way of a document through extraction: pieces, model, boilerplate, and the founding article."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from extract_docs import context, document, labels, language
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Section, SectionKind
from extract.errors import ModelError
from extract.model_loading import load_language
from extract.options import Options
from extract.pieces import cut, join, texts, untagged
from extract.pipeline import Extractor, load
from extract.records import Date, Form, Label, Money, Quantity
from extract.versions import BUNDLED, extractor_version

needs_model = pytest.mark.skipif(not (BUNDLED / "meta.json").is_file(), reason="extract/model is not there")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor with the pipeline that comes with Threadline."""
    return load()


@settings(deadline=None)
@given(
    st.text("ab .\n", max_size=300),
    st.integers(5, 50),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=3),
)
def test_pieces_are_the_text(text: str, longest: int, hidden: list[tuple[int, int]]) -> None:
    """Pieces follow each other, are short enough, keep boilerplate apart, and together are the text."""
    spans = tuple(Section(SectionKind.BOILERPLATE, min(pair), max(pair)) for pair in hidden)
    whole = document(text, sections=spans)
    pieces = cut(whole, longest)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.end - piece.start <= longest for piece in pieces)
    covered = {at for one in spans for at in range(one.start, one.end)}
    assert all((at in covered) == piece.boilerplate for piece in pieces for at in range(piece.start, piece.end))
    docs = [untagged(language(), text[piece.start : piece.end]) for piece in pieces]
    assert join(docs, language()).text == text
    assert texts(whole, pieces) == [text[one.start : one.end] for one in pieces if not one.boilerplate]


def test_pieces_end_where_paragraphs_do() -> None:
    """A long text is cut between paragraphs when there are any, otherwise between sentences or words."""
    text = "One sentence here. Two.\n\nThe second paragraph, which is long.\n\nThird."
    assert text[: cut(document(text), 66)[0].end].endswith("long.\n\n")
    assert cut(document("word " * 10), 12)[0].end == 10


def test_boilerplate_yields_nothing() -> None:
    """Names, values and pronouns in boilerplate are no mentions."""
    marked = "[ORG Hikvision] won $5 million.\n\n[ORG Veshtar] asks for $6 today. It is nice. Dahua helps."
    start = marked.index("\n\n") - len("[ORG ]")
    found = context(marked, sections=(Section(SectionKind.BOILERPLATE, start, 500),))
    assert labels(found) == [("Hikvision", "company")]
    assert len(found.values) == 1


def test_a_missing_model_is_named() -> None:
    """A pipeline that is not there gives an error that says what to do."""
    with pytest.raises(ModelError, match=r"no_such_model.*Give the path"):
        load(Options(model="no_such_model"))


def test_a_missing_component_is_named(tmp_path: Path) -> None:
    """A pipeline without a name finder or a parser is refused, and the error says which is missing."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="finds names"):
        load_language(str(tmp_path / "blank"))
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "ruler")
    with pytest.raises(ModelError, match=r"parses sentences.*entity_ruler"):
        load_language(str(tmp_path / "ruler"))


def test_versions_follow_the_model(tmp_path: Path) -> None:
    """Another model is another version, known without loading either."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert extractor_version(Options(model=str(tmp_path / "blank"))) != extractor_version()
    assert extractor_version() == extractor_version(Options())


@needs_model
def test_other_documents_do_not_matter(extractor: Extractor) -> None:
    """A document gives the same alone and among others, and one of only white space gives nothing."""
    first = document("The Chinese company Veshtar denied the report.\n\nBeijing said nothing.")
    empty = document(" \n")
    together = list(extractor.stream([first, empty, first]))
    assert together[0] == together[2] == extractor.extract(first)
    assert together[1].mentions == ()
    assert together[0].version == extractor_version()


@needs_model
def test_long_documents_keep_their_offsets(extractor: Extractor) -> None:
    """A text of many pieces gives mentions whose words stand where they say."""
    paragraph = (
        "Orsa Varchi S.p.A. won a contract worth $5 million with the Kestrian Ministry of Health in March 2020.\n\n"
    )
    small = Extractor(extractor.nlp, Options(piece_characters=500), extractor.version)
    text = paragraph * 40
    found = small.extract(document(text))
    assert all(text[one.start : one.end] == one.text for one in found.mentions)
    orsa = [one for one in found.mentions if one.text == "Orsa Varchi S.p.A."]
    assert len(orsa) == 40
    assert {one.label for one in orsa} == {Label.COMPANY}
    assert len(found.values) == 80


@needs_model
@settings(deadline=None, max_examples=25)
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(extractor: Extractor, text: str) -> None:
    """Any text is extracted, with mentions inside it, in order and apart."""
    found = extractor.extract_text(text, "t")
    end = 0
    for one in found.mentions:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end
    names = {name.name_id for name in found.names}
    assert {one.name_id for one in found.mentions} <= names | {None}


@needs_model
@pytest.mark.shared
def test_the_founding_article(extractor: Extractor, shared: Path) -> None:
    """Who and what the founding article names, by use."""
    [path] = (shared / "documents" / "seed").iterdir()
    text = path.read_text("utf-8")
    appeal = Section(SectionKind.BOILERPLATE, text.index("The story you just read"), len(text))
    [found] = extractor.contexts([document(text, date="2021-07-01", sections=(appeal,))])
    named = {(name.label.value, name.name) for name in found.names.values()}
    assert {
        ("company", "Hikvision"), ("company", "Dahua"), ("company", "Huawei"), ("company", "Top10VPN"),
        ("government", "Department of Health and Social Care"), ("government", "U.S. government"),
        ("government", "U.S. Federal Communications Commission"), ("government", "UK government"),
        ("government", "authorities in China’s Xinjiang region"), ("government", "British councils"),
        ("place", "UK"), ("place", "London"), ("place", "Xinjiang"), ("place", "China"), ("place", "Beijing"),
        ("person", "Samuel Woodhams"), ("person", "Matt Hancock"), ("group", "Uyghurs"),
    } <= named  # fmt: skip
    hikvision = [one for one in found.mentions if found.fullest_name(one) == "Hikvision"]
    assert {match.start() for match in re.finditer("Hikvision", text)} <= {one.start for one in hikvision}
    assert {Form.NAME, Form.DESCRIPTION, Form.PRONOUN} <= {one.form for one in hikvision}
    assert {one.label for one in hikvision} == {Label.COMPANY}
    values = [value.value for value in found.values]
    for value in (
        Money(Decimal(290_000_000), "USD", "total"), Money(Decimal(1_300_000), "USD", "at_least"), Date("2019-10"),
        Quantity(Decimal(65), "percent", "about"), Quantity(Decimal(338_543), "networks", "about"),
    ):  # fmt: skip
        assert value in values
    assert max(one.end for one in found.mentions) <= appeal.start
