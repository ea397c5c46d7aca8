"""Sameness: what counts as a copy, and groups that do not hang on the order in which documents come."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stocked import paper

from corpus.database import Database, open_database
from corpus.identity import input_id_of
from corpus.records import Document, InputState, LedgerEntry, Section, SectionKind, Source
from corpus.sameness.sketches import estimates, jaccard, sketch_of, sketch_of_text, words_of
from corpus.sameness.store import SamenessStore
from corpus.store import DocumentStore

WORDS = [f"word{number}" for number in range(3000)]


def text_of(seed: int, length: int = 300) -> str:
    """Return a text of random words."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(text: str, *places: int) -> str:
    """Return a text with other words at some places."""
    words = text.split()
    for place in places:
        words[place] = f"changed{place}"
    return " ".join(words)


class Stocked:
    """A database with documents that are compared as they are put in."""

    def __init__(self, path: Path) -> None:
        self.database: Database = open_database(path)
        self.documents = DocumentStore(self.database)
        self.sameness = SamenessStore(self.database)

    def put(self, *papers: Document) -> None:
        """Store and compare documents."""
        for one in papers:
            source = Source(one.location, one.sha256, 1)
            input_id = input_id_of(one.location, one.sha256)
            entry = LedgerEntry(input_id, source, InputState.ADDED, one.media_type, one.document_id)
            self.documents.add(one, entry)
            self.sameness.place(one, self.documents.get_document)

    def sets(self) -> set[frozenset[str]]:
        """Return the groups as sets of locations."""
        named: dict[str, set[str]] = {}
        for document_id, name in self.sameness.groups().items():
            named.setdefault(name, set()).add(self.documents.get_head(document_id).location)
        return {frozenset(group) for group in named.values()}


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[Stocked]:
    """An empty database."""
    held = Stocked(tmp_path / "threadline.db")
    yield held
    held.database.close()


@pytest.mark.parametrize(
    "other",
    [
        "THE MINISTRY SIGNED, on Monday: a contract for café cameras!",
        "The ministry\nsigned on\tMonday a contract\r\nfor cafe\u0301 cameras",
        "“The ministry” signed – on Monday – a con\u00adtract for cafe cameras.",
    ],
)
def test_wrapping_does_not_count(other: str) -> None:
    """Case, accents, punctuation, line ends and soft hyphens make no other text."""
    one = sketch_of_text("The ministry signed on Monday a contract for café cameras.")
    assert sketch_of_text(other).text_sha256 == one.text_sha256
    assert sketch_of_text(other).bands == one.bands


def test_another_word_is_another_text() -> None:
    """One changed word changes the hash, and of a short text nearly all."""
    one, other = sketch_of_text("a b c d e f g"), sketch_of_text("a b c d x f g")
    assert one.text_sha256 != other.text_sha256
    assert jaccard(one.shingles, other.shingles) == 0


@pytest.mark.parametrize("text", ["", " \n", "…!?", "\u0000"])
def test_no_words_are_like_nothing(text: str) -> None:
    """A text without words has no bands, so that two blank scans are no copies."""
    assert sketch_of_text(text).bands == ()


def test_han_is_compared_letter_by_letter() -> None:
    """A script without spaces is not one long word."""
    assert words_of("新疆2019") == ["新", "疆", "2019"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_sketch(text: str) -> None:
    """Whatever a text holds, its sketch is the same twice and like itself."""
    one = sketch_of_text(text)
    assert sketch_of_text(text).signature == one.signature
    assert jaccard(one.shingles, one.shingles) == (1.0 if one.bands else 0.0)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 290))
def test_sketches_estimate_likeness(seed: int, kept: int) -> None:
    """What two signatures say differs from the true likeness by less than four standard errors."""
    one = text_of(seed)
    other = " ".join(one.split()[:kept] + text_of(seed + 1).split()[kept:])
    first, second = sketch_of_text(one), sketch_of_text(other)
    true = jaccard(first.shingles, second.shingles)
    assert abs(float(estimates(first.signature, [second.signature])[0]) - true) < 0.18


def test_what_is_no_part_of_the_story_does_not_count() -> None:
    """Teasers and appeals, which differ from site to site, are left out; a text of nothing else is taken whole."""
    story = text_of(1)
    appeal = "Subscribe to our newsletter now"
    text = f"{story}\n{appeal}"
    section = Section(SectionKind.BOILERPLATE, len(story) + 1, len(text))
    document = paper("a", text)
    with_appeal = Document(**{name: getattr(document, name) for name in Document.__slots__} | {"sections": (section,)})
    assert sketch_of(with_appeal).text_sha256 == sketch_of_text(story).text_sha256
    assert sketch_of(document).text_sha256 != sketch_of_text(story).text_sha256


def test_copies_are_grouped_the_earliest_first(stocked: Stocked) -> None:
    """The same words and nearly the same words are one group, by date; others stand alone."""
    text = text_of(1)
    stocked.put(
        paper("late", text.upper(), date="2021-05-01"),
        paper("undated", changed(text, 40)),
        paper("early", text, date="2019"),
        paper("other", text_of(2), date="2018"),
        paper("half", " ".join([*text.split()[:150], *text_of(3).split()[:150]])),
    )
    assert stocked.sets() == {frozenset({"late", "undated", "early"})}
    group = stocked.sameness.group_of(paper("late", text.upper()).document_id)
    heads = [(stocked.documents.get_head(one).location, same) for one, same in group]
    assert heads == [("early", True), ("late", True), ("undated", False)]
    assert stocked.sameness.group_of("none") == ()


def test_order_makes_no_difference(tmp_path: Path) -> None:
    """A chain of small changes, and a document between two groups, end in the same groups in whatever order."""
    text = text_of(7)
    chain = [text, changed(text, 50), changed(text, 50, 120, 200), changed(text, 50, 120, 200, 250, 20)]
    papers = [paper(f"p{number}", one) for number, one in enumerate([*chain, text_of(8)])]
    found = set()
    for number, order in enumerate(list(permutations(papers))[::31]):
        held = Stocked(tmp_path / str(number) / "threadline.db")
        held.put(*order)
        found.add(frozenset(held.sets()))
        held.database.close()
    assert found == {frozenset({frozenset({"p0", "p1", "p2", "p3"})})}


def test_every_document_is_compared_once(stocked: Stocked) -> None:
    """What was compared does not wait again; comparing it twice changes nothing; the version grows with each."""
    one, other = paper("a", text_of(1)), paper("b", text_of(1))
    stocked.put(one)
    before = stocked.sameness.version()
    stocked.sameness.place(one, stocked.documents.get_document)
    assert stocked.sameness.version() == before
    assert list(stocked.sameness.unplaced()) == []
    stocked.put(other)
    assert stocked.sameness.version() > before


def test_a_document_that_goes_leaves_its_group(stocked: Stocked) -> None:
    """With a document its sketch and bands go, and who is left alone has no copy."""
    one, other = paper("a", text_of(1)), paper("b", text_of(1))
    stocked.put(one, other)
    with sqlite3.connect(stocked.database.path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM ledger")
        connection.execute("DELETE FROM documents WHERE document_id = ?", (one.document_id,))
        (bands,) = connection.execute("SELECT count(DISTINCT number) FROM sketch_bands").fetchone()
    assert bands == 1
    assert stocked.sameness.groups() == {}
    third = paper("c", text_of(1))
    stocked.put(third)
    assert set(stocked.sameness.groups()) == {other.document_id, third.document_id}


def test_a_workspace_from_before_is_taken_up(tmp_path: Path) -> None:
    """A database without these tables gets them on opening, and its documents wait to be compared."""
    path = tmp_path / "threadline.db"
    with open_database(path) as database:
        one = paper("a", text_of(1))
        source = Source(one.location, one.sha256, 1)
        entry = LedgerEntry("i", source, InputState.ADDED, one.media_type, one.document_id)
        DocumentStore(database).add(one, entry)
    with open_database(path) as database:
        assert list(SamenessStore(database).unplaced()) == [one.document_id]
