"""Renders notices, reports and releases: web pages of an office or a group, and plain text as offices wrap it."""

import html
import textwrap
from pathlib import Path
from string import Template

from corpus.samples.build.paper import Paper, render_paper
from corpus.samples.build.source import Text
from corpus.samples.build.webpages import long_date, paragraphs

TEMPLATES = Path(__file__).parent / "templates"
FURNITURE = {
    "html": ["Winterbourne Arms entered in the Register", "Telephone lines are open on working days"],
    "ngo": ["Larkfield Water and the dry villages", "we will write to you four times a year"],
    "press": ["Larkfield Water and the dry villages", "we will write to you four times a year"],
}


def statement_page(text: Text) -> bytes:
    """The web page of a notice, a report or a release."""
    template = "office.html" if text.head["form"] == "html" else "plainsite.html"
    fields = {
        "title": html.escape(text.head["title"]),
        "date": text.head["date"],
        "long_date": long_date(text.head["date"]),
        "publisher": html.escape(text.head["publisher"]),
        "author": html.escape(text.head.get("author", text.head["publisher"])),
        "body": "\n".join(paragraphs(text, links=False)),
    }
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(fields).encode("utf-8")


def statement_paper(text: Text) -> Paper:
    """The PDF of a notice."""
    return render_paper(text, text.blocks)


def statement_text(text: Text) -> bytes:
    """Plain text, 72 columns, a blank line between paragraphs; short lines that belong together stay apart."""
    blocks = [
        "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in block.split("\n"))
        for block in text.blocks
    ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")
