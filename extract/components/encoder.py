"""Names, tags, lemmas, syntax and sentences from one small transformer, run by ONNX Runtime: `threadline_encoder`.

Each window of a document is read alone, so equal text gives equal answers in any batch, on any number of processes.
The component wants sentence starts that are settled beforehand (`threadline_sentences`) and decides the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from tokenizers import Tokenizer

from extract.components.answers import Annotator, Words
from extract.components.lemmas import Lemmas
from extract.components.name_tags import decode, spans_of, transitions
from extract.components.parsing import Parser, Reading
from extract.components.wordpieces import Window, Wordpieces

FACTORY = "threadline_encoder"
MODEL_FILE, TOKENIZER_FILE, CONFIG_FILE = "model.int8.onnx", "tokenizer.json", "cfg.json"
LABELS_FILE, LEMMAS_FILE = "labels.npz", "lemmas.json"
SYNTAX = ["tags", "morphs", "lemmas", "starts", "arcs", "label_dep", "label_head"]

BEST_ALONE = frozenset({"tags", "morphs", "lemmas"})
"""Questions with up to thousands of answers a word, of which a document of many windows would hold every score."""

Scores = dict[str, NDArray[np.float32]]


class Encoder:
    """Reads a document once for everything; with `syntax` false it sets names alone."""

    def __init__(self, vocab: Vocab, name: str, window: int, overlap: int, threads: int, *, syntax: bool) -> None:
        self.vocab, self.name, self.syntax = vocab, name, syntax
        self.window, self.overlap, self.threads = window, overlap, threads
        self.known: dict[str, list[str]] = {}
        self._step = transitions(())
        self._model = b""
        self._labels: dict[str, NDArray[np.float32]] = {}
        self._seen: Mapping[str, Mapping[str, str]] = {}
        self._tokenizer: Tokenizer | None = None
        self._reader: Wordpieces | None = None
        self._session: onnxruntime.InferenceSession | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the names it finds."""
        return tuple(dict.fromkeys(tag[2:] for tag in self.known.get("names", ()) if tag != "O"))

    def load(
        self,
        model: bytes,
        tokenizer: Tokenizer,
        known: Mapping[str, list[str]],
        labels: Mapping[str, NDArray[np.float32]],
        lemmas: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Take the network (ONNX), its tokenizer, what its answers mean, and the last layer of the labels' head.

        `known` gives the answers of names, tags, morphs, lemmas and labels in order; `labels` holds `weight` (labels x
        width) and `bias`; `lemmas` those of known forms in small letters, by XPOS tag.
        """
        self._seen = lemmas
        self._model, self._tokenizer, self.known, self._labels = model, tokenizer, dict(known), dict(labels)
        self._reader, self._session = Wordpieces(tokenizer), None
        self._step = transitions(self.known["names"])
        self._annotator = Annotator(self.vocab, self.known, Lemmas(self.known["lemmas"], lemmas))
        self._parser = Parser(self._labels["weight"], self._labels["bias"], self.known["labels"])

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        if self._reader is None:
            raise ValueError("The encoder has no model yet; call load() or from_disk() first.")
        words = [token.text for token in doc]
        if not words:
            return doc
        outputs = ["names", *SYNTAX] if self.syntax else ["names"]
        read = [
            (window, _best_alone(self.scores(window, outputs)))
            for window in self._reader.windows(words, self.window, self.overlap)
            if window.keep_to > window.keep_from
        ]
        if self.syntax:
            self._annotator.write(doc, self._words(doc, read))
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self._names(words, read)])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Read each document; the size of a batch changes nothing."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def scores(self, window: Window, outputs: list[str]) -> Scores:
        """Return the network's answers for the tokens of a window; rows are tokens.

        `arcs` has a column for the root and then one for each token; `label_head` has a row for the root and then one
        for each token; the columns of the others are the head's answers.
        """
        pieces = np.array([window.pieces], dtype=np.int64)
        shapes = np.array([window.shapes], dtype=np.int64)
        found = self._get_session().run(outputs, {"pieces": pieces, "shapes": shapes})
        with_root = [0, *window.first]
        answers: Scores = {}
        for name, values in zip(outputs, found, strict=True):
            if name == "arcs":
                answers[name] = values[0][np.ix_(window.first, with_root)]
            else:
                answers[name] = values[0][with_root if name == "label_head" else window.first]
        return answers

    def _names(self, words: list[str], read: list[tuple[Window, Scores]]) -> list[tuple[int, int, str]]:
        tags, answers = ["O"] * len(words), self.known["names"]
        for window, scores in read:
            best = decode(scores["names"], self._step)
            for place in range(window.keep_from, window.keep_to):
                tags[window.tokens[place]] = answers[best[place]]
        return spans_of(words, tags)

    def _words(self, doc: Doc, read: list[tuple[Window, Scores]]) -> Words:
        def best(name: str) -> NDArray[np.int64]:
            return np.concatenate([s[name][w.keep_from : w.keep_to].astype(np.int64) for w, s in read])

        if not read:  # nothing but white space
            return Words(*(np.zeros(0, np.int64) for _ in range(6)))
        tokens = np.concatenate([np.array(w.tokens[w.keep_from : w.keep_to], np.int64) for w, _ in read])
        readings, position = [], 0
        for window, scores in read:
            readings.append(Reading(position - window.keep_from, position, window.keep_from, window.keep_to, scores))
            position += window.keep_to - window.keep_from
        heads, labels = self._parser.parse(readings, _settled(doc, tokens))
        return Words(tokens, best("tags"), best("morphs"), best("lemmas"), heads, labels)

    def _get_session(self) -> onnxruntime.InferenceSession:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False  # windows differ in length; the arena would keep the largest of each
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        return self._session

    def __getstate__(self) -> dict[str, Any]:
        """Leave the running session out: a worker process makes its own."""
        return {**self.__dict__, "_session": None}

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network, its tokenizer and the inventories into a folder."""
        del exclude
        if self._tokenizer is None:
            raise ValueError("The encoder has no model yet; call load() or from_disk() first.")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(self._model)
        (folder / TOKENIZER_FILE).write_text(self._tokenizer.to_str(), encoding="utf-8")
        (folder / CONFIG_FILE).write_text(json.dumps(self.known, indent=1) + "\n", encoding="utf-8")
        (folder / LEMMAS_FILE).write_text(json.dumps(self._seen, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        np.savez(folder / LABELS_FILE, **self._labels)  # type: ignore[arg-type]

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_disk` wrote."""
        del exclude
        folder = Path(path)
        known, lemmas = (json.loads((folder / name).read_text("utf-8")) for name in (CONFIG_FILE, LEMMAS_FILE))
        with np.load(folder / LABELS_FILE) as arrays:
            labels = {name: arrays[name] for name in ("weight", "bias")}
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self.load((folder / MODEL_FILE).read_bytes(), tokenizer, known, labels, lemmas)
        return self


def _best_alone(scores: Scores) -> Scores:
    """Return a window's scores with the best answer alone where no other is asked for, as a number that fits."""
    return {
        name: values.argmax(1).astype(np.float32) if name in BEST_ALONE else values for name, values in scores.items()
    }


def _settled(doc: Doc, tokens: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return for each token whether a sentence begins there: 1 must, -1 must not, 0 the network decides."""
    starts = doc.to_array("SENT_START").astype(np.int64)[tokens].astype(np.int8)
    starts[0] = 1
    return starts


@Language.factory(
    FACTORY,
    assigns=[
        "doc.ents",
        "doc.sents",
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.ent_iob",
        "token.ent_type",
    ],
    default_config={"window": 192, "overlap": 64, "threads": 1, "syntax": True},
    default_score_weights={"ents_f": 0.5, "dep_las": 0.5},
)
def make_encoder(nlp: Language, name: str, window: int, overlap: int, threads: int, syntax: bool) -> Encoder:
    """Make the component, still without a model; `from_disk` or `load` gives it one."""
    return Encoder(nlp.vocab, name, window, overlap, threads, syntax=syntax)
