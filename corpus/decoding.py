"""Bytes to text in any encoding: marks and declarations first, then UTF-8, then a guess from the bytes themselves."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

SAMPLE_BYTES = 64 * 1024
USUAL = "cp1252"
"""Western European, by far the most common of the old encodings."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MISREAD = re.compile(r"[\u00c2\u00c3][\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac|\u00d0[\u0080-\u00bf]")
"""What UTF-8 looks like when it was taken for Western European."""
FEWEST_MISREAD = 2
MOST_CONTROLS = 0.003
"""Text has next to no control characters; a tenth of random bytes are."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and the encoding used; what cannot be decoded becomes U+FFFD.

    `declared` is what the file or its wrapping says; it is believed when the bytes agree. Text that was read in the
    wrong encoding before it was saved (`caf\u00c3\u00a9`) is mended, and the encoding says so.
    """
    encoding = find_encoding(data, declared) or USUAL
    text = data.decode(encoding, "replace")
    if len(MISREAD.findall(text)) < FEWEST_MISREAD:
        return text, encoding
    import ftfy  # few files need it

    mended = ftfy.fix_encoding(text)
    return mended, encoding if mended == text else f"{encoding}, mended where it had been read in another before"


def find_encoding(data: bytes, declared: str | None = None) -> str | None:
    """Return the name of an encoding in which `data` is text, None when it looks like no text at all."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    wide = _wide(data[:SAMPLE_BYTES])
    if wide is not None:
        return wide
    if len(CONTROLS.findall(data[:SAMPLE_BYTES])) > MOST_CONTROLS * len(data[:SAMPLE_BYTES]):
        return None
    if declared is not None and _agrees(data, declared):
        return declared
    if _agrees(data, "utf-8"):
        return "utf-8"
    guesses = list(from_bytes(data[:SAMPLE_BYTES], steps=5, chunk_size=2048))
    usual = [guess for guess in guesses if guess.encoding == USUAL and _as_good(guess, guesses[0])]
    return next((str(guess.encoding) for guess in (*usual, *guesses)), None)


def _as_good(guess: CharsetMatch, best: CharsetMatch) -> bool:
    """Say whether a guess is no worse than the best; short texts leave many that are equal."""
    return bool(guess.chaos <= best.chaos + 0.01 and guess.coherence >= best.coherence - 0.05)


def _agrees(data: bytes, encoding: str) -> bool:
    """Say whether the whole of `data` decodes; a name nobody knows does not."""
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """Return UTF-16 without a mark when every other byte of Latin text is zero."""
    even, odd = sample[0::2], sample[1::2]
    if len(sample) < 8:
        return None
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros.count(0) > 0.7 * len(zeros) and others.count(0) == 0:
            return encoding
    return None
