"""Sentences of contracts, notices and news, in short passages written for this project: how many are split rightly.

The file is `evaluation/gold/sentences.txt`, which says at its top how it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from evaluation.model.pipelines import lacking
from evaluation.model.records import Figure, Skipped

PART = "sentences"
PASSAGES = Path(__file__).parent.parent / "gold" / "sentences.txt"
_MARK = "¶"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the offsets at which its sentences begin, in order."""

    kind: str
    text: str
    starts: tuple[int, ...]


def read_passages(path: Path = PASSAGES) -> tuple[Passage, ...]:
    """Read the marked passages of a file, in order."""
    blocks: list[tuple[str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            blocks.append((line.removeprefix("== "), []))
        elif blocks:
            blocks[-1][1].append(line)
    return tuple(_passage(kind, "\n".join(lines).strip()) for kind, lines in blocks)


def _passage(kind: str, marked: str) -> Passage:
    parts = marked.split(_MARK)
    starts = [sum(map(len, parts[:index])) for index in range(len(parts))]
    return Passage(kind, "".join(parts), tuple(starts))


def starts_of(doc: Doc) -> tuple[int, ...]:
    """Return where the sentences of a document begin, white space before and between them left aside."""
    starts = (next((token.idx for token in sentence if not token.is_space), None) for sentence in doc.sents)
    return tuple(start for start in starts if start is not None)


def score_passages(nlp: Language) -> Iterator[Figure | Skipped]:
    """Yield the share of passages that are split rightly, by kind and of all."""
    passages = read_passages()
    docs = list(nlp.pipe(passage.text for passage in passages))
    problem = lacking(docs, "SENT_START")
    if problem:
        yield Skipped(PART, "contracts, notices, news", problem)
        return
    right: dict[str, list[bool]] = {}
    for passage, doc in zip(passages, docs, strict=True):
        for kind in (passage.kind, "all"):
            right.setdefault(kind, []).append(starts_of(doc) == passage.starts)
    for kind in sorted(right, key=lambda kind: kind == "all"):
        answers = right[kind]
        yield Figure(PART, "contracts, notices, news", kind, 100 * sum(answers) / len(answers), len(answers))
