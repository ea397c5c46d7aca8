"""The original beside its text, over HTTP: pictures, marks and inert markup, and what hostile originals may not do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser import Browser
from flask.testing import FlaskClient
from web_workspace import serving

from library.library import Library, open_library

HOSTILE = """<!doctype html><html><head><title>Ministry buys cameras</title>
<base href="http://elsewhere.example/"><link rel="dns-prefetch" href="//elsewhere.example">
<link rel="stylesheet" href="http://elsewhere.example/x.css">
<meta http-equiv="refresh" content="0;url=http://elsewhere.example/">
<script>top.document.title = 'run'; fetch('http://elsewhere.example/')</script></head>
<body onload="top.document.title='run'"><p>The Ministry of Interior of Portugal bought cameras of Brightwell
Cameras Ltd for $4 million.<img src="http://elsewhere.example/pixel.gif" onerror="top.document.title='run'"></p>
<iframe src="http://elsewhere.example/"></iframe><form action="http://elsewhere.example/"><button>Go</button></form>
<svg onload="top.document.title='run'"></svg><p>Brightwell Cameras Ltd declined to comment on the deal,
which was signed in May.</p>
</body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, str]]:
    """A workspace with a web page that means harm, and the page's id."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.html").write_text(HOSTILE, "utf-8")
    with open_library(folder / "w") as library:
        library.add([folder / "page.html"])
        yield library, next(library.heads()).document_id


def paged(library: Library) -> str:
    """Return the id of a PDF of several pages."""
    return next(head.document_id for head in library.heads() if head.pages > 3)


def test_a_page_is_a_picture_and_drawn_once(client: FlaskClient, web_library: Library) -> None:
    """A page comes as WebP that a browser may keep; the second time it is taken from the shelf."""
    document_id = paged(web_library)
    first = client.get(f"/documents/{document_id}/pages/2.webp")
    assert (first.status_code, first.mimetype) == (200, "image/webp")
    assert "max-age" in first.headers["Cache-Control"]
    head = web_library.head(document_id)
    assert web_library.rooms.pictures.find(head.sha256, "2-900.webp") == first.data
    assert client.get(f"/documents/{document_id}/pages/2.webp?wide=1").data != first.data


def test_what_cannot_be_drawn_is_said_in_a_picture(client: FlaskClient, web_library: Library) -> None:
    """A page that is not there, and a document without pages, get a picture that says so; no document, no picture."""
    text = next(head for head in web_library.heads() if head.media_type == "text/plain")
    for path in (f"{paged(web_library)}/pages/999.webp", f"{text.document_id}/pages/1.webp"):
        answer = client.get(f"/documents/{path}")
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert "cannot be shown" in answer.text
    assert client.get("/documents/none/pages/1.webp").status_code == 404
    assert client.get(f"/documents/{paged(web_library)}/pages/x.webp").status_code == 404


def test_marks_follow_what_is_asked(client: FlaskClient, web_library: Library) -> None:
    """The overlay has the page's size, a box for each word looked for, and lines under evidence."""
    document_id = paged(web_library)
    bare = client.get(f"/documents/{document_id}/pages/1.svg").text
    assert 'viewBox="0 0 595' in bare
    assert "<rect" not in re.sub(r'<rect[^>]*rx="2"[^>]*>', "", bare)
    asked = client.get(f"/documents/{document_id}/pages/1.svg?q=cameras").text
    assert asked.count('fill="#ffe89a"') >= 1
    fact = next(one for one in web_library.facts(document_id=document_id) if one.evidence[0].page == 1)
    assert "<path" in bare
    place = fact.evidence[0]
    here = client.get(f"/documents/{document_id}/pages/1.svg?start={place.start}&end={place.end}").text
    assert 'fill="#ffb700"' in here
    for odd in ("?start=-1&end=x", "?q=%22%28&start=99999999&end=999999999", "?q=" + "a" * 3000):
        assert client.get(f"/documents/{document_id}/pages/1.svg{odd}").status_code == 200


def test_inert_markup_is_sandboxed_by_its_own_answer(client: FlaskClient, web_library: Library) -> None:
    """Opened by itself, too, the answer is a sandbox that loads nothing and runs nothing."""
    page = next(head for head in web_library.heads() if head.media_type == "text/html")
    answer = client.get(f"/documents/{page.document_id}/inert")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    text = client.get(f"/documents/{paged(web_library)}/inert")
    assert text.mimetype == "text/plain"


def test_text_alone_has_no_pictures(client: FlaskClient, web_library: Library) -> None:
    """The switch leaves the original out, and its links keep to it."""
    document_id = paged(web_library)
    beside = client.get(f"/documents/{document_id}").text
    assert "pages/1.webp" in beside
    assert "view=text" in beside
    alone = client.get(f"/documents/{document_id}?view=text&q=camera").text
    assert ".webp" not in alone
    assert ">beside the original<" in alone


@pytest.mark.browser
def test_a_hostile_page_beside_its_text_does_nothing(chromium: Browser, hostile: tuple[Library, str]) -> None:
    """In a real Chromium nothing of it runs, nothing is asked of another host, and its words are there to read."""
    library, document_id = hostile
    fact = next(library.facts(document_id=document_id))
    place = fact.evidence[0]
    chromium.console.clear()
    with serving(library) as address:
        for path in (f"?start={place.start}&end={place.end}", "/inert"):
            chromium.look(width=1280)
            chromium.open(f"{address}/documents/{document_id}{path}")
            asked = chromium.ask("performance.getEntriesByType('resource').map(one => one.name)")
            assert all(name.startswith(address) for name in asked)
            assert chromium.ask("document.title") != "run"
            assert chromium.ask("location.href").startswith(address)
        inert = chromium.ask("document.body.innerHTML")
        assert "Brightwell Cameras Ltd declined" in inert
        assert "elsewhere" not in inert
    assert chromium.console == []
