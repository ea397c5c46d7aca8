"""Every file of the real collection of formats ends as text, as members, or as a reason that is right to be one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.readers import find_reader, ocr, programs, why_unreadable
from corpus.readers.programs import READPST, UNAR
from corpus.readers.reading import Hint
from corpus.sniff import sniff

PICTURES = "can only be read by text recognition"
WITHOUT_TEXT = {
    "garbage.bin": "no text and no kind of file",
    "encrypted.pdf": "needs a password",
    "png.png": PICTURES,
    "one_pixel_level1.jpg": PICTURES,
    "one_pixel.jpg": PICTURES,
    "test_image.png": PICTURES,
    "embedded.pdf": PICTURES,
    "jbig2_scan.pdf": PICTURES,
}
"""What ends as a reason when text recognition is off, and a part of that reason."""
IN_RAR = {"png.png"}
"""What lies in a RAR archive, which only a program opens."""
MEMBERS = {
    "3rd-level-bug-732.msg": "Test2.eml",
    "embedded_file_bug.eml": "archive.rar",
    "embedded_with_duplicate.tgz": "level1/level2.tgz",
    "recursive_embedded.docx": "word/embeddings/oleObject1.bin",
    "oleObject1.bin": "embed1.zip",
}
"""What lies in what, one of each kind."""
pytestmark = pytest.mark.shared


def walk(name: str, data: bytes) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each file by name, with its text or its reason, and the names of its members, those inside first."""
    reader = find_reader(sniff(data, name))
    if reader is None:
        yield name, why_unreadable(sniff(data, name)), []
        return
    try:
        reading = reader.read(data, Hint(name=name, ocr=False))
    except UnreadableError as error:
        yield name, error.reason, []
        return
    members = list(reading.attachments)
    for member in members:
        if member.data:
            yield from walk(member.name.rpartition("/")[2], member.data)
    yield name, reading.text, [member.name for member in members]


def files(folder: Path) -> list[Path]:
    """The files to read: not the pictures by themselves, nor what takes an office program seconds to open."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size)
    return [path for path in found if path.suffix not in (".doc", ".pst") and "ocr/test" not in path.as_posix()]


def test_everything_ends_as_text_members_or_a_reason(shared: Path) -> None:
    """What is text is read, what is packed is opened to the bottom, and what fails says what it is."""
    folder = shared / "documents" / "formats" / "icij-extract"
    told = [one for path in files(folder) for one in walk(path.name, path.read_bytes())]
    assert len(told) >= 30
    for name, text, members in told:
        expected = WITHOUT_TEXT.get(name) or (PICTURES if name.endswith((".tiff", ".png", ".jpg")) else None)
        if expected:
            assert expected in text, name
        elif name in MEMBERS:
            assert MEMBERS[name] in members, name
        else:
            assert text or members, name
    shut = set() if programs.is_installed(UNAR) else IN_RAR
    assert {name for name, _, _ in told} >= (set(WITHOUT_TEXT) | set(MEMBERS)) - shut


@pytest.mark.skipif(not programs.is_installed(READPST), reason="the Debian package pst-utils is not installed")
def test_an_outlook_mailbox_gives_its_messages(shared: Path) -> None:
    """Seven messages in one folder, one of them with a message inside."""
    path = shared / "documents" / "formats" / "icij-extract" / "pst" / "testPST.pst"
    *messages, (_, _, members) = walk(path.name, path.read_bytes())
    assert len(members) == 7
    assert any("First email" in text for _, text, _ in messages)


@pytest.mark.slow
@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_scans_give_their_words(shared: Path) -> None:
    """A scan in a PDF, a picture of two pages, and letters far apart."""
    folder = shared / "documents" / "formats" / "icij-extract" / "ocr"
    for name, words in (
        ("jbig2_scan.pdf", "Sed do eiusmod tempor incididunt"),
        ("test_tiff_multipage.tif", "Page 2"),
        ("test_ocr_spacing.png", "quick"),
    ):
        reader = find_reader(sniff((folder / name).read_bytes()))
        assert reader is not None
        assert words in reader.read((folder / name).read_bytes(), Hint(name=name)).text
