"""Pages that are pictures: drawn at 200 dots an inch and read by text recognition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from pdfplumber.page import Page

from corpus.readers import ocr
from corpus.readers.pdf_columns import reading_order
from corpus.readers.printed import PrintedLine, PrintedTable, Word

DOTS_AN_INCH = 200
POINTS_AN_INCH = 72


def pictured_lines(page: Page) -> Iterator[PrintedLine | PrintedTable]:
    """Yield the lines seen on a page in reading order, boxes in points."""
    image = page.to_image(resolution=DOTS_AN_INCH).original.convert("RGB")
    scale = POINTS_AN_INCH / DOTS_AN_INCH
    words = [word for seen in ocr.recognise(np.asarray(image)) for word in _words(seen, scale)]
    for region, items in enumerate(reading_order(words), 1):
        for item in items:
            yield replace(item, region=region) if isinstance(item, PrintedLine) else item


def _words(seen: ocr.SeenLine, scale: float) -> Iterator[Word]:
    """Yield the words of a seen line; recognition gives boxes by line, so words share it by their letters."""
    letter = (seen.right - seen.left) / max(1, len(seen.text))
    at = 0
    for text in seen.text.split():
        at = seen.text.index(text, at)
        left = seen.left + at * letter
        at += len(text)
        size = (seen.bottom - seen.top) * scale
        yield Word(text, left * scale, seen.top * scale, (seen.left + at * letter) * scale, seen.bottom * scale, size)
