"""Text with its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markup import Page

from corpus.records import Document, Kind, Section, SectionKind
from extract.records import Label, Mention
from web.leaves import leaves_of
from web.marking import Marks, Stretch, blocks, segments
from web.rendering import marked

TEXTS = st.text(alphabet="ab &<>\"'\n", max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6)


def stretches(spans: list[tuple[int, int]], *, numbered: bool = False) -> list[Stretch]:
    """Return spans `(start, length)` as stretches."""
    return [Stretch(a, a + length, n if numbered else 0) for n, (a, length) in enumerate(spans, 1)]


def mentions(spans: list[tuple[int, int]]) -> list[Mention]:
    """Return spans `(start, length)` as mentions of companies."""
    return [Mention("d", a, a + length, Label.COMPANY, "", name_id="n") for a, length in spans]


def document(text: str, *sections: Section) -> Document:
    """Return a document with this text."""
    return Document("d", "0" * 64, "d.txt", "text/plain", Kind.OTHER, "", "d", text, sections=sections)


@given(TEXTS, SPANS, SPANS, SPANS)
def test_marks_change_no_character(
    text: str, names: list[tuple[int, int]], facts: list[tuple[int, int]], hits: list[tuple[int, int]]
) -> None:
    """Whatever marks overlap, the segments put together are the text."""
    marks = Marks(mentions(names), stretches(facts, numbered=True), stretches(hits), Stretch(3, 9))
    assert "".join(segment.text for segment in segments(text, 0, len(text), marks)) == text


@given(TEXTS, SPANS, SPANS)
def test_blocks_hold_all_that_is_not_white_space(
    text: str, names: list[tuple[int, int]], facts: list[tuple[int, int]]
) -> None:
    """No word is lost between blocks, and what is shown is well formed and escaped."""
    doc = document(text)
    (leaf,) = leaves_of(doc)
    found = blocks(doc, leaf, Marks(mentions(names), stretches(facts, numbered=True)))
    shown = "".join(segment.text for block in found for segment in block.segments)
    assert "".join(shown.split()) == "".join(text.split())
    page = Page("<!doctype html>" + "".join(marked(block, {"n": "e"}) for block in found))
    assert not [problem for problem in page.problems if "twice" not in problem]
    assert "".join(page.text.split()) == "".join(text.split())


def test_a_link_lands_on_the_first_piece_of_what_it_points_at() -> None:
    """The stretch a link asks for is marked in all its pieces and is the anchor at its first."""
    text = "The ministry paid Kestrel for cameras."
    marks = Marks(mentions([(18, 7)]), here=Stretch(4, 25))
    pieces = segments(text, 0, len(text), marks)
    assert "".join(piece.text for piece in pieces if piece.here) == text[4:25]
    assert [piece.start for piece in pieces if piece.first_here] == [4]


def test_tables_and_headings_are_blocks_of_their_own() -> None:
    """A table is not cut at its blank lines, and a heading is not glued to what follows."""
    text = "Schedule\nitem  price\n\ncamera  5\nAfter the table."
    doc = document(
        text, Section(SectionKind.HEADING, 0, 9), Section(SectionKind.TABLE, 9, 33), Section(SectionKind.PAGE, 0, 49, 7)
    )
    (leaf,) = leaves_of(doc)
    found = blocks(doc, leaf, Marks())
    assert [block.kind.value for block in found] == ["heading", "table", "paragraph"]
    assert found[0].page == 7
    assert "camera" in found[1].segments[0].text
