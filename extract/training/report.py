"""All scores and the speed of a pipeline, written beside it as `scores.json`."""

from __future__ import annotations

import json
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.components.encoder_ner
import extract.components.sentences  # noqa: F401  (registers the factory)
from extract.training import sets
from extract.training.package import size_and_digest, write_scores
from extract.training.parser import TEST, evaluate
from extract.training.score import gold_documents, score
from extract.training.ud import examples


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


def speed(nlp: Language, docs: list[Doc]) -> dict[str, float]:
    """Return tokens a second of processor time, of the whole pipeline and of names alone, the best of three runs."""
    texts = [doc.text for doc in docs]
    tokens = sum(len(doc) for doc in docs)

    def best(run: object) -> float:
        times = []
        for _ in range(3):
            started = time.process_time()
            run()  # type: ignore[operator]
            times.append(time.process_time() - started)
        return round(tokens / min(times))

    made = [nlp.make_doc(text) for text in texts]
    finder = nlp.get_pipe("ner")
    return {
        "pipeline_tokens_per_second": best(lambda: list(nlp.pipe(texts))),
        "names_tokens_per_second": best(lambda: [finder(doc) for doc in made]),
    }


def score_all(model: Path, data: Path, work: Path) -> None:
    """Score the pipeline on every test set and the development sets, measure it, print and write the scores."""
    started = time.perf_counter()
    nlp = spacy.load(model)
    loading = time.perf_counter() - started
    report: dict[str, object] = {
        "names": name_scores(nlp, data / "ner", sets.TEST),
        "names_development": name_scores(nlp, data / "ner", sets.DEV),
        "syntax": {name: evaluate(nlp, examples(nlp, [data / "ud" / name])) for name in TEST},
        "speed": speed(nlp, gold_documents(data / "ner", "wikigold")),
        "load_seconds": round(loading, 2),
        **size_and_digest(model),
    }
    options = work / "ner" / "options.json"
    if options.exists():
        report["training"] = json.loads(options.read_text())
    write_scores(model, report)
    print(json.dumps(report, indent=2))
