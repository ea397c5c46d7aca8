"""Fine-tune MiniLM for names and for syntax at once (PyTorch, for training only).

One encoder is shared by all heads. A step reads a batch of names or a batch of a treebank; a pass reads all names once
(of GMB a part) and the treebanks `treebank_passes` times, in random order. Rates fall in a straight line with the share
of the plan that is done.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from tokenizers import Tokenizer

from extract.components.wordpieces import Wordpieces
from extract.training import syntax
from extract.training.batches import IGNORED, Item, batches, tensors
from extract.training.data import Passage, Sources, passages
from extract.training.network import build_net, encoder_folder
from extract.training.scheme import HIDDEN, LABELS
from extract.training.ud import examples

if TYPE_CHECKING:
    import torch

TAGS = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BI"))
_TAG_ID = {tag: number for number, tag in enumerate(TAGS)}
WEIGHTS = {"names": 1.0, "tags": 0.5, "morphs": 0.3, "lemmas": 0.3, "starts": 0.3, "arcs": 0.7, "labels": 0.5}
"""How much each head's loss counts."""
CHECKPOINT, INVENTORIES, LEMMAS, OPTIONS = "checkpoint.pt", "inventories.json", "lemmas.json", "options.json"


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """What a run takes; `pieces` is the size of a padded batch in word pieces, `seconds_between` of checkpoints.

    Of a broken number of passes the last is cut short. `average` is the decay of the running average of the weights,
    which is what is packaged. `start` is a checkpoint whose average a second, gentler round begins with; "" is MiniLM.

    """

    passes: float = 4.0
    treebank_passes: int = 2
    pieces: int = 2000
    window: int = 192
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.02
    average: float = 0.998
    start: str = ""
    seed: int = 0
    threads: int = 2
    seconds_between: int = 180


def name_items(found: Iterator[Passage], reader: Wordpieces, window: int) -> Iterator[Item]:
    """Yield passages as the network reads them, with the tag that it should answer."""
    for passage in found:
        for part in reader.windows(passage.words, window, 0):
            wanted = [IGNORED] * len(part.pieces)
            for token, place in zip(part.tokens, part.first, strict=True):
                tag = passage.tags[token]
                wanted[place] = IGNORED if tag == HIDDEN else _TAG_ID.get(tag, 0)
            yield Item(part.pieces, part.shapes, {"names": wanted})


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run reads; the batches of a pass depend on the data and the options alone."""

    sources: Sources
    treebanks: Path
    known: Mapping[str, list[str]]
    options: EncoderOptions

    def batches(self, number: int) -> list[list[Item]]:
        """Return the batches of one pass, counted from 0, in order."""
        reader = Wordpieces(Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")))
        options, nlp = self.options, spacy.blank("en")
        rng = random.Random(options.seed + number)
        names = name_items(passages(self.sources, options.seed + number), reader, options.window)
        made = batches(list(names), options.pieces, rng)
        for seed in range(number * options.treebank_passes, (number + 1) * options.treebank_passes):
            found = syntax.items(nlp, self.treebanks, reader, self.known, options.seed + seed, options.window)
            made += batches([item for item in found if item.pieces], options.pieces, rng)
        rng.shuffle(made)
        return made


class Run:
    """The network, its optimizer and how far they are: what a checkpoint keeps."""

    def __init__(self, options: EncoderOptions, known: Mapping[str, list[str]], checkpoint: Path) -> None:
        import torch

        self.device = device()
        sizes = {"names": len(TAGS), **{name: len(answers) for name, answers in known.items()}}
        self.net = build_net(sizes).to(self.device)
        self.options, self.checkpoint = options, checkpoint
        self.number = self.step = self.taken = 0
        named = [(name, weight) for name, weight in self.net.named_parameters() if weight.requires_grad]
        body = [weight for name, weight in named if name.startswith("enc.")]
        head = [weight for name, weight in named if not name.startswith("enc.")]
        self.names, self.weights = [name for name, _ in named], [weight for _, weight in named]
        groups = [{"params": body, "lr": options.encoder_rate}, {"params": head, "lr": options.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        if options.start:
            self.net.load_state_dict(packaged_weights(Path(options.start)))
        self.averages = [weight.detach().clone() for weight in self.weights]
        if checkpoint.exists():
            state = torch.load(checkpoint, map_location=self.device)
            self.net.load_state_dict(state["net"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.number, self.step, self.taken = state["number"], state["step"], state["taken"]
            self.averages = [state["averages"][name] for name in self.names]
        self.net.train()

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        import torch

        fresh = self.checkpoint.with_suffix(".new")
        state = {
            "net": self.net.state_dict(),
            "averages": dict(zip(self.names, self.averages, strict=True)),
            "optimizer": self.optimizer.state_dict(),
            "number": self.number,
            "step": self.step,
            "taken": self.taken,
        }
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)

    def learn(self, batch: list[Item], done: float) -> dict[str, float]:
        """Take one step, `done` being the share of the whole run that lies behind, and return the loss of each head."""
        import torch

        factor = min((done + 1e-3) / self.options.warm_up, max(0.01, 1 - done))
        for group, rate in zip(
            self.optimizer.param_groups, (self.options.encoder_rate, self.options.head_rate), strict=True
        ):
            group["lr"] = rate * factor
        losses = self.losses(batch)
        sum(WEIGHTS[name] * loss for name, loss in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        with torch.no_grad():
            torch._foreach_lerp_(self.averages, self.weights, 1 - min(self.options.average, 1 - 1 / (2 + self.taken)))
        self.taken += 1
        return {name: float(loss.item()) for name, loss in losses.items()}

    def losses(self, batch: list[Item]) -> dict[str, Any]:
        """Return the loss of each head that the batch has answers for."""
        import torch

        ids, shapes, mask, wanted = tensors(batch, self.device)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            read, joint = self.net.read(ids, shapes, mask)
            if "names" in wanted:
                return {"names": mean_loss(self.net.names(joint), wanted["names"])}
            scores = self.net.words(joint)
            scores["arcs"] = self.net.arcs(read).float().masked_fill(~may_be_head(wanted).unsqueeze(1), -1e4)
            scores["labels"] = self.net.labels(read, wanted["heads"].clamp(min=0))
        return {name: mean_loss(given, wanted["heads" if name == "arcs" else name]) for name, given in scores.items()}


def device() -> str:
    """Return where the network is trained: on a GPU where PyTorch finds one, else on the processor."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def packaged_weights(checkpoint: Path) -> dict[str, Any]:
    """Return the averaged weights of a checkpoint, by name."""
    import torch

    state: dict[str, Any] = torch.load(checkpoint, map_location="cpu")
    return {**state["net"], **state["averages"]}


def may_be_head(wanted: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """Return which pieces a token may hang on: the first piece of each token, and [CLS] for the root."""
    found = wanted["tags"] != IGNORED
    found[:, 0] = True
    rows, columns = (wanted["heads"] > 0).nonzero(as_tuple=True)
    found[rows, wanted["heads"][rows, columns]] = True
    return found


def mean_loss(scores: Any, wanted: Any) -> Any:
    """Return the mean loss over the pieces that have an answer; 0 where a batch has none."""
    import torch

    loss = torch.nn.functional.cross_entropy(
        scores.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return loss / max(1, int((wanted != IGNORED).sum()))


def train(sources: Sources, treebanks: Path, work: Path, options: EncoderOptions) -> Path:
    """Fine-tune, going on from the last checkpoint in `work`; return the file of the weights."""
    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    found = examples(spacy.blank("en"), [treebanks / name for name in syntax.TRAIN], options.seed)
    known = syntax.inventories(found)
    (work / INVENTORIES).write_text(json.dumps({"names": TAGS, **known}, indent=1), encoding="utf-8")
    seen = syntax.seen_lemmas(treebanks / name for name in syntax.TRAIN)
    (work / LEMMAS).write_text(json.dumps(seen), encoding="utf-8")
    plan, run = Plan(sources, treebanks, known, options), Run(options, known, work / CHECKPOINT)
    while run.number < options.passes:
        _one_pass(plan, run)
    run.save()
    settings = {**asdict(options), "start": Path(options.start).name, "data": sources.digest()}
    (work / OPTIONS).write_text(json.dumps(settings), encoding="utf-8")
    return run.checkpoint


def _one_pass(plan: Plan, run: Run) -> None:
    options, running = run.options, dict.fromkeys(WEIGHTS, 0.0)
    todo = plan.batches(run.number)
    last = math.ceil(len(todo) * min(1.0, options.passes - run.number))
    started = saved = time.time()
    while run.step < last:
        done = (run.number + run.step / len(todo)) / options.passes
        for name, loss in run.learn(todo[run.step], done).items():
            running[name] = 0.98 * running[name] + 0.02 * loss if running[name] else loss
        run.step += 1
        if run.step % 50 == 0:
            told = " ".join(f"{name} {loss:.3f}" for name, loss in running.items())
            print(f"pass {run.number} {run.step}/{last} {time.time() - started:.0f}s {told}", flush=True)
        if time.time() - saved > options.seconds_between:
            run.save()
            saved = time.time()
    run.number, run.step = run.number + 1, 0
    run.save()
