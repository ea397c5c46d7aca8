"""Plain text: paragraphs, wrapped lines, titles, dates, and the furniture at the end of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.boilerplate import find_boilerplate, is_appeal, is_call, is_credit
from corpus.datelines import find_agreement_date, find_date, find_dateline
from corpus.errors import UnreadableError
from corpus.readers.plain import read, read_text
from corpus.readers.reading import Hint
from corpus.records import SectionKind
from corpus.reflow import Hyphenation, joint

STORY = "The council bought the cameras in March, and nobody asked who had made them or what they send home."
APPEAL = (
    "The story you just read is one of many that we follow for years. We can't do it without your help. "
    "Become a member today; your contribution is tax deductible."
)
LONG = " ".join([STORY] * 3)
TEASER = "Rivers do not read treaties, and the maps of the delta are redrawn each spring by the water itself."


def test_wrapped_lines_become_paragraphs() -> None:
    """Lines that a mailer broke are joined; lines that end early stay apart; offsets lead back."""
    source = (
        "Veshtar Optical sells cameras and other surveil-\nlance equipment to the regional bureau of Tav-\n"
        "rin. It denies that they are used in camps.\n\nVeshtar Optical\n88 Glassworks Prospekt\nDervan"
    )
    reading = read_text(source)
    assert "other surveillance equipment to the regional bureau of Tavrin. It denies" in reading.text
    assert reading.text.endswith("Veshtar Optical\n88 Glassworks Prospekt\nDervan")
    for start, end, at in reading.offsets:
        if reading.text[start:end].strip():
            assert source[at : at + end - start] == reading.text[start:end]


def test_long_lines_are_not_wrapped() -> None:
    """In a file with a line a paragraph every line end was meant."""
    assert read_text(LONG + "\nRead more").text.endswith("\nRead more")


def test_bytes_in_an_old_encoding() -> None:
    """The encoding is found and named."""
    reading = read("Se\u00f1or Mu\u00f1oz compr\u00f3 c\u00e1maras para la regi\u00f3n.".encode("cp1252"), Hint())
    assert "Mu\u00f1oz" in reading.text
    assert reading.metadata[0][0] == "encoding"


def test_blank_file_has_a_reason() -> None:
    """A file of blanks says that there is nothing in it."""
    with pytest.raises(UnreadableError, match="no text"):
        read(b" \n\t\n", Hint())


@given(st.text(max_size=300))
def test_any_text_reads_or_says_why(source: str) -> None:
    """No text raises anything but its reason, and sections lie within the text."""
    try:
        reading = read_text(source)
    except UnreadableError:
        return
    assert all(0 <= section.start <= section.end <= len(reading.text) for section in reading.sections)


def test_title_is_no_picture_credit() -> None:
    """The first line is passed over when it only names whose picture stood there."""
    assert (
        read_text("ANN BEE/AFP via Getty Images\n\nA city and its cameras\n\n" + STORY).title
        == "A city and its cameras"
    )


def test_title_names_the_notice_not_the_office() -> None:
    """Where an office prints its own name over a notice, the notice gives the title."""
    source = "COMMONWEALTH OF KESTRIA\nOFFICE OF TRADE\n\nNOTICE 2022/04\n\nAldermouth, 7 February 2022\n\n" + STORY
    reading = read_text(source)
    assert reading.title == "NOTICE 2022/04"
    assert reading.date == "2022-02-07"


def boilerplate_of(source: str) -> str:
    """The text that is marked as furniture."""
    reading = read_text(source)
    marked = [s for s in reading.sections if s.kind is SectionKind.BOILERPLATE]
    return "\n".join(reading.text[section.start : section.end] for section in marked)


def test_appeal_and_teasers_at_the_end_are_marked() -> None:
    """An appeal for members and the teaser after it are marked, kept in the text, and the story is left alone."""
    source = "\n\n".join(["A headline", *[LONG] * 8, APPEAL, "Support Lantern", "The Big Idea", "Deltas", TEASER])
    marked = boilerplate_of(source + "\nRead more")
    assert marked.startswith("The story you just read")
    assert marked.endswith("Read more")
    assert "council bought" not in marked


def test_an_appeal_inside_the_story_ends_nothing() -> None:
    """A sign-up line between paragraphs is marked alone; the story goes on."""
    line = "Sign up for our weekly newsletter"
    assert boilerplate_of(f"{LONG}\n\n{line}\n\n{LONG}\n\n{LONG}") == line


def test_an_appeal_before_a_subheading_ends_nothing() -> None:
    """After an appeal a heading with several paragraphs is the story again."""
    marked = boilerplate_of("\n\n".join([*[LONG] * 9, APPEAL, "What happened next", LONG, LONG]))
    assert marked == APPEAL


@pytest.mark.parametrize(
    "block",
    [
        STORY,
        "\u201cBecome a member of this party,\u201d he told the crowd, and many did.",
        "The ministry asked for your support in its letter to the councils of the north, and none of them gave it any.",
        "Reuters reported the sale on Monday.",
        "Support for the ban grew in parliament.",
    ],
)
def test_stories_are_no_furniture(block: str) -> None:
    """Sentences that merely use such words are left alone."""
    assert not is_appeal(block)
    assert not is_call(block)
    assert not is_credit(block)


@given(st.lists(st.sampled_from([STORY, APPEAL, "Read more", "A heading", TEASER]), max_size=12))
def test_marked_stretches_are_in_order_and_apart(blocks: list[str]) -> None:
    """Stretches do not overlap and lie within the blocks."""
    last = -2
    for first, end in find_boilerplate(blocks):
        assert last + 1 < first <= end < len(blocks)
        last = end


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on March 9th, 2015 in", "2015-03-09"),
        ("this 4th day of February 2019", "2019-02-04"),
        ("2021-05-03", "2021-05-03"),
        ("in September 2018", "2018-09"),
        ("24.11.2022", "2022-11-24"),
        ("41 May 2020", "2020-05"),
        ("version 2.13", None),
        ("2021-13-01", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    """Dates come out as ISO 8601 at the precision written."""
    assert find_date(text) == date


def test_datelines_are_not_dates_in_sentences() -> None:
    """A dateline stands alone or before a dash; a date inside a sentence is something else."""
    assert find_dateline(["GENEVA, 4 June 2020 \u2013 The council met again " + STORY]) == "2020-06-04"
    assert find_dateline(["The law of 4 June 2020 was repealed. " + STORY]) is None
    assert find_agreement_date("This Agreement is made and entered into as of the 1st day of May, 2017") == "2017-05-01"


@pytest.mark.parametrize(
    ("document", "before", "after", "whole"),
    [
        ("surveillance", "surveil-", "lance", "surveillance"),
        ("a non-exclusive licence", "non-", "exclusive", "non-exclusive"),
        ("", "manufac-", "turing", "manufacturing"),
        ("", "self-", "evident", "self-evident"),
        ("", "Chang Chen-", "Bin", "Chang Chen-Bin"),
        ("", "2019-", "2020", "2019-2020"),
        ("", "and then -", "nothing", "and then - nothing"),
        ("", "\u9879\u76ee", "\u7ecf\u9a8c", "\u9879\u76ee\u7ecf\u9a8c"),
    ],
)
def test_hyphens_at_line_ends(document: str, before: str, after: str, whole: str) -> None:
    """A hyphen at a line end stays where the document has the compound, else the halves are one word."""
    cut, between = joint(before, after, Hyphenation(document))
    assert before[: len(before) - cut] + between + after == whole
