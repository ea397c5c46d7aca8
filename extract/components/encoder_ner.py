"""Named entities from a small transformer, run by ONNX Runtime: factory `threadline_encoder_ner`.

Each window of a document is read alone and unpadded. The int8 model scales its activations by what it is given, so
answers would change with the neighbours in a batch; reading windows alone makes the same text give the same names in
any batch, at little cost on a processor (the model's card has the measurement).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from extract.components.wordpieces import Window, Wordpieces

FACTORY = "threadline_encoder_ner"
MODEL_FILE = "model.int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
CONFIG_FILE = "cfg.json"
IMPOSSIBLE = np.float32(-1e4)


class EncoderNer:
    """Sets `doc.ents` from the encoder; entities set before keep their place where `keep_earlier` is true."""

    def __init__(self, name: str, window: int, overlap: int, threads: int, *, keep_earlier: bool = False) -> None:
        self.name = name
        self.window = window
        self.overlap = overlap
        self.threads = threads
        self.keep_earlier = keep_earlier
        self.tags: tuple[str, ...] = ()
        self._model = b""
        self._tokenizer: Tokenizer | None = None
        self._reader: Wordpieces | None = None
        self._session: onnxruntime.InferenceSession | None = None
        self._step: NDArray[np.float32] = np.zeros((0, 0), np.float32)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the names it finds."""
        return tuple(dict.fromkeys(tag[2:] for tag in self.tags if tag != "O"))

    def load(self, model: bytes, tokenizer: Tokenizer, tags: Iterable[str]) -> None:
        """Take the network (ONNX), its tokenizer and the tags of its outputs, in order."""
        self._model, self._tokenizer, self.tags = model, tokenizer, tuple(tags)
        self._reader, self._session = Wordpieces(tokenizer), None
        self._step = transitions(self.tags)

    def contents(self) -> tuple[bytes, Tokenizer, tuple[str, ...]]:
        """Return what `load` took, for another component."""
        if self._tokenizer is None:
            raise ValueError("The component has no model yet; call load() or from_disk() first.")
        return self._model, self._tokenizer, self.tags

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        found = [Span(doc, start, end, label=label) for start, end, label in self.spans(doc)]
        if self.keep_earlier:
            taken = {token.i for span in doc.ents for token in span}
            found = [*doc.ents, *(span for span in found if not any(token.i in taken for token in span))]
        doc.set_ents(found)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Find the names of each document; the size of a batch changes nothing."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def spans(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Return the names as token offsets, half-open, in order, each with its label."""
        tags = ["O"] * len(doc)
        if self._reader is None:
            return []
        words = [token.text for token in doc]
        for window in self._reader.windows(words, self.window, self.overlap):
            if window.keep_to > window.keep_from:
                best = decode(self.scores(window), self._step)
                for place in range(window.keep_from, window.keep_to):
                    tags[window.tokens[place]] = self.tags[best[place]]
        return spans_of(words, tags)

    def scores(self, window: Window) -> NDArray[np.float32]:
        """Return the network's score of each tag for each token of a window: tokens x tags."""
        pieces = np.array([window.pieces], dtype=np.int64)
        shapes = np.array([window.shapes], dtype=np.int64)
        answer = self._get_session().run(None, {"pieces": pieces, "shapes": shapes})[0]
        return cast("NDArray[np.float32]", answer[0][window.first])

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
        """Write the network, its tokenizer and the tags into a folder."""
        del exclude
        model, tokenizer, tags = self.contents()
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(model)
        (folder / TOKENIZER_FILE).write_text(tokenizer.to_str(), encoding="utf-8")
        (folder / CONFIG_FILE).write_text(json.dumps({"tags": tags}) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EncoderNer:
        """Read what `to_disk` wrote."""
        del exclude
        folder = Path(path)
        tags = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))["tags"]
        self.load((folder / MODEL_FILE).read_bytes(), Tokenizer.from_file(str(folder / TOKENIZER_FILE)), tags)
        return self


def transitions(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """Return what a step from one tag (row) to the next (column) costs: nothing, or what no score makes good."""
    step = np.zeros((len(tags), len(tags)), np.float32)
    for row, before in enumerate(tags):
        for column, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                step[row, column] = IMPOSSIBLE
    return step


def decode(scores: NDArray[np.float32], step: NDArray[np.float32]) -> list[int]:
    """Return the best valid sequence of tags: the best of each token where that is valid, else Viterbi's."""
    best: list[int] = scores.argmax(1).tolist()
    if step[0, best[0]] == 0 and all(step[a, b] == 0 for a, b in pairwise(best)):
        return best
    total = scores[0] + step[0]  # a window begins as after O
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = total[:, None] + step
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    best = [int(total.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


def spans_of(words: list[str], tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the spans of tags over words; white space inside a name belongs to it, a blank line ends it."""
    found: list[tuple[int, int, str]] = []
    start, end, label = -1, -1, ""
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if word.isspace():
            if word.count("\n") < 2:
                continue
            tag = "O"  # noqa: PLW2901
        if start >= 0 and tag == f"I-{label}":
            end = index + 1
            continue
        if start >= 0:
            found.append((start, end, label))
            start = -1
        if tag != "O":
            start, end, label = index, index + 1, tag[2:]
    if start >= 0:
        found.append((start, end, label))
    return found


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"window": 192, "overlap": 64, "threads": 1, "keep_earlier": False},
    default_score_weights={"ents_f": 1.0},
)
def make_encoder_ner(
    nlp: Language,  # noqa: ARG001
    name: str,
    window: int,
    overlap: int,
    threads: int,
    keep_earlier: bool,
) -> EncoderNer:
    """Make the component, still without a model; `from_disk` or `load` gives it one."""
    return EncoderNer(name, window, overlap, threads, keep_earlier=keep_earlier)
