"""The title of a printed document: its first real heading, or what the file says it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.pdf_flow import Flow
from corpus.records import SectionKind
from corpus.text import tidy

FIRST_BLOCKS = 14
LABEL = re.compile(
    r"(?:exhibit|ex\.|annex|appendix|schedule|attachment|execution (?:copy|version)|confidential\b|final|draft|page|"
    r"certain (?:confidential |identified )?information|\[\*+\]|filed|table of contents|copy)\b.{0,40}$|[\d\W_]+$",
    re.IGNORECASE,
)
NAMES_ITSELF = re.compile(
    r"\b(?:agreement|contract|addendum|amendment|lease|deed|licen[cs]e|memorandum|order|notice|report|act|statement|"
    r"resolution|regulation|decision|list|plan|policy|minutes|schedule of|round-?up|background checks)\b",
    re.IGNORECASE,
)
FILE_TITLE = re.compile(
    r"\.(?:docx?|dot|pdf|xlsx?|pptx?|indd|qxd|rtf|txt|html?|odt|wpd|ps|exe|tmp)$|^\w*_\w*$"
    r"|^microsoft word|^untitled|^document\d*$|^slide \d",
    re.IGNORECASE,
)
"""What programs state as a title though it is the name of a file."""
NUMBERED = re.compile(r"^(?:exhibit|annex|appendix)\s+[\w.-]*\d[\w.-]*\W*\s(?=\w)", re.IGNORECASE)
"""The number under which a document was filed, before its title."""
SENTENCE = re.compile(r"^th(?:is|ese)\b.*\b(?:is|are) (?:effective|made|entered|dated|hereby)\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(?:to|the|of|for|on|and|with|between|by|non-?exclusive)$", re.IGNORECASE)
LONGEST = 160


def find_title(blocks: Sequence[Flow], stated: str, running: Sequence[str] = ()) -> str:
    """Return the first heading that names a document, else the first running line that does, else the file's own title.

    `running` are the lines of the first page that were dropped from the text.
    """
    opening = [
        (block.kind, text)
        for block in blocks[:FIRST_BLOCKS]
        if block.kind is not SectionKind.TABLE
        and (text := NUMBERED.sub("", tidy(" ".join(line.text for line, _ in block.lines))))
        and len(text) <= LONGEST
        and not LABEL.match(text)
        and not SENTENCE.match(text)
    ]
    headings = [text for kind, text in opening if kind is SectionKind.HEADING]
    named = [text for text in headings if NAMES_ITSELF.search(text)]
    short = [text for _, text in opening if NAMES_ITSELF.search(text) and len(text) <= 80 and text[-1] != "."]
    heads = [tidy(text) for text in running if NAMES_ITSELF.search(text) and len(text) <= 80]
    for found in (*named, *short, *heads):
        return _whole(found, headings)
    if stated and not FILE_TITLE.search(stated):
        return stated
    return next(iter((*headings, *(text for _, text in opening))), "")


def _whole(title: str, headings: list[str]) -> str:
    """Return a title with the headings that go on with it, where it breaks off at a small word."""
    for following in headings[headings.index(title) + 1 :] if title in headings else ():
        if not UNFINISHED.search(title) or len(title) + len(following) >= LONGEST:
            break
        title = f"{title} {following}"
    return title
