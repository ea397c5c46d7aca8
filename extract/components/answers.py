"""What the encoder's heads can answer, and how their numbers become spaCy's annotations.

The inventories come with the model: tags of names (BIO), XPOS tags, universal tags with features, lemma edits, labels
of dependencies. Numbers are turned into spaCy's hashes by tables made once for a vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.components.lemmas import Lemmas

ROOT, SPACE, SPACE_TAG, SPACE_LABEL = "ROOT", "SPACE", "_SP", "dep"
_COLUMNS: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"]
_CACHE_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Words:
    """The answers for the tokens of a document that are no white space, in order; heads index that same order.

    `tokens` holds their places in the document; all are arrays of one length.
    """

    tokens: NDArray[np.int64]
    tags: NDArray[np.int64]
    morphs: NDArray[np.int64]
    lemmas: NDArray[np.int64]
    heads: NDArray[np.int64]
    labels: NDArray[np.int64]


class Annotator:
    """Writes answers into documents of one vocabulary."""

    def __init__(self, vocab: Vocab, known: Mapping[str, list[str]], lemmas: Lemmas) -> None:
        add = vocab.strings.add
        self._vocab, self._lemmas = vocab, lemmas
        self._names_of_tags = known["tags"]
        self._made: dict[tuple[str, int, int], int] = {}
        parts = [answer.partition("|") for answer in known["morphs"]]
        self._tags = np.array([add(tag) for tag in known["tags"]], np.uint64)
        self._poses = np.array([vocab.strings[pos] for pos, _, _ in parts], np.uint64)
        self._morphs = np.array([vocab.morphology.add(features) for _, _, features in parts], np.uint64)
        self._labels = np.array([add(label) for label in known["labels"]], np.uint64)
        self._root = add(ROOT)
        self._space = (add(SPACE_TAG), vocab.strings[SPACE], vocab.morphology.add(""), add(SPACE_LABEL))

    def write(self, doc: Doc, words: Words) -> None:
        """Set tags, features, lemmas, heads and labels of a document, white space included; sentences follow."""
        rows = np.zeros((len(doc), len(_COLUMNS)), np.uint64)
        tag, pos, morph, label = self._space
        rows[:] = (tag, pos, morph, 0, 0, label)
        at = words.tokens
        rows[at, 0], rows[at, 1] = self._tags[words.tags], self._poses[words.morphs]
        rows[at, 2], rows[at, 5] = self._morphs[words.morphs], self._labels[words.labels]
        heads = np.arange(len(doc)) - 1  # white space hangs on what stands before it
        if len(at):
            heads[: at[0]] = at[0]
            heads[at] = at[words.heads]
        else:
            heads[0], rows[0, 5] = 0, self._root
        rows[:, 4] = (heads - np.arange(len(doc))).astype(np.uint64)
        texts = [token.text for token in doc]
        answers = dict(zip(at.tolist(), zip(words.tags.tolist(), words.lemmas.tolist(), strict=True), strict=True))
        rows[:, 3] = [
            self._lemma(text, *answers[index]) if index in answers else self._vocab.strings.add(text)
            for index, text in enumerate(texts)
        ]
        doc.from_array(_COLUMNS, rows)  # type: ignore[arg-type]

    def _lemma(self, text: str, tag: int, edit: int) -> int:
        found = self._made.get((text, tag, edit))
        if found is None:
            if len(self._made) >= _CACHE_LIMIT:
                self._made.clear()
            lemma = self._lemmas.lemma(text, self._names_of_tags[tag], edit)
            found = self._made[text, tag, edit] = self._vocab.strings.add(lemma)
        return found
