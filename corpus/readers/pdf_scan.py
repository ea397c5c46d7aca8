"""Pages that are pictures: drawn at 200 dots an inch and read by text recognition; pictures are read the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pdfplumber.page import Page
from PIL import Image

from corpus.readers import ocr
from corpus.readers.pdf_columns import reading_order
from corpus.readers.printed import PrintedLine, PrintedTable, Word
from corpus.readers.reading import Hint

DOTS_AN_INCH = 200
POINTS_AN_INCH = 72
SCALE = POINTS_AN_INCH / DOTS_AN_INCH


def pictured_lines(page: Page, hint: Hint) -> Iterator[PrintedLine | PrintedTable]:
    """Yield the lines seen on a page in reading order, boxes in points."""
    yield from seen_lines(page.to_image(resolution=DOTS_AN_INCH).original, hint)


def seen_lines(image: Image.Image, hint: Hint) -> Iterator[PrintedLine | PrintedTable]:
    """Yield the lines seen in a picture in reading order, boxes in points as if it had 200 dots an inch."""
    words = [_scaled(word) for word in ocr.recognise(image, hint)]
    for region, items in enumerate(reading_order(words), 1):
        for item in items:
            yield replace(item, region=region) if isinstance(item, PrintedLine) else item


def _scaled(word: Word) -> Word:
    left, top, right, bottom = (x * SCALE for x in (word.left, word.top, word.right, word.bottom))
    return Word(word.text, left, top, right, bottom, word.size * SCALE)
