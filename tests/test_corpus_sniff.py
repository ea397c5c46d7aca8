"""What a file is, told from its bytes."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding import decode, find_encoding
from corpus.readers import UNREADABLE, find_reader, why_unreadable
from corpus.sniff import DOCX, sniff


def packed(*names: str) -> bytes:
    """A ZIP archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return buffer.getvalue()


def tar() -> bytes:
    """An empty-looking TAR archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7\n...", "x.txt", "application/pdf"),
        (b"junk before %PDF-1.4", "", "application/pdf"),
        (packed("a.txt"), "report.docx", "application/zip"),
        (packed("[Content_Types].xml", "word/document.xml"), "a.zip", DOCX),
        (packed("mimetype"), "", "application/vnd.oasis.opendocument.text"),
        (b"PK\x03\x04 cut short word/document.xml", "", DOCX),
        (tar(), "", "application/x-tar"),
        (b"<!DOCTYPE html><p>x", "x.pdf", "text/html"),
        (b"\xef\xbb\xbf<!-- a --><html>", "", "text/html"),
        ("<html><p>x".encode("utf-16"), "", "text/html"),
        (b"a < b and <p>c</p>", "notes.txt", "text/plain"),
        (b"From: a@example.org\nSubject: x\n\nbody", "note.txt", "message/rfc822"),
        (b"Received: x\r\n by y\r\nMIME-Version: 1.0\r\n\r\n", "", "message/rfc822"),
        (b"Subject: the weather\nIt rains.\n", "", "text/plain"),
        (b"From someone@example.org Mon\nFrom: a@example.org\n", "", "application/mbox"),
        (b"a,b\n1,2\n", "x.csv", "text/csv"),
        (b'{"a": 1}', "x.txt", "application/json"),
        (b"[1] A footnote\n", "", "text/plain"),
        (b"BMW sold cars.", "", "text/plain"),
        ("caf\u00e9".encode("latin-1"), "", "text/plain"),
        ("hello there".encode("utf-16-le"), "", "text/plain"),
        (bytes(range(256)) * 8, "x.txt", "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n", "x.txt", "image/png"),
        (b"P6\n10 10\n255\n\xff", "", "image/x-portable-pixmap"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "", "application/msword"),
    ],
)
def test_content_decides(data: bytes, name: str, media_type: str) -> None:
    """Bytes say what a file is, whatever it is called."""
    assert sniff(data, name) == media_type


@given(st.binary(max_size=400), st.text(max_size=12))
def test_anything_has_a_type_or_a_reason(data: bytes, name: str) -> None:
    """No bytes raise; what has no reader has a reason in a sentence."""
    media_type = sniff(data, name)
    assert find_reader(media_type) is not None or why_unreadable(media_type).endswith(".")


def test_types_with_a_reason_have_no_reader() -> None:
    """The list of what cannot be read names nothing that can."""
    assert not [media_type for media_type in UNREADABLE if find_reader(media_type)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_text_is_decoded(encoding: str) -> None:
    """Text comes out whole whatever it was written in."""
    text = "Die M\u00fcnchner Firma pr\u00fcfte f\u00fcr die Beh\u00f6rde gr\u00fcndlich. " * 4
    assert decode(text.encode(encoding))[0].removeprefix("\ufeff") == text


def test_declared_encoding_is_believed_only_when_it_fits() -> None:
    """What a file says of its encoding counts as long as the bytes agree."""
    assert decode("\u0416".encode("koi8-r"), "koi8-r")[0] == "\u0416"
    assert decode("\u0416".encode(), "ascii")[0] == "\u0416"
    assert decode(b"plain", "no-such-encoding")[0] == "plain"


def test_noise_is_no_text() -> None:
    """Random bytes have no encoding."""
    assert find_encoding(bytes(range(256)) * 4) is None


def test_text_that_was_read_wrongly_before_is_mended() -> None:
    """Letters taken for others on the way are put right, and it is said; text that only looks like it stays."""
    right = "Die M\u00fcnchner Beh\u00f6rde pr\u00fcfte \u201ealles\u201c."
    text, encoding = decode(right.encode().decode("cp1252", "replace").replace("\ufffd", "\u009d").encode())
    assert (text, "mended" in encoding) == (right, True)
    french = "\u00ab CAF\u00c9 \u00bb et \u00ab CAF\u00c9\u00bb"
    assert decode(french.encode()) == (french, "utf-8")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"# A heading\n", "note.md", "text/markdown"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", "application/warc"),
        (b'MIME-Version: 1.0\nContent-Type: multipart/related;\n type="text/html"\n\n', "", "multipart/related"),
        (
            b'From: a@b.example\nSubject: x\nContent-Type: multipart/related; type="text/plain"\n\n',
            "",
            "message/rfc822",
        ),
        (b">From a@b.example Mon\nFrom: a@b.example\n", "", "application/mbox"),
        (packed("META-INF/container.xml"), "", "application/epub+zip"),
        (packed("datapackage.json", "archive/x.warc.gz"), "", "application/wacz"),
        (packed("xl/workbook.bin"), "", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ],
)
def test_content_decides_the_newer_formats(data: bytes, name: str, media_type: str) -> None:
    """Containers are told by what lies in them, saved pages from mail by their type."""
    assert sniff(data, name) == media_type
