"""The pages of searches: copies, marks, saved searches, alerts, feeds, downloads and lists."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from markup import Page
from stocked import paper, stock

from web.asking import asked_in
from web.histogram import histogram

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from library.library import Library

LONG = " ".join(f"word{number}" for number in range(60))
HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script>'


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with copies, years and a title that means harm."""
    from library.library import open_library

    with open_library(tmp_path_factory.mktemp("searches") / "w") as library:
        stock(
            library,
            [
                paper("one", f"Cameras watch the valley. {LONG}", date="2019-05-01"),
                paper("two", f"CAMERAS watch the valley. {LONG}", date="2021-05-01"),
                paper("three", "Cameras for the harbour.", title=HOSTILE, date="2021"),
                paper("four", "Grain for the harbour."),
            ],
        )
        yield library


@pytest.fixture
def visitor(stocked: Library) -> FlaskClient:
    """A visitor of that workspace."""
    from web.app import create_app
    from web.options import WebOptions

    return create_app(stocked, WebOptions(page_size=2)).test_client()


def page(visitor: FlaskClient, path: str, status: int = 200) -> Page:
    """Return a page that is answered with `status` and well formed."""
    answer = visitor.get(path)
    assert answer.status_code == status, path
    read = Page(answer.text)
    assert not read.problems, (path, read.problems)
    return read


def post(visitor: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send a form as a page of ours would."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/saved").text)
    assert token is not None
    return visitor.post(path, data={"csrf_token": token[1], **fields})


def test_copies_are_folded_and_unfolded(visitor: FlaskClient) -> None:
    """One of two copies is shown with the other under it; a link shows both, and keeps the query."""
    read = page(visitor, "/search?q=cameras")
    assert "3 documents" in read.text
    assert "1 copy folded" in read.text
    assert "and 1 copy" in read.text
    assert "/search?q=cameras&fold=0" in read.links
    unfolded = page(visitor, "/search?q=cameras&fold=0")
    assert "and 1 copy" not in unfolded.text
    assert "page 1 of 2" in " ".join(unfolded.text.split())


def test_a_slip_is_asked_about(visitor: FlaskClient) -> None:
    """A misspelled word leads to the right one, and quoted words do not."""
    assert "/search?q=cameras" in page(visitor, "/search?q=camerras").links
    assert "Did you mean" not in page(visitor, '/search?q="camerras"').text


def test_marks_are_put_and_taken_off(visitor: FlaskClient, stocked: Library) -> None:
    """A hit is marked, counted, hidden on request, unmarked; all hits are marked at once, copies too."""
    first = stocked.search("harbour cameras").hits[0].document_id
    answer = post(visitor, "/seen", mark=first, back="/search?q=cameras")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/search?q=cameras#hit-{first}")
    assert "unseen 2 of 3" in " ".join(page(visitor, "/search?q=cameras").text.split())
    assert f"hit-{first}" not in page(visitor, "/search?q=cameras&unseen=1").ids
    post(visitor, "/seen", unmark=first)
    assert "none seen yet" in page(visitor, "/search?q=cameras").text
    post(visitor, "/seen", all="1", q="cameras")
    assert "all seen" in page(visitor, "/search?q=cameras").text
    assert "marked as seen" in page(visitor, "/search?q=cameras&unseen=1").text
    stocked.searches.mark(stocked.searches.seen(), seen=False)


@pytest.mark.parametrize(
    "back", ["//evil.example/x", "http://evil.example/", "javascript:alert(1)", "\\\\evil.example", "x"]
)
def test_a_form_leads_nowhere_else(visitor: FlaskClient, back: str) -> None:
    """Whatever a form says to go back to, the answer stays here."""
    assert post(visitor, "/seen", back=back).headers["Location"] == "/search"


@pytest.mark.parametrize("path", ["/saved", "/seen", "/alerts/told", "/lists", "/saved/s1/remove"])
def test_every_change_needs_a_token(visitor: FlaskClient, path: str) -> None:
    """A form that is not ours is refused."""
    assert visitor.post(path, data={"q": "x", "mark": "x"}).status_code == 403


def test_a_search_is_saved_told_and_removed(visitor: FlaskClient, stocked: Library) -> None:
    """Saved with its filters, new documents appear on the page and in the feeds, and are gone once told."""
    answer = post(visitor, "/saved", q="lighthouse", kind="news", name="lights", back="/search?q=lighthouse&kind=news")
    assert answer.headers["Location"] == "/search?q=lighthouse&kind=news"
    (saved,) = stocked.searches.saved()
    assert saved.query == "kind:news lighthouse"
    assert "Saved as" in page(visitor, "/search?q=lighthouse&kind=news").text
    assert post(visitor, "/saved", q="other", name="lights").status_code == 409
    new = paper("five", "A lighthouse was sold.", title=HOSTILE)
    stock(stocked, [new])
    assert "1 new document" in page(visitor, "/alerts").text
    for path in ("/alerts.atom", f"/saved/{saved.search_id}.atom"):
        feed = visitor.get(path)
        assert feed.content_type == "application/atom+xml; charset=utf-8"
        root = ElementTree.fromstring(feed.data)
        (link,) = root.findall("{*}entry/{*}link")
        assert link.get("href", "").startswith(f"http://localhost/documents/{new.document_id}")
    (alert,) = visitor.get("/api/v1/alerts").get_json()["alerts"]
    assert [hit["document_id"] for hit in alert["hits"]] == [new.document_id]
    post(visitor, "/alerts/told", search=saved.search_id)
    assert "Nothing is new" in page(visitor, "/alerts").text
    assert "lights" in page(visitor, "/saved").text
    assert post(visitor, f"/saved/{saved.search_id}/remove").status_code == 303
    assert stocked.searches.saved() == ()
    page(visitor, f"/saved/{saved.search_id}.atom", 404)
    assert post(visitor, f"/saved/{saved.search_id}/remove").status_code == 404


def test_every_hit_is_downloaded(visitor: FlaskClient) -> None:
    """All hits, not a page of them: as CSV that no spreadsheet runs, with or without a mark, and as JSON lines."""
    plain, marked = visitor.get("/search.csv?q=cameras&fold=0"), visitor.get("/search.csv?q=cameras&bom=1")
    assert plain.headers["Content-Disposition"] == 'attachment; filename="hits.csv"'
    rows = list(csv.DictReader(io.StringIO(plain.text)))
    assert len(rows) == 3
    assert sum(row["title"].startswith("'=HYPERLINK") for row in rows) == 1
    assert all(row["link"].startswith("http://localhost/documents/") for row in rows)
    assert marked.data.startswith(b"\xef\xbb\xbfrank,")
    assert len(marked.text.splitlines()) == 3
    lines = [json.loads(one) for one in visitor.get("/search.jsonl?q=cameras").text.splitlines()]
    assert [one["copies"] for one in lines if one["copies"]] == [1]


def test_a_download_is_sent_as_it_is_made(visitor: FlaskClient) -> None:
    """Compression does not hold a whole export in memory."""
    answer = visitor.get("/search.csv?q=", headers={"Accept-Encoding": "gzip"})
    assert answer.is_streamed
    assert "Content-Encoding" not in answer.headers
    answer.close()


def test_a_list_of_queries_is_answered(visitor: FlaskClient) -> None:
    """Typed or sent as a file, each query has its count, its best hits or its error; the same as a download."""
    answer = post(visitor, "/lists", queries='cameras\n"harbour grain\nzzz')
    assert not Page(answer.text).problems
    assert "3 queries" in answer.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
    assert token is not None
    table = (io.BytesIO(b"\xef\xbb\xbfid,query\n1,cameras\n2,\n3,caf\xe9\n"), "q.csv")
    sent = visitor.post("/lists", data={"csrf_token": token[1], "table": table})
    assert "There is no query in this row." in sent.text
    assert "not in UTF-8" in sent.text
    rows = list(csv.DictReader(io.StringIO(post(visitor, "/lists", queries="cameras\ngrain", form="csv").text)))
    assert [(row["query"], row["total"], row["rank"]) for row in rows] == [
        ("cameras", "3", "1"), ("cameras", "3", "2"), ("grain", "1", "1"),
    ]  # fmt: skip


def test_what_is_like_a_document_has_a_page(visitor: FlaskClient, stocked: Library) -> None:
    """Copies, the earliest first, and documents like it; an id of none is not found."""
    one = stocked.search("cameras valley", fold=False, sort="date").hits[0].document_id
    text = page(visitor, f"/documents/{one}/similar").text
    assert "Copies, the earliest first" in text
    assert text.index("this one") < text.index("the same words")
    page(visitor, "/documents/nobody/similar", 404)


def test_what_sets_hits_apart_is_shown_on_request(visitor: FlaskClient) -> None:
    """The section is there when asked for, and a link to it when not."""
    assert "/search?q=cameras&apart=1#apart" in page(visitor, "/search?q=cameras").links
    assert "apart" in page(visitor, "/search?q=cameras&apart=1").ids


def test_years_are_drawn_as_bars() -> None:
    """Every year between the first and the last has its place, one without documents too; one year is not drawn."""
    drawn = histogram((("2021", 3), ("2018", 1)), 6, lambda year: f"/y/{year}")
    assert drawn is not None
    assert [(bar.year, bar.count) for bar in drawn.bars] == [(2018, 1), (2019, 0), (2020, 0), (2021, 3)]
    assert drawn.undated == 2
    assert drawn.bars[3].link == "/y/2021"
    assert all(bar.top >= 0 and bar.top + bar.height <= drawn.height + 0.1 for bar in drawn.bars)
    assert histogram((("2021", 3),), 3, str) is None
    long_ago = histogram((("0001", 1), ("2021", 3)), 4, str)
    assert long_ago is not None
    assert len(long_ago.bars) == 60


@pytest.mark.parametrize("odd", ["", "x", "2", "é", "true "])
def test_strange_switches_are_as_if_not_given(odd: str) -> None:
    """What is neither yes nor no leaves a switch as it is."""
    question = asked_in([("q", "a"), ("fold", odd), ("unseen", odd), ("sort", odd)])
    assert (question.fold, question.unseen, question.sort) == (True, False, "")
    assert question.link() == "/search?q=a"
