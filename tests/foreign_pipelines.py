"""Small spaCy pipelines that are not ours, made here: what a user might give with `--model`."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

WORDS = ("Northgate", "Optics", "sold", "cameras", "to", "Leeds", ".")
NAMES = (
    ("ORG", "Northgate Optics Ltd."),
    ("GPE", "Leeds"),
    ("FAC", "Mill Bridge"),
    ("NORP", "Kenyan"),
    ("PER", "Maria Okafor"),
    ("WORK_OF_ART", "Seven Days"),
)
"""Names as other pipelines label them; the last is of a kind that we have no word for."""
STORY = (
    "Northgate Optics Ltd. sold cameras to the police in Leeds. They hang on Mill Bridge. Maria Okafor wrote about it "
    "in Seven Days, a Kenyan paper."
)


def with_names(nlp: Language) -> Language:
    """Add a component that finds the names above by their words."""
    ruler = nlp.add_pipe("entity_ruler", first=True)
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in NAMES])  # type: ignore[attr-defined]
    return nlp


def names_only(folder: Path) -> Path:
    """Write a pipeline that finds names and nothing else."""
    with_names(spacy.blank("en")).to_disk(folder)
    return folder


def without_parser(folder: Path) -> Path:
    """Write a pipeline with names, sentences and lemmas, and no parser."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("trainable_lemmatizer")
    return _trained(nlp, folder)


def complete(folder: Path) -> Path:
    """Write a pipeline with all that extraction needs, hardly trained, whose labels are not ours."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    nlp.add_pipe("trainable_lemmatizer")
    return _trained(nlp, folder)


def _trained(nlp: Language, folder: Path) -> Path:
    gold = Doc(
        nlp.vocab,
        words=list(WORDS),
        heads=[1, 2, 2, 2, 5, 2, 2],
        deps=["compound", "nsubj", "ROOT", "obj", "case", "obl", "punct"],
        lemmas=["Northgate", "Optics", "sell", "camera", "to", "Leeds", "."],
    )
    examples = [Example(nlp.make_doc(gold.text), gold)] * 40
    nlp.initialize(lambda: examples)
    with_names(nlp).to_disk(folder)
    return folder
