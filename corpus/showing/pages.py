"""Pages of PDFs and frames of pictures as WebP, and where letters stand on them; runs in a process of its own only.

Only the page that is asked for is loaded. Letters are compared with the line as it was read before a place is told:
where they do not agree, as on pages set sideways, no place is told rather than a wrong one.
"""

from __future__ import annotations

import ctypes
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps

from corpus.showing.errors import NotShownError
from corpus.showing.records import Place, Spot, Spots

PDF = "application/pdf"
TALLEST = 6_000
"""Pixels that a picture of a page may be high; longer pages are drawn smaller."""
MOST_PIXELS = 80_000_000
FINE = 100
"""Parts of a point in which places are told."""
FRAME_POINTS = 72 / 200
"""Text of pictures is read as if they had 200 dots an inch."""
NARROW, WIDE = frozenset("ijltfrI.,:;'|!()[]-/ "), frozenset("mwMWOQGD@%&")
LIKE = 0.6
"""The share of a line's letters that must stand in its box."""
Box = tuple[float, float, float, float]
Letter = tuple[str, Box]


def picture(path: Path, media_type: str, number: int, width: int) -> bytes:
    """Return page `number`, from 1, as WebP `width` pixels wide; raises NotShownError."""
    image = _drawn_pdf(path, number, width) if media_type == PDF else _drawn_frame(path, number, width)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=62, method=0)
    return out.getvalue()


def spots(path: Path, media_type: str, number: int, places: Sequence[Place]) -> Spots:
    """Return where runs of lines stand on a page; raises NotShownError."""
    if media_type != PDF:
        frame = _frame(path, number)
        size = frame.width * FRAME_POINTS, frame.height * FRAME_POINTS
        return Spots(*size, tuple(_found(places, (0.0, 0.0), ())))
    with _opened(path) as document:
        page = _page(document, number)
        shift = _shift(page)
        letters = tuple(_letters(page)) if places else ()
        return Spots(page.get_width(), page.get_height(), tuple(_found(places, shift, letters)))


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise NotShownError("It is locked with a password." if locked else "It cannot be drawn.") from error


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    if not 1 <= number <= len(document):
        raise NotShownError(f"It has {len(document)} pages.")
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise NotShownError("This page cannot be drawn.") from error


def _drawn_pdf(path: Path, number: int, width: int) -> Image.Image:
    with _opened(path) as document:
        page = _page(document, number)
        across, down = page.get_size()
        if across <= 0 or down <= 0:
            raise NotShownError("This page has no size.")
        scale = min(width / across, TALLEST / down)
        if scale * across < 1 or scale * down < 1:
            raise NotShownError("This page is too long and narrow to be drawn.")
        drawn: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
        return drawn.convert("RGB")


def _drawn_frame(path: Path, number: int, width: int) -> Image.Image:
    frame = _frame(path, number)
    frame.thumbnail((width, TALLEST))
    return frame


def _frame(path: Path, number: int) -> Image.Image:
    """Return a frame of a picture, upright."""
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            image.seek(number - 1)
            if image.width * image.height > MOST_PIXELS:
                raise NotShownError("The picture has more dots than is safe to open.")
            return ImageOps.exif_transpose(image).convert("RGB")
    except EOFError as error:
        raise NotShownError("The picture has no such page.") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotShownError("The picture cannot be opened.") from error


def _on_screen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return a place of the page's own space as it is shown: turned, and cut to what is visible."""
    across, down = ctypes.c_int(), ctypes.c_int()
    size = int(page.get_width() * FINE), int(page.get_height() * FINE)
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / FINE, down.value / FINE


def _shift(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return what leads from the reader's points, told on the whole sheet, to the part of it that is shown."""
    left, low, right, high = page.get_mediabox()
    corners = _on_screen(page, left, low), _on_screen(page, right, high)
    own = (low, left) if page.get_rotation() in (90, 270) else (left, low)
    return min(x for x, _ in corners) - own[0], min(y for _, y in corners) - own[1]


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Yield the letters of a page's text layer in the order of the file, blanks left out."""
    text = page.get_textpage()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 32 < code < 0x110000 else ""
        if not letter.strip():
            continue
        if pdfium.FPDFText_GetCharBox(text, index, left, right, low, high):
            one, other = _on_screen(page, left.value, low.value), _on_screen(page, right.value, high.value)
            xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
            yield letter, (xs[0], ys[0], xs[1], ys[1])


def _found(places: Sequence[Place], shift: tuple[float, float], letters: Sequence[Letter]) -> Iterator[Spot]:
    """Yield the box of each run: by the letters in the line's box, or by how wide letters commonly are."""
    for at, place in enumerate(places):
        left, top, right, bottom = (edge + shift[index % 2] for index, edge in enumerate(place.box))
        box = left, top, right, bottom
        inside = [one for one in letters if _within(one[1], box)]
        said = [index for index, letter in enumerate(place.text) if not letter.isspace()]
        if letters and len(inside) < LIKE * len(said):
            continue
        exact = sorted(inside, key=lambda one: one[1][0]) if len(inside) == len(said) else []
        for number, (start, end) in enumerate(place.runs):
            chosen = [one[1] for index, one in zip(said, exact, strict=bool(exact)) if start <= index < end]
            if chosen:
                yield Spot(at, number, (min(b[0] for b in chosen), top, max(b[2] for b in chosen), bottom))
            else:
                yield Spot(at, number, _by_measure(place.text, start, end, box))


def _within(letter: Box, box: Box) -> bool:
    across, down = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return box[0] - 1 <= across <= box[2] + 1 and box[1] - 1 <= down <= box[3] + 1


def _by_measure(text: str, start: int, end: int, box: Box) -> Box:
    """Return a part of a line's box, by how wide letters commonly are."""

    def wide(part: str) -> float:
        return sum(0.5 if x in NARROW else 1.5 if x in WIDE else 1.25 if x.isupper() else 1.0 for x in part)

    whole = wide(text) or 1.0
    across = box[2] - box[0]
    return box[0] + across * wide(text[:start]) / whole, box[1], box[0] + across * wide(text[:end]) / whole, box[3]
