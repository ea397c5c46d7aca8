"""What the finders of facts are given, and the ids made from content."""

from __future__ import annotations

import pytest
from extract_docs import context, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Section, SectionKind
from extract.identity import fact_id, name_id
from extract.records import Evidence, FactKind, Filler, Label, Role

TEXT = "[ORG Hikvision] won $290 million.  \n\nIn October 2019 [ORG Dahua] denied it. [ORG Hikvision] left."


def test_sentences_hold_their_mentions_and_values() -> None:
    """Mentions and values are found by the span they lie in, and the sentence by an offset."""
    found = context(TEXT)
    assert [sentence.text.strip() for sentence in found.sentences] == [
        "Hikvision won $290 million.", "In October 2019 Dahua denied it.", "Hikvision left.",
    ]  # fmt: skip
    second = found.sentence_at(found.text.index("Dahua"))
    assert second is not None
    assert [one.text for one in found.mentions_in(second.start_char, second.end_char)] == ["Dahua"]
    assert len(found.values_in(second.start_char, second.end_char)) == 1
    assert found.sentence_number(second.start_char + 3) == 1
    assert found.sentence_at(10_000) is None


def test_offsets_find_mentions_values_and_tokens() -> None:
    """Any offset or token inside a mention or value leads to it."""
    found = context(TEXT)
    assert found.mention_at(3) == found.mentions[0]
    assert found.mention_of(found.doc[0]) == found.mentions[0]
    assert found.mention_at(10) is None
    value = found.value_at(found.text.index("290"))
    assert value is not None
    assert found.text[value.start : value.end] == "$290 million"
    assert found.tokens(0, 9).text == "Hikvision"
    assert len(found.tokens(5, 5)) == 0


def test_evidence_is_the_documents_own_words() -> None:
    """A quote has no white space at its ends and equals the text there; its page is known."""
    found = context(TEXT, sections=(Section(SectionKind.PAGE, 0, 30, 1), Section(SectionKind.PAGE, 30, 200, 2)))
    evidence = found.sentence_evidence(3)
    assert evidence.quote == "Hikvision won $290 million."
    assert evidence.page == 1
    later = found.sentence_evidence(found.text.index("Dahua"), len(found.text))
    assert later.quote == found.text[later.start : later.end] == "In October 2019 Dahua denied it. Hikvision left."
    assert later.page == 2
    with pytest.raises(ValueError, match="no words"):
        found.evidence(28, 30)


def test_a_filler_is_named_in_full_and_never_guessed() -> None:
    """A mention fills a role under its full name; an unresolved one fills none."""
    found = context("[ORG Hikvision] is short for Hangzhou Hikvision Digital Technology Co., Ltd. here.")
    filler = found.find_filler(Role.SUPPLIER, mention(found, "Hikvision"))
    assert filler is not None
    assert filler.name == "Hangzhou Hikvision Digital Technology Co., Ltd."
    assert (filler.start, filler.end) == (0, 9)


def test_ids_come_from_content() -> None:
    """Ids depend on what they stand for and not on the order it is given in."""
    fillers = [
        Filler(Role.BUYER, "n1", "A", Label.COMPANY, 0, 1),
        Filler(Role.SUPPLIER, "n2", "B", Label.COMPANY, 2, 3),
    ]
    evidence = [Evidence("d", 0, 5, "A B C"), Evidence("d", 7, 9, "xy")]
    made = fact_id("d", FactKind.CONTRACT, fillers, evidence)
    assert made == fact_id("d", FactKind.CONTRACT, fillers[::-1], evidence[::-1])
    assert made != fact_id("d", FactKind.DEPLOYMENT, fillers, evidence)
    assert made != fact_id("d2", FactKind.CONTRACT, fillers, evidence)
    assert made.startswith("f")
    assert len(made) == 17
    assert name_id(Label.PLACE, "country cn") != name_id(Label.GOVERNMENT, "country cn")


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_lookups_never_fail(text: str, start: int, end: int) -> None:
    """Any offsets into any text give an answer, and all evidence equals the text."""
    found = context(text.replace("[", "("))
    found.mention_at(start)
    found.mentions_in(start, end)
    found.tokens(start, end)
    found.sentence_at(start)
    if found.text[start:end].strip():
        evidence = found.evidence(start, end)
        assert found.text[evidence.start : evidence.end] == evidence.quote
