r"""One way of writing characters, so that a name is found however a file spells it, with a map back to the file.

Guarantees of `normalise`: the result is in Unicode's composed form (NFC), has `\\n` as its only line end, no control
or invisible formatting characters, no ligatures, no soft hyphens, only plain spaces, none doubled and none at the ends
of lines, never more than one blank line in a row, and no lone surrogate. Typographic quotes and dashes stay. Doing it
again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.offsets import OffsetMap, TextBuilder, identity_map

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
HYPHENS = "\u2010\u2011"
# Zero-width joiner and non-joiner stay: they carry meaning in Persian and in Indian scripts.
DROPPED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
SURROGATES = "\ud800-\udfff"

ODD = re.compile(f"\r\n|[{SPACES}{BREAKS}{HYPHENS}{DROPPED}{SURROGATES}\ufb00-\ufb06]")
LOOSE = re.compile(r" *\n[ \n]*|  +")
UNCOMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
SPACE = re.compile(f"[{SPACES}]")
BREAK = re.compile(f"\r\n|[{BREAKS}]")
HYPHEN = re.compile(f"[{HYPHENS}]")


def normalise(text: str) -> tuple[str, OffsetMap]:
    """Return `text` in our one way of writing, and the map from its offsets to those of `text`."""
    result, offsets = text, identity_map(len(text))
    for step in (_plain_characters, _composed, _tight):
        result, made = step(result)
        offsets = made.after(offsets)
    return result, offsets


def tidy(text: str) -> str:
    """Return `text` normalised and on one line: for titles, names and table cells."""
    return " ".join(normalise(text)[0].split())


def _plain_characters(text: str) -> tuple[str, OffsetMap]:
    """Replace or drop what has a plainer spelling."""
    built, at = TextBuilder(), 0
    for match in ODD.finditer(text):
        built.copy(text[at : match.start()], at)
        built.replace(_plain(match.group()), match.start())
        at = match.end()
    built.copy(text[at:], at)
    return built.build()


def _plain(odd: str) -> str:
    if SPACE.fullmatch(odd):
        return " "
    if BREAK.fullmatch(odd):
        return "\n"
    if HYPHEN.fullmatch(odd):
        return "-"
    if "\ud800" <= odd <= "\udfff":
        return "\ufffd"
    return LIGATURES.get(ord(odd), "")


def _composed(text: str) -> tuple[str, OffsetMap]:
    """Bring letters and their accents together."""
    if unicodedata.is_normalized("NFC", text):
        return text, identity_map(len(text))
    built, at = TextBuilder(), 0
    for match in UNCOMPOSED.finditer(text):
        built.copy(text[at : match.start()], at)
        at = match.start()
        for cluster in _clusters(match.group()):
            whole = unicodedata.normalize("NFC", cluster)
            (built.copy if whole == cluster else built.replace)(whole, at)
            at += len(cluster)
    built.copy(text[at:], at)
    return built.build()


def _clusters(text: str) -> list[str]:
    """Split `text` before every code point that cannot join the one before it."""
    starts = [at for at, char in enumerate(text) if at == 0 or not _joins(char)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _joins(char: str) -> bool:
    """Say whether a code point may melt into the one before: a mark, or a later part of a Korean syllable."""
    return unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"


def _tight(text: str) -> tuple[str, OffsetMap]:
    """Take out doubled spaces, spaces at line ends and surplus blank lines, and trim both ends."""
    built = TextBuilder()
    at, end = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
    for match in LOOSE.finditer(text, at, max(at, end)):
        built.copy(text[at : match.start()], at)
        built.replace("\n" * min(2, match.group().count("\n")) or " ", match.start())
        at = match.end()
    built.copy(text[at:end], at)
    return built.build()
