"""Pictures: their text where text recognition is installed, else a reason that names what to install."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.errors import UnreadableError
from corpus.readers import ocr
from corpus.readers.pdf import Trouble, printed_reading
from corpus.readers.pdf_scan import SCALE, seen_lines
from corpus.readers.printed import PrintedPage
from corpus.readers.reading import Hint, Reading

MEDIA_TYPES = (
    "image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/jp2", "image/webp",
    "image/x-portable-pixmap",
)  # fmt: skip
LEAST_PIXELS = 24
TOO_SMALL = (
    "A picture of {width} by {height} pixels is too small to hold text: an ornament, or a mark that counts readers."
)
MOST_FRAMES = 200
MOST_PIXELS = 80_000_000
BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError)


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text seen in a picture, a page for each of its frames, boxes as if it had 200 dots an inch."""
    if not hint.ocr or not ocr.can_recognise():
        raise UnreadableError(f"This is a picture; its text can only be read by text recognition. {ocr.INSTALL}")
    pages: list[PrintedPage] = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            if max(image.size) < LEAST_PIXELS:
                raise UnreadableError(TOO_SMALL.format(width=image.width, height=image.height))
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > MOST_FRAMES:
                    break
                upright = _upright(frame)
                lines = tuple(seen_lines(upright, hint))
                pages.append(PrintedPage(number, upright.height * SCALE, lines, recognised=True))
    except BROKEN as error:
        raise UnreadableError(
            "The picture is damaged and cannot be opened. Get a new copy of it.", f"{type(error).__name__}: {error}"
        ) from error
    if not any(page.items for page in pages):
        raise UnreadableError(
            "No text was recognised in this picture. If it shows text, scan it at 300 dpi or more." + ocr.limits()
        )
    return replace(printed_reading(pages, {}, Trouble()), tools=(ocr.tool(),))


def _upright(frame: Image.Image) -> Image.Image:
    """Return a frame upright and in three colours."""
    if frame.width * frame.height > MOST_PIXELS:
        raise UnreadableError(
            f"The picture is {frame.width} by {frame.height} pixels, more than is safe to open. Scale it down and add "
            "it again."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a damaged tag says is no concern of the text
        upright = ImageOps.exif_transpose(frame)
    return upright.convert("RGB")
