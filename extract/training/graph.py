"""The trained network as an ONNX graph built by hand, for the quickest run on one processor core.

The plain export runs at two thirds of this graph's speed. What makes the difference, measured on a processor with
AVX512-VNNI: activations are quantised once for all matrices that read them; residuals are added with Sum, because
ONNX Runtime turns Add and LayerNormalization into a fused kernel that is five times slower than the two; attention is
one operator on three-dimensional inputs; the feed-forward layers take x * sigmoid(x) with the constant of GELU's
sigmoid form (Hendrycks and Gimpel, arXiv 1606.08415, section 2) folded into the weights on both sides.

Several windows can be read at once, the shorter ones filled up with piece 0 at their ends (ONNX Runtime 1.25 or later);
what is answered for the filling means nothing. Weights are 8 bits wide with one scale for each output, word embeddings
with one for each word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

Array = NDArray[Any]
State = Mapping[str, Array]
Gelu = Literal["sigmoid", "erf"]

OPSET, IR_VERSION = 24, 10
MICROSOFT = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
INPUTS = ("pieces", "shapes")
SIGMOID_GELU = 1.702
NARROW = 32
"""Matrices with fewer outputs stay float32: rounding their input would cost more than they do."""
WORD_HEADS = {"tags": "tag_out", "morphs": "morph_out", "lemmas": "lemma_out", "starts": "start_out"}
LABEL_HEADS = ("label_dep", "label_head")


@dataclass(slots=True)
class Value:
    """A float32 tensor of the graph, with its copy in 8 bits once that is asked for: values, scale, zero point."""

    name: str
    rounded: tuple[str, str, str] | None = None


@dataclass(slots=True)
class Builder:
    """Nodes and constants of a graph under construction; `state` has the weights by PyTorch's names."""

    state: State
    int8: bool
    nodes: list[NodeProto] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def op(self, kind: str, *inputs: str, domain: str = "", output: str = "", **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        name = output or f"{kind}_{next(self._numbers)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, value: Array) -> str:
        """Add a constant and return its name."""
        name = f"constant_{len(self.constants)}"
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def weights(self, name: str) -> tuple[Array, Array]:
        """Return a layer's matrix, outputs x inputs, and its bias, zeros where it has none."""
        matrix = self.state[f"{name}.weight"].astype(np.float32)
        return matrix, self.state.get(f"{name}.bias", np.zeros(len(matrix))).astype(np.float32)

    def rounded(self, value: Value) -> tuple[str, str, str]:
        """Return a tensor in unsigned 8 bits with its scale and zero point; it is rounded once, for all who ask."""
        if value.rounded is None:
            names = (f"{value.name}_8", f"{value.name}_scale", f"{value.name}_zero")
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [value.name], names, name=names[0]))
            value.rounded = names
        return value.rounded

    def product(self, value: Value, matrix: Array, bias: Array | None, output: str = "") -> str:
        """Return value @ matrix.T + bias."""
        if not self.int8 or len(matrix) < NARROW:
            wide = self.op("MatMul", value.name, self.constant(matrix.T), output="" if bias is not None else output)
            return wide if bias is None else self.op("Add", wide, self.constant(bias), output=output)
        small, scales = rounded_rows(matrix)
        values, scale, zero = self.rounded(value)
        inputs = [values, self.constant(small.T), scale, self.constant(scales), zero]
        inputs += [] if bias is None else ["", self.constant(bias)]
        return self.op("MatMulIntegerToFloat", *inputs, domain=MICROSOFT, output=output)

    def dense(self, value: Value, name: str, output: str = "") -> str:
        """Return a layer's answer."""
        return self.product(value, *self.weights(name), output=output)

    def normal(self, name: str, *terms: str, epsilon: float) -> Value:
        """Return the layer norm of the sum of one or two tensors."""
        whole = terms[0] if len(terms) == 1 else self.op("Sum", *terms)
        scale, shift = (self.constant(part) for part in self.weights(name))
        return Value(self.op("LayerNormalization", whole, scale, shift, axis=-1, epsilon=epsilon))


def rounded_rows(matrix: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a matrix in signed 8 bits, -127 to 127, and the scale of each row."""
    scales = np.abs(matrix).max(1) / 127
    scales[scales == 0] = 1
    return np.round(matrix / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def build(
    state: State, *, heads: int = 12, epsilon: float = 1e-12, int8: bool = True, gelu: Gelu = "sigmoid"
) -> ModelProto:
    """Return the graph of a network whose weights `state` holds by their names in PyTorch.

    Inputs are `pieces` and `shapes`, int64, windows x length. Outputs, for which the state has a head: names, tags,
    morphs, lemmas, starts, label_dep, label_head (windows x length x size) and arcs (windows x length x length; row
    dependent, column head). The number of layers and all widths are read from the weights; `heads` is the number of
    attention heads. With int8 false and gelu "erf" it is the network itself, in float32.
    """
    made = Builder(state, int8)
    value = _embedding(made, epsilon)
    lengths = _lengths(made)
    for layer in range(_layers(state)):
        value = _layer(made, value, lengths, f"enc.encoder.layer.{layer}", heads, epsilon, gelu)
    outputs = _name_head(made, value) + _word_heads(made, value) + _arc_heads(made, value)
    graph = helper.make_graph(
        made.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["windows", "length"]) for name in INPUTS],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["windows", "length", None]) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in made.constants.items()],
    )
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION)


def _layers(state: State) -> int:
    return sum(name.startswith("enc.encoder.layer.") and name.endswith(".intermediate.dense.weight") for name in state)


def _embedding(made: Builder, epsilon: float) -> Value:
    """Return the sum of word, case, place and type (all of the first type), normalised."""
    tables, name = made.state, "enc.embeddings"
    words = _words(made, tables[f"{name}.word_embeddings.weight"])
    places = tables[f"{name}.position_embeddings.weight"] + tables[f"{name}.token_type_embeddings.weight"][0]
    length = made.op("Shape", "pieces", start=1, end=2)
    place = made.op("Slice", made.constant(places), made.constant(np.zeros(1, np.int64)), length)
    case = made.op("Gather", made.constant(tables["case_in.weight"]), "shapes")
    return made.normal(f"{name}.LayerNorm", made.op("Add", made.op("Add", words, case), place), epsilon=epsilon)


def _words(made: Builder, table: Array) -> str:
    if not made.int8:
        return made.op("Gather", made.constant(table), "pieces")
    small, scales = rounded_rows(table)
    found = made.op("Cast", made.op("Gather", made.constant(small), "pieces"), to=TensorProto.FLOAT)
    return made.op("Mul", found, made.op("Gather", made.constant(scales[:, None]), "pieces"))


def _lengths(made: Builder) -> str:
    """Return how many pieces each window has before its filling: the place of the last piece that is not 0."""
    longest = len(made.state["enc.embeddings.position_embeddings.weight"])
    zero, axis = made.constant(np.zeros(1, np.int64)), made.constant(np.array([1]))
    length = made.op("Shape", "pieces", start=1, end=2)
    places = made.op("Slice", made.constant(np.arange(1, longest + 1)), zero, length)
    used = made.op("Cast", made.op("Cast", "pieces", to=TensorProto.BOOL), to=TensorProto.INT64)
    return made.op("ReduceMax", made.op("Mul", used, places), axis, keepdims=0)


def _layer(made: Builder, value: Value, lengths: str, name: str, heads: int, epsilon: float, gelu: Gelu) -> Value:
    parts = [made.dense(value, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    read = made.op("Attention", *parts, "", "", "", lengths, q_num_heads=heads, kv_num_heads=heads)
    added = made.dense(Value(read), f"{name}.attention.output.dense")
    middle = made.normal(f"{name}.attention.output.LayerNorm", added, value.name, epsilon=epsilon)
    first, shift = made.weights(f"{name}.intermediate.dense")
    last, end_shift = made.weights(f"{name}.output.dense")
    if gelu == "sigmoid":
        first, shift, last = first * SIGMOID_GELU, shift * SIGMOID_GELU, last / SIGMOID_GELU
        wide = made.op("QuickGelu", made.product(middle, first, shift), domain=MICROSOFT, alpha=1.0)
    else:
        wide = made.op("Gelu", made.product(middle, first, shift))
    added = made.product(Value(wide), last, end_shift)
    return made.normal(f"{name}.output.LayerNorm", added, middle.name, epsilon=epsilon)


def _cased(made: Builder, value: Value, name: str) -> Value:
    """Return the GELU of a layer that reads the encoder's answer with the case embedding at its end.

    Case has few values, so its part of the product, the bias with it, is looked up.
    """
    matrix, bias = made.weights(name)
    case = made.state["case_out.weight"].astype(np.float32)
    width = matrix.shape[1] - case.shape[1]
    table = made.constant(case @ matrix[:, width:].T + bias)
    whole = made.op("Sum", made.product(value, matrix[:, :width], None), made.op("Gather", table, "shapes"))
    return Value(made.op("Gelu", whole))


def _name_head(made: Builder, value: Value) -> list[str]:
    return [made.dense(_cased(made, value, "mid"), "out", "names")] if "out.weight" in made.state else []


def _word_heads(made: Builder, value: Value) -> list[str]:
    found = {output: name for output, name in WORD_HEADS.items() if f"{name}.weight" in made.state}
    if not found:
        return []
    middle = _cased(made, value, "tag_mid")
    return [made.dense(middle, name, output) for output, name in found.items()]


def _arc_heads(made: Builder, value: Value) -> list[str]:
    outputs = [made.dense(value, name, name) for name in LABEL_HEADS if f"{name}.weight" in made.state]
    if "arc_mix.weight" not in made.state:
        return outputs
    mix = made.state["arc_mix.weight"].astype(np.float32)
    dependent = made.op("Gelu", made.dense(value, "arc_dep"))
    dependent = made.op("MatMul", dependent, made.constant(mix.T / np.float32(len(mix) ** 0.5)))
    head = made.op("Transpose", made.op("Gelu", made.dense(value, "arc_head")), perm=[0, 2, 1])
    bias = made.op("Transpose", made.dense(value, "arc_bias"), perm=[0, 2, 1])
    return [*outputs, made.op("Add", made.op("MatMul", dependent, head), bias, output="arcs")]
