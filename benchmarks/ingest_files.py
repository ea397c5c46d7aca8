"""Files to measure ingestion with, made on the spot: equal numbers give equal files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

CLAUSE = (
    "The Supplier shall deliver the equipment to the sites named in the schedules on the dates agreed there, and shall "
    "tell the Purchaser in writing when it becomes aware that a delivery will be late, giving the reason and the date. "
)
LINES_A_PAGE = 48
STORY = (
    "{town} Council bought cameras from Veshtar Optics Ltd for ${amount} million in {year}.",
    "Orla Finn, a researcher, accused Veshtar Optics of tracking protesters in {town}.",
    "Veshtar Optics denied the allegations on 3 May {year}.",
    "The Halden Ministry of Transport put Corvane GmbH on its list of restricted suppliers.",
    "Nobody in {town} had asked who made them, and the contract was never published.",
)
NOTE = (
    ("The council", "A ministry", "The port authority", "An agency", "The police", "A court", "The university"),
    ("bought", "rented", "returned", "tested", "refused", "ordered", "stored", "sold"),
    ("forty cameras", "two servers", "a radio mast", "nine vans", "some drones", "six scanners", "a data centre"),
    ("in March", "last year", "on Monday", "in 2019", "without a tender", "after a vote", "before the audit"),
    ("for the harbour", "for its schools", "for the border", "for a stadium", "for the archive", "for the airport"),
    ("and nobody asked why", "as a report shows", "according to minutes", "while prices rose", "at twice the price"),
)
TOWNS = ("Leeds", "Trieste", "Aldermouth", "Halden", "Porto", "Graz", "Bergen")


def long_pdf(pages: int) -> bytes:
    """Return a PDF of so many pages of numbered clauses under a running head."""
    clauses = "".join(f"{number}. {CLAUSE}" for number in range(1, 12))
    lines = simpleSplit(clauses, "Helvetica", 10, 440)[:LINES_A_PAGE]
    return _printed([lines] * pages)


def paragraphs(number: int) -> list[str]:
    """Return the paragraphs of a story of about 2,000 characters, of which each number has its own."""
    draw = random.Random(number)
    facts = {"town": draw.choice(TOWNS), "amount": draw.randrange(2, 90), "year": draw.randrange(2015, 2024)}
    told = [sentence.format(**facts) for sentence in STORY]
    return [" ".join(draw.sample(told, 4)) + f" Case {number}." for _ in range(6)]


def text(number: int) -> bytes:
    """Return a story as plain text."""
    return "\n\n".join(paragraphs(number)).encode()


def note(number: int) -> bytes:
    """Return four sentences put together by lot, so that few notes share many; every tenth names a firm of its own."""
    draw = random.Random(number)
    told = [" ".join(draw.choice(words) for words in NOTE) for _ in range(4)]
    firm = f"Corvane {number // 10:05} GmbH" if number % 10 == 0 else "Veshtar Optics Ltd"
    return f"{'. '.join(told)}.\n\nCase {number} was heard against {firm} in {draw.choice(TOWNS)}.".encode()


def page(number: int) -> bytes:
    """Return a story as a web page with a menu."""
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(number))
    head = f"<title>Case {number}</title><meta property='article:published_time' content='2021-05-03'>"
    story = f"<article><h1>Case {number}</h1>{body}</article>"
    return f"<html><head>{head}</head><body><ul>{menu}</ul>{story}</body></html>".encode()


def word(number: int) -> bytes:
    """Return a story as a Word file."""
    document = docx.Document()
    for paragraph in paragraphs(number):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mail(number: int) -> bytes:
    """Return a story as a mail message."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ann@example.org", "bo@example.org", f"Case {number}"
    message.set_content("\n\n".join(paragraphs(number)))
    return message.as_bytes()


def pdf(number: int) -> bytes:
    """Return a story as a PDF of two pages."""
    lines = [line for part in paragraphs(number) for line in simpleSplit(part, "Helvetica", 10, 440)]
    return _printed([lines[: len(lines) // 2], lines[len(lines) // 2 :]])


def archive(number: int) -> bytes:
    """Return a ZIP archive of ten stories as text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for inner in range(10):
            opened.writestr(f"{inner}.txt", text(100_000 + 10 * number + inner))
    return buffer.getvalue()


MAKERS: dict[str, Callable[[int], bytes]] = {
    "txt": text, "html": page, "docx": word, "eml": mail, "pdf": pdf, "zip": archive, "note": note,
}  # fmt: skip
FORMATS = ("txt", "html", "docx", "eml", "pdf", "zip")


def fill(folder: Path, ending: str, count: int) -> None:
    """Write so many files of one format into a new folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:06}.{ending}").write_bytes(MAKERS[ending](number))


def _printed(pages: list[list[str]]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 810, "Framework Agreement No. 12")
        canvas.drawString(280, 30, f"Page {number} of {len(pages)}")
        for at, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
