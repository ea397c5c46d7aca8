"""Attribution: who says what, in every way English says it, and what is no saying."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import attributions_in, read

from corpus.records import Document, Kind
from extract.attribution.find import find_attributions
from extract.attribution.quotations import find_quotations, inside
from extract.context import Context
from extract.records import Span

SAID: list[tuple[str, str, tuple[str | None, str, str]]] = [
    (
        "a quotation before the speaker",
        "“We inspect rails,” said [[Ms Katama|person]], the director.",
        ("Ms Katama", "said", "We inspect rails"),
    ),
    (
        "a quotation before a speaker who comes before the cue",
        "\"There are no rails in the sea,\" [[she|person=Ms Katama]] said.",
        ("she", "said", "There are no rails in the sea"),
    ),
    (
        "a quotation behind the cue",
        "[[Veshtar|company]] said: \"We have never sold cameras to prisons.\"",
        ("Veshtar", "said", "We have never sold cameras to prisons."),
    ),
    (
        "reported speech with that",
        "[[The group|organisation=Open Lens Watch]] alleged that [[Veshtar|company]] sold cameras to a prison.",
        ("The group", "alleged", "Veshtar sold cameras to a prison"),
    ),
    (
        "reported speech without that",
        "[[Veshtar|company]] said it was disappointed by the vote.",
        ("Veshtar", "said", "it was disappointed by the vote"),
    ),
    (
        "reported speech behind an adverbial",
        "[[Lumen Harbour|company]] said in a statement that it makes software.",
        ("Lumen Harbour", "said", "it makes software"),
    ),
    (
        "a clause before the speaker",
        "Photographs are deleted once a passenger has gone through, [[the authority|government=Ports Authority]] said.",
        ("the authority", "said", "Photographs are deleted once a passenger has gone through"),
    ),
    (
        "according to, behind",
        "Some cameras were sold twice, according to [[Fiona Castellane|person]], the chief executive.",
        ("Fiona Castellane", "according to", "Some cameras were sold twice"),
    ),
    (
        "according to, before",
        "According to [[Cartwheel Research|organisation]], some 1,900 cameras have been installed.",
        ("Cartwheel Research", "According to", "some 1,900 cameras have been installed"),
    ),
    (
        "according to a report by somebody",
        "About half of them own cameras, according to figures collected by [[Cartwheel Research|organisation]].",
        ("Cartwheel Research", "according to", "About half of them own cameras"),
    ),
    (
        "a charge with an agent",
        "[[Veshtar|company]] is accused by [[Open Lens Watch|organisation]] of selling cameras to prisons.",
        ("Open Lens Watch", "accused", "selling cameras to prisons"),
    ),
    (
        "a charge without an agent",
        "[[Veshtar|company]] has been linked to the tapping of phones in [[Dervan|place]].",
        (None, "linked", "the tapping of phones in Dervan"),
    ),
    (
        "an active charge",
        "[[Open Lens Watch|organisation]] accused [[Veshtar|company]] of selling cameras to prisons.",
        ("Open Lens Watch", "accused", "selling cameras to prisons"),
    ),
    (
        "a passive without agent",
        "It is alleged that the firm existed only on paper.",
        (None, "alleged", "the firm existed only on paper"),
    ),
    (
        "a finding",
        "Reports from the region have shown cameras installed in “re-education camps”.",
        ("Reports from the region", "shown", "cameras installed in “re-education camps”"),
    ),
    (
        "claims behind a denial",
        "[[Veshtar|company]] strongly denies claims that its equipment could be hacked.",
        (None, "claims", "its equipment could be hacked"),
    ),
    (
        "a spokesman speaks for somebody",
        "A spokesman for [[Veshtar|company]] confirmed that the factory had closed.",
        ("Veshtar", "confirmed", "the factory had closed"),
    ),
    (
        "a relative clause that adds",
        "“It is wrong,” said [[Sam Woods|person]], a researcher at [[Top|company]], who added that it could change.",
        ("Sam Woods", "added", "it could change"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_sayings_are_read(marked: str, expected: tuple[str | None, str, str]) -> None:
    """Source, cue and content are found where English puts them."""
    assert expected in attributions_in(marked)


def test_a_quotation_goes_on_with_its_speaker() -> None:
    """A second quotation in the paragraph belongs to the speaker of the first."""
    found = attributions_in('"Nobody came," said [[Tomas Herling|person]]. "It wrote the categories itself."')
    assert ("Tomas Herling", "said", "It wrote the categories itself.") in found


def test_a_statement_inside_a_statement_is_read_too() -> None:
    """The company says that a report claims: both are attributions, the inner one within the outer."""
    found = attributions_in(
        "[[Veshtar|company]] said that the report by [[Cartwheel|organisation]] claims it sold arms."
    )
    assert ("Veshtar", "said", "the report by Cartwheel claims it sold arms") in found
    assert any(cue == "claims" and content == "it sold arms" for _, cue, content in found)


def test_two_contents_are_two_attributions() -> None:
    """`alleged that A, and that B` is said twice by one source."""
    found = attributions_in(
        "[[The group|organisation=OLW]] alleged that [[Veshtar|company]] lied, and that [[Pallas|company]] hid cameras."
    )
    assert {content for _, cue, content in found if cue == "alleged"} == {"Veshtar lied", "Pallas hid cameras"}


@pytest.mark.parametrize(
    "marked",
    [
        "[[Acme|company]] added [[Bolt|company]] to its list of customers.",
        "The road links [[Dervan|place]] to the coast.",
        "[[Veshtar|company]] declined to say who had won.",
        "[[Veshtar|company]] was found in the third drawer.",
        "They reported to the office at nine.",
    ],
)
def test_what_is_no_saying_is_left(marked: str) -> None:
    """Adding to a list, linking two towns and declining to say attribute nothing."""
    assert not [row for row in attributions_in(marked) if row[1] != "linked"]


@pytest.mark.parametrize("row", [0, 2, 3, 6, 7, 11, 12], ids=lambda row: SAID[row][0])
def test_plain_sayings_need_no_parse(row: int) -> None:
    """Where the parse is useless, word order still gives the plain forms."""
    assert SAID[row][2] in attributions_in(SAID[row][1], parse=False)


def test_quotations_pair_by_shape_and_by_turn() -> None:
    """Curly marks pair by shape and straight ones by turn; an open one ends with its paragraph."""
    text = '“One,” he said. "Two" and “three\n\nFour'
    spans = [text[span.start : span.end] for span in find_quotations(text)]
    assert spans == ["“One,”", '"Two"', "“three"]
    assert text[inside(Span(0, 6), text).start : inside(Span(0, 6), text).end] == "One"


WORDS = st.lists(
    st.sampled_from(
        [
            "Veshtar",
            "said",
            "that",
            "accused",
            "of",
            "“",
            "”",
            '"',
            ",",
            ".",
            "according",
            "to",
            "claims",
            "\n\n",
            "by",
            "denied",
            "it",
            "linked",
            "was",
            ";",
            "a",
            "(",
            ")",
            "who",
            "and",
            "blacklisted",
            "the",
        ]
    ),
    max_size=30,
)


BLANK = spacy.blank("en")


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_attributions_of_any_words_lie_in_the_text(words: list[str]) -> None:
    """Whatever the words, nothing is raised, and every span is a real stretch of the text."""
    text = " ".join(words)
    document = Document("d", "", "t", "text/plain", Kind.NEWS, "", "", text)
    for item in find_attributions(Context(document, BLANK(text))):
        assert 0 <= item.cue.start < item.cue.end <= len(text)
        assert item.content.start <= item.content.end <= len(text)
        assert item.source is None or text[item.source.start : item.source.end].strip()


def test_attributions_come_in_the_order_of_the_text() -> None:
    """The order is that of the cues."""
    context = read(
        "[[Veshtar|company]] said it won. [[Pallas|company]] said it lost. According to [[Ann Frey|person]], both lied."
    )
    starts = [item.cue.start for item in context.attributions]
    assert starts == sorted(starts)
    assert len(starts) == 3
