"""Quotations: the stretches of a text between quotation marks, paragraph by paragraph.

Curly marks pair by shape, straight ones by turn. A quotation that a paragraph leaves open runs to its end, as
printers do when the next paragraph goes on quoting.
"""

from __future__ import annotations

import re

from extract.records import Span

_PARAGRAPH = re.compile(r"\n\s*\n")
_MARKS = re.compile(r"[“”\"„«»]|``|''")


def find_quotations(text: str) -> tuple[Span, ...]:
    """Return the quotations of a text, marks included, in order, none inside another."""
    found: list[Span] = []
    start = 0
    for end in [match.start() for match in _PARAGRAPH.finditer(text)] + [len(text)]:
        found.extend(_in_paragraph(text, start, end))
        start = end
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in _MARKS.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if mark not in ("”", "»", "''"):
                opened = match.start()
        elif mark in ("”", "»", "''", '"') or (mark == "“" and text[opened] == "„"):
            found.append(Span(opened, match.end()))
            opened = None
    if opened is not None and text[opened] in "“„" and end - opened > 1:
        found.append(Span(opened, opened + len(text[opened:end].rstrip())))
    return found


def inside(span: Span, text: str) -> Span:
    """Return a quotation without its marks, the comma before the closing one, and white space at either end."""
    start, end = span.start, span.end
    while start < end and (text[start] in "“”\"„«»`'" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "“”\"„«»`'," or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)
