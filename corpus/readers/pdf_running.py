"""Lines that run through the pages and belong to none: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.readers.printed import PrintedLine, PrintedPage

EDGE_LINES = 4
LEAST_SHARE = 0.5
LEAST_PAGES = 3
SHORT_PAGES = 2
MARGIN = 0.1
"""In documents of two pages only what stands in the outer tenth of both pages counts."""
NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*[-\u2013\u2014\[(]?\s*(?:[A-Z]{1,2}-)?(?P<number>\d{1,4}|[ivxl]{1,7})\s*[-\u2013\u2014\])]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?\.?",
    re.IGNORECASE,
)
LEAST_NUMBERS = 3
LEAST_REPRINTED = 4
REPRINTED_SHARE = 0.4
FIELD = re.compile(r".*:\s*[_\s]*$|.*_{3,}|(?:by|name|title|date|its|signature|attest)\b", re.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
Key = tuple[str, int]


def running_lines(pages: Sequence[PrintedPage]) -> set[int]:
    """Return the identities (`id`) of the lines that are headers, footers or page numbers."""
    repeated, reprinted = _repeated(pages), _reprinted(pages)
    return repeated | (reprinted - _headline(pages, reprinted)) | _numbers(pages)


def _headline(pages: Sequence[PrintedPage], repeated: set[int]) -> set[int]:
    """Find what was reprinted on later pages but stands by itself on the first: there it is the document's title."""
    first = [line for line in pages[0].lines() if line.top < pages[0].height / 2] if pages else []
    return {id(line) for line in first if id(line) in repeated and not NUMBER.fullmatch(line.text.strip())}


def _edge_lines(page: PrintedPage) -> Iterable[PrintedLine]:
    """Return the lines nearest to the top and the bottom of a page."""
    lines = sorted(page.lines(), key=lambda line: line.top)
    chosen = {id(line): line for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])}
    return chosen.values()


def _key(line: PrintedLine) -> Key:
    """Return what stays the same of a running line: its words, and its height on the page roughly."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.lower()), round(line.top / 12)


def _repeated(pages: Sequence[PrintedPage]) -> set[int]:
    """Find lines with the same words at the same height on most pages, or on runs of pages in long documents."""
    if len(pages) < SHORT_PAGES:
        return set()
    counts: Counter[Key] = Counter()
    for page in pages:
        for text, height in {_key(line) for line in _edge_lines(page)}:
            # Rounding parts what differs by a hair: count at both neighbours.
            counts.update({(text, height - 1): 1, (text, height): 1, (text, height + 1): 1})
    fewest = SHORT_PAGES if len(pages) < LEAST_PAGES else LEAST_PAGES
    least = max(fewest, min(LEAST_SHARE * len(pages), 10))
    found: set[int] = set()
    for page in pages:
        for line in _edge_lines(page):
            in_margin = line.bottom < MARGIN * page.height or line.top > (1 - MARGIN) * page.height
            if counts[_key(line)] >= least and (len(pages) > SHORT_PAGES or in_margin):
                found.add(id(line))
    return found


def _reprinted(pages: Sequence[PrintedPage]) -> set[int]:
    """Find lines of words that come back on many pages at any height: the running lines of an older print."""
    counts = Counter(words for page in pages for words in {_words(line) for line in page.lines()} if words)
    least = max(LEAST_REPRINTED, REPRINTED_SHARE * len(pages))
    return {id(line) for page in pages for line in page.lines() if counts[_words(line)] >= least}


def _words(line: PrintedLine) -> str:
    """Return the words of a line without figures, nothing for lines too short to be told from a form's fields."""
    words = re.findall(r"[^\W\d_]+", line.text.lower())
    return " ".join(words) if len(words) >= 2 and not FIELD.match(line.text) else ""


def _numbers(pages: Sequence[PrintedPage]) -> set[int]:
    """Find lone numbers that count up through the document, wherever on the page an older page ended."""
    lone: list[tuple[int, int]] = []
    for line in (line for page in pages for line in page.lines()):
        if match := NUMBER.fullmatch(line.text.strip()):
            lone.append((_value(match["number"].lower()), id(line)))  # noqa: PERF401 - the match is needed twice
    found: set[int] = set()
    for at, (number, identity) in enumerate(lone):
        neighbours = [other for other, _ in (*lone[max(0, at - 2) : at], *lone[at + 1 : at + 3])]
        steps = {number - 2, number - 1, number + 1, number + 2}
        if len(lone) >= LEAST_NUMBERS and sum(other in steps for other in neighbours) >= min(2, len(neighbours)):
            found.add(identity)
    edges = {id(line) for page in pages for line in _edge_lines(page) if _stands_for(line, page)}
    return found | edges


def _stands_for(line: PrintedLine, page: PrintedPage) -> bool:
    """Say whether a lone number at the very edge is the page's own."""
    match = NUMBER.fullmatch(line.text.strip())
    at_edge = line.bottom < MARGIN * page.height or line.top > (1 - MARGIN) * page.height
    return match is not None and at_edge and abs(_value(match["number"].lower()) - page.number) <= 2


def _value(number: str) -> int:
    """Return the value of an Arabic or Roman number."""
    if number.isdigit():
        return int(number)
    total = 0
    for digit, following in zip(number, (*number[1:], ""), strict=True):
        value = ROMAN[digit]
        total += -value if following and ROMAN[following] > value else value
    return total
