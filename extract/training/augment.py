"""Cheap variety: upper case, lower case, plain ASCII, and vendors' names swapped into the places of organisations."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

from extract.training.scheme import BODIES, PUBLIC_WORDS
from extract.training.sets import Sentence, Span
from extract.training.vendors import full_name, short_name

UPPER, UPPER_NAMES, LOWER, ASCII, SWAP = 0.05, 0.05, 0.015, 0.03, 0.22


def augment(sentences: list[Sentence], rng: random.Random, vendors: list[str]) -> list[Sentence]:
    """Return one passage's sentences, changed now and then; a name is changed alike in all of them."""
    if rng.random() < SWAP:
        sentences = _swapped(sentences, rng, vendors)
    roll = rng.random()
    if roll < UPPER:
        return [replace(s, words=tuple(word.upper() for word in s.words)) for s in sentences]
    if roll < UPPER + UPPER_NAMES:
        return [_upper_names(s) for s in sentences]
    if roll < UPPER + UPPER_NAMES + LOWER:
        return [replace(s, words=tuple(word.lower() for word in s.words)) for s in sentences]
    if roll < UPPER + UPPER_NAMES + LOWER + ASCII:
        return [replace(s, words=tuple(_ascii(word) for word in s.words)) for s in sentences]
    return sentences


def _upper_names(sentence: Sentence) -> Sentence:
    words = list(sentence.words)
    for start, end, label in sentence.spans:
        if label in {"ORG", "PERSON"}:
            words[start:end] = [word.upper() for word in words[start:end]]
    return replace(sentence, words=tuple(words))


def _ascii(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return folded or word


def _swapped(sentences: list[Sentence], rng: random.Random, vendors: list[str]) -> list[Sentence]:
    """Put vendors where organisations that are no public bodies stand; the first time perhaps with a legal form."""
    names: dict[str, str] = {}
    made: list[Sentence] = []
    for sentence in sentences:
        words: list[str] = []
        spans: list[Span] = []
        position = 0
        for start, end, label in sentence.spans:
            words += sentence.words[position:start]
            old = " ".join(sentence.words[start:end])
            new = list(sentence.words[start:end])
            if label == "ORG" and old not in BODIES and not PUBLIC_WORDS.intersection(new):
                first = old not in names
                names.setdefault(old, short_name(rng) if rng.random() < 0.8 or not vendors else rng.choice(vendors))
                new = names[old].split()
                if first and rng.random() < 0.3:
                    new = full_name(rng).split()
            spans.append((len(words), len(words) + len(new), label))
            words += new
            position = end
        words += sentence.words[position:]
        made.append(replace(sentence, words=tuple(words), spans=tuple(spans)))
    return made
