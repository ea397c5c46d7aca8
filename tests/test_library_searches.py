"""Saved searches, alerts, marks, lists of queries, exports and feeds: each new thing told once, nothing lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stocked import paper, stock

from extract.records import Entity, Label, Tier
from library.errors import NameInUseError, NoSuchSearchError
from library.library import Library, open_library
from library.records import Wanted
from library.searches import lists
from library.searches.exporting import AT_ONCE, COLUMNS, every_hit, line, written
from library.searches.feed import atom
from library.searches.records import FoundDocument, SavedSearch
from search.errors import IndexCorruptError
from search.index import SearchOptions
from search.results import Hit, Results

ATOM = "{http://www.w3.org/2005/Atom}"
LONG = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A workspace with two documents, one of which speaks of cameras."""
    with open_library(tmp_path / "w") as opened:
        stock(opened, [paper("a", "Cameras in the valley.", date="2020-01-01"), paper("b", "Grain in the harbour.")])
        yield opened


def link(hit: Hit) -> str:
    """Return an address for a hit."""
    return f"http://localhost/documents/{hit.document_id}"


def test_each_new_document_is_told_once(library: Library) -> None:
    """What a search finds when it is saved is known; what comes later is new until it was told, and then no more."""
    saved = library.searches.save("cams", "cameras")
    assert list(library.searches.alerts()) == []
    new = paper("c", "More cameras are coming.")
    stock(library, [new, paper("d", "Nothing of interest.")])
    assert library.searches.saved()[0].new == 1
    (alert,) = library.searches.alerts()
    assert (alert.search.search_id, alert.document_ids) == (saved.search_id, frozenset({new.document_id}))
    assert alert.hits[0].snippets[0].text == "More cameras are coming."
    assert list(library.searches.pending()) == [alert]
    library.searches.told(alert)
    assert list(library.searches.alerts()) == []
    assert library.searches.saved()[0].new == 0


def test_a_copy_of_what_is_new_is_folded(library: Library) -> None:
    """Two new copies are two new documents and one hit."""
    library.searches.save("", "word7")
    stock(library, [paper("e", LONG), paper("f", LONG.upper())])
    (alert,) = library.searches.alerts()
    assert (len(alert.document_ids), len(alert.hits), len(alert.hits[0].copies)) == (2, 1, 1)


def test_a_rebuilt_index_tells_nothing_again(library: Library) -> None:
    """Saved searches outlive the index: when it is filled anew, what was known stays known."""
    library.searches.save("cams", "cameras")
    document = library.document(library.search("cameras").hits[0].document_id)
    library.rooms.index.clear()
    assert list(library.searches.alerts()) == []
    stock(library, [document])
    assert list(library.searches.alerts()) == []


def test_names_of_searches(library: Library) -> None:
    """Without a name a search is called as it is understood; a name is used once; the same search is kept once."""
    saved = library.searches.save("  ", '"cameras  in')
    assert saved.name == '"cameras in"'
    assert library.searches.save("", '"cameras  in') == saved
    with pytest.raises(NameInUseError, match="Another search"):
        library.searches.save('"cameras in"', "something else")
    assert library.searches.save("", "").name == "everything"
    assert len(library.searches.save("n" * 500, "x").name) == 120


def test_a_search_is_removed_by_name_or_id(library: Library) -> None:
    """A removed search is gone with what it found; what is not saved is said to be so."""
    first, second = library.searches.save("one", "cameras"), library.searches.save("two", "grain")
    assert library.searches.remove("one") == first
    assert library.searches.remove(second.search_id) == second
    assert library.searches.saved() == ()
    with pytest.raises(NoSuchSearchError, match="threadline saved"):
        library.searches.get("one")


def test_marks_are_put_and_taken_off(library: Library) -> None:
    """Marks count in every search, ids of none are passed over, and a mark can be taken off."""
    seen = library.search("cameras").hits[0].document_id
    library.searches.mark([seen, "nobody"], seen=True)
    library.searches.mark([seen], seen=True)
    assert library.searches.seen() == {seen}
    everything = library.find("", Wanted(reader="local"))
    assert (everything.total, everything.unseen) == (2, 1)
    assert library.find("", Wanted(reader="local", unseen_only=True)).total == 1
    assert library.find("", Wanted(reader="somebody else")).unseen == 2
    library.searches.mark([seen], seen=False)
    assert library.find("", Wanted(reader="local")).unseen == 2


def test_little_found_brings_suggestions(library: Library) -> None:
    """The library offers other spellings with its answer, on the first page only."""
    results = library.search("camerras valey")
    assert [one.query for one in results.suggestions][:1] == ["cameras valley"]
    assert library.search("camerras valey", offset=20).suggestions == ()


def test_copies_and_likeness_of_a_document(library: Library) -> None:
    """A document's copies are told the earliest first, and are not among the documents like it."""
    stock(library, [paper("late", LONG, date="2021"), paper("early", f"{LONG}!", date="2019")])
    late = library.search("word3", sort="-date", fold=False).hits[0]
    copies, results = library.similar(late.document_id)
    assert [(copy.head.location, copy.same_words) for copy in copies] == [("early", True), ("late", True)]
    assert not {hit.document_id for hit in results.hits} & {copy.head.document_id for copy in copies}
    alone = library.search("grain").hits[0].document_id
    assert library.similar(alone)[0] == ()


def test_completion_begins_at_words(library: Library) -> None:
    """Names that begin so come first, then names with a later word that does; letters inside a word do not count."""

    def entity(number: int, name: str, mentions: int, *aliases: str) -> Entity:
        return Entity(f"n{number}", Label.COMPANY, name, aliases, (f"n{number}",), mentions, 0, Tier.CANDIDATE)

    library.rooms.extractions.save_entities(
        [
            entity(1, "Hangzhou Hikvision Ltd", 90),
            entity(2, "Hikma Works", 3),
            entity(3, "Tohik", 50),
            entity(4, "Oslo Café", 5, "Hikon"),
        ]
    )
    assert [one.entity_id for one in library.completions("HIK")] == ["n4", "n2", "n1"]
    assert [one.entity_id for one in library.completions("hangzhou hik")] == ["n1"]
    assert [one.entity_id for one in library.completions("cafe")] == ["n4"]
    assert library.completions(" …") == ()
    assert len(library.completions("h", limit=1)) == 1


@pytest.mark.parametrize(
    ("table", "queries"),
    [
        ("query\ncamera\n", [(2, "camera")]),
        ("camera\n\n  \ngrain", [(1, "camera"), (4, "grain")]),
        ('id;Query ;note\n1;camera;x\n2;"two; words";y\n', [(2, "camera"), (3, "two; words")]),
        ("name\tquery\nx\thik*\n", [(2, "hik*")]),
        ('"forced labour" camera\n"unclosed\nplain\n', [(1, '"forced labour" camera'), (2, '"unclosed'), (3, "plain")]),
        ('query\n"""forced labour"" -x"\n', [(2, '"forced labour" -x')]),
        ('query,note\ncamera,"two\nlines"\ngrain,\n', [(2, "camera"), (4, "grain")]),
        ('id,query\n1,"broken ""phrase\n2,next\n', [(2, '"broken ""phrase'), (3, "next")]),
        ("query\r\ncamera\r\n", [(2, "camera")]),
        ("", []),
    ],
)
def test_queries_are_read_from_any_table(table: str, queries: list[tuple[int, str]]) -> None:
    """Commas, semicolons, tabs, a heading or none, quotes that are CSV's or the query's: each row is one query."""
    read = list(lists.read(io.StringIO(table, newline="")))
    assert [(one.row, one.query) for one in read] == queries
    assert not any(one.error for one in read)


def test_what_is_wrong_with_a_row_stops_no_other(library: Library) -> None:
    """A row without a query, in another encoding, too long, or that the index fails on has an error of its own."""

    def search(query: str) -> Results:
        if query == "fails":
            raise IndexCorruptError(Path("index"), "a test")
        return library.search(query, limit=1)

    table = f"id,query\n1,cameras\n2,\n3,{'x' * 200_000}\n4,caf\udce9\n5,fails\n6,grain\n"
    answers = list(lists.answers(lists.read(io.StringIO(table, newline="")), search))
    assert [bool(one.error) for one in answers] == [False, True, True, True, True, False]
    assert [one.listed.row for one in answers] == [2, 3, 4, 5, 6, 7]
    assert "UTF-8" in answers[3].error
    assert "damaged" in answers[4].error
    for one in answers:
        said = json.loads(json.dumps(lists.answer_json(one, link)))
        assert (said["error"] is None) == ("total" in said)
        rows = list(lists.answer_rows(one, link))
        assert all(len(row) == len(lists.COLUMNS) for row in rows)
    assert [row[3] for row in lists.answer_rows(answers[0], link)] == ["1"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_table_can_be_read(table: str) -> None:
    """No table raises anything, and rows are numbered upwards."""
    rows = [one.row for one in lists.read(io.StringIO(table, newline=""))]
    assert rows == sorted(set(rows))


def test_every_hit_is_exported(tmp_path: Path) -> None:
    """More hits than are read at once: each document once, in the order of the search, with its copies beside it."""
    with open_library(tmp_path / "w") as library:
        many = AT_ONCE * 2 + 7
        stock(
            library,
            [
                paper(f"p{number}", f"Port {number}. {LONG}" if number < 3 else f"Port {number}.")
                for number in range(many)
            ],
        )
        hits = list(library.every_hit("port", Wanted()))
        assert len(hits) == many - 2
        assert len({hit.document_id for hit in hits}) == len(hits)
        assert sum(len(hit.copies) for hit in hits) == 2
        assert [hit.document_id for hit in hits] == list(
            library.rooms.index.ordered("port", SearchOptions(groups=library.rooms.groups()))
        )
        unfolded = every_hit(library.rooms.index, "port", SearchOptions(sort="title", snippets=0))
        assert len(list(unfolded)) == many


def test_an_export_is_a_table(library: Library) -> None:
    """CSV has a heading, a row a hit with sentence, page and link, and a mark for Excel; JSON lines are the hits."""
    hits = list(library.every_hit("cameras", Wanted(snippets=1)))
    text = "".join(written(hits, "csv", link, mark=True))
    assert text.startswith("\ufeffrank,")
    ((row),) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert tuple(row) == COLUMNS
    assert row["snippet"] == "Cameras in the valley."
    assert row["link"] == link(hits[0])
    (one,) = [json.loads(piece) for piece in written(hits, "jsonl", link)]
    assert (one["link"], one["snippets"][0]["text"]) == (link(hits[0]), "Cameras in the valley.")


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """Whatever a document is called, no spreadsheet runs it."""
    (written_cell,) = next(csv.reader(io.StringIO(line([cell]), newline="")))
    assert written_cell.startswith("'")


def test_a_feed_is_well_formed_whatever_documents_say(library: Library) -> None:
    """Tags, entities and control characters in titles and queries are text; ids are the same every time."""
    saved = library.searches.save("<b>&\u0001", "camera*")
    stock(library, [paper("x", "Cameras ]]> &amp; <script>\u0007 here.", title="<i>A & B</i>\u0000\ufffe")])
    bodies = [
        atom("T", "http://h/a", "http://h/b", library.searches.newest((saved,)), link, search=saved) for _ in range(2)
    ]
    assert bodies[0] == bodies[1]
    root = ElementTree.fromstring(bodies[0])
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "<i>A & B</i>\ufffd\ufffd"
    assert "<script>" in str(entry.findtext(f"{ATOM}summary"))
    for place in (root, entry):
        assert str(place.findtext(f"{ATOM}id")).startswith("urn:uuid:")
        assert place.findtext(f"{ATOM}updated")
    assert root.findtext(f"{ATOM}id") != entry.findtext(f"{ATOM}id")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_fits_a_feed(title: str, name: str) -> None:
    """Any title and any name give a feed that can be read."""
    saved = SavedSearch("s1", name, "q", "2026-01-01T00:00:00+00:00")
    hit = Hit("d1", title, "news", None, None, 1.0)
    body = atom(
        name, "http://h/", "http://h/", [(FoundDocument("s1", "d1", "2026-01-02T00:00:00+00:00"), saved, hit)], link
    )
    assert ElementTree.fromstring(body).find(f"{ATOM}entry") is not None


def test_what_is_new_stays_in_the_feed(library: Library) -> None:
    """A feed lists what was found since a search was saved, told or not, and not what it found at first."""
    saved = library.searches.save("cams", "cameras")
    stock(library, [paper("c", "New cameras.")])
    for alert in library.searches.alerts():
        library.searches.told(alert)
    assert [hit.title for _, _, hit in library.searches.newest((saved,))] == ["c"]


def test_the_sample_corpus_is_searched_with_help(demo: Library) -> None:
    """On real pages: a slip is put right, every hit is exported, names are completed, a document leads to its like."""
    assert [one.query for one in demo.search("veshtor camras").suggestions][:1] == ["veshtar cameras"]
    results = demo.search("veshtar", limit=5)
    hits = list(demo.every_hit("veshtar", Wanted(snippets=1)))
    assert len(hits) == results.distinct
    assert [hit.document_id for hit in hits[:5]] == [hit.document_id for hit in results.hits]
    assert all("veshtar" in demo.document(hit.document_id).text.casefold() for hit in hits)
    assert all("veshtar" in " ".join((one.name, *one.aliases)).casefold() for one in demo.completions("vesh"))
    _, like = demo.similar(results.hits[0].document_id)
    assert results.hits[0].document_id not in {hit.document_id for hit in like.hits}
    assert all(0 < hit.score <= 1 for hit in like.hits)


def test_what_sets_samples_apart(demo: Library) -> None:
    """Contracts of the sample corpus are told from its news by words of law, each with its counts."""
    found = demo.significant("kind:contract", Wanted(limit=50))
    words = {one.text: one for one in found.words}
    assert {"agreement", "liable", "termination"} & words.keys()
    for one in found.words:
        assert one.count <= found.looked_at
        assert one.count <= one.among
