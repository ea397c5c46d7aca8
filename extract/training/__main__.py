"""`python -m extract.training train|package|score`: make the model; see README.md beside this file."""

from __future__ import annotations

import argparse
from pathlib import Path

MODEL = Path(__file__).parent.parent / "model"


def arguments() -> argparse.ArgumentParser:
    """Return the commands and their options."""
    top = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with ner/ and ud/")
    shared.add_argument(
        "--work", type=Path, default=Path("extract/training/runs"), help="checkpoints; a stopped run goes on"
    )
    shared.add_argument("--seed", type=int, default=0)
    train = commands.add_parser("train", parents=[shared], help="fine-tune the encoder for names and syntax (PyTorch)")
    train.add_argument("--documents", type=Path, default=Path("../shared/documents"), help="contracts/ and lists/")
    train.add_argument("--passes", type=float, default=4.0)
    train.add_argument("--treebank-passes", type=int, default=2, help="treebanks are read so often in a pass")
    train.add_argument("--encoder-rate", type=float, default=1.5e-4, help="highest learning rate of the encoder")
    train.add_argument("--head-rate", type=float, default=1e-3, help="highest learning rate of the heads")
    train.add_argument("--start", default="", help="checkpoint of an earlier round to begin with")
    train.add_argument("--threads", type=int, default=2)
    package = commands.add_parser("package", parents=[shared], help="export, quantise and assemble the pipeline")
    package.add_argument("--to", type=Path, default=MODEL)
    package.add_argument("--beside", type=Path, help="checkpoint of the first round, to mix with the second")
    score = commands.add_parser("score", parents=[shared], help="score the pipeline and write scores.json beside it")
    score.add_argument("--model", type=Path, default=MODEL)
    return top


def main(words: list[str] | None = None) -> None:
    """Run one command."""
    given = arguments().parse_args(words)
    {"train": _train, "package": _package, "score": _score}[given.command](given)


def _train(given: argparse.Namespace) -> None:
    from extract.training.data import load
    from extract.training.encoder import EncoderOptions, train

    given.work.mkdir(parents=True, exist_ok=True)
    taken = ("passes", "treebank_passes", "encoder_rate", "head_rate", "start", "threads", "seed")
    options = EncoderOptions(**{name: getattr(given, name) for name in taken})
    train(load(given.data / "ner", given.documents), given.data / "ud", given.work, options)


def _package(given: argparse.Namespace) -> None:
    from extract.training.encoder import CHECKPOINT
    from extract.training.export import export
    from extract.training.package import assemble, size_and_digest, write

    write(assemble(export(given.work / CHECKPOINT, given.beside), given.work), given.to)
    print(size_and_digest(given.to))


def _score(given: argparse.Namespace) -> None:
    from extract.training.report import score_all

    score_all(given.model, given.data, given.work)


if __name__ == "__main__":
    main()
