"""Footnotes: small print at the foot of a page that begins with a number or a mark."""

from __future__ import annotations

import re

from corpus.readers.printed import PrintedLine, PrintedPage

MARK = re.compile(r"(?:\[?\d{1,3}[\])]?|[*\u2020\u2021\u00a7\u00b6]{1,3})\s*(?=[A-Z\u201c\"(\u2018']|see\b|id\b|ibid)")
SMALLER = 0.93
"""Times the letters of the text that footnotes have at most."""
FOOT = 0.35
"""From this share of a page's height downwards a footnote may begin."""


def footnotes(page: PrintedPage, body: float, dropped: set[int]) -> list[PrintedLine]:
    """Return the lines of a page's footnotes from top to bottom, none where there is text beside or below them."""
    lines = [line for line in page.items if isinstance(line, PrintedLine) and id(line) not in dropped]
    large = (line.top for line in page.lines() if line.size > SMALLER * body and id(line) not in dropped)
    lowest = max(large, default=0.0)
    small = sorted((line for line in lines if line.top > max(lowest, FOOT * page.height)), key=lambda line: line.top)
    start = next((at for at, line in enumerate(small) if MARK.match(line.text)), len(small))
    return small[start:]
