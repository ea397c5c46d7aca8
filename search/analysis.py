"""How text becomes words, the same for documents and queries, so that what is seen is what is found.

A *word* is what a reader takes for one: `O'Neill`, `e-mail`, `Top10VPN`, `290,000,000`. It has one or more *parts*,
each at a position of its own, and a *joined* form when it is written with hyphens, apostrophes or ampersands. Forms
are folded: case, accents, width, ligatures. Offsets are code points of the text given.

| written | parts | joined |
| --- | --- | --- |
| `O’Neill`, `e-mail`, `AT&T` | `o neill`, `e mail`, `at t` | `oneill`, `email`, `att` |
| `Hikvision’s` | `hikvision` | |
| `U.S.` | `us` | |
| `hikvision.com` | `hikvision com` | |
| `290,000,000`, `1.3` | `290000000`, `1.3` | |
| `新疆` | `新 疆` | |
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import snowballstemmer

MAX_FORM = 64
"""A form is cut here: longer ones are not words but encoded data."""

MAX_JOINED = 3
"""Words of more parts than this have no joined form: `state-of-the-art`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One position of a word: its folded form and where it stands, relative to the word's start."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A word taken apart; `joined` is empty when there is no joined form."""

    parts: tuple[Part, ...]
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in the text."""

    start: int
    end: int
    shape: Shape


def _ranges(codes: Iterator[int]) -> str:
    """Write code points as the inside of a character class."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


# Marks belong to the letter before them; `\w` knows only letters and digits. Past 0x1E950 no script in use has any.
_MARKS = _ranges(code for code in range(0x300, 0x1E950) if unicodedata.category(chr(code))[0] == "M")
_HIDDEN = "\u00ad\u200c\u200d\u2060\ufeff"  # soft hyphen, joiners: inside a word, but no part of it
_SPACES = "\u00a0\u202f\u2009"  # spaces that part the thousands of a number
_HYPHENS = "\\-\u2010\u2011"
_APOSTROPHES = "'\u2019\u2018\u02bc\uff07`"
LETTERS = rf"\w{_MARKS}{_HIDDEN}"
"""The inside of a character class: whatever a word is made of, between its hyphens and apostrophes."""


def _word(letters: str, hyphens: str, apostrophes: str, spaces: str) -> str:
    """Write an expression for a word out of the insides of character classes; without spaces, none part numbers."""
    thousands = rf"|(?<=\d)[{spaces}](?=\d{{3}}(?!\d))" if spaces else ""
    joints = rf"[{hyphens}{apostrophes}.&]|(?<=\d),(?=\d){thousands}"
    return rf"[{letters}]+(?:(?:{joints})[{letters}]+)*"


_WORD = re.compile(_word(LETTERS, _HYPHENS, _APOSTROPHES, _SPACES))
_ASCII_WORD = re.compile(_word(r"\w", r"\-", "'`", ""), re.ASCII)
"""The same for texts that are ASCII, in which it is four times as quick."""

_PIECES = re.compile(f"({_WORD.pattern})")
_ASCII_PIECES = re.compile(f"({_ASCII_WORD.pattern})", re.ASCII)
_POSSESSIVE = re.compile(rf"(?<=.)[{_APOSTROPHES}][sS]$", re.DOTALL)
_GROUPED = re.compile(
    rf"[^\W_]{{0,3}}?\d{{1,3}}(?:(?:,\d{{3}})+|(?:[{_SPACES}]\d{{3}})+|(?:['\u2019]\d{{3}})+|(?:\.\d{{3}}){{2,}})(?:\.\d+)?"
)
_DECIMAL = re.compile(r"\d+\.\d+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_JOINTS = re.compile(rf"[{_HYPHENS}{_APOSTROPHES}&]")
_BREAKS = re.compile(rf"[.,_{_SPACES}]")
_IDEOGRAPHIC = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai, Lao, Burmese, Khmer, Han, kana): every letter is a part."""

_LETTER = re.compile(rf"[{_IDEOGRAPHIC}][{_MARKS}{_HIDDEN}]*|[^{_IDEOGRAPHIC}]+")
_DROPPED_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\ufe00-\ufe0f]")
_NOT_FORM = re.compile(rf"[^\w{_MARKS}]|_")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"})
HIDDEN = re.compile(f"[{_HIDDEN}]")
"""Characters that are not seen: soft hyphens and joiners."""

_HIDDEN_OR_SPACE = re.compile(f"[{_HIDDEN}{_SPACES}]")

_STEMMER = snowballstemmer.stemmer("english")


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    for match in _words_in(text):
        shape = shape_of(match.group())
        if shape.parts:
            yield Word(match.start(), match.end(), shape)


def written(text: str) -> list[str]:
    """Return whatever may be a word, in order: the quick way where offsets are not wanted."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def places(text: str) -> list[tuple[int, int]]:
    """Return where each position of a text stands in it."""
    return [
        (match.start() + part.start, match.start() + part.end)
        for match in _words_in(text)
        for part in shape_of(match.group()).parts
    ]


def places_at(text: str, positions: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return where some of a text's positions stand in it: the quick way where few of many are wanted."""
    pieces = (_ASCII_PIECES if text.isascii() else _PIECES).split(text)  # what is no word and what is one, in turn
    ends = list(accumulate(map(len, pieces)))
    found_words = pieces[1::2]
    if text.isascii() and all(map(str.isalnum, found_words)):
        behind: Sequence[int] = range(1, len(found_words) + 1)
    else:
        behind = list(accumulate(1 if word.isalnum() and word.isascii() else _extent(word) for word in found_words))
    found: dict[int, tuple[int, int]] = {}
    for position in positions:
        number = bisect_right(behind, position)
        parts = shape_of(pieces[2 * number + 1]).parts
        part = parts[position - behind[number]]  # counted from the last one, which is at -1
        found[position] = ends[2 * number] + part.start, ends[2 * number] + part.end
    return found


def _extent(surface: str) -> int:
    return len(shape_of(surface).parts)


@lru_cache(maxsize=1 << 17)
def shape_of(surface: str) -> Shape:
    """Take one word apart."""
    possessive = _POSSESSIVE.search(surface)
    core = surface[: possessive.start()] if possessive else surface
    if _GROUPED.fullmatch(core):
        return Shape((Part(_digits(core), 0, len(core)),))
    pieces = _split(core, _JOINTS, 0)
    parts = tuple(part for start, end in pieces for part in _parts_of_piece(core, start, end))
    return Shape(parts, _joined(parts, len(pieces)))


def fold(text: str) -> str:
    """Return the form that is compared: without case, accents, width and whatever is neither letter nor digit."""
    if text.isascii() and text.isalnum():
        return text.lower()[:MAX_FORM]
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    stripped = _DROPPED_MARKS.sub("", decomposed).translate(_PLAIN)
    return _NOT_FORM.sub("", unicodedata.normalize("NFKC", stripped))[:MAX_FORM]


@lru_cache(maxsize=1 << 17)
def stem(form: str) -> str:
    """Return the English stem of a form; forms in other alphabets, and with digits, are their own stem."""
    if len(form) < 3 or not (form.isascii() and form.isalpha()):
        return form
    return str(_STEMMER.stemWord(form))


def surfaces(text: str) -> Iterator[str]:
    """Yield the words of a text as they can be printed in a query: each, read again, is that word.

    They are as written, without hidden characters and inner spaces; a word that would not be read again as it is, for
    what holds it together cannot be seen, is given part by part.
    """
    for word in words(text):
        first, last = word.shape.parts[0], word.shape.parts[-1]
        surface = _HIDDEN_OR_SPACE.sub("", text[word.start + first.start : word.start + last.end])
        again = [(part.form, other.shape.joined) for other in words(surface) for part in other.shape.parts]
        if again == [(part.form, word.shape.joined) for part in word.shape.parts] and _WORD.fullmatch(surface):
            yield surface
        else:
            yield from (part.form for part in word.shape.parts)


def is_ideographic(text: str) -> bool:
    """Say whether a text has letters of a script written without spaces."""
    return re.search(f"[{_IDEOGRAPHIC}]", text) is not None


def _words_in(text: str) -> Iterator[re.Match[str]]:
    return (_ASCII_WORD if text.isascii() else _WORD).finditer(text)


def _split(text: str, separator: re.Pattern[str], base: int) -> list[tuple[int, int]]:
    """Return the stretches between separators that are not empty."""
    edges = [match.span() for match in separator.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    return [(base + start, base + end) for start, end in zip(starts, ends, strict=True) if start < end]


def _parts_of_piece(core: str, start: int, end: int) -> Iterator[Part]:
    piece = core[start:end]
    if _INITIALS.fullmatch(piece):
        yield Part(fold(piece.replace(".", "")), start, end)
    elif _GROUPED.fullmatch(piece):
        yield Part(_digits(piece), start, end)
    elif _DECIMAL.fullmatch(piece):
        yield Part(_ascii_digits(piece)[:MAX_FORM], start, end)
    else:
        for first, last in _split(piece, _BREAKS, start):
            for match in _LETTER.finditer(core, first, last):
                if form := fold(match.group()):
                    yield Part(form, match.start(), match.end())


def _joined(parts: tuple[Part, ...], pieces: int) -> str:
    if not 2 <= len(parts) == pieces <= MAX_JOINED:
        return ""
    form = "".join(part.form for part in parts)
    return "" if form.isdigit() or len(form) > MAX_FORM or is_ideographic(form) else form


def _digits(core: str) -> str:
    """Return a grouped number without its groups, keeping a decimal part."""
    dots = core.count(".")
    plain = re.sub(rf"[,'\u2019{_SPACES}]", "", core)
    if dots > 1:  # 290.000.000
        plain = plain.replace(".", "")
    return _ascii_digits(plain)[:MAX_FORM].casefold()


def _ascii_digits(text: str) -> str:
    return "".join(c if not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
