"""Office files old and new, books, rich text and Markdown: what of them is text, and what they say of themselves."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import zipfile
from datetime import datetime

import docx
import pytest
from corpus_files import PROSE, written, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from reader_files import book, compound, old_workbook, opendocument, presentation, workbook

from corpus.errors import UnreadableError
from corpus.readers import book as books
from corpus.readers import (
    find_reader,
    lockedoffice,
    markdown,
    oldoffice,
    oleobject,
    programs,
    richtext,
    sheets,
    slides,
    word,
)
from corpus.readers import opendocument as odf
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind
from corpus.sniff import sniff


def read(data: bytes, name: str = "") -> Reading:
    """The file read by the reader of its type, told from the bytes."""
    reader = find_reader(sniff(data, name))
    assert reader is not None, sniff(data, name)
    return reader.read(data, Hint(name=name))


def blocks(reading: Reading) -> list[tuple[str, str]]:
    """The sections of a reading with their text, pages apart."""
    return [(s.kind.value, reading.text[s.start : s.end]) for s in reading.sections if s.kind is not SectionKind.PAGE]


def test_an_open_document_gives_headings_tables_and_notes_in_order() -> None:
    """Blanks that are written as elements are kept, deletions left out, and a note follows its paragraph."""
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>Terms<text:s text:c='2'/>"
        "of supply</text:h><text:p>Before<text:note><text:note-body><text:p>The note.</text:p></text:note-body>"
        "</text:note> the<text:tab/>table.</text:p><table:table>"
        "<table:table-row><table:table-cell><text:p>Item</text:p>"
        "</table:table-cell><table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table>"
        "<text:list><text:list-item><text:p>After</text:p></text:list-item></text:list>"
    )
    meta = "<dc:title>Stated</dc:title><dc:creator>Ann Lee</dc:creator><meta:creation-date>2021</meta:creation-date>"
    reading = read(opendocument("text", body, meta=meta))
    assert blocks(reading) == [
        ("heading", "Terms of supply"),
        ("paragraph", "Before the table."),
        ("paragraph", "The note."),
        ("table", "Item | Price"),
        ("paragraph", "After"),
    ]
    assert (reading.title, reading.authors, reading.date) == ("Terms of supply", ("Ann Lee",), None)
    assert dict(reading.metadata)["title read from"] == "first heading"


def test_sheets_of_open_documents_write_out_what_repeats_and_drop_what_is_blank() -> None:
    """A million empty rows cost nothing; a row that says something is there as often as it was."""
    row = "<table:table-row table:number-rows-repeated='{n}'>{cells}</table:table-row>"
    cell = "<table:table-cell table:number-columns-repeated='{n}'>{text}</table:table-cell>"
    body = (
        "<table:table table:name='Suppliers'>"
        + row.format(n=2, cells=cell.format(n=2, text="<text:p>a</text:p>") + cell.format(n=16000, text=""))
        + row.format(n=1048000, cells=cell.format(n=16384, text=""))
        + "</table:table>"
    )
    assert blocks(read(opendocument("spreadsheet", body))) == [("heading", "Suppliers"), ("table", "a | a\na | a")]


def test_slides_of_open_documents_are_pages() -> None:
    """Every slide begins a page."""
    slide = "<draw:page><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:page>"
    reading = read(opendocument("presentation", slide.format("One") + slide.format("Two")))
    assert [s.number for s in reading.sections if s.kind is SectionKind.PAGE] == [1, 2]
    assert reading.text == "One\n\nTwo"


def test_locked_and_empty_open_documents_say_so() -> None:
    """A password is told from damage, and a blank file from both."""
    locked = opendocument("text", "", extra=(("META-INF/manifest.xml", b"<a><encryption-data/></a>"),))
    with pytest.raises(UnreadableError, match="locked with a password"):
        odf.read(locked, Hint())
    with pytest.raises(UnreadableError, match="holds no text"):
        odf.read(opendocument("text", "<text:p/>"), Hint())


def test_entities_in_packages_are_not_expanded() -> None:
    """A document type with entities in entities stays as it is written, and no file is drawn in."""
    bomb = (
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        b"<text:p>plain&c;&f;</text:p></office:text></office:body></office:document-content>"
    )
    mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text")
    assert read(zipped([mimetype, ("content.xml", bomb)])).text == "plain&c;&f;"


def test_packages_that_unpack_too_far_are_refused() -> None:
    """What a package claims to unpack to is checked before anything is."""
    big = zipped([("mimetype", b"application/epub+zip"), ("META-INF/container.xml", bytes(3_000_000))])
    for reader in (books.read, odf.read, slides.read, sheets.read_new, word.read):
        with pytest.raises(UnreadableError, match="more than is safe"):
            reader(big, Hint(free_bytes=1_000_000))


def test_a_workbook_gives_every_sheet() -> None:
    """Rows are lines, days are days, whole numbers have no point, and a hidden sheet is read and named."""
    data = workbook(
        {
            "Contracts": [["Supplier", "Price", "Signed"], ["Veshtar Optical", 42.0, datetime(2021, 5, 3)], [None]],
            "Ledger": [["paid", 0.1]],
        },
        hidden="Ledger",
    )
    reading = read(data)
    assert blocks(reading) == [
        ("heading", "Contracts"),
        ("table", "Supplier | Price | Signed\nVeshtar Optical | 42 | 2021-05-03"),
        ("heading", "Ledger"),
        ("table", "paid | 0.1"),
    ]
    assert (reading.title, reading.authors) == ("Register of suppliers", ("Ann Lee",))
    assert dict(reading.metadata)["hidden sheets"] == "Ledger"
    with pytest.raises(UnreadableError, match="no cell"):
        read(workbook({"Empty": []}))


def test_an_old_workbook_gives_every_sheet() -> None:
    """XLS is read like its successor."""
    reading = read(old_workbook({"Contracts": [["Supplier", "Price"], ["Veshtar Optik \u017b", 42.0]]}))
    assert blocks(reading) == [("heading", "Contracts"), ("table", "Supplier | Price\nVeshtar Optik \u017b | 42")]


def test_a_presentation_gives_its_slides_as_pages() -> None:
    """Titles are headings, tables rows, and the speaker's notes come after the slide."""
    reading = read(presentation())
    assert blocks(reading) == [
        ("heading", "Cameras for Sedlo"),
        ("paragraph", "The council decides in May."),
        ("heading", "Prices"),
        ("table", "Item | Price\nCamera | 9"),
        ("paragraph", "Say who pays."),
    ]
    assert (reading.title, reading.authors) == ("Cameras for Sedlo", ("Ann Lee",))


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    """Chapters come as the book orders them, with title, author, publisher, date and language from its package."""
    data = book({"b": "<h1>Second</h1><p>Then.</p>", "a": "<h1>First</h1><p>Once.</p>"}, spine=["a", "b", "a", "none"])
    reading = read(data)
    assert reading.text == "First\n\nOnce.\n\nSecond\n\nThen."
    assert (reading.title, reading.authors, reading.date) == ("The Sedlo papers", ("Maren Feld",), "2021-05-03")
    assert (reading.publisher, reading.language) == ("Courier Books", "en")
    assert dict(reading.metadata)["publisher read from"] == "package, dc:publisher"


def test_rich_text_in_its_code_page() -> None:
    """Letters are read in the code page that the file names; pictures are not taken for text."""
    picture = b"{\\pict\\pngblip " + b"0f" * 5000 + b"}"
    data = (
        b"{\\rtf1\\ansi\\ansicpg1250{\\info{\\title Wyka\\'9f}{\\author Ann Lee}}" + picture + b"Zam\\'f3wienie\\par "
        + b"Kamery\\'9f\\u381?\\par}"
    )  # fmt: skip
    reading = read(data)
    assert reading.text == "Zam\u00f3wienie\nKamery\u017a\u017d"
    assert (reading.title, reading.authors) == ("Wyka\u017a", ("Ann Lee",))
    with pytest.raises(UnreadableError, match="no text"):
        richtext.read(b"{\\rtf1 }", Hint())


def test_markdown_loses_its_marks() -> None:
    """Headings, lists and tables are what they are; the fields on top say title, date and author."""
    text = (
        "---\ntitle: Cameras\nauthor: Ann Lee\ndate: 2021-05-03\n---\n# Cameras in *Sedlo*\n\nThe [council](http://x) "
        "**bought**\nthem.\n\n| Item | Price |\n| --- | --- |\n| Camera | 9 |\n\n- one\n- two\n"
    )
    reading = read(text.encode(), "note.md")
    assert blocks(reading) == [
        ("heading", "Cameras in Sedlo"),
        ("paragraph", "The council bought them."),
        ("table", "Item | Price\nCamera | 9"),
        ("paragraph", "one"),
        ("paragraph", "two"),
    ]
    assert (reading.title, reading.authors, reading.date) == ("Cameras", ("Ann Lee",), "2021-05-03")
    with pytest.raises(UnreadableError, match="no text"):
        markdown.read(b"\n", Hint())


def test_notes_of_word_files_follow_their_paragraph() -> None:
    """A footnote is text and comes after the paragraph that refers to it."""
    document = docx.Document()
    document.add_paragraph("Before.")
    document.add_paragraph("After.")
    buffer = io.BytesIO()
    document.save(buffer)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{w}"><w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>'
    changed = io.BytesIO()
    with zipfile.ZipFile(buffer) as before, zipfile.ZipFile(changed, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == "word/document.xml":
                mark = b'<w:r><w:footnoteReference w:id="2"/></w:r>'
                data = data.replace(b"Before.</w:t></w:r>", b"Before.</w:t></w:r>" + mark)
            after.writestr(info, data)
        after.writestr("word/footnotes.xml", f"{notes}</w:footnotes>")
    assert read(changed.getvalue()).text == "Before.\n\nThe note.\n\nAfter."


def test_embedded_objects_give_the_file_inside() -> None:
    """What the object packager wrapped comes out with its name; a drawing alone says so."""
    native = (
        bytes(4) + b"\x02\x00list.csv\x00C:\\list.csv\x00\x00\x00\x03\x00\x04\x00\x00\x00C:\\\x00\x04\x00\x00\x00a,b\n"
    )
    (member,) = read(compound({"\x01Ole10Native": native})).attachments
    assert (member.name, member.data) == ("list.csv", b"a,b\n")
    (whole,) = read(compound({"Package": written([PROSE])})).attachments
    assert sniff(whole.data).endswith("wordprocessingml.document")
    with pytest.raises(UnreadableError, match="holds no file"):
        oleobject.read(compound({"\x03EPRINT": b"x"}), Hint())


def test_locked_office_files_say_so() -> None:
    """An encrypted DOCX is a compound file with one telling part."""
    data = compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"})
    assert sniff(data) == "application/x-office-locked"
    with pytest.raises(UnreadableError, match="damaged"):
        lockedoffice.read(data, Hint())


@pytest.mark.parametrize("password", ["Halden 7", "VelvetSweatshop"])
def test_locked_office_files_are_opened_with_a_password(password: str) -> None:
    """The right password, or the one that everybody knows, gives the file as it was; a wrong one says what to do."""
    whole, locked = workbook({"A": [["cameras", 40]]}), io.BytesIO()
    OOXMLFile(io.BytesIO(whole)).encrypt(password, locked)
    assert sniff(locked.getvalue()) == "application/x-office-locked"
    if password == "Halden 7":
        with pytest.raises(UnreadableError, match="--password"):
            lockedoffice.read(locked.getvalue(), Hint(passwords=("wrong",)))
    reading = lockedoffice.read(locked.getvalue(), Hint(name="in/book.xlsx", passwords=("wrong", "Halden 7")))
    assert [(member.name, member.data) for member in reading.attachments] == [("book.xlsx", whole)]


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only a program reads fails with the Debian package to install."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for reader, package in ((oldoffice.read_doc, "catdoc"), (oldoffice.read_ppt, "libreoffice-impress")):
        with pytest.raises(UnreadableError, match=package):
            reader(b"\xd0\xcf\x11\xe0", Hint())


def test_a_folder_is_measured_while_a_program_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are gone by the time they are looked at count nothing."""
    place = programs.Workplace(b"x" * 100)
    monkeypatch.setattr(os, "walk", lambda folder: [(str(folder), [], ["input", "gone"])])
    assert place.size() == 100


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["odt", "xlsx", "pptx", "epub", "rtf", "xls", "ole"]), st.data())
def test_damaged_office_files_read_or_say_why(kind: str, data: st.DataObject) -> None:
    """Bytes changed or cut off anywhere give text or a reason, never another error."""
    whole, reader = DAMAGEABLE[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 400)) :]
    with contextlib.suppress(UnreadableError):
        assert list(reader(spoilt, Hint()).attachments) is not None


DAMAGEABLE = {
    "odt": (opendocument("text", f"<text:p>{PROSE}</text:p>"), odf.read),
    "xlsx": (workbook({"A": [["a", 1]]}), sheets.read_new),
    "pptx": (presentation(), slides.read),
    "epub": (book({"a": f"<p>{PROSE}</p>"}), books.read),
    "rtf": (b"{\\rtf1\\ansi{\\info{\\title T}}" + PROSE.encode() + b"\\par}", richtext.read),
    "xls": (old_workbook({"A": [["a", 1.0]]}), sheets.read_old),
    "ole": (compound({"\x01Ole10Native": b"\x00" * 60}), oleobject.read),
}
