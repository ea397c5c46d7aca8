"""How quick is extraction, and where does the time go? Beside `spacy.blank` and a spaCy CNN, interleaved in one run.

    python -m benchmarks.extract [--rounds 3] [--documents 0]

Text is the marked part of the sample corpus, as `benchmarks.model` takes it. Seconds are those of the processor, which
a busy machine stretches least; words are spaCy's tokens without white space. Each round runs every kind of work in
turn, and a ratio is taken within its round: the least and the greatest stand beside its median. Tagging is the encoder
with its names alone; parsing is what it takes to do both, less tagging; names, attributions and facts are the rules
over the tagged document. The CNN is that of `benchmarks.model`: the shape of `en_core_web_sm`, with random weights.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import spacy
from spacy.language import Language

from benchmarks.cnn import cnn
from benchmarks.model import names_only, needed_for_names, texts
from corpus.records import Document
from extract.attribution.find import find_attributions
from extract.context import Context
from extract.facts.find import find_facts
from extract.model_loading import read_language
from extract.pipeline import Extractor

STAGES = ("tagging", "parsing", "names and values", "attributions", "facts")
BASELINES = ("spacy.blank", "CNN: names", "CNN: whole pipeline")
Times = dict[str, list[float]]
"""kind of work -> seconds of the processor, a round each"""


def spent(act: Callable[[], object]) -> float:
    """Return the processor seconds that an act takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def baselines(blank: Language, network: Language, documents: list[Document]) -> dict[str, float]:
    """Return the seconds of a tokenizer alone, of the CNN's names, and of all that the CNN does."""
    plain = [document.text for document in documents]
    with network.select_pipes(enable=needed_for_names(network)):
        names = spent(lambda: list(network.pipe(plain)))
    whole = spent(lambda: list(network.pipe(plain)))
    return dict(zip(BASELINES, (spent(lambda: list(blank.pipe(plain))), names, whole), strict=True))


def stages(extractor: Extractor, documents: list[Document]) -> dict[str, float]:
    """Return the seconds of each stage of extraction, and of all together as a reader waits for them."""
    plain = [document.text for document in documents]
    with extractor.nlp.select_pipes(enable=needed_for_names(extractor.nlp)), names_only(extractor.nlp):
        tagging = spent(lambda: list(extractor.nlp.pipe(plain)))
    both = spent(lambda: list(extractor.nlp.pipe(plain)))
    contexts: list[Context] = []
    read = spent(lambda: contexts.extend(extractor.contexts(documents)))
    attributed: list[Context] = []
    attributions = spent(
        lambda: attributed.extend(replace(one, attributions=find_attributions(one)) for one in contexts)
    )
    facts = spent(lambda: [find_facts(one) for one in attributed])
    whole = spent(lambda: list(extractor.stream(documents)))
    return {
        "tagging": tagging, "parsing": max(0.0, both - tagging), "names and values": max(0.0, read - both),
        "attributions": attributions, "facts": facts, "all together": whole,
    }  # fmt: skip


def measured(documents: list[Document], rounds: int) -> tuple[Times, Times]:
    """Return the seconds of ours and of the baselines by kind of work; a first round warms up."""
    extractor, blank, network = Extractor(read_language(None)), spacy.blank("en"), cnn()
    ours: Times = {}
    others: Times = {}
    for number in range(rounds + 1):
        for times, found in (
            (others, baselines(blank, network, documents)),
            (ours, stages(extractor, documents)),
        ):
            for name, seconds in found.items():
                if number:
                    times.setdefault(name, []).append(seconds)
    return ours, others


def report(words: int, ours: Times, others: Times) -> None:
    """Print words a second of each kind of work, its share of the whole, and how many times the CNN takes."""
    print(f"{'':22}{'words a second':>16}{'share':>8}   times the CNN's whole pipeline")
    whole = others[BASELINES[-1]]
    total = sum(statistics.median(ours[name]) for name in STAGES)
    for name, seconds in (*others.items(), *ours.items()):
        middle = statistics.median(seconds)
        ratios = [one / base for one, base in zip(seconds, whole, strict=True)]
        share = f"{middle / total:8.0%}" if name in STAGES else f"{'':8}"
        spread = f"{statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"{name:22}{words / max(middle, 1e-9):16,.0f}{share}   {spread}")
    slowest = max(STAGES, key=lambda name: statistics.median(ours[name]))
    print(f"Most of it goes into {slowest}. Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--documents", type=int, default=0, help="so many of the documents; 0 for all")
    given = parser.parse_args()
    documents = texts(1)[: given.documents or None]
    blank = spacy.blank("en")
    words = sum(not token.is_space for document in documents for token in blank.make_doc(document.text))
    print(f"{len(documents)} documents, {words:,} words, {given.rounds} rounds")
    report(words, *measured(documents, given.rounds))


if __name__ == "__main__":
    main()
