"""Sorted words, read where they lie: which number a word has, and which words match a pattern or are spelled alike.

Words are kept as UTF-8, one behind the other with a line feed after each, so that a search for some letters runs over
all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.globs import compiled, literal_prefix, literals
from search.spelling import within

Numbers = NDArray[np.int64]
END = b"\n"


def packed(words: Iterable[bytes]) -> tuple[NDArray[np.uint8], Numbers]:
    """Return sorted words as the two arrays a lexicon is made of: letters, and where each word begins and ends."""
    pieces = [word + END for word in words]
    return np.frombuffer(b"".join(pieces), np.uint8), np.cumsum([0, *map(len, pieces)], dtype=np.int64)


class Lexicon:
    """Numbered words in order of their UTF-8."""

    def __init__(self, letters: NDArray[Any], bounds: NDArray[Any]) -> None:
        self._letters = letters
        self._bounds = bounds
        self._text = letters.data if len(letters) else memoryview(b"")
        self._ends = bounds.data if len(bounds) else memoryview(b"")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def raw(self, number: int) -> bytes:
        """Return a word as it lies there."""
        return self._text[self._ends[number] : self._ends[number + 1] - 1].tobytes()

    def word(self, number: int) -> str:
        """Return a word."""
        return self.raw(number).decode()

    def every(self) -> list[bytes]:
        """Return all words."""
        text, ends = self._text.tobytes(), self._ends.tolist()
        return [text[start : end - 1] for start, end in pairwise(ends)]

    def first_from(self, word: bytes, low: int = 0) -> int:
        """Return the number of the first word, from `low` on, that is not before this one."""
        text, ends, high = self._text, self._ends, len(self)
        while low < high:
            middle = (low + high) // 2
            if text[ends[middle] : ends[middle + 1] - 1].tobytes() < word:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, word: bytes) -> int | None:
        """Return the number of a word."""
        place = self.first_from(word)
        return place if place < len(self) and self.raw(place) == word else None

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers, half-open, of the words that begin like this."""
        first = self.first_from(prefix)
        behind = prefix.rstrip(b"\xff")
        return first, self.first_from(behind[:-1] + bytes([behind[-1] + 1]), first) if behind else len(self)

    def matching(self, pattern: str, prefix: str) -> Numbers:
        """Return the numbers of the words that are `prefix` and then match a pattern; words in control characters not.

        Letters of the pattern that must stand in the word are looked for first, and only words with them are tried.
        """
        start = literal_prefix(pattern)
        first, last = self.beginning((prefix + start).encode())
        if start and pattern.find("*") == len(pattern) - 1 and "?" not in pattern:
            return np.arange(first, last)
        whole, cut = compiled(pattern), len(prefix)
        sought = max(literals(pattern)[1:], key=len, default="").encode()
        candidates = self._holding(sought, first, last).tolist() if sought else range(first, last)
        words = ((number, self.word(number)[cut:]) for number in candidates)
        return np.array([number for number, word in words if word >= " " and whole.fullmatch(word)], np.int64)

    def near(self, word: str, edits: int, kept: int) -> Numbers:
        """Return the numbers of the words within so many edits, none of them in the first `kept` letters."""
        head, rest = len(word[:kept].encode()), word[kept:]
        numbers = self._sharing(word[:kept].encode(), rest, edits)
        starts, sizes = self._bounds[numbers] + head, self._bounds[numbers + 1] - self._bounds[numbers] - 1 - head
        most = len(rest) + 4 * edits if rest.isascii() else 4 * (len(rest) + edits)
        fitting = np.flatnonzero((sizes >= max(len(rest) - edits, 1)) & (sizes <= most))
        fitting = fitting[self._letters[starts[fitting]] >= ord(" ")]
        found: Numbers = numbers[fitting[within(rest, edits, self._letters, starts[fitting], sizes[fitting])]]
        return found

    def _sharing(self, head: bytes, rest: str, edits: int) -> Numbers:
        """Return the numbers, in order, of the words behind `head` that can be within so many edits of the rest.

        Cut into one piece more than there are edits, one piece at least is whole in them. With one or two edits it is
        the first, at the beginning, or the last, at the end, or, where both of these are changed, the one between.
        """
        first, last = self.beginning(head)
        if not 1 <= edits <= 2 or len(rest) <= edits:
            return np.arange(first, last)
        cuts = [len(rest) * i // (edits + 1) for i in range(edits + 2)]
        begin, *middle, end = (rest[a:b].encode() for a, b in pairwise(cuts))
        found = [self._holding(piece, first, last) for piece in middle]
        begun = np.arange(*self.beginning(head + begin))
        return np.unique(np.concatenate([begun, self._ending(end, first, last), *found]))

    def _holding(self, letters: bytes, first: int, last: int) -> Numbers:
        """Return the numbers, in order, of the words between two that hold some letters."""
        base = self._ends[first]
        text = self._letters[base : self._ends[last]]
        places = np.flatnonzero(text[: max(len(text) - len(letters) + 1, 0)] == letters[0])
        for offset, letter in enumerate(letters[1:], start=1):
            places = places[text[places + offset] == letter]
        return np.unique(np.searchsorted(self._bounds, places + base, "right") - 1)

    def _ending(self, letters: bytes, first: int, last: int) -> Numbers:
        """Return the numbers, in order, of the words between two that end like this."""
        numbers = first + np.flatnonzero(self._letters[self._bounds[first + 1 : last + 1] - 2] == letters[-1])
        for offset, letter in enumerate(reversed(letters[:-1]), start=3):
            numbers = numbers[self._letters[np.maximum(self._bounds[numbers + 1] - offset, 0)] == letter]
        return numbers
