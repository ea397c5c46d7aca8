"""What the network reads at one step: items of like length, padded into tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Item:
    """Word pieces, the shapes of their words, and by head the wanted answer of each piece (IGNORED: none)."""

    pieces: list[int]
    shapes: list[int]
    answers: dict[str, list[int]]


STEP = 16
"""Lengths are rounded up to a multiple of this: few different shapes, for each new one costs preparation."""


def batches(whole: list[Item], pieces: int, rng: random.Random) -> list[list[Item]]:
    """Return batches of items of like length, of about `pieces` padded pieces each, in random order."""
    made: list[list[Item]] = []
    waiting: dict[int, list[Item]] = {}
    for item in whole:
        length = padded(len(item.pieces))
        batch = waiting.setdefault(length, [])
        batch.append(item)
        if (len(batch) + 1) * length > pieces:
            made.append(waiting.pop(length))
    made += waiting.values()
    rng.shuffle(made)
    return made


def padded(length: int) -> int:
    """Return the length that an item is padded to."""
    return -(-length // STEP) * STEP


def tensors(
    batch: list[Item], device: str = "cpu"
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, dict[str, torch.Tensor]]:
    """Return a batch's pieces, shapes, mask and wanted answers on a device, padded: items x pieces each."""
    import torch

    longest = padded(max(len(item.pieces) for item in batch))
    ids, shapes, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    wanted = {name: torch.full_like(ids, IGNORED) for name in batch[0].answers}
    for row, item in enumerate(batch):
        size = len(item.pieces)
        ids[row, :size], shapes[row, :size], mask[row, :size] = torch.tensor(item.pieces), torch.tensor(item.shapes), 1
        for name, values in item.answers.items():
            wanted[name][row, :size] = torch.tensor(values)
    there = {name: values.to(device) for name, values in wanted.items()}
    return ids.to(device), shapes.to(device), mask.to(device), there
