"""Words as the encoder reads them: word pieces, the shape of each word's letters, and windows of limited length.

The encoder's vocabulary is lower-cased; the shape gives back what lower-casing takes. White space has no pieces, so
a line break in or before a name changes nothing; a blank line becomes a separator. A document is cut into windows by
its own text alone, so what is found in it never depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

SHAPES = 8
MOST_PIECES = 24
"""Of a longer word, an address on the web say, only the first pieces are read."""
CACHE_LIMIT = 200_000
CONTEXT = 16
"""So many pieces before a sentence are read again where a window begins with it."""
FULL_STOPS = frozenset(".!?")

_Read = tuple[tuple[int, ...], int]
"""A word's pieces and its shape."""


def shape(word: str) -> int:
    """Return a word's class by its letters' case.

    0 no letters, 1 digits, 2 capitals, 3 one capital, 4 lower, 5 title, 6 mixed, 7 capitals with full stops ("U.S.").
    """
    if not any(letter.isalpha() for letter in word):
        return 1 if any(letter.isdigit() for letter in word) else 0
    if word.isupper():
        if "." in word and len(word) > 2:
            return 7
        return 2 if len(word) > 1 else 3
    if word.islower():
        return 4
    return 5 if word[0].isupper() and word[1:].islower() else 6


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    `first[i]` is the position in `pieces` of the first piece of the token `tokens[i]`; answers are kept for the tokens
    from `keep_from` up to `keep_to` (indices into `tokens`), the others are context.
    """

    pieces: list[int]
    shapes: list[int]
    tokens: list[int]
    first: list[int]
    keep_from: int
    keep_to: int


class Wordpieces:
    """A tokenizer of words with a memory, for most words of a text have been met before."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()  # a published tokenizer may be set to pad every word to a sentence's length
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self.cls: int = tokenizer.token_to_id("[CLS]")
        self.sep: int = tokenizer.token_to_id("[SEP]")
        self._unknown: int = tokenizer.token_to_id("[UNK]")
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def word(self, text: str) -> tuple[tuple[int, ...], int]:
        """Return a word's pieces, at least one, and its shape; white space has none, a blank line is a separator."""
        found = self._known.get(text)
        if found is None:
            if text.isspace() or not text:
                found = ((self.sep,) if text.count("\n") > 1 else (), 0)
            else:
                ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES]
                found = (tuple(ids) or (self._unknown,), shape(text))
            if len(self._known) >= CACHE_LIMIT:
                self._known.clear()
            self._known[text] = found
        return found

    def windows(self, words: Sequence[str], size: int, overlap: int) -> Iterator[Window]:
        """Cut a document into windows of at most `size` pieces.

        A cut falls at the last blank line that fits; within a longer paragraph at the last end of a sentence in the
        window's second half, and the next window reads up to CONTEXT pieces before it again; within a longer sentence
        anywhere, and the next window begins `overlap` pieces earlier, each taking the answers of its half of them.
        """
        read = [self.word(word) for word in words]
        begin, keep_start = 0, 0
        while begin < len(words):
            end, blank, stop = _reach(words, read, begin, keep_start, size - 2)
            cut = end if end == len(words) else blank or stop
            if cut:
                yield self._window(words, read, begin, cut, keep_start, cut)
                keep_start = cut
                paragraph_goes_on = cut == stop and cut < len(words)
                begin = _back(read, begin, cut, min(CONTEXT, overlap)) if paragraph_goes_on else cut
                continue
            back = _back(read, begin, end, overlap)
            middle = (back + end + 1) // 2
            yield self._window(words, read, begin, end, keep_start, middle)
            begin, keep_start = back, middle

    def _window(
        self, words: Sequence[str], read: Sequence[_Read], begin: int, end: int, keep: int, stop: int
    ) -> Window:
        pieces, shapes, tokens, first = [self.cls], [0], [], []
        keep_from = keep_to = 0
        for index in range(begin, end):
            ids, form = read[index]
            if ids and not words[index].isspace():
                keep_from += index < keep
                keep_to += index < stop
                tokens.append(index)
                first.append(len(pieces))
            pieces += ids
            shapes += [form] * len(ids)
        pieces.append(self.sep)
        shapes.append(0)
        return Window(pieces, shapes, tokens, first, keep_from, keep_to)


def _reach(words: Sequence[str], read: Sequence[_Read], begin: int, kept: int, room: int) -> tuple[int, int, int]:
    """Return how far a window from `begin` reaches, and after which word lies its last blank line, its last full stop.

    The latter two lie after `kept`, the full stop in the window's second half; 0 where there is none.
    """
    end, used, blank, stop = begin, 0, 0, 0
    while end < len(words) and used + len(read[end][0]) <= room:
        used += len(read[end][0])
        word = words[end]
        end += 1
        if end > kept:
            if word.count("\n") > 1 and word.isspace():
                blank = end
            elif word in FULL_STOPS and used > room // 2:
                stop = end
    return end, blank, stop


def _back(read: Sequence[_Read], begin: int, end: int, pieces: int) -> int:
    """Return the word that lies at most so many pieces before `end`, and after `begin`."""
    back, shared = end, 0
    while back > begin + 1 and shared + len(read[back - 1][0]) <= pieces:
        back -= 1
        shared += len(read[back][0])
    return back
