"""PDFs: locked and opened, files attached to them, and text layers that are gibberish, doubled or missing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from corpus_files import PROSE, printed
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableError
from corpus.readers import ocr, ocr_tesseract, pdf, picture
from corpus.readers.pdf_layer import Layer, is_gibberish
from corpus.readers.reading import Hint

QUIET = Hint(ocr=False)
SHIFTED = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in PROSE * 3)


def doubled(shift: float) -> bytes:
    """A page whose text is laid twice, the second time a little apart and smaller."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for layer in range(2):
        canvas.setFont("Helvetica", 11 - 0.4 * layer)
        for number in range(4):
            canvas.drawString(72 + shift * layer, 770 - 20 * number + shift * layer, f"{number} {PROSE[:60]}")
    canvas.save()
    return buffer.getvalue()


def with_attachment(name: bytes, content: bytes) -> bytes:
    """A PDF of one page with a file in its list of embedded files."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[6 0 R]>>",
        b"<</Type/Filespec/F(" + name + b")/EF<</F 5 0 R>>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer<</Size 7/Root 1 0 R>>startxref\n%d\n%%%%EOF" % start
    return out


def test_a_locked_pdf_opens_with_a_password_that_is_given() -> None:
    """Without the right one, the reason names the option."""
    data = printed([[PROSE]], encrypt="sesame")
    with pytest.raises(UnreadableError, match="--password"):
        pdf.read(data, Hint(ocr=False, passwords=("wrong",)))
    assert pdf.read(data, Hint(ocr=False, passwords=("wrong", "sesame"))).text == PROSE


def test_files_attached_to_a_pdf_are_attachments() -> None:
    """A file in the list and pinned to a page is one file; a PDF that only carries files is a container."""
    reading = pdf.read(with_attachment(b"list.csv", b"a,b\n1,2\n"), QUIET)
    (member,) = reading.attachments
    assert (member.name, member.data, reading.container) == ("list.csv", b"a,b\n1,2\n", True)
    (large,) = pdf.read(with_attachment(b"big", bytes(2000)), Hint(ocr=False, member_bytes=1000)).attachments
    assert "larger than is safe" in large.reason


@pytest.mark.parametrize("shift", [0.4, 1.5, 2.5])
def test_a_layer_laid_twice_is_read_once(shift: float) -> None:
    """The second layer is left out of the text."""
    reading = pdf.read(doubled(shift), QUIET)
    assert reading.text.count("The council bought") == 4
    assert reading.text.count("cameras") == 4


def test_a_second_layer_is_kept_and_said() -> None:
    """What was not indexed is in the metadata under its page."""
    told = dict(pdf.read(doubled(2.5), QUIET).metadata)
    assert told["page 1, not indexed: second text layer"].count("The council bought") == 4


@pytest.mark.parametrize(
    ("text", "gibberish"),
    [
        (PROSE * 3, False),
        (SHIFTED, True),
        ("\ufffd\ue001" * 30 + "some", True),
        ("1.2 3.4 5.6 7 " * 20, False),
        ("ACME LTD NGO PLC SPRL GMBH " * 9, False),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 \u0441\u043b\u0435\u0437\u0430\u043c " * 9, False),
        ("- - - \ufffd - -- - \ufffd - - " * 9, True),
        ("", False),
    ],
)
def test_gibberish_is_told_from_text(text: str, *, gibberish: bool) -> None:
    """Letters that are mapped to nothing or to others, not figures, capitals or other scripts."""
    assert is_gibberish(text) is gibberish


def test_a_gibberish_layer_without_recognition_is_kept_and_named() -> None:
    """Where nothing can recognise text, the layer is the text, and the page is named."""
    reading = pdf.read(printed([[SHIFTED[at : at + 70] for at in range(0, 210, 70)]]), QUIET)
    assert "fdphudv" in reading.text
    assert dict(reading.metadata)["pages not read, pictures"] == "1"


@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_a_gibberish_layer_is_replaced_by_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recognised is indexed, the layer kept, and both are said."""
    # The letters are drawn as they read; only the layer is taken for gibberish.
    monkeypatch.setattr("corpus.readers.pdf.judge", lambda parts: Layer.GIBBERISH)
    reading = pdf.read(printed([["The council bought cameras."]]), Hint())
    told = dict(reading.metadata)
    assert "council bought cameras" in reading.text
    assert told["page 1, not indexed: text layer, gibberish"] == "The council bought cameras."
    assert told["pages indexed from text recognition"] == "1"


@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_few_letters_over_a_picture_of_nothing_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stamp on a picture in which nothing is seen is the text of its page."""
    # The page is taken for a picture with a stamp, and its picture for one without words.
    monkeypatch.setattr("corpus.readers.pdf.judge", lambda parts: Layer.EMPTY)
    monkeypatch.setattr("corpus.readers.pdf.pictured_lines", lambda page, hint: iter(()))
    reading = pdf.read(printed([["Exhibit 7"]]), Hint())
    assert reading.text == "Exhibit 7"
    assert dict(reading.metadata)["pages not read, pictures"] == "1"


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_scans_askew_are_read(shared: Path) -> None:
    """A page turned by ten degrees is read whole."""
    from corpus.readers import picture

    data = (shared / "documents" / "formats" / "icij-extract" / "ocr" / "test_rotated+10.png").read_bytes()
    assert "Its had resolving otherwise she contented therefore." in picture.read(data, Hint()).text


@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_pictures_without_text_say_what_was_tried() -> None:
    """One too small for letters is not looked at; of others the reason names the languages that can be read here."""
    for size, words in (((1, 1), "1 by 1 pixels is too small"), ((300, 200), "No text was recognised")):
        buffer = io.BytesIO()
        Image.new("RGB", size, "white").save(buffer, "PNG")
        with pytest.raises(UnreadableError, match=words) as told:
            picture.read(buffer.getvalue(), Hint())
        assert size == (1, 1) or ocr.limits() in told.value.reason
    if ocr.limits():
        assert ocr_tesseract.languages()[0] in ocr.limits()
        assert "osd" not in ocr_tesseract.languages()
