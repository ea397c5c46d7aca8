"""Originals as they are shown: pages drawn, places found, markup made inert, harm kept in a process of its own."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus import samples
from corpus.readers import READERS
from corpus.readers.reading import Hint, Reading
from corpus.showing import markup
from corpus.showing.errors import NotShownError
from corpus.showing.records import Place
from corpus.showing.shelf import Shelf
from corpus.showing.workshop import Workshop

PDF = "application/pdf"
AGREEMENT = "contracts/TRPSB-2019-0314 Supply and Installation Agreement.pdf"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """The process that looks at originals."""
    made = Workshop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def agreement() -> Path:
    """A contract of five pages."""
    return samples.documents_folder() / AGREEMENT


@pytest.fixture(scope="module")
def reading(agreement: Path) -> Reading:
    """The contract as it is read."""
    reader = next(one for one in READERS if PDF in one.media_types)
    return reader.read(agreement.read_bytes(), Hint())


def dark_share(image: Image.Image, box: tuple[float, float, float, float], scale: float) -> float:
    """Return the share of dark dots inside a box in points."""
    part = image.crop(tuple(int(edge * scale) for edge in box)).convert("L")  # type: ignore[arg-type]
    return sum(part.histogram()[:128]) / max(1, part.width * part.height)


def test_a_word_is_found_where_its_ink_is(workshop: Workshop, agreement: Path, reading: Reading) -> None:
    """The place told for a word holds ink, is as wide as the word, and the gap before the word holds none."""
    line = next(one for one in reading.lines if "5,200 cameras" in reading.text[one.start : one.end])
    text = reading.text[line.start : line.end]
    at = text.index("cameras")
    place = Place((line.left, line.top, line.right, line.bottom), text, ((at, at + 7), (at - 1, at)))
    spots = workshop.spots(agreement, PDF, line.page, (place,))
    word = next(spot for spot in spots.spots if spot.run == 0)
    image = Image.open(io.BytesIO(workshop.picture(agreement, PDF, line.page, 1800)))
    scale = image.width / spots.width
    assert dark_share(image, word.box, scale) > 0.08
    left, top, _, bottom = word.box
    assert dark_share(image, (left - 2.2, top, left - 0.6, bottom), scale) < 0.02
    assert 25 < word.box[2] - word.box[0] < 45


def test_every_line_of_the_samples_is_placed(workshop: Workshop, agreement: Path, reading: Reading) -> None:
    """All lines of all pages stand in boxes with ink in them, and inside of the page."""
    for page in (1, 3, 5):
        lines = [one for one in reading.lines if one.page == page]
        places = tuple(
            Place((x.left, x.top, x.right, x.bottom), reading.text[x.start : x.end], ((0, x.end - x.start),))
            for x in lines
        )
        spots = workshop.spots(agreement, PDF, page, places)
        image = Image.open(io.BytesIO(workshop.picture(agreement, PDF, page, 900)))
        assert len(spots.spots) == len(lines)
        for spot in spots.spots:
            assert 0 <= spot.box[0] < spot.box[2] <= spots.width
            assert dark_share(image, spot.box, image.width / spots.width) > 0.02


def test_a_line_that_is_not_there_gets_no_place(workshop: Workshop, agreement: Path) -> None:
    """A box without its letters, as of a page set sideways, is not marked."""
    place = Place((300.0, 5.0, 500.0, 20.0), "words that stand elsewhere on this page", ((0, 5),))
    assert workshop.spots(agreement, PDF, 1, (place,)).spots == ()


@pytest.mark.parametrize("page", [0, 6, 10**9, -1])
def test_pages_that_are_not_there(workshop: Workshop, agreement: Path, page: int) -> None:
    """Asked for a page it has not got, the answer is a sentence."""
    with pytest.raises(NotShownError):
        workshop.picture(agreement, PDF, page, 900)


def test_what_is_no_pdf_is_refused_and_the_next_is_drawn(workshop: Workshop, agreement: Path, tmp_path: Path) -> None:
    """Broken, empty and cut files are refused in words; a good one is drawn after each."""
    whole = agreement.read_bytes()
    for number, data in enumerate((b"", b"%PDF-1.7\n", whole[: len(whole) // 2], b"\0" * 10_000, whole[::-1])):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        with pytest.raises(NotShownError):
            workshop.picture(path, PDF, 1, 900)
    assert workshop.picture(agreement, PDF, 1, 900)[8:12] == b"WEBP"


def test_huge_and_thin_pages_stay_small(workshop: Workshop, tmp_path: Path) -> None:
    """A page a mile high is drawn within limits or refused."""
    for number, (wide, high) in enumerate(((600, 14_000_000), (14_000_000, 3), (1, 1))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(one_page(wide, high))
        try:
            image = Image.open(io.BytesIO(workshop.picture(path, PDF, 1, 900)))
        except NotShownError:
            continue
        assert image.width <= 900
        assert image.height <= 6000


def one_page(wide: int, high: int) -> bytes:
    """Return a PDF with one empty page of this size."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>endobj\ntrailer<</Root 1 0 R>>" % (wide, high)
    )


def test_a_process_that_was_killed_is_replaced(agreement: Path) -> None:
    """When the process dies, the next question is answered by another; after close there is none."""
    made = Workshop()
    try:
        made.picture(agreement, PDF, 1, 900)
        first = made._process
        assert first is not None
        first.kill()
        first.wait(5)
        assert made.picture(agreement, PDF, 2, 900)
    finally:
        made.close()
    assert made._process is None


def test_pictures_of_pictures_are_upright(workshop: Workshop, tmp_path: Path) -> None:
    """A photograph is turned as its camera said, scaled down, and has no second page."""
    picture = Image.new("RGB", (2000, 1000), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "x.jpg", exif=exif)
    drawn = Image.open(io.BytesIO(workshop.picture(tmp_path / "x.jpg", "image/jpeg", 1, 900)))
    assert drawn.size == (900, 1800)
    with pytest.raises(NotShownError):
        workshop.picture(tmp_path / "x.jpg", "image/jpeg", 2, 900)


HARM = (
    "<script>x</script>", "<img src=http://e.example/x onerror=x>", "<a href='javascript:x'>y</a>", "<base href=//e>",
    "<meta http-equiv=refresh content='0;url=http://e.example'>", "<link rel=stylesheet href=http://e.example/x>",
    "<svg onload=x><script>x</script></svg>", "<iframe src=http://e.example></iframe>",
    "<form action=//e><input></form>",
    "<style>@import 'http://e.example'</style>", "<p style='background:url(http://e.example)'>y",
    "<object data=x></object>",
    "<math><mtext></p><mglyph><style><img src=x onerror=x>", "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "<!--><img src=x onerror=x>-->", "<title><img src=x></title>", "<table><td colspan='3\" onclick=x'>",
)  # fmt: skip


class Loads(HTMLParser):
    """Notes every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.lists(st.sampled_from(HARM) | st.text("<>/=\"'!- abcrsptonload", max_size=30), max_size=8))
def test_nothing_but_harmless_tags_comes_out(parts: list[str]) -> None:
    """Whatever goes in, what comes out has tags of the list, and no attribute that loads, runs or leads anywhere."""
    pieces = list(markup._page("".join(parts)))
    body = "".join(markup._marked(pieces, ""))
    seen = Loads()
    seen.feed(body)
    assert seen.tags <= markup.KEPT
    assert seen.attributes <= {"class", "colspan", "rowspan"}
    assert not re.search(r"<(?:script|img|svg|iframe|form|link|meta|base|style)", body, re.IGNORECASE)


def test_a_quote_is_marked_across_tags_and_lines(workshop: Workshop, tmp_path: Path) -> None:
    """The words of a quote are marked where they stand, though tags and line ends part them; all else stays."""
    path = tmp_path / "x.html"
    path.write_text("<p>Before. The <b>ministry</b>\n denied&nbsp;it. After.</p><p>The ministry</p>", "utf-8")
    shown = workshop.markup(path, "text/html", "The ministry denied it.").decode()
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL)
    assert "".join("".join(marked).split()) == "Theministrydeniedit."
    assert shown.count('id="here"') == 1
    assert "After." in shown


def test_mail_is_shown_with_its_headers(workshop: Workshop, tmp_path: Path) -> None:
    """A message shows who wrote to whom, and its markup without what it would load."""
    path = tmp_path / "x.eml"
    path.write_bytes(
        b"From: A <a@x.example>\r\nTo: b@x.example\r\nSubject: <b>Gates</b>\r\nContent-Type: text/html\r\n\r\n"
        b"<p>Hello <img src='http://e.example/t.gif' alt='seen'></p>"
    )
    shown = workshop.markup(path, "message/rfc822", "").decode()
    assert "&lt;b&gt;Gates&lt;/b&gt;" in shown
    assert "e.example" not in shown.split("</style>")[1]
    assert '<span class="lost">seen</span>' in shown


def test_the_shelf_keeps_its_limit_and_forgets(tmp_path: Path) -> None:
    """What was not used longest goes when the shelf is full; what is withdrawn goes at once."""
    shelf = Shelf(tmp_path / "pictures", most_bytes=10_000)
    for number in range(20):
        shelf.put("ab" + "0" * 62, f"{number}.webp", b"x" * 900)
        os.utime(tmp_path / "pictures" / "ab" / ("0" * 62) / f"{number}.webp", (number, number))
    held = sorted((tmp_path / "pictures").glob("*/*/*"))
    assert sum(path.stat().st_size for path in held) <= 10_000
    assert shelf.find("ab" + "0" * 62, "0.webp") is None
    assert shelf.find("ab" + "0" * 62, "19.webp") == b"x" * 900
    shelf.forget("ab" + "0" * 62)
    assert shelf.find("ab" + "0" * 62, "19.webp") is None
