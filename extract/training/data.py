"""Training data for names: clean sentences, put together into passages of running text.

A single sentence starves the encoder of context, and the pipeline tags windows of several sentences; so consecutive
sentences of a set are joined. A passage is tokenised by spaCy, as at run time, and its names aligned with the tokens.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from extract.training import contracts, frames, notices, sets
from extract.training.augment import augment
from extract.training.denoise import denoised
from extract.training.scheme import HIDDEN
from extract.training.sets import Sentence

FRAMES_PER_PASS = 2400
GMB_SHARE = 0.3  # of the sentences of GMB in each pass: it is large, and the noisiest
ALONE = 0.25  # of the sentences stand alone, for a reader may give one sentence
NO_SPACE_BEFORE = frozenset(
    {
        ".",
        ",",
        ";",
        ":",
        "?",
        "!",
        ")",
        "]",
        "%",
        "'s",
        "n't",
        "'",
        "”",
        "’s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        '")',
        '"),',
        "),",
        ").",
        ".,",
    }
)
NO_SPACE_AFTER = frozenset({"(", "[", "$", "“", "£", "€", '("'})


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens as spaCy makes them, and one tag a token: O, B-x, I-x, HIDDEN, or SPACE for a blank line."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def spelled(words: tuple[str, ...]) -> tuple[str, list[tuple[int, int]]]:
    """Return a sentence's text from its words, and the span of each word in it."""
    text, spans = "", []
    for index, word in enumerate(words):
        if index and word not in NO_SPACE_BEFORE and words[index - 1] not in NO_SPACE_AFTER:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def document(nlp: Language, sentences: list[Sentence], breaks: list[bool]) -> Doc:
    """Return a spaCy document of the sentences with their names as `ents`; `breaks` says what a blank line precedes."""
    text, marks = "", []
    for sentence, is_break in zip(sentences, breaks, strict=True):
        text += ("\n\n" if is_break else " ") if text else ""
        piece, spans = spelled(sentence.words)
        marks += [
            (len(text) + spans[s][0], len(text) + spans[e - 1][1], label) for s, e, label in sentence.spans if s < e
        ]
        text += piece
    doc = nlp.make_doc(text)
    found = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in marks]
    doc.ents = filter_spans([span for span in found if span is not None])
    return doc


def passage(doc: Doc) -> Passage:
    """Return a document's tokens and tags."""
    tags = []
    for token in doc:
        if token.is_space:
            tags.append("SPACE")
        elif token.ent_type_ == HIDDEN:
            tags.append(HIDDEN)
        else:
            tags.append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
    return Passage(tuple(token.text for token in doc), tuple(tags))


def joined(sentences: list[Sentence], rng: random.Random, most_words: int) -> Iterator[list[Sentence]]:
    """Yield runs of consecutive sentences of a set, at most `most_words` words, within one document where known."""
    run: list[Sentence] = []
    size, limit = 0, _limit(rng, most_words)
    for sentence in sentences:
        same = not run or (sentence.source == run[0].source and sentence.document == run[0].document)
        if run and (not same or size + len(sentence.words) > limit):
            yield run
            run, size, limit = [], 0, _limit(rng, most_words)
        run.append(sentence)
        size += len(sentence.words)
    if run:
        yield run


def _limit(rng: random.Random, most_words: int) -> int:
    return 0 if rng.random() < ALONE else rng.randint(12, most_words)


@dataclass(frozen=True, slots=True)
class Sources:
    """All clean training sentences, by set, and real vendors' names for swapping in."""

    by_set: dict[str, list[Sentence]]
    vendors: list[str]

    def digest(self) -> str:
        """Return the SHA-256 of the sentences, in order."""
        whole = hashlib.sha256()
        for name in sorted(self.by_set):
            for sentence in self.by_set[name]:
                whole.update(repr((name, sentence.words, sentence.spans)).encode())
        return whole.hexdigest()


def load(ner: Path, documents: Path | None = None) -> Sources:
    """Read the training sets of `ner`; with `documents`, also contracts, notices and the names of sanctions lists."""
    held = {s.words for name in (*sets.DEV, *sets.TEST) for s in sets.read(ner, name, test=True) if len(s.words) > 5}
    by_set = {name: [s for s in sets.read(ner, name) if s.words not in held] for name in sets.TRAIN}
    by_set["gmb"] = denoised(by_set["gmb"], (s for name in by_set if name != "gmb" for s in by_set[name]))
    vendors: list[str] = []
    if documents is not None:
        by_set["cuad"] = list(contracts.read(documents / "contracts"))
        by_set[notices.SOURCE] = list(notices.read(documents))
        vendors = notices.organisations(documents)
    clean = list(sets.unique(s for name in by_set for s in by_set[name]))
    return Sources({name: [s for s in clean if s.source == name] for name in by_set}, vendors)


def passages(sources: Sources, seed: int, most_words: int = 150) -> Iterator[Passage]:
    """Yield the passages of one pass, shuffled: some of GMB and all the rest, joined and augmented anew by the seed."""
    rng = random.Random(seed)
    nlp = spacy.blank("en")
    runs: list[list[Sentence]] = []
    for name in sources.by_set:
        joint = joined(sources.by_set[name], rng, most_words)
        runs.extend(run for run in joint if name != "gmb" or rng.random() < GMB_SHARE)
    runs += _framed(sources, rng)
    rng.shuffle(runs)
    for run in runs:
        changed = augment(run, rng, sources.vendors)
        yield passage(document(nlp, changed, [rng.random() < 0.12 for _ in changed]))


def _framed(sources: Sources, rng: random.Random) -> list[list[Sentence]]:
    """Return invented sentences, one to four a passage, with places and persons of the sets."""
    names: dict[str, Counter[str]] = {"PLACE": Counter(), "PERSON": Counter()}
    for name in ("re-docred-dev", "gum-open-train", "gmb"):
        for sentence in sources.by_set[name][:20000]:
            for start, end, label in sentence.spans:
                if label in names and sentence.words[start][0].isupper():
                    names[label][" ".join(sentence.words[start:end])] += 1
    places, persons = sorted(names["PLACE"]), sorted(names["PERSON"])
    made, left = [], FRAMES_PER_PASS
    while left > 0:
        size = min(left, rng.randint(1, 4))
        made.append([frames.sentence(rng, places, persons, sources.vendors) for _ in range(size)])
        left -= size
    return made


def joined_evenly(sentences: list[Sentence], most_words: int) -> Iterator[list[Sentence]]:
    """Yield runs of consecutive sentences of one document, each as long as `most_words` allows; nothing is random."""
    run: list[Sentence] = []
    for sentence in sentences:
        size = sum(len(other.words) for other in run) + len(sentence.words)
        if run and (sentence.document != run[0].document or size > most_words):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run
