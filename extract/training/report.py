"""All scores and the speed of a pipeline, written beside it as `scores.json`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

import extract.components.encoder
import extract.components.sentences  # noqa: F401  (registers the factory)
from extract.training import sets
from extract.training.encoder import OPTIONS
from extract.training.package import size_and_digest, write_scores
from extract.training.score import gold_documents, score
from extract.training.syntax import TEST
from extract.training.ud import examples

SYNTAX = (
    "tag_acc",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "dep_uas_without_punctuation",
    "dep_las_without_punctuation",
    "sents_f",
)
"""spaCy's names of the scores; its trained pipelines' cards give attachment without punctuation."""


def name_scores(nlp: Language, folder: Path, names: tuple[str, ...]) -> dict[str, object]:
    """Return precision, recall and F1 in percent for each set and label."""
    report: dict[str, object] = {}
    for name in names:
        counts = score(nlp, gold_documents(folder, name))
        report[name] = {
            label: {
                "precision": round(count.precision, 1),
                "recall": round(count.recall, 1),
                "f1": round(count.f1, 1),
                "gold": count.right + count.missed,
            }
            for label, count in counts.items()
        }
    return report


def syntax_scores(nlp: Language, data: Iterable[Example]) -> dict[str, float]:
    """Return the percent of right tags, features, lemmas, attachments and the F1 of sentences on examples."""
    read = [Example(nlp(item.reference.text), item.reference) for item in data]
    found: dict[str, float | None] = {}
    for attribute in ("tag", "pos", "morph", "lemma"):
        found |= Scorer.score_token_attr(read, attribute)
    found |= Scorer.score_deps(read, "dep", getter=_label)
    plain = Scorer.score_deps(read, "dep", getter=_label, ignore_labels=("punct",))
    found |= {f"{name}_without_punctuation": plain[name] for name in ("dep_uas", "dep_las")}
    found |= Scorer.score_spans(read, "sents")
    return {name: round(100 * (found[name] or 0), 2) for name in SYNTAX}


def _label(token: Token, attribute: str) -> str:
    return token.vocab.strings.as_string(getattr(token, attribute)).lower()


def speed(nlp: Language, docs: list[Doc]) -> dict[str, float]:
    """Return tokens a second of processor time, of the whole pipeline and of names alone, the best of three runs."""
    texts = [doc.text for doc in docs]
    tokens = sum(len(doc) for doc in docs)

    def best(run: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            started = time.process_time()
            run()
            times.append(time.process_time() - started)
        return round(tokens / min(times))

    made = [nlp.make_doc(text) for text in texts]
    finder = nlp.get_pipe("encoder")
    whole = best(lambda: list(nlp.pipe(texts)))
    finder.syntax = False
    names = best(lambda: [finder(doc) for doc in made])
    finder.syntax = True
    return {"pipeline_tokens_per_second": whole, "names_tokens_per_second": names}


def score_all(model: Path, data: Path, work: Path) -> None:
    """Score the pipeline on every test set and the development sets, measure it, print and write the scores."""
    started = time.perf_counter()
    nlp = spacy.load(model)
    loading = time.perf_counter() - started
    report: dict[str, object] = {
        "names": name_scores(nlp, data / "ner", sets.TEST),
        "names_development": name_scores(nlp, data / "ner", sets.DEV),
        "syntax": {name: syntax_scores(nlp, examples(nlp, [data / "ud" / name])) for name in TEST},
        "speed": speed(nlp, gold_documents(data / "ner", "wikigold")),
        "load_seconds": round(loading, 2),
        **size_and_digest(model),
    }
    options = work / OPTIONS
    if options.exists():
        report["training"] = json.loads(options.read_text())
    write_scores(model, report)
    print(json.dumps(report, indent=2))
