"""Silver passages from contracts: the words around the parties that CUAD marks.

Only the marked mentions are certain, so every other capitalised word is hidden from the loss, save the words that
contracts use for roles, which are no names.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from extract.training.scheme import HIDDEN, ROLE_WORDS, SUFFIXES, words
from extract.training.sets import Sentence, Span

_WORD = re.compile(
    r"[A-Z]\.(?:[A-Z]\.)+|(?:Inc|Ltd|Corp|Co|No|St|L\.L\.C|S\.A)\.|\w+(?:[-'’]\w+)*|[^\w\s]", re.IGNORECASE
)
_PLAIN = ROLE_WORDS | words(
    "this the a an and by between agreement whereas now therefore witnesseth recitals hereinafter exhibit section "
    "article effective date as of in to on for with each any all such if i ii iii iv it its no not or"
)


def held_out(folder: Path) -> frozenset[str]:
    """Return the stems of the contracts that stand beside as PDF; those are never trained on."""
    return frozenset(_key(path.stem) for path in (folder / "cuad").glob("*"))


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def read(folder: Path, reach: int = 350) -> Iterator[Sentence]:
    """Yield passages of about `reach` characters each side of marked parties, from `documents/contracts`."""
    out = held_out(folder)
    with gzip.open(folder / "cuad-spans.jsonl.gz", "rt", encoding="utf-8") as lines:
        parties = {
            Path(row["file"]).stem: [s for s in row["spans"] if s[2] == "PARTY"] for row in map(json.loads, lines)
        }
    with gzip.open(folder / "cuad-text.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            stem = Path(row["file"]).stem
            if _key(stem) not in out and parties.get(stem):
                yield from _passages(row["text"], parties[stem], stem, reach)


def _passages(text: str, spans: list[list], stem: str, reach: int) -> Iterator[Sentence]:
    names = sorted({span[3] for span in spans if is_party(span[3])}, key=len, reverse=True)
    if not names:
        return
    pattern = re.compile("|".join(re.escape(name) for name in names), re.IGNORECASE)
    last = -1
    for found in list(pattern.finditer(text))[:5]:
        if found.start() < last:
            continue
        start = max(0, text.rfind(" ", 0, max(1, found.start() - reach)))
        last = text.find(" ", min(found.end() + reach, len(text)))
        last = len(text) if last < 0 else last
        if (
            text.count(".", start, last) + text.count("_", start, last)
        ) * 8 < last - start:  # no table of contents with its leaders
            yield tagged(text[start:last], pattern, "cuad", stem)


def tagged(text: str, pattern: re.Pattern[str], source: str, document: str) -> Sentence:
    """Return a passage in which what matches is an organisation, and every other word with a capital is hidden."""
    certain = [found.span() for found in pattern.finditer(text)]
    words: list[str] = []
    spans: list[Span] = []
    for start, end in _pieces(text, certain):
        found = [match.group() for match in _WORD.finditer(text[start:end])]
        if (start, end) in certain:
            spans.append((len(words), len(words) + len(found), "ORG"))
        else:
            spans += [
                (len(words) + i, len(words) + i + 1, HIDDEN)
                for i, word in enumerate(found)
                if word[0].isupper() and word.lower() not in _PLAIN
            ]
        words += found
    return Sentence(tuple(words), tuple(spans), source, document)


def _pieces(text: str, certain: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in certain:
        if position < start:
            yield position, start
        yield start, end
        position = end
    yield position, len(text)


def is_party(name: str) -> bool:
    """Say whether a marked party is a company's name, not a role ("Distributor") or a person."""
    words = re.findall(r"[\w.]+", name)
    if not words or len(name) > 70 or any(word.lower() in {"the", "and/or", "its"} for word in words):
        return False
    return words[-1].rstrip(".") in {s.rstrip(".") for s in SUFFIXES} and len(words) > 1
