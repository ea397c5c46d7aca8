"""The words on a PDF page, upright, each once, however the page is turned and however often a letter was struck."""

from __future__ import annotations

import re
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.text import extract_words

from corpus.readers.printed import Word

SPACE_SHARE = 0.2
"""A gap wider than this share of the letter size parts two words where the file sets no space."""
UNMAPPED = re.compile(r"\(cid:\d+\)")
BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
Char = dict[str, Any]


def words_of(page: Page) -> tuple[list[Word], float, bool]:
    """Return the words of a page, its height, and whether it was turned to bring most of its text upright."""
    chars = _struck_once([char for char in page.chars if _is_on(char, page)])
    turned = [char for char in chars if not char["upright"]]
    height = float(page.height)
    is_turned = len(turned) > len(chars) / 2
    if is_turned:
        chars, height = _upright(turned, page), float(page.width)
    else:
        # What runs up the margin is a stamp or a watermark, not part of any line.
        chars = [char for char in chars if char["upright"]]
    found = extract_words(chars, x_tolerance_ratio=SPACE_SHARE, y_tolerance=2, return_chars=True)
    return [word for item in found if (word := _word(item)).text], height, is_turned


def gibberish_share(words: list[Word]) -> float:
    """Return the share of letters that the file's fonts do not map to any text."""
    letters = sum(len(word.text) for word in words)
    return sum(word.text.count("\ufffd") for word in words) / letters if letters else 0.0


def _is_on(char: Char, page: Page) -> bool:
    left, top, right, bottom = page.bbox
    return bool(left <= (char["x0"] + char["x1"]) / 2 <= right and top <= (char["top"] + char["bottom"]) / 2 <= bottom)


def _struck_once(chars: list[Char]) -> list[Char]:
    """Return letters without their doubles: bold made by printing twice a hair apart, or a layer laid twice."""
    kept: list[Char] = []
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    for char in chars:
        x, y = char["x0"], char["top"]
        reach = max(0.5, min(1.0, 0.1 * char["size"]))
        cell = (round(x / 2), round(y / 2))
        near = (seen.get((char["text"], cell[0] + dx, cell[1] + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if char["text"] != " " and any(at and abs(at[0] - x) <= reach and abs(at[1] - y) <= reach for at in near):
            continue
        seen[char["text"], *cell] = (x, y)
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
        turned.append(char | box | {"upright": True, "size": bottom - top, "width": right - left})
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
