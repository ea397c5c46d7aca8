"""The program Tesseract: a picture in, its words with their boxes out, as the program's own table (TSV) tells them."""

from __future__ import annotations

import csv
import io
import subprocess
from functools import cache

from PIL import Image

from corpus.readers import programs
from corpus.readers.printed import Word
from corpus.readers.programs import TESSERACT, Workplace
from corpus.readers.reading import Hint

LINE, WORD = "4", "5"
"""Levels of the table."""
SMALL = 1_300
"""Pictures narrower than this are scaled up: letters under twenty pixels are guessed at."""
DOTS_AN_INCH = "200"
ENGLISH = "eng"
NO_LANGUAGES = frozenset({"osd", "equ"})
MOST_LANGUAGES = 6


def recognise(image: Image.Image, hint: Hint) -> tuple[list[Word], float]:
    """Return the words in a picture, boxes in its pixels, and how sure the program is of them, from 0 to 1."""
    scale = 2 if max(image.size) < SMALL else 1
    shown = image.resize((image.width * scale, image.height * scale), Image.Resampling.BICUBIC) if scale > 1 else image
    buffer = io.BytesIO()
    shown.convert("L").save(buffer, "PNG", compress_level=1)
    place = Workplace(buffer.getvalue(), "input.png")
    arguments = [str(place.file), "stdout", "-l", "+".join(languages()), "--dpi", DOTS_AN_INCH, "tsv"]
    try:
        table = programs.run(TESSERACT, arguments, place, hint)
    finally:
        place.close()
    return _words(table.decode("utf-8", "replace"), scale)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages and scripts that the program has data for, English first; each costs time on every page."""
    try:
        said = subprocess.run(
            [TESSERACT.command, "--list-langs"], capture_output=True, timeout=30, check=True, stdin=subprocess.DEVNULL
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return (ENGLISH,)
    found = [name for name in said.splitlines()[1:] if name and name not in NO_LANGUAGES]
    return tuple(sorted(found, key=lambda name: (name != ENGLISH, name))[:MOST_LANGUAGES]) or (ENGLISH,)


def _words(table: str, scale: int) -> tuple[list[Word], float]:
    """Return the words of a table; all words of a line take its height, which their own letters would blur."""
    words: list[Word] = []
    weights: list[tuple[float, int]] = []
    top = bottom = 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] == LINE:
            top, bottom = float(row["top"]) / scale, (float(row["top"]) + float(row["height"])) / scale
        elif row["level"] == WORD and text and float(row["conf"]) >= 0:
            left = float(row["left"]) / scale
            words.append(Word(text, left, top, left + float(row["width"]) / scale, bottom, bottom - top))
            weights.append((float(row["conf"]) / 100, len(text)))
    letters = sum(length for _, length in weights)
    return words, sum(sure * length for sure, length in weights) / letters if letters else 0.0
