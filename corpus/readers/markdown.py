"""Markdown by markdown-it: its headings, paragraphs, lists and tables, and what a block of fields on top says of it."""

from __future__ import annotations

import re
from importlib.metadata import version

from markdown_it import MarkdownIt

from corpus.composition import Composer
from corpus.datelines import find_dateline
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers.markup import blocks_of
from corpus.readers.origin import FIRST_HEADING, FIRST_LINE, OPENING_LINES, first, read_from
from corpus.readers.pagemeta import iso_date
from corpus.readers.reading import Hint, Reading
from corpus.readers.webpage import parse_html
from corpus.records import SectionKind
from corpus.text import tidy

FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<fields>.{0,20000}?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]{0,30}):[ \t]*(?P<value>[^\n]*?)[ \t\r]*$", re.MULTILINE)
STATED = "fields on top"
LONGEST_TITLE = 200


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a Markdown file without its marks."""
    source, encoding = decode(data, hint.encoding)
    front = FRONT.match(source)
    fields = _fields(front["fields"]) if front else {}
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markup = page.render(source[front.end() :] if front else source)
    blocks = list(blocks_of(parse_html(f"<html><body>{markup}</body></html>"))) if markup.strip() else []
    if not blocks:
        raise UnreadableError("The file holds no text. There is nothing to read in it.")
    composer = Composer()
    for kind, text in blocks:
        composer.add(kind, text)
    whole = composer.finish(article=True)
    heading = next((text for kind, text in blocks if kind is SectionKind.HEADING), "")
    line = next((text for _, text in blocks if len(text) <= LONGEST_TITLE), "")
    title, title_place = first(((fields.get("title"), STATED), (heading, FIRST_HEADING), (line, FIRST_LINE)))
    date, date_place = first(
        ((iso_date(fields.get("date", "")), STATED), (find_dateline([text for _, text in blocks]), OPENING_LINES))
    )
    author = fields.get("author") or fields.get("authors")
    origins = read_from(title=title_place, date=date_place, authors=STATED if author else "")
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=tidy(title),
        date=date or None,
        authors=(author,) if author else (),
        metadata=(("encoding", encoding), *origins),
        tools=(("markdown-it-py", version("markdown-it-py")),),
    )


def _fields(text: str) -> dict[str, str]:
    return {match["name"].lower(): tidy(match["value"].strip("\"'[]")) for match in FIELD.finditer(text)}
