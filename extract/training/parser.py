"""Train the small CNN that tags, lemmatises and parses (Universal Dependencies labels).

One shared `tok2vec` feeds a tagger (XPOS), a morphologizer (UPOS and features), a parser and an edit-tree
lemmatizer. Every epoch is a checkpoint; a stopped run goes on from the last one.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed
from thinc.api import Adam
from thinc.schedules import warmup_linear

from extract.training.ud import examples

TRAIN = ("en_ewt-ud-train.conllu.gz", "en_gum-ud-train.open.conllu.gz")
DEV = ("en_ewt-ud-dev.conllu.gz", "en_gum-ud-dev.open.conllu.gz")
TEST = ("en_ewt-ud-test.conllu.gz", "en_gum-ud-test.open.conllu.gz")
PIPES = ("tagger", "morphologizer", "parser", "trainable_lemmatizer")
SCORES = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")


@dataclass(frozen=True, slots=True)
class ParserOptions:
    """What a parser run takes; `words` is the size of a batch in words."""

    epochs: int = 10
    words: int = 1500
    rate: float = 0.0015
    width: int = 96
    depth: int = 4
    seed: int = 0


def new_pipeline(options: ParserOptions) -> Language:
    """Return the untrained pipeline."""
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": options.width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
                    "rows": [8000, 1000, 4000, 2500, 50, 50],
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": options.width,
                    "depth": options.depth,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": options.width, "upstream": "*"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None, "normalize": False}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe(
        "parser",
        config={
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
                "tok2vec": listener,
            },
        },
    )
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 3, "backoff": "orth", "top_k": 1, "model": tagger})
    return nlp


def evaluate(nlp: Language, data: list[Example]) -> dict[str, float]:
    """Return the scores of a pipeline in percent on examples, which are left as they are."""
    fresh = [Example(nlp.make_doc(item.reference.text), item.reference) for item in data]
    found = nlp.evaluate(fresh, batch_size=64)
    return {name: round(100 * found[name], 2) for name in SCORES if found.get(name) is not None}


def train(folder: Path, work: Path, options: ParserOptions) -> Path:
    """Train on the treebanks in `folder`, keep checkpoints in `work`, and return the folder of the last one."""
    fix_random_seed(options.seed)
    state_file, model_dir = work / "state.json", work / "last"
    state = json.loads(state_file.read_text()) if state_file.exists() else {"epoch": 0, "step": 0}
    nlp = spacy.load(model_dir) if state["epoch"] else new_pipeline(options)
    data = examples(nlp, [folder / name for name in TRAIN], options.seed)
    dev = examples(nlp, [folder / name for name in DEV], options.seed)
    steps = options.epochs * sum(len(item.predicted) for item in data) // options.words
    optimizer = Adam(
        learn_rate=warmup_linear(options.rate, 200, steps),
        L2=0.01,
        grad_clip=1.0,
        L2_is_weight_decay=True,
        use_averages=True,
    )
    if not state["epoch"]:
        nlp.initialize(lambda: data, sgd=optimizer)
    for _ in range(state["step"]):
        optimizer.step_schedules()
    started = time.time()
    for epoch in range(state["epoch"], options.epochs):
        losses: dict[str, float] = {}
        data = examples(nlp, [folder / name for name in TRAIN], options.seed + epoch)  # other runs every epoch
        random.Random(options.seed + epoch).shuffle(data)
        for batch in minibatch_by_words(data, size=options.words, tolerance=0.2):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
            optimizer.step_schedules()
            state["step"] += 1
        state["epoch"] = epoch + 1
        with nlp.use_params(optimizer.averages):
            scores = evaluate(nlp, dev)
            nlp.to_disk(work / "averaged")
        nlp.to_disk(model_dir)
        state_file.write_text(json.dumps(state))
        print(
            f"epoch {epoch + 1} step {state['step']}/{steps} {time.time() - started:.0f}s {scores} "
            f"{ {k: round(v) for k, v in losses.items()} }",
            flush=True,
        )
    return work / "averaged"
