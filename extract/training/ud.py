"""Universal Dependencies treebanks as spaCy examples.

Sentences of one document are put back together into running text, with blank lines between paragraphs, so that the
parser learns sentence boundaries where the pipeline will meet them. The predicted side is tokenised by spaCy; spaCy
aligns it with the treebank's own words.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

PARAGRAPH = "\n\n"
SPACE_TAG = "_SP"


@dataclass(slots=True)
class Word:
    """One syntactic word; `head` counts from 0 within the sentence, the root heads itself."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """A sentence of a treebank, and whether a document or a paragraph begins with it."""

    words: list[Word] = field(default_factory=list)
    begins_document: bool = False
    begins_paragraph: bool = False


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a gzipped CoNLL-U file, in order; empty nodes and multiword ranges are resolved."""
    sentence = Sentence()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n")
            if not row:
                if sentence.words:
                    yield sentence
                sentence = Sentence()
            elif row.startswith("#"):
                sentence.begins_document |= row.startswith("# newdoc")
                sentence.begins_paragraph |= row.startswith(("# newpar", "# newdoc"))
            else:
                _add_row(sentence, row.split("\t"))
    if sentence.words:
        yield sentence


def _add_row(sentence: Sentence, row: list[str]) -> None:
    """Add one token row; within a multiword token only the last word takes the space that follows it."""
    number, form, lemma, upos, xpos, feats, head, dep = row[:8]
    space = "SpaceAfter=No" not in row[9]
    if "." in number:
        return
    if "-" in number:
        last = int(number.split("-")[1])
        sentence.words.append(Word("", "", "", "", "", last, "", space))  # a marker, taken out again below
        return
    index = int(number)
    marker = sentence.words[-1] if sentence.words and not sentence.words[-1].form else None
    if marker is not None and index <= marker.head:
        space = marker.space if index == marker.head else False
        sentence.words.pop()
    word = Word(
        form,
        form if lemma == "_" else lemma,
        upos,
        xpos,
        "" if feats == "_" else feats,
        index - 1 if head == "0" else int(head) - 1,
        "ROOT" if dep == "root" else dep,
        space,
    )
    sentence.words.append(word)
    if marker is not None and index < marker.head:
        sentence.words.append(marker)


def grouped(sentences: Iterable[Sentence], rng: random.Random, most: int) -> Iterator[list[Sentence]]:
    """Yield runs of one to `most` consecutive sentences that never cross a document."""
    run: list[Sentence] = []
    size = rng.randint(1, most)
    for sentence in sentences:
        if run and (sentence.begins_document or len(run) >= size):
            yield run
            run, size = [], rng.randint(1, most)
        run.append(sentence)
    if run:
        yield run


def reference(nlp: Language, run: list[Sentence]) -> Doc:
    """Build the gold document of a run of sentences."""
    columns: dict[str, list] = {k: [] for k in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "deps")}
    heads: list[int] = []
    starts: list[bool] = []

    def add(word: Word, head: int, *, start: bool) -> None:
        values = (word.form, word.space, word.xpos, word.upos, word.feats, word.lemma, word.dep)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
        heads.append(head)
        starts.append(start)

    for number, sentence in enumerate(run):
        if number and sentence.begins_paragraph:
            columns["spaces"][-1] = False
            add(Word(PARAGRAPH, PARAGRAPH, "SPACE", SPACE_TAG, "", 0, "dep", False), len(heads) - 1, start=False)
        offset = len(heads)
        for index, word in enumerate(sentence.words):
            add(word, offset + word.head, start=index == 0)
    return Doc(nlp.vocab, heads=heads, sent_starts=starts, **columns)


def examples(nlp: Language, paths: Iterable[Path], seed: int = 0, most: int = 6) -> list[Example]:
    """Return the examples of the files: runs of sentences, tokenised anew on the predicted side."""
    rng = random.Random(seed)
    made: list[Example] = []
    for path in paths:
        for run in grouped(read_conllu(path), rng, most):
            gold = reference(nlp, run)
            made.append(Example(nlp.make_doc(gold.text), gold))
    return made
