"""Tags, lemmas, attachment and sentences on the test parts of two treebanks, each and both together.

Words are aligned by their letters, so that a pipeline is scored with its own tokens: figures are F1 of words, which is
the accuracy where both sides have the same words. Attachment leaves punctuation out, as spaCy's figures do, and is
given with it too. White space is scored nowhere. A sentence is right when it begins and ends with the same letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example

from evaluation.model.counting import Count
from evaluation.model.pipelines import lacking
from evaluation.model.records import Figure, Skipped, Span
from extract.training.ud import examples

PART = "syntax"
TREEBANKS = {"EWT": "en_ewt-ud-test.conllu.gz", "GUM": "en_gum-ud-test.open.conllu.gz"}
TOGETHER = "EWT and GUM"
TAGS = {"TAG": "XPOS", "POS": "UPOS", "MORPH": "features", "LEMMA": "lemmas"}
PUNCTUATION = ("p", "punct")


def score_syntax(nlp: Language, folder: Path) -> Iterator[Figure | Skipped]:
    """Yield the figures of each treebank that lies in `folder`, and of both together where both do."""
    whole: list[Example] = []
    for name, file in TREEBANKS.items():
        if not (folder / file).is_file():
            yield Skipped(PART, name, f"{folder / file} is not there.")
            continue
        data = read(nlp, folder / file)
        whole += data
        yield from _scores(name, data)
    if len({path for path in TREEBANKS.values() if (folder / path).is_file()}) == len(TREEBANKS):
        yield from (one for one in _scores(TOGETHER, whole) if isinstance(one, Figure))


def read(nlp: Language, path: Path) -> list[Example]:
    """Return a treebank as texts of a few sentences, each with what the pipeline makes of it."""
    gold = [example.reference for example in examples(nlp, [path])]
    found = nlp.pipe((doc.text for doc in gold), batch_size=64)
    return [Example(doc, reference) for doc, reference in zip(found, gold, strict=True)]


def _scores(name: str, data: list[Example]) -> Iterator[Figure | Skipped]:
    found = [example.predicted for example in data]
    for attribute, measure in TAGS.items():
        problem = lacking(found, attribute)
        value = attrgetter("morph" if attribute == "MORPH" else f"{attribute.lower()}_")
        yield Skipped(PART, f"{name} {measure}", problem) if problem else _tags(name, measure, data, value)
    problem = lacking(found, "DEP")
    if problem:
        yield Skipped(PART, f"{name} attachment", problem)
    else:
        yield from _attachment(name, data)
    problem = lacking(found, "SENT_START")
    yield Skipped(PART, f"{name} sentences", problem) if problem else _sentences(name, data)


def _tags(name: str, measure: str, data: list[Example], value: Callable[[Token], object]) -> Figure:
    """Return the F1 of a word with its tag: equal to accuracy where both have the same words."""
    count = Count()
    for example in data:
        gold = {(token.i, token.i, str(value(token))) for token in example.reference if not token.is_space}
        places = _places(example)
        count.add(gold, {(places[t.i], places[t.i], str(value(t))) for t in example.predicted if not t.is_space})
    return count.figure(PART, name, measure)


def _attachment(name: str, data: list[Example]) -> Iterator[Figure]:
    """Yield how many words hang where they should, by their arcs alone, with their labels, and with punctuation."""
    arcs = [(_arcs(example.reference, range(len(example.reference))), example) for example in data]
    pairs = [(gold, _arcs(example.predicted, _places(example))) for gold, example in arcs]
    measures: dict[str, Callable[[Span], Span | None]] = {
        "UAS": lambda arc: None if arc[2] in PUNCTUATION else (arc[0], arc[1], ""),
        "LAS": lambda arc: None if arc[2] in PUNCTUATION else arc,
        "LAS with punctuation": lambda arc: arc,
    }
    for measure, seen in measures.items():
        count = Count()
        for gold, found in pairs:
            count.add(*({arc for arc in map(seen, side) if arc is not None} for side in (gold, found)))
        yield count.figure(PART, name, measure)


def _arcs(doc: Doc, places: Sequence[int]) -> set[Span]:
    return {(places[t.i], places[t.head.i], t.dep_.lower()) for t in doc if not t.is_space}


def _places(example: Example) -> list[int]:
    """Return for each word found the place of the same word in the gold; a number below zero where there is none."""
    gold, found = example.alignment.y2x.lengths, example.alignment.x2y
    alike = (found[i] if found.lengths[i] == 1 and gold[found[i][0]] == 1 else None for i in range(len(found.lengths)))
    return [-1 - i if place is None else int(place[0]) for i, place in enumerate(alike)]


def _sentences(name: str, data: list[Example]) -> Figure:
    count = Count()
    for example in data:
        count.add(_bounds(example.reference), _bounds(example.predicted))
    return count.figure(PART, name, "sentences")


def _bounds(doc: Doc) -> set[Span]:
    """Return where the sentences of a document begin and end, white space at their edges left aside."""
    found = set()
    for sentence in doc.sents:
        text = sentence.text
        if text.strip():
            start = sentence.start_char + len(text) - len(text.lstrip())
            found.add((start, start + len(text.strip()), ""))
    return found
