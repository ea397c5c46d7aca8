"""PDF as running text: pages, columns, paragraphs, running lines, tables, boxes, offsets, and what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from corpus_files import printed
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from corpus.errors import UnreadableError
from corpus.readers import ocr
from corpus.readers.pdf import read
from corpus.readers.reading import Hint, Reading
from corpus.records import Document, Kind, SectionKind

FILL = (
    "The Supplier shall deliver the equipment to the sites named in the schedules on the dates agreed there and shall "
    "tell the Purchaser at once and in writing when it becomes aware that a delivery will be late, giving the reason "
    "and the new date, which does not relieve the Supplier of any of its obligations under this Agreement."
)
QUIET = Hint(ocr=False)


def drawn(*pages: Any) -> bytes:
    """A PDF whose pages are drawn by these functions of a canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_at(canvas: Any, left: float, top: float, lines: list[str], size: float = 10) -> float:
    """Draw lines from a place on the page downwards and return where the next would be."""
    canvas.setFont("Helvetica", size)
    for line in lines:
        canvas.drawString(left, 842 - top, line)
        top += 1.2 * size
    return top


def wrapped(text: str, width: float) -> list[str]:
    """Text broken into lines that fit a column of this width in points."""
    return list(simpleSplit(text, "Helvetica", 10, width))


def paragraphs(reading: Reading) -> list[str]:
    """The blocks of a reading without its pages."""
    return [reading.text[s.start : s.end] for s in reading.sections if s.kind is not SectionKind.PAGE]


def test_broken_lines_become_paragraphs() -> None:
    """Lines are joined, words cut at line ends made whole, compounds left, clauses and gaps begin paragraphs."""
    lines = wrapped(FILL, 400)

    def draw(canvas: Any) -> None:
        top = text_at(canvas, 72, 80, ["1. Delivery", ""])
        top = text_at(canvas, 72, top, [*lines[:-1], "obligations under this non-exclu-", "sive Agree-", "ment."])
        top = text_at(canvas, 72, top + 10, wrapped("1.2 " + FILL, 400))
        text_at(canvas, 72, top, wrapped("1.3 " + FILL, 400))

    blocks = paragraphs(read(drawn(draw), QUIET))
    assert blocks[0] == "1. Delivery"
    assert [block[:4] for block in blocks[-2:]] == ["1.2 ", "1.3 "]
    assert blocks[-1] == "1.3 " + FILL
    assert "Agreement." in " ".join(blocks[1:-2])
    assert "Agree- ment" not in " ".join(blocks)


def test_columns_are_read_one_after_the_other() -> None:
    """A headline over two columns, then the left one to its end, then the right one."""
    left = wrapped("The first column begins here. " + FILL, 200)
    right = wrapped("and the second column ends here. " + FILL, 200)

    def draw(canvas: Any) -> None:
        text_at(canvas, 72, 60, ["A headline that spans both of the columns of this page of a newspaper"], 14)
        text_at(canvas, 72, 100, left)
        text_at(canvas, 320, 106, right)

    text = read(drawn(draw), QUIET).text
    assert text.startswith("A headline that spans both")
    assert FILL + " and the second column ends here." in text or FILL + "\n\nand the second column ends here." in text
    assert text.endswith(FILL)


def test_signatures_side_by_side_stay_with_their_party() -> None:
    """The halves of a signature block are read one after the other, not across."""

    def draw(canvas: Any) -> None:
        text_at(canvas, 72, 80, wrapped(FILL, 400))
        text_at(canvas, 72, 200, ["ACME SYSTEMS LTD", "By: Ann Lee", "Name: Ann Lee", "Title: Director"])
        text_at(canvas, 320, 200, ["BETA HOLDING GMBH", "By: Bo Maier", "Name: Bo Maier", "Title: Chairman"])

    text = read(drawn(draw), QUIET).text
    assert text.index("Title: Director") < text.index("BETA HOLDING GMBH")
    assert text.index("ACME SYSTEMS LTD") < text.index("Name: Ann Lee") < text.index("BETA") < text.index("Bo Maier")


def contract(pages: int) -> bytes:
    """A contract whose paragraphs go on over the pages, with running lines."""
    lines = wrapped(" ".join(f"{FILL[:-1]} number {n} of them." for n in range(pages * 8)), 400)

    def draw(number: int) -> Any:
        def page(canvas: Any) -> None:
            text_at(canvas, 72, 40, ["Acme Ltd - Supply Agreement No. 12"], 8)
            text_at(canvas, 72, 80, lines[number * 20 : number * 20 + 20])
            text_at(canvas, 290, 800, [f"Page {number + 1} of {pages}"], 8)

        return page

    return drawn(*(draw(number) for number in range(pages)))


def test_footnotes_stand_behind_the_text_of_their_page() -> None:
    """A sentence goes on over the page without the footnotes between; they come next, and keep their page."""
    lines = wrapped(
        f"{FILL} {FILL} The council paid for cameras in four towns and for no others in that year. " * 3, 400
    )
    half = len(lines) // 2

    def first(canvas: Any) -> None:
        text_at(canvas, 72, 80, lines[:half])
        text_at(canvas, 72, 740, ["1 See the minutes of the committee, page 12,", "as they were printed in March."], 7)
        text_at(canvas, 72, 770, ["2 The figures are those of the ministry."], 7)

    def second(canvas: Any) -> None:
        text_at(canvas, 72, 80, [*lines[half:], "That was the end of it."])

    reading = read(drawn(first, second), QUIET)
    told, one, two, last = paragraphs(reading)
    assert told.startswith(" ".join(lines)[:200])
    assert told.endswith("in that year.")
    assert last == "That was the end of it."
    assert (one, two) == (
        "1 See the minutes of the committee, page 12, as they were printed in March.",
        "2 The figures are those of the ministry.",
    )
    sections, printed_lines = reading.sections, reading.lines
    document = Document("d", "", "", "", Kind.OTHER, "", "", reading.text, sections=sections, lines=printed_lines)
    assert [document.page_at(reading.text.index(part)) for part in ("The council", one, two, last)] == [1, 1, 1, 2]
    runs = list(document.page_runs())
    assert [number for start, end, number in runs for at in range(start, end)] == [
        document.page_at(at) or number for start, end, number in runs for at in range(start, end)
    ]
    assert all(a[1] == b[0] for a, b in pairwise(runs))


@pytest.mark.parametrize("pages", [2, 3, 8])
def test_running_lines_are_dropped_and_paragraphs_go_on(pages: int) -> None:
    """Headers, footers and page numbers leave the text, and a paragraph goes on over the end of a page."""
    reading = read(contract(pages), QUIET)
    assert "Page 1" not in reading.text
    assert "Supply Agreement No. 12" not in reading.text
    numbered = [section for section in reading.sections if section.kind is SectionKind.PAGE]
    assert [section.number for section in numbered] == list(range(1, pages + 1))
    assert numbered[0].start == 0
    assert numbered[-1].end == len(reading.text)
    assert all(a.end == b.start for a, b in pairwise(numbered))
    assert all(block.startswith("The Supplier") for block in paragraphs(reading))


def test_pages_of_offsets_and_boxes() -> None:
    """Every line has its box on its page, and its stretch of the text holds its words."""
    reading = read(contract(3), QUIET)
    document = Document("d", "s", "l", "m", Kind.OTHER, "", "", reading.text, sections=reading.sections)
    for line in reading.lines:
        assert 0 < line.left < line.right < 595
        assert 0 < line.top < line.bottom < 842
        assert document.page_at(line.start) == line.page
        assert reading.text[line.start : line.end].strip()
    first = reading.lines[0]
    assert (round(first.left), first.page) == (72, 1)
    assert 60 < first.top < 90


def test_offsets_lead_back_to_the_printed_lines() -> None:
    """Runs of the map are in order, within the text, and cover all but what joins lines."""
    reading = read(contract(3), QUIET)
    covered = 0
    for (start, end, source), following in zip(reading.offsets, [*reading.offsets[1:], None], strict=True):
        assert start < end <= len(reading.text)
        covered += end - start
        if following is not None:
            assert following[0] >= end
            assert following[2] > source
    assert covered > 0.95 * len(reading.text)


def test_ruled_tables_are_rows() -> None:
    """A table with rules is a line a row, where it stands between the paragraphs."""
    rows = [["Item", "Description", "Total (USD)"], ["1", "Road camera VX-40", "10,710,000"], ["2", "Dome camera", "9"]]

    def draw(canvas: Any) -> None:
        text_at(canvas, 72, 80, wrapped(FILL, 400))
        table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        table.wrapOn(canvas, 400, 200)
        table.drawOn(canvas, 72, 600)
        text_at(canvas, 72, 300, wrapped("After the table. " + FILL, 400))

    reading = read(drawn(draw), QUIET)
    assert "Item | Description | Total (USD)\n1 | Road camera VX-40 | 10,710,000\n2 | Dome camera | 9" in reading.text
    assert [s.kind for s in reading.sections] == ["page", "paragraph", "table", "paragraph"]


def test_tables_without_rules_are_rows() -> None:
    """Rows that part at the same places are a table; a label and what it says stay one line."""

    def draw(canvas: Any) -> None:
        for number, cells in enumerate([("Site", "Cameras"), ("Osk", "1,910"), ("Sedlo", "420")]):
            for left, cell in zip((72, 300), cells, strict=True):
                text_at(canvas, left, 100 + 12 * number, [cell])
        text_at(canvas, 72, 200, ["Name:"])
        text_at(canvas, 150, 200, ["Ann Lee"])

    reading = read(drawn(draw), QUIET)
    assert "Site | Cameras\nOsk | 1,910\nSedlo | 420" in reading.text
    assert "Name: Ann Lee" in reading.text


def test_turned_pages_and_double_struck_letters() -> None:
    """Text that runs up the page is read upright; letters struck twice are read once."""

    def turned(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -100, "Turned text of some length")
        canvas.drawString(100, -114, "goes on here")

    def bold(canvas: Any) -> None:
        for shift in (0, 0.3):
            canvas.drawString(72 + shift, 700, "All bolded balloons")

    text = read(drawn(turned, bold), QUIET).text
    assert "Turned text of some length" in text
    assert "All bolded balloons" in text


def scan(words: str) -> bytes:
    """A PDF of one page that is a picture of words."""
    image = Image.new("RGB", (1240, 400), "white")
    ImageDraw.Draw(image).text((80, 120), words, fill="black", font_size=60)
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=150)
    return buffer.getvalue()


def test_scans_say_what_to_install() -> None:
    """A scan without text recognition is a reason that names the package."""
    with pytest.raises(UnreadableError, match="rapidocr-onnxruntime"):
        read(scan("Letter of award"), QUIET)


@pytest.mark.skipif(not ocr.can_recognise(), reason="neither tesseract-ocr nor rapidocr-onnxruntime is installed")
def test_scans_are_read_where_recognition_is_installed() -> None:
    """The words of a picture come out with boxes on the page, and the tool is named."""
    reading = read(scan("Letter of award"), Hint())
    assert "award" in reading.text
    assert reading.lines[0].page == 1
    assert ocr.tool() in reading.tools


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (printed([["secret"]], encrypt="password"), "needs a password"),
        (b"%PDF-1.4\nnothing else", "damaged"),
        (printed([["A line."]])[:300], "damaged"),
        (printed([[]]), "no page of the PDF holds any text"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, words: str) -> None:
    """Locked, damaged and blank files each say so."""
    with pytest.raises(UnreadableError, match=f"(?i){words}"):
        read(data, QUIET)


def test_reading_gives_up_in_time() -> None:
    """A file that takes too long is given up with a reason."""
    with pytest.raises(UnreadableError, match="took longer"):
        read(contract(2), Hint(seconds=-1))


def folded(text: str) -> str:
    """Text with one kind of quote and without the blanks after hyphens, which the gold text has."""
    plain = re.sub("[\u201c\u201d\"\u2018\u2019']", '"', " ".join(text.split()))
    return re.sub(r"(?<=\w)- (?=[A-Z])", "-", plain)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("HertzGroup", "FORM OF TRADEMARK LICENSE AGREEMENT"),
        pytest.param("InmodeLtd", "TURN - KEY MANUFACTURING AGREEMENT", marks=pytest.mark.slow),
        pytest.param("StaarSurgical", "DISTRIBUTORSHIP AGREEMENT", marks=pytest.mark.slow),
    ],
)
def test_the_number_of_an_exhibit_is_no_part_of_its_title(shared: Path, start: str, title: str) -> None:
    """What stands after `Exhibit 10.8` is the title, rather than the first sentence or a later heading."""
    (path,) = (shared / "documents" / "contracts" / "cuad").glob(f"{start}*")
    assert read(path.read_bytes(), QUIET).title == title


@pytest.mark.shared
def test_the_name_of_a_program_is_no_title(shared: Path) -> None:
    """What a printing program left as a title is passed over for the words on the page."""
    data = (shared / "documents" / "pdf" / "scotus-transcript-p1.pdf").read_bytes()
    assert "SUPREME COURT" in read(data, QUIET).title


@pytest.mark.shared
@pytest.mark.slow
def test_party_names_are_whole_in_real_contracts(shared: Path) -> None:
    """In forty contracts 99 of 100 of the parties marked by hand stand unbroken in the text."""
    folder = shared / "documents" / "contracts"
    with gzip.open(folder / "cuad-spans.jsonl.gz", "rt") as lines:
        gold = {Path(row["file"]).stem: row["spans"] for row in map(json.loads, lines)}
    found = wanted = 0
    for path in sorted((folder / "cuad").iterdir()):
        text = folded(read(path.read_bytes(), QUIET).text)
        names = {folded(quote) for _, _, label, quote in gold.get(path.stem, []) if label == "PARTY"}
        wanted += len(names)
        found += sum(name in text for name in names)
    assert wanted > 150
    assert found >= 0.99 * wanted
