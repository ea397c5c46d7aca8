"""From a checkpoint (PyTorch) to what the pipeline's component takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.training.encoder import packaged_weights
from extract.training.graph import build

State = dict[str, NDArray[Any]]
"""Weights by name."""
SECOND = 0.6
"""The share of the second round in the mean of two."""
_NOT_IN_THE_GRAPH = "label_out."
"""The last layer of the labels' head, which the component applies to the arcs it has chosen."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The network as ONNX, and the last layer of the labels' head: labels x width, and a bias for each label."""

    model: bytes
    label_weight: NDArray[np.float32]
    label_bias: NDArray[np.float32]


def export(checkpoint: Path, beside: Path | None = None, *, int8: bool = True) -> Exported:
    """Return the network of a checkpoint, with weights of 8 bits or of 32; with `beside`, mixed with an earlier one."""
    state = weights(checkpoint) if beside is None else mixed(weights(beside), weights(checkpoint))
    graph = build({name: value for name, value in state.items() if not name.startswith(_NOT_IN_THE_GRAPH)}, int8=int8)
    return Exported(graph.SerializeToString(), state["label_out.weight"], state["label_out.bias"])


def weights(checkpoint: Path) -> State:
    """Return the averaged weights of a checkpoint by name."""
    return {name: value.numpy() for name, value in packaged_weights(checkpoint).items()}


def mixed(first: State, second: State) -> State:
    """Return the weights between those of two rounds, of which the second began with the first."""
    return {
        name: (value * (1 - SECOND) + second[name] * SECOND).astype(value.dtype)
        if np.issubdtype(value.dtype, np.floating)
        else value
        for name, value in first.items()
    }
