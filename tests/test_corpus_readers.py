"""Web pages, mail, Word files, lists and archives as their readers see them."""

from __future__ import annotations

import bz2
import contextlib
import io
import lzma
from email.message import EmailMessage

import docx
import pytest
from corpus_files import PROSE, mailed, tarred, written, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.readers import READERS, archive, listing, mail, webpage, word
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Cameras in the valley | The Courier</title>
<meta property="og:site_name" content="The Courier"><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Cameras in the valley",
 "datePublished": "2021-05-03T10:00:00Z", "author": [{"@type": "Person", "name": "Maren Feld"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news today</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve this site.</div>
<article><h1>Cameras in the valley</h1><p>%(prose)s It was the <b>first</b> sale<!-- note --> of its kind,
the&nbsp;bureau said.</p><h2>Prices</h2><table><tr><th>Year</th><th>Price</th></tr><tr><td>2019</td><td>42
million</td></tr></table><ul><li>Osk</li><li>Sedlo</li></ul><p>%(prose)s Nobody answered.</p></article>
<aside class="related"><h3>Most read</h3><a href="/x">Ten things about cheese</a></aside>
<footer>All rights reserved by The Courier</footer></body></html>""".replace("%(prose)s", PROSE)


def page(body: str) -> Reading:
    """A page with this body, read."""
    return webpage.read(f"<html><body>{body}</body></html>".encode(), Hint())


def kinds(reading: Reading) -> list[tuple[SectionKind, str]]:
    """The sections of a reading with their text."""
    return [(section.kind, reading.text[section.start : section.end]) for section in reading.sections]


def test_a_news_page_gives_its_story_and_what_it_says_of_itself() -> None:
    """Headings, paragraphs, tables and lists stay in order; menus and boxes go; JSON-LD says who and when."""
    reading = webpage.read(PAGE.encode(), Hint())
    assert (reading.title, reading.date, reading.publisher) == ("Cameras in the valley", "2021-05-03", "The Courier")
    assert (reading.authors, reading.language) == (("Maren Feld",), "en")
    assert (SectionKind.HEADING, "Prices") in kinds(reading)
    assert (SectionKind.TABLE, "Year | Price\n2019 | 42 million") in kinds(reading)
    assert "It was the first sale of its kind, the bureau said." in reading.text
    assert reading.text.index("Prices") < reading.text.index("Sedlo") < reading.text.index("Nobody answered")
    for furniture in ("Home", "cookies", "cheese", "All rights", "note"):
        assert furniture not in reading.text


def test_a_list_of_names_is_kept_whole() -> None:
    """A page that is a list loses none of its entries."""
    entries = [f"ENTRY {n}, a.k.a. ALIAS {n}, born 19{n:02}" for n in range(10, 99)]
    reading = page("<h1>Notice of additions</h1><ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>")
    assert all(entry in reading.text for entry in entries)
    rows = "".join(f"<tr><td>{n}</td><td>{entry}</td></tr>" for n, entry in enumerate(entries))
    assert all(f"| {entry}" in page(f"<p>The list:</p><table>{rows}</table>").text for entry in entries)


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    """In old pages the story stands in a table cell; it is read as paragraphs."""
    story = "".join(f"<p>{PROSE} Paragraph {n} of the story goes on.</p>" for n in range(30))
    reading = page(f"<table><tr><td>Menu</td><td><h1>Title</h1>{story}</td></tr></table>")
    assert (SectionKind.PARAGRAPH, f"{PROSE} Paragraph 7 of the story goes on.") in kinds(reading)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<div>" * 30_000 + "bottom", "bottom"),
        ("<table><tr><td>" * 3_000 + "bottom", "bottom"),
        ("<p>a\x00b &#xd800; &#x110000; &bogus;</p>", "ab"),
        ("<p>un<wbr>broken</p>", "unbroken"),
        ("<p>Caf\u00e9</p>", "Caf\u00e9"),
    ],
)
def test_odd_pages_are_read(body: str, words: str) -> None:
    """Nesting without end, broken entities and odd characters do not lose the words."""
    assert words in page(body).text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/!-&;\"'= abpdivtable\n"), max_size=120))
def test_any_markup_reads_or_says_why(markup: str) -> None:
    """No page raises anything but its reason."""
    try:
        reading = webpage.read(markup.encode(), Hint())
    except UnreadableError:
        return
    assert all(0 <= section.start <= section.end <= len(reading.text) for section in reading.sections)


def test_mail_gives_headers_body_and_attachments() -> None:
    """Subject, people and date are kept; the plain body is preferred; everything else is attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann Lee <a@example.org>", "b@example.org", "Vertr\u00e4ge"
    message["Date"] = "Tue, 02 Mar 2021 23:30:00 -0500"
    message.set_content("The plain body.\n")
    message.add_alternative("<html><p>The other body.</p></html>", subtype="html")
    message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="list.csv")
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Inner body")
    message.add_attachment(inner)
    reading = mail.read(message.as_bytes(), Hint())
    assert (reading.title, reading.date) == ("Vertr\u00e4ge", "2021-03-02")
    assert reading.authors == ("Ann Lee <a@example.org>",)
    assert reading.text.endswith("The plain body.")
    assert "other body" not in reading.text
    names = [attachment.name for attachment in reading.attachments]
    assert names == ["list.csv", "message 2.eml"]
    assert b"Subject: Inner" in list(reading.attachments)[1].data


def test_mail_with_only_a_page_as_body() -> None:
    """A body that is a web page is read whole."""
    raw = b"From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>One<p>Two"
    assert mail.read(raw, Hint()).text.endswith("One\n\nTwo")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_mail_reads_or_says_why(body: bytes) -> None:
    """Damaged messages give text or a reason."""
    for head in (b"", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"):
        try:
            reading = mail.read(b"From: a\nSubject: s\n" + head + body, Hint())
        except UnreadableError:
            continue
        assert list(reading.attachments) is not None


def test_word_files_keep_order_tables_and_embedded_files() -> None:
    """Headings, paragraphs and tables come in order; tracked insertions are text, embedded files attachments."""
    document = docx.Document()
    document.add_heading("Terms of supply", 1)
    document.add_paragraph("Before the table.")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Item", "Price", "Camera", "9"), strict=True):
        cell.text = text
    document.add_paragraph("After the table.")
    buffer = io.BytesIO()
    document.save(buffer)
    reading = word.read(buffer.getvalue(), Hint())
    assert reading.title == "Terms of supply"
    assert [kind for kind, _ in kinds(reading)] == ["heading", "paragraph", "table", "paragraph"]
    assert "Item | Price\nCamera | 9" in reading.text
    with_embedded = add_member(written([PROSE]), "word/embeddings/sheet.csv", b"a,b\n1,2\n")
    assert [item.name for item in word.read(with_embedded, Hint()).attachments] == ["word/embeddings/sheet.csv"]


def add_member(package: bytes, name: str, data: bytes) -> bytes:
    """A copy of a package with one more member."""
    import zipfile

    buffer = io.BytesIO(package)
    with zipfile.ZipFile(buffer, "a") as archive_file:
        archive_file.writestr(name, data)
    return buffer.getvalue()


def test_lists_are_a_line_a_row() -> None:
    """Every row of a list is kept, whatever parts its cells, and quoted line ends stay in their row."""
    text = 'name;date\n"Acme; Ltd";2019\n"Beta\nGmbH";2020\n\n'
    assert listing.read(text.encode(), Hint()).text == "name | date\nAcme; Ltd | 2019\nBeta GmbH | 2020"
    assert listing.read(b"a\tb\n1\t2\n", Hint()).text == "a | b\n1 | 2"
    with pytest.raises(UnreadableError, match="no rows"):
        listing.read(b"\n\n", Hint())


def test_archives_give_their_files() -> None:
    """Members come in the archive's order, folders apart; compressed files give what is in them."""
    reading = archive.read_zip(zipped([("a/", b""), ("a/b.txt", b"b"), ("c.txt", b"c")]), Hint())
    assert [(item.name, item.data) for item in reading.attachments] == [("a/b.txt", b"b"), ("c.txt", b"c")]
    assert [item.data for item in archive.read_compressed(bz2.compress(b"x"), Hint("y.bz2")).attachments] == [b"x"]
    (only,) = archive.read_compressed(lzma.compress(b"x"), Hint("folder/y.xz")).attachments
    assert (only.name, only.data) == ("y", b"x")
    tar = list(archive.read_tar(tarred({"a": b"x"}, link="l"), Hint()).attachments)
    assert [(item.name, bool(item.reason)) for item in tar] == [("a", False), ("l", True)]


def test_unpacking_stops_at_the_limit() -> None:
    """A member that unpacks past the limits is refused while it is unpacked, whatever it claims."""
    bomb = zipped([("zeros", bytes(3_000_000)), ("fine.txt", b"fine")])
    first, second = archive.read_zip(bomb, Hint(free_bytes=1_000_000)).attachments
    assert "more than is safe" in first.reason
    assert second.data == b"fine"
    with pytest.raises(UnreadableError, match="more than is safe"):
        archive.read_compressed(bz2.compress(bytes(3_000_000)), Hint(member_bytes=1_000_000))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["zip", "tar", "docx", "eml"]), st.data())
def test_damaged_files_read_or_say_why(name: str, data: st.DataObject) -> None:
    """One byte changed anywhere gives text, members or a reason, never another error."""
    whole = {
        "zip": zipped([("a.txt", PROSE.encode() * 5), ("b.txt", b"b" * 400)]),
        "tar": tarred({"a.txt": PROSE.encode() * 5}),
        "docx": zipped([("word/document.xml", b"<a/>"), ("[Content_Types].xml", b"<a/>")]),
        "eml": mailed("Subject", PROSE, ("a.txt", b"a")),
    }[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    read = {"zip": archive.read_zip, "tar": archive.read_tar, "docx": word.read, "eml": mail.read}[name]
    with contextlib.suppress(UnreadableError):
        assert all(member.data is not None for member in read(spoilt, Hint()).attachments)


def test_readers_are_one_list() -> None:
    """No media type has two readers, and every reader has a name for people."""
    types = [media_type for reader in READERS for media_type in reader.media_types]
    assert len(types) == len(set(types))
    assert all(reader.name for reader in READERS)
