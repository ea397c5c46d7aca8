"""Put the pipeline together: the sentence rules, and the encoder with what its answers mean."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from tokenizers import Tokenizer

from extract.components.encoder import FACTORY as ENCODER
from extract.components.encoder import Encoder
from extract.components.sentences import FACTORY as SENTENCES
from extract.training.encoder import INVENTORIES, LEMMAS
from extract.training.export import Exported
from extract.training.network import encoder_folder

VERSION = "0.3.0"


def assemble(exported: Exported, work: Path) -> Language:
    """Return the whole pipeline from an exported network and the inventories that stand beside its checkpoint."""
    nlp = spacy.blank("en")
    nlp.add_pipe(SENTENCES, name="sentences")
    encoder = nlp.add_pipe(ENCODER, name="encoder")
    if not isinstance(encoder, Encoder):
        raise TypeError(f"{ENCODER} made a {type(encoder).__name__}")
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    known = json.loads((work / INVENTORIES).read_text(encoding="utf-8"))
    lemmas = json.loads((work / LEMMAS).read_text(encoding="utf-8"))
    labels = {"weight": exported.label_weight, "bias": exported.label_bias}
    encoder.load(exported.model, tokenizer, known, labels, lemmas)
    nlp.meta.update(
        name="threadline",
        version=VERSION,
        license="MIT (code); see README.md for data and weights",
        description="Names, tags, lemmas, sentences and syntax (UD) for English news, contracts and notices.",
    )
    return nlp


def write(nlp: Language, target: Path) -> None:
    """Write the pipeline into `target`, keeping the card and the scores that stand there."""
    kept = {name: (target / name).read_bytes() for name in ("README.md", "scores.json") if (target / name).exists()}
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
    for name, data in kept.items():
        (target / name).write_bytes(data)


def size_and_digest(folder: Path) -> dict[str, str | float]:
    """Return the pipeline's size in megabytes, and the SHA-256 over its files without card and scores."""
    whole, size = hashlib.sha256(), 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            size += path.stat().st_size
            if path.name not in {"README.md", "scores.json"}:
                whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return {"megabytes": round(size / 1e6, 1), "sha256": whole.hexdigest()}


def write_scores(target: Path, scores: dict[str, object]) -> None:
    """Write `scores.json` beside the model, keys sorted so that two runs can be compared."""
    (target / "scores.json").write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")
