"""A corpus of any size, always the same: the words of the sample documents, spent by Zipf's law, as language does.

The sample documents have a few thousand different words; more are made by joining two of them, up to `WORDS`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus import samples
from corpus.records import Document, Kind
from search.records import IndexEntry

WORDS = 60_000
WORDS_A_DOCUMENT = 530
WORDS_A_SENTENCE = 18
COMPANIES = 2_000
COMPANIES_A_DOCUMENT = 3
KINDS = tuple(Kind)
_LETTERS = re.compile(r"[a-z]{2,14}")


@dataclass(frozen=True)
class Vocabulary:
    """Words, the most frequent first; `shares` are sums of how often each is used."""

    words: list[str]
    shares: NDArray[np.float64]

    def drawn(self, dice: np.random.Generator, count: int) -> list[str]:
        """Return so many words."""
        places = np.searchsorted(self.shares, dice.random(count) * self.shares[-1])
        return [self.words[place] for place in places.tolist()]


def vocabulary() -> Vocabulary:
    """Return the words of the corpus."""
    counts: Counter[str] = Counter()
    for path in sorted(samples.documents_folder().rglob("*")):
        if path.suffix in {".html", ".txt", ".eml", ".md"}:
            text = re.sub(r"<[^>]*>", " ", path.read_text("utf-8", "replace")).lower()
            counts.update(_LETTERS.findall(text))
    words = dict.fromkeys(sorted(counts, key=lambda word: (-counts[word], word)))
    rare = list(words)[50:]
    dice = np.random.default_rng(5)
    while len(words) < WORDS:
        words[rare[dice.integers(len(rare))] + rare[dice.integers(len(rare))]] = None
    shares = np.cumsum(1 / (np.arange(WORDS) + 2.7))
    return Vocabulary(list(islice(words, WORDS)), shares)


def entries(known: Vocabulary, count: int, first: int = 0) -> Iterator[IndexEntry]:
    """Yield documents with sentences, a kind, a date and some companies; document `n` is always the same."""
    for number in range(first, first + count):
        dice = np.random.default_rng([11, number])
        words = known.drawn(dice, WORDS_A_DOCUMENT)
        sentences = (
            " ".join(words[i : i + WORDS_A_SENTENCE]).capitalize() + "."
            for i in range(0, WORDS_A_DOCUMENT, WORDS_A_SENTENCE)
        )
        year, month, day = dice.integers((2000, 1, 1), (2025, 13, 29)).tolist()
        companies = sorted({min(int(one), COMPANIES - 1) for one in dice.exponential(150, COMPANIES_A_DOCUMENT)})
        document = Document(
            document_id=f"d{number:07}",
            sha256="",
            location="",
            media_type="text/plain",
            kind=KINDS[dice.integers(len(KINDS))],
            kind_reason="",
            title=" ".join(words[:6]),
            text=" ".join(sentences),
            date=f"{year}-{month:02}-{day:02}",
        )
        yield IndexEntry(document, entities=tuple(("company", f"c{n}", f"Company{n}") for n in companies))
