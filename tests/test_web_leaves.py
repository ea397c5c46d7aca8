"""Long documents cut into leaves."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, Kind, Section, SectionKind
from web.leaves import LEAF_LENGTH, leaf_at, leaf_of_page, leaves_of


def document(text: str, pages: tuple[int, ...] = ()) -> Document:
    """Return a document whose pages have these lengths."""
    sections, at = [], 0
    for number, length in enumerate(pages, 1):
        sections.append(Section(SectionKind.PAGE, at, at + length, number))
        at += length
    return Document("d", "0" * 64, "d.txt", "text/plain", Kind.OTHER, "", "d", text, sections=tuple(sections))


@given(st.lists(st.integers(min_value=0, max_value=3 * LEAF_LENGTH), min_size=1, max_size=12))
def test_leaves_of_pages_follow_each_other_without_gap(lengths: list[int]) -> None:
    """The leaves of a paged document cover its text once, in order, and name its pages once."""
    leaves = leaves_of(document("x" * sum(lengths), tuple(lengths)))
    assert [leaf.number for leaf in leaves] == list(range(1, len(leaves) + 1))
    assert leaves[0].start == 0
    assert leaves[-1].end == sum(lengths)
    assert all(a.end == b.start for a, b in pairwise(leaves))
    pages = [page for leaf in leaves for page in range(leaf.first_page or 0, (leaf.last_page or 0) + 1)]
    assert pages == list(range(1, len(lengths) + 1))


@given(st.lists(st.integers(min_value=0, max_value=2 * LEAF_LENGTH), max_size=6))
def test_leaves_without_pages_end_at_line_ends(lengths: list[int]) -> None:
    """A document without pages is cut between lines, never inside one."""
    text = "\n".join("y" * length for length in lengths)
    leaves = leaves_of(document(text))
    assert "".join(text[leaf.start : leaf.end] for leaf in leaves) == text
    assert all(text[leaf.end - 1] == "\n" for leaf in leaves[:-1])


def test_nine_hundred_pages_are_spread_over_leaves() -> None:
    """A page number leads to the leaf that holds it, however long the document."""
    long = document("z" * 900 * 3000, (3000,) * 900)
    leaves = leaves_of(long)
    assert len(leaves) > 200
    leaf = leaf_of_page(leaves, 512)
    assert leaf.first_page is not None
    assert leaf.last_page is not None
    assert leaf.first_page <= 512 <= leaf.last_page
    assert leaf_of_page(leaves, 5000) == leaves[-1]
    assert leaf_at(leaves, 511 * 3000 + 5) == leaf
    assert leaf_at(leaves, 10**9) == leaves[-1]
