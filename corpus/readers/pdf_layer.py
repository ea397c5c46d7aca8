"""The text layer of a PDF page judged: good, empty (a picture of text), or gibberish (letters that spell nothing).

Gibberish comes from fonts whose letters are not mapped to text, or to the wrong text. A layer laid twice is told and
undone where letters are read (`pdf_words`).
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from corpus.readers.pdf_words import PageParts

FEWEST_LETTERS = 12
"""A page with fewer letters and a picture on it is a scan with a stamp."""
MOST_GIBBERISH = 0.3
FEWEST_WORDS = 12
"""Too few words of Latin letters to say that they spell nothing."""
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}")
VOWEL = re.compile(r"[aeiouyAEIOUY\u00c0-\u0233]")
CROWDED = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
MOST_ODD = 0.35


class Layer(StrEnum):
    """What a page's text layer is worth."""

    GOOD = "good"
    EMPTY = "empty"
    GIBBERISH = "gibberish"


def judge(parts: PageParts) -> Layer:
    """Return what the text layer of a page is worth."""
    if parts.letters < FEWEST_LETTERS and parts.pictures > 0:
        return Layer.EMPTY
    text = " ".join(word.text for word in parts.words)
    return Layer.GIBBERISH if is_gibberish(text) else Layer.GOOD


def is_gibberish(text: str) -> bool:
    """Say whether a text is made of characters or of words that mean nothing."""
    noise = sum(_is_noise(char) for char in text)
    if noise > MOST_GIBBERISH * (noise + sum(char.isalnum() for char in text)):
        return True
    words = LATIN.findall(text)
    odd = sum(VOWEL.search(word) is None or CROWDED.search(word) is not None for word in words if not word.isupper())
    spelt = sum(not word.isupper() for word in words)
    return spelt >= FEWEST_WORDS and odd > MOST_ODD * spelt


def _is_noise(char: str) -> bool:
    """Say whether a character is none that text is written in: unmapped, private, unassigned, a control."""
    return char == "\ufffd" or (char != "\n" and unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs"))
