"""Text out of pictures of text: by Tesseract where it is installed, else by the Python package rapidocr-onnxruntime.

Tesseract first: on our scans it gets one character in a hundred wrong, the other seven, in a fraction of the time. A
picture that lies askew is straightened before either looks at it; Tesseract is shown it turned when it sees little.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from PIL import Image

from corpus.errors import UnreadableError
from corpus.readers import ocr_tesseract, programs
from corpus.readers.printed import Word
from corpus.readers.programs import TESSERACT
from corpus.readers.reading import Hint

PACKAGE = "rapidocr_onnxruntime"
LEAST_SURE = 0.5
POOR = 0.5
"""Below this mean certainty a picture may stand on its head or its side."""
TURNS = (180, 90, 270)
MOST_SKEW, SKEW_STEP = 15.0, 0.5
LEAST_SKEW = 0.8
LOOK_PIXELS = 700
INSTALL = "Install the Debian package tesseract-ocr, or `pip install rapidocr-onnxruntime`, and run `threadline retry`."


def can_recognise() -> bool:
    """Say whether anything that recognises text is installed; nothing is loaded yet."""
    return programs.is_installed(TESSERACT) or importlib.util.find_spec(PACKAGE) is not None


def tool() -> tuple[str, str]:
    """Return the name and version of what recognises text."""
    if programs.is_installed(TESSERACT):
        return programs.version_of(TESSERACT)
    return "rapidocr-onnxruntime", version("rapidocr-onnxruntime")


def limits() -> str:
    """Return a sentence that says what text recognition cannot know here: languages without data of theirs."""
    if not programs.is_installed(TESSERACT):
        return ""
    return (
        f" Text recognition has data for {', '.join(ocr_tesseract.languages())} here; for others install theirs, such "
        "as the Debian package tesseract-ocr-deu, and run `threadline retry`."
    )


def recognise(image: Image.Image, hint: Hint) -> list[Word]:
    """Return the words seen in a picture, each with its box in pixels of the picture as straightened."""
    image = straightened(image.convert("RGB"))
    if not programs.is_installed(TESSERACT):
        return _by_package(image)
    words, sure = ocr_tesseract.recognise(image, hint)
    if sure < POOR:
        for degrees in TURNS:
            turned = ocr_tesseract.recognise(image.rotate(degrees, expand=True), hint)
            if len(turned[0]) * turned[1] > len(words) * sure:
                words, sure = turned
    return words if sure >= LEAST_SURE else []


def straightened(image: Image.Image) -> Image.Image:
    """Return a picture turned by up to 15 degrees so that its lines run level."""
    angle = _skew(image)
    if abs(angle) < LEAST_SKEW:
        return image
    return image.rotate(angle, expand=True, fillcolor=(255, 255, 255), resample=Image.Resampling.BICUBIC)


def _skew(image: Image.Image) -> float:
    """Return the turn, in degrees, at which dark and blank rows part best: where lines of text run level."""
    small = image.convert("L")
    small.thumbnail((LOOK_PIXELS, LOOK_PIXELS))
    pixels = np.asarray(small, dtype=np.float32)
    dark = Image.fromarray(((pixels < pixels.mean() - 0.5 * pixels.std()) * 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        rows = np.asarray(dark.rotate(angle, expand=True), dtype=np.float32).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    level = sharpness(0.0)
    angles = [step * SKEW_STEP for step in range(-int(MOST_SKEW / SKEW_STEP), int(MOST_SKEW / SKEW_STEP) + 1)]
    best = max(angles, key=sharpness)
    return best if sharpness(best) > 1.3 * level else 0.0


def _by_package(image: Image.Image) -> list[Word]:
    """Return the words that the Python package sees; it gives boxes by line, which words share by their letters."""
    found, _ = _engine()(np.asarray(image))
    words: list[Word] = []
    for box, text, sure in found or ():
        if float(sure) < LEAST_SURE or not text.strip():
            continue
        left, right = min(x for x, _ in box), max(x for x, _ in box)
        top, bottom = min(y for _, y in box), max(y for _, y in box)
        letter, at = (right - left) / len(text), 0
        for part in text.split():
            at = text.index(part, at)
            start = left + at * letter
            at += len(part)
            words.append(Word(part, start, top, left + at * letter, bottom, bottom - top))
    return words


@cache
def _engine() -> Any:
    try:
        from rapidocr_onnxruntime import RapidOCR  # its models take a second to load
    except ImportError as error:
        raise UnreadableError(f"Text recognition could not be started. {INSTALL}", str(error)) from error
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
