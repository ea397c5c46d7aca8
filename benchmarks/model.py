"""How quick is the language pipeline? Beside a spaCy CNN of the shape of `en_core_web_sm`, interleaved in one run.

    python -m benchmarks.model [--model NAME_OR_PATH] [--rounds 3] [--copies 1] [--no-memory]

Text is the marked part of the sample corpus. Words are spaCy's tokens without white space. On one thread time is that
of the processor, which a busy machine stretches least; with two processes it is the clock's, and the start of the
processes counts. Every round runs all kinds of work in turn; a ratio is taken within its round, and its median is
printed with the least and the greatest. The CNN is run twice a round: how far its ratio to itself strays from 1 is the
machine's noise. Memory is the peak of a process of its own that loads a pipeline and does one kind of work.

The CNN is made here with random weights: tok2vec 96 wide and 4 deep, hashed embeddings of `en_core_web_sm`'s rows,
tagger, parser, attribute ruler, rule lemmatizer with small tables, names with a tok2vec of their own, and as many
labels. What it says is noise, but its speed does not depend on the weights: a word costs the same products and
transitions whatever they hold.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example

from corpus.records import Document
from evaluation.model.consistency import read_documents, read_marked
from extract.model_loading import find_lack, read_language
from extract.pipeline import Extractor

TAGS, ARCS, KINDS = 50, 45, 18
"""How many fine tags, labels of arcs and kinds of names `en_core_web_sm` tells apart."""
SENTENCE = 9
PARTS = ("tokenizer", "names alone", "all but names", "whole pipeline", "whole extraction")
BESIDE = {"whole extraction": "whole pipeline"}
"""What of the CNN a kind of work is compared with, where not with the same."""


def cnn() -> Language:
    """Return the baseline pipeline with random weights."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"])})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", shared)})
    ruler = nlp.add_pipe("attribute_ruler")
    own = _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"])
    nlp.add_pipe("ner", config={"model": _transitions("ner", own)})
    nlp.initialize(lambda: list(_examples(nlp)))
    nlp.add_pipe("lemmatizer", before="ner").initialize(lookups=_lookups())  # type: ignore[attr-defined]
    for number in range(TAGS):
        kind = ("NOUN", "VERB", "ADJ", "PROPN", "ADP")[number % 5]
        ruler.add(patterns=[[{"TAG": f"T{number}"}]], attrs={"POS": kind, "MORPH": f"Kind={number}"})  # type: ignore[attr-defined]
    return nlp


def _tok2vec(attributes: list[str]) -> dict[str, object]:
    rows = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": attributes,
            "rows": [rows[name] for name in attributes], "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
            "maxout_pieces": 3,
        },
    }  # fmt: skip


def _transitions(state: str, tok2vec: dict[str, object]) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec,
    }  # fmt: skip


def _examples(nlp: Language) -> list[Example]:
    """Return invented sentences that hold every label once."""
    found = []
    for number in range(max(TAGS, ARCS, KINDS)):
        words = [f"word{number}x{place}" for place in range(SENTENCE)]
        doc = Doc(
            nlp.vocab,
            words=words,
            tags=[f"T{(number + place) % TAGS}" for place in range(SENTENCE)],
            heads=[0] * SENTENCE,
            deps=["ROOT"] + [f"d{(number + place) % ARCS}" for place in range(1, SENTENCE)],
            ents=[f"B-K{number % KINDS}"] + ["O"] * (SENTENCE - 1),
        )
        found += [Example(nlp.make_doc(doc.text), doc)] * 40  # the parser learns no label met less than thirty times
    return found


def _lookups() -> Lookups:
    """Return tables for the rule lemmatizer: its endings, and nothing irregular."""
    endings = {
        "noun": [["s", ""], ["ses", "s"], ["ies", "y"]],
        "verb": [["s", ""], ["ies", "y"], ["es", "e"], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]],
        "adj": [["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
    }
    lookups = Lookups()
    lookups.add_table("lemma_rules", endings)
    for name in ("lemma_exc", "lemma_index"):
        lookups.add_table(name, {kind: {} if name == "lemma_exc" else [] for kind in endings})
    return lookups


def needed_for_names(nlp: Language) -> list[str]:
    """Return the components that names take: those that set them, and what these listen to."""
    naming = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    heard = [
        name
        for name in nlp.pipe_names
        if any(listener in naming for listener in getattr(nlp.get_pipe(name), "listening_components", ()))
    ]
    return [name for name in nlp.pipe_names if name in {*naming, *heard}]


def all_but_names(nlp: Language) -> list[str]:
    """Return the components that set no names."""
    return [name for name in nlp.pipe_names if "doc.ents" not in nlp.get_pipe_meta(name).assigns]


@contextmanager
def names_only(nlp: Language) -> Iterator[None]:
    """Let a component that does everything in one pass (an encoder with several heads) leave all but names aside."""
    switched = [pipe for _, pipe in nlp.pipeline if getattr(pipe, "syntax", False) is True]
    for pipe in switched:
        pipe.syntax = False  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for pipe in switched:
            pipe.syntax = True  # type: ignore[attr-defined]


@dataclass
class Work:
    """A pipeline and the texts it is run over."""

    nlp: Language
    documents: list[Document]
    made: list[Doc] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [document.text for document in self.documents]
        self.made = [self.nlp.make_doc(text) for text in self.texts]
        self.words = sum(not token.is_space for doc in self.made for token in doc)

    def run(self, part: str, processes: int = 1) -> None:
        """Do one kind of work over all texts."""
        if part == "tokenizer":
            for text in self.texts:
                self.nlp.make_doc(text)
        elif part == "whole extraction":
            list(Extractor(self.nlp).stream(self.documents))
        elif part == "whole pipeline":
            list(self.nlp.pipe(self.texts, n_process=processes, batch_size=4))
        elif part == "names alone":
            with self.nlp.select_pipes(enable=needed_for_names(self.nlp)), names_only(self.nlp):
                list(self.nlp.pipe(self.texts))
        else:
            with self.nlp.select_pipes(enable=all_but_names(self.nlp)):
                list(self.nlp.pipe(self.texts))


def parts_of(nlp: Language) -> tuple[str, ...]:
    """Return the kinds of work that a pipeline can do."""
    parsing = any("token.dep" in nlp.get_pipe_meta(name).assigns for name in all_but_names(nlp))
    unable = {
        "names alone": not needed_for_names(nlp),
        "all but names": not parsing,
        "whole extraction": find_lack(nlp) is not None,
    }
    return tuple(part for part in PARTS if not unable.get(part))


def spent(act: Callable[[], None], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds that an act takes."""
    began = clock()
    act()
    return clock() - began


Times = dict[str, list[float]]
"""kind of work -> seconds, a round each"""


def measured(ours: Work, baseline: Work, rounds: int) -> tuple[Times, Times, Times]:
    """Return the seconds of ours, of the baseline and of the baseline again, in rounds; a first round warms up."""
    mine: Times = {}
    base: Times = {}
    again: Times = {}
    for number in range(rounds + 1):
        for part in parts_of(ours.nlp):
            beside = BESIDE.get(part, part)
            found = (
                spent(lambda: baseline.run(beside)),  # noqa: B023 - called at once
                spent(lambda: ours.run(part)),  # noqa: B023
                spent(lambda: baseline.run(beside)),  # noqa: B023
            )
            for times, seconds in zip((base, mine, again), found, strict=True):
                if number:
                    times.setdefault(part, []).append(seconds)
        two = "whole pipeline, two processes"
        clock = time.perf_counter
        found = (
            spent(lambda: baseline.run("whole pipeline", 2), clock),
            spent(lambda: ours.run("whole pipeline", 2), clock),
            spent(lambda: baseline.run("whole pipeline", 2), clock),
        )
        for times, seconds in zip((base, mine, again), found, strict=True):
            if number:
                times.setdefault(two, []).append(seconds)
    return mine, base, again


def spread(values: list[float]) -> str:
    """Return the median with the least and the greatest."""
    return f"{statistics.median(values):5.2f} ({min(values):.2f} to {max(values):.2f})"


def report(words: int, mine: Times, base: Times, again: Times) -> None:
    """Print a line a kind of work."""
    print(f"{'words a second':32}{'ours':>9}{'CNN':>9}   {'ours : CNN':22}{'noise (CNN : CNN)':22}")
    for part, seconds in mine.items():
        beside = [(one + two) / 2 for one, two in zip(base[part], again[part], strict=True)]
        ratio = [theirs / ours for theirs, ours in zip(beside, seconds, strict=True)]
        noise = [one / two for one, two in zip(base[part], again[part], strict=True)]
        rates = (words / statistics.median(one) for one in (seconds, beside))
        print(f"{part:32}" + "".join(f"{rate:9.0f}" for rate in rates) + f"   {spread(ratio):22}{spread(noise):22}")


def peak(model: str | None, part: str, *, baseline: bool) -> float:
    """Return the peak megabytes of a process that loads a pipeline and does one kind of work."""
    command = [sys.executable, "-m", "benchmarks.model", "--only", part]
    command += ["--baseline"] if baseline else []
    command += ["--model", model] if model else []
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    megabytes: float = json.loads(result.stdout.splitlines()[-1])
    return megabytes


def report_memory(model: str | None, parts: tuple[str, ...]) -> None:
    """Print the peak memory of each kind of work, of ours and of the baseline."""
    print(f"{'peak memory, MB':32}{'ours':>9}{'CNN':>9}   ours : CNN")
    for part in parts:
        sizes = peak(model, part, baseline=False), peak(model, BESIDE.get(part, part), baseline=True)
        print(f"{part:32}{sizes[0]:9.0f}{sizes[1]:9.0f}   {sizes[0] / sizes[1]:5.2f}")


def texts(copies: int) -> list[Document]:
    """Return the documents to work on, so many times over."""
    return [*read_documents(one.path for one in read_marked()).values()] * copies


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="an installed spaCy pipeline in place of the one that is shipped")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=1, help="how many times over the text is read")
    parser.add_argument("--no-memory", action="store_true", help="measure speed only")
    parser.add_argument("--only", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--baseline", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    began = time.perf_counter()
    nlp = cnn() if given.baseline else read_language(given.model)
    loading = time.perf_counter() - began
    ours = Work(nlp, texts(given.copies))
    if given.only:
        ours.run(given.only)
        print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))
        return
    baseline = Work(cnn(), ours.documents)
    print(f"{len(ours.documents)} documents, {ours.words} words; loading took {loading:.2f} s")
    report(ours.words, *measured(ours, baseline, given.rounds))
    if not given.no_memory:
        report_memory(given.model, parts_of(nlp))


if __name__ == "__main__":
    main()
