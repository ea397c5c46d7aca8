"""Pictures: their text where text recognition is installed, else a reason that names what to install."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.composition import Composer
from corpus.errors import UnreadableError
from corpus.readers import ocr
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind

MEDIA_TYPES = (
    "image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/jp2", "image/webp",
    "image/x-portable-pixmap",
)  # fmt: skip
MOST_FRAMES = 200
MOST_PIXELS = 80_000_000
BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError)


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text seen in a picture, a page for each of its frames."""
    if not hint.ocr or not ocr.can_recognise():
        raise UnreadableError(
            "This is a picture; its text can only be read by text recognition. "
            "Install it with `pip install rapidocr-onnxruntime` and run `threadline retry`."
        )
    composer, seen = Composer(), 0
    try:
        with Image.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > MOST_FRAMES:
                    break
                lines = ocr.recognise(_pixels(frame))
                seen += len(lines)
                composer.start_page(number)
                composer.add(SectionKind.PARAGRAPH, "\n".join(line.text for line in lines))
    except BROKEN as error:
        raise UnreadableError(
            "The picture is damaged and cannot be opened. Get a new copy of it.", f"{type(error).__name__}: {error}"
        ) from error
    if not seen:
        raise UnreadableError("No text was recognised in this picture. If it shows text, scan it at 300 dpi or more.")
    whole = composer.finish(article=False)
    return Reading(text=whole.text, sections=whole.sections, tools=(ocr.tool(),))


def _pixels(frame: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a frame upright and in three colours."""
    if frame.width * frame.height > MOST_PIXELS:
        raise UnreadableError(
            f"The picture is {frame.width} by {frame.height} pixels, more than is safe to open. Scale it down and add "
            "it again."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a damaged tag says is no concern of the text
        upright = ImageOps.exif_transpose(frame)
    return np.asarray(upright.convert("RGB"))
