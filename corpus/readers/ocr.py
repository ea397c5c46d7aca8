"""Text out of pictures of text, where the optional package `rapidocr-onnxruntime` is installed."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np

PACKAGE = "rapidocr_onnxruntime"
LEAST_SURE = 0.5


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of text seen in a picture: its box in pixels from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def can_recognise() -> bool:
    """Say whether text recognition is installed; nothing is loaded yet."""
    return importlib.util.find_spec(PACKAGE) is not None


def recognise(pixels: np.ndarray[Any, Any]) -> list[SeenLine]:
    """Return the lines seen in a picture (height, width, three colours), from top to bottom and left to right."""
    found, _ = _engine()(pixels)
    lines = [
        SeenLine(text, min(x for x, _ in box), min(y for _, y in box), max(x for x, _ in box), max(y for _, y in box))
        for box, text, sure in found or ()
        if float(sure) >= LEAST_SURE and text.strip()
    ]
    return sorted(lines, key=lambda line: (round(line.top / max(8.0, line.bottom - line.top)), line.left))


def tool() -> tuple[str, str]:
    """Return the name and version of what recognises text."""
    return "rapidocr-onnxruntime", version("rapidocr-onnxruntime")


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR  # its models take a second to load

    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
