"""Treebanks as the network reads them: word pieces, and for each token its tag, lemma, head and label.

The inventories (which tags there are, which lemma edits) come from the training treebanks and are kept beside the
checkpoint, for the pipeline needs them to say what an answer means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from extract.components.lemmas import KEEP, edit_of
from extract.components.wordpieces import Window, Wordpieces
from extract.training.batches import IGNORED, Item
from extract.training.ud import examples, read_conllu

TRAIN = ("en_ewt-ud-train.conllu.gz", "en_gum-ud-train.open.conllu.gz")
DEV = ("en_ewt-ud-dev.conllu.gz", "en_gum-ud-dev.open.conllu.gz")
TEST = ("en_ewt-ud-test.conllu.gz", "en_gum-ud-test.open.conllu.gz")
LEAST = {"tags": 1, "morphs": 3, "lemmas": 3, "labels": 1}
"""How often an answer must occur to be one of the inventory."""
AGREED = 0.8
"""The share of a form's places that settles its lemma."""
SENTENCES = 8  # in a passage, at most


def morph_of(pos: str, features: str) -> str:
    """Return universal tag and features as one answer: "NOUN|Number=Sing"."""
    return f"{pos}|{features}" if features else pos


def inventories(found: Iterable[Example]) -> dict[str, list[str]]:
    """Return the answers of each head, the most frequent first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in LEAST}
    for example in found:
        for token in example.reference:
            if not token.is_space:
                counts["tags"][token.tag_] += 1
                counts["morphs"][morph_of(token.pos_, str(token.morph))] += 1
                counts["lemmas"][edit_of(token.text, token.lemma_)] += 1
                counts["labels"][token.dep_] += 1
    counts["lemmas"][KEEP] += LEAST["lemmas"]
    return {
        name: [answer for answer, times in counter.most_common() if times >= LEAST[name]]
        for name, counter in counts.items()
    }


def seen_lemmas(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Return the lemma of each form in small letters, by XPOS tag, where the treebanks agree; names are left out."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for path in paths:
        for sentence in read_conllu(path):
            for word in sentence.words:
                if not word.xpos.startswith("NNP"):
                    counts.setdefault((word.xpos, word.form.lower()), Counter())[word.lemma] += 1
    seen: dict[str, dict[str, str]] = {}
    for (tag, form), lemmas in counts.items():
        lemma, most = lemmas.most_common(1)[0]
        if most >= AGREED * lemmas.total():
            seen.setdefault(tag, {})[form] = lemma
    return seen


def items(
    nlp: Language, folder: Path, reader: Wordpieces, known: Mapping[str, list[str]], seed: int, window: int
) -> Iterator[Item]:
    """Yield the training treebanks as items, put together into other passages for each seed."""
    numbers = {name: {answer: number for number, answer in enumerate(answers)} for name, answers in known.items()}
    for example in examples(nlp, [folder / name for name in TRAIN], seed, SENTENCES):
        wanted = answers_of(example, numbers)
        for part in reader.windows([token.text for token in example.predicted], window, 0):
            yield item(part, wanted, example.predicted)


def answers_of(example: Example, numbers: Mapping[str, Mapping[str, int]]) -> dict[str, list[int]]:
    """Return the wanted answers of each token of the predicted side: numbers of the inventories, heads as indices.

    IGNORED stands where the treebank's words and the tokens do not match, or an answer is too rare for the inventory;
    the head of a root is the token itself.
    """
    tags, poses = example.get_aligned("TAG", as_string=True), example.get_aligned("POS", as_string=True)
    morphs, lemmas = example.get_aligned("MORPH", as_string=True), example.get_aligned("LEMMA", as_string=True)
    heads, labels = example.get_aligned_parse(projectivize=False)
    starts = example.get_aligned_sent_starts()
    wanted: dict[str, list[int]] = {name: [] for name in (*LEAST, "starts", "heads")}
    for index, token in enumerate(example.predicted):
        morph = None if poses[index] is None else morph_of(poses[index], (morphs[index] or "").strip("_"))
        edit = None if lemmas[index] is None else edit_of(token.text, lemmas[index])
        for name, answer in (("tags", tags[index]), ("morphs", morph), ("lemmas", edit), ("labels", labels[index])):
            wanted[name].append(IGNORED if answer is None else numbers[name].get(answer, IGNORED))
        wanted["heads"].append(IGNORED if heads[index] is None else heads[index])
        wanted["starts"].append(int(starts[index]))
    return wanted


def item(part: Window, wanted: Mapping[str, list[int]], doc: Doc) -> Item:
    """Return a window's pieces with the wanted answers at the first piece of each token.

    Heads are positions of pieces, 0 for a root; a head outside the window is IGNORED, and so is its label.
    """
    size = len(part.pieces)
    answers = {name: [IGNORED] * size for name in wanted}
    place_of = dict(zip(part.tokens, part.first, strict=True))
    for token, place in place_of.items():
        for name, values in wanted.items():
            answers[name][place] = values[token]
        head = wanted["heads"][token]
        answers["heads"][place] = 0 if head == token else place_of.get(head, IGNORED)
        if answers["heads"][place] == IGNORED or doc[token].is_space:
            answers["labels"][place] = IGNORED
    if part.first:
        answers["starts"][part.first[0]] = IGNORED  # a window may begin anywhere
    return Item(part.pieces, part.shapes, answers)
