"""The words on a PDF page, upright, each once, however the page is turned and however often a letter was struck.

Letters are taken from the page's layout directly: the general objects of the library carry colours and paths that
words do not need, and cost twice the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTImage, LTLine, LTRect
from pdfplumber.page import Page
from pdfplumber.utils.text import extract_words

from corpus.readers.pdf_double import first_layer
from corpus.readers.printed import Word

SPACE_SHARE = 0.2
"""A gap wider than this share of the letter size parts two words where the file sets no space."""
UNMAPPED = re.compile(r"\(cid:\d+\)")
BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
DOUBLED = 1.0
"""Points within which the same letter again is the same letter struck twice."""
Char = dict[str, Any]
Stroke = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page is made of: its words, its height as turned, the strokes and the number of pictures drawn on it.

    A stroke is the box (left, low, right, high) of a straight line or a rectangle.
    `is_turned` says that the words were turned upright, so that strokes and words no longer share their axes. `second`
    is the text of a layer laid over the first, as scanners do that recognise text twice; its words are left out.
    """

    words: tuple[Word, ...]
    height: float
    strokes: tuple[Stroke, ...]
    pictures: int
    is_turned: bool
    second: str = ""

    @property
    def letters(self) -> int:
        """How many letters the words have."""
        return sum(len(word.text) for word in self.words)


def parts_of(page: Page) -> PageParts:
    """Return the words of a page and what is drawn on it."""
    chars: list[Char] = []
    strokes: list[Stroke] = []
    pictures = 0
    for item in _drawn(page.layout):
        if isinstance(item, LTChar):
            chars.append(_char(item, page))
        elif isinstance(item, LTRect | LTLine):
            strokes.append((item.x0, item.y0, item.x1, item.y1))
        pictures += isinstance(item, LTImage)
    chars = _struck_once([char for char in chars if _is_on(char, page)])
    chars, second = first_layer(chars)
    turned = [char for char in chars if not char["upright"]]
    is_turned = len(turned) > len(chars) / 2
    # What runs up the margin of an upright page is a stamp or a watermark, not part of any line.
    chars = _upright(turned, page) if is_turned else [char for char in chars if char["upright"]]
    found = extract_words(chars, x_tolerance_ratio=SPACE_SHARE, y_tolerance=2, return_chars=True)
    words = tuple(word for item in found if (word := _word(item)).text)
    height = float(page.width if is_turned else page.height)
    return PageParts(words, height, tuple(strokes), pictures, is_turned, second)


def _drawn(top: LTContainer[Any]) -> Iterator[Any]:
    """Yield everything drawn on a page, what is inside figures included, in the order it was drawn."""
    waiting: list[Iterator[Any]] = [iter(top)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
            continue
        yield item
        if isinstance(item, LTContainer):
            waiting.append(iter(item))


def _char(item: LTChar, page: Page) -> Char:
    """Return a letter in points from the page's top left corner."""
    left, top = page.mediabox[:2]
    above = top + page.height
    return {
        "text": item.get_text(),
        "x0": left + item.x0,
        "x1": left + item.x1,
        "top": above - item.y1,
        "bottom": above - item.y0,
        "doctop": above - item.y1,
        "upright": item.upright,
        "size": item.size,
        "fontname": item.fontname,
        "matrix": item.matrix,
    }


def _is_on(char: Char, page: Page) -> bool:
    left, top, right, bottom = page.bbox
    return bool(left <= (char["x0"] + char["x1"]) / 2 <= right and top <= (char["top"] + char["bottom"]) / 2 <= bottom)


def _struck_once(chars: list[Char]) -> list[Char]:
    """Return letters without their doubles: bold made by printing twice a hair apart, or a layer laid twice."""
    kept: list[Char] = []
    rows: dict[tuple[str, int], list[float]] = {}
    for char in chars:
        text, x, row = char["text"], char["x0"], int(char["top"] / DOUBLED)
        if not text.isspace():
            reach = min(DOUBLED, 0.1 * char["size"])
            # Most letters are new to their row, so the first look settles it.
            near = (rows.get((text, row)), rows.get((text, row - 1)), rows.get((text, row + 1)))
            if any(at is not None and any(abs(other - x) <= reach for other in at) for at in near):
                continue
            rows.setdefault((text, row), []).append(x)
        kept.append(char)
    return kept


def _upright(chars: list[Char], page: Page) -> list[Char]:
    """Return letters that run up or down the page as if the page were turned; boxes change their axes."""
    climbing = sum(char["matrix"][1] > 0 for char in chars) > len(chars) / 2
    turned = []
    for char in chars:
        left, right = float(page.height) - char["bottom"], float(page.height) - char["top"]
        top, bottom = char["x0"], char["x1"]
        if not climbing:
            left, right = char["top"], char["bottom"]
            top, bottom = float(page.width) - char["x1"], float(page.width) - char["x0"]
        box = {"x0": left, "x1": right, "top": top, "bottom": bottom, "doctop": top}
        turned.append(char | box | {"upright": True, "size": bottom - top})
    return turned


def _word(item: dict[str, Any]) -> Word:
    chars = item["chars"]
    sizes = sorted(float(char["size"]) for char in chars)
    return Word(
        text=UNMAPPED.sub("\ufffd", item["text"]).strip(),
        left=float(item["x0"]),
        top=float(item["top"]),
        right=float(item["x1"]),
        bottom=float(item["bottom"]),
        size=sizes[len(sizes) // 2],
        bold=BOLD.search(chars[0]["fontname"] or "") is not None,
    )
