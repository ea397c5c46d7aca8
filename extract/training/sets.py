"""The named-entity sets, read and cleaned into sentences of one scheme.

A sentence is a list of words, the spans of its names, and the document it stands in where the set says so. The order
of a set is kept, for sentences of one document follow each other and are read together later.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.training.scheme import (
    BEFORE_PEOPLES,
    BODIES,
    COUNTRIES,
    HIDDEN,
    LABEL_OF,
    LOOSE_EDGES,
    PEOPLES,
    PRONOUNS,
    PUBLIC_WORDS,
    ROLE_WORDS,
    SUFFIXES,
    TITLES,
)

Span = tuple[int, int, str]
"""Word offsets, half-open, and a label of the scheme (or HIDDEN)."""

TRAIN = (
    "gmb",
    "re-docred-dev",
    "gum-open-train",
    "crossner-politics-train",
    "crossner-politics-dev",
    "crossner-politics-test",
    "crossner-science-dev",
    "sec-fin5",
    "legal-in-dev",
    "re3d",
    "btc-f",
    "btc-g",
    "wnut17-train",
    "uner-ewt-dev",
)
DEV = ("gum-open-dev",)
TEST = ("gum-open-test", "uner-ewt-test", "re3d", "wikigold")
RE3D_TEST_SHARE = 5
"""The last fifth of re3d is kept for testing, save the rest of the document that the cut falls into."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and names of one sentence; `source` is the set, `document` is empty where the set names none."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    source: str
    document: str = ""


def bio_spans(tags: Iterable[str]) -> list[Span]:
    """Return the spans of BIO tags; an I- without its B- begins a span."""
    found: list[Span] = []
    start, label = -1, ""
    index = -1
    for index, tag in enumerate(tags):
        kind = tag[2:]
        if start >= 0 and not (tag.startswith("I-") and kind == label):
            found.append((start, index, label))
            start, label = -1, ""
        if start < 0 and tag != "O":
            start, label = index, kind
    if start >= 0:
        found.append((start, index + 1, label))
    return found


def read(folder: Path, name: str, *, test: bool = False) -> list[Sentence]:
    """Return a set's sentences in order, cleaned; of re3d only the part for training, or for testing."""
    rows = list(_rows(folder / f"{name}.jsonl.gz"))
    if name == "re3d":
        cut = len(rows) - len(rows) // RE3D_TEST_SHARE
        begun = cut  # the first row of a document of which no row is trained on
        while 0 < begun < len(rows) and _document(rows[begun]) and _document(rows[begun]) == _document(rows[begun - 1]):
            begun += 1
        rows = rows[begun:] if test else rows[:cut]
    return [_sentence(row, name) for row in rows]


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["tokens"]:
                yield row


def _sentence(row: dict, name: str) -> Sentence:
    keep = [i for i, token in enumerate(row["tokens"]) if token.strip()]
    words = [row["tokens"][i].strip() for i in keep]
    spans: list[Span] = []
    for start, end, raw in bio_spans([row["tags"][i] for i in keep]):
        span = clean(words, start, end, raw, name)
        if span is not None and not any(span[0] < other[1] and other[0] < span[1] for other in spans):
            spans.append(span)
    spans += _unmarked_peoples(words, spans)
    return Sentence(tuple(words), tuple(sorted(spans)), name, _document(row))


def _document(row: dict) -> str:
    """Return the document a row says it stands in, "" where it says none."""
    return row.get("doc") or str(row.get("id", "")).rpartition("-")[0]


def clean(words: list[str], start: int, end: int, raw: str, name: str) -> Span | None:
    """Return the span under the scheme's conventions, or None where the scheme has no name there."""
    if raw in {"PETITIONER", "RESPONDENT"}:
        public = any(word in SUFFIXES or word in PUBLIC_WORDS for word in words[start:end])
        label: str | None = "ORG" if public else HIDDEN
    else:
        label = LABEL_OF.get(raw)
    if label is None:
        return None
    start, end = trim(words, start, end)
    if label == HIDDEN:
        return (start, end, label) if start < end else None
    if words[max(0, start - 1) : start] == ["@"] or any(
        word.startswith(("@", "#", "http")) for word in words[start:end]
    ):
        return (start, end, HIDDEN)
    if label == "PERSON":
        start = _after_titles(words, start, end)
    if start >= end or _is_role(words[start:end]) or (name == "re3d" and not _is_name(words[start:end])):
        return None
    return start, end, _relabel(words[start:end], label)


_EDGES = LOOSE_EDGES | {"the", '"', "“", "``", "'", ","}
_TAILS = LOOSE_EDGES | {"'s", "’s", "'", "’", '"', "”", "''", ","}


def trim(words: list[str], start: int, end: int) -> tuple[int, int]:
    """Return the span without a leading "the", a trailing possessive, and small words, quotes, commas at its edges."""
    while start < end and (
        words[start] in {"the", '"', "“", "``", "'", ","}
        or (
            words[start] in {"The", "THE", "a", "an"}
            and words[start + 1 : start + 2] not in (["Hague"], ["Gambia"])
            and end - start > 1
        )
    ):
        start += 1
    while start < end and words[end - 1] in {"'s", "’s", "'", "’", '"', "”", "''", ","}:
        end -= 1
    return start, end


def _after_titles(words: list[str], start: int, end: int) -> int:
    while start < end and (words[start] in TITLES or words[start] in PEOPLES or words[start] in {".", ",", "of", "-"}):
        start += 1
    return start


def _is_role(words: list[str]) -> bool:
    if all(word in TITLES or word.lower() in PRONOUNS for word in words):
        return True
    return all(word.lower() in ROLE_WORDS for word in words)


def _is_name(words: list[str]) -> bool:
    """Say whether a span of re3d, which marks descriptions too, is a name: capitals at both ends."""
    first, last = words[0], words[-1]
    ends = all(
        word[0].isupper() or word[0].isdigit() or word == ")" or word.startswith("al-") for word in (first, last)
    )
    plain = len(words) == 1 and first.lower() in {"soldiers", "forces", "troops", "government", "coalition", "members"}
    return ends and not plain and not any(word.lower() in PRONOUNS for word in words[:1])


def _relabel(words: list[str], label: str) -> str:
    text = " ".join(words)
    if (
        label in {"PLACE", "ORG", "PERSON"}
        and words[-1] in PEOPLES
        and (len(words) == 1 or (len(words) == 2 and words[0] in BEFORE_PEOPLES))
    ):
        return "GROUP"
    if label in {"ORG", "PERSON"} and text in COUNTRIES:
        return "PLACE"
    if label == "PLACE" and (text in BODIES or words[-1] in {"Ltd.", "Ltd", "Limited", "Inc.", "LLC", "Corp."}):
        return "ORG"
    return label


def _unmarked_peoples(words: list[str], spans: list[Span]) -> list[Span]:
    """Return the nationalities, peoples and faiths that no span covers; few sets mark them."""
    covered = {i for start, end, _ in spans for i in range(start, end)}
    found: list[Span] = []
    for index, word in enumerate(words):
        if word in PEOPLES and index not in covered:
            before = index - 1
            wide = before >= 0 and words[before] in BEFORE_PEOPLES and before not in covered
            found.append((before if wide else index, index + 1, "GROUP"))
    return found


def unique(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield each sentence of four words or more once, whatever the set; shorter ones always."""
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        if len(sentence.words) < 4 or sentence.words not in seen:
            seen.add(sentence.words)
            yield sentence
