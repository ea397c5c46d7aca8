"""The graph built by hand: it answers what the network's own formulas answer, in any batch, in 8 bits nearly so."""

from __future__ import annotations

from collections.abc import Mapping
from math import erf
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto

from extract.training.export import SECOND, mixed
from extract.training.graph import LABEL_HEADS, WORD_HEADS, build, rounded_rows

Floats = NDArray[np.float32]
State = dict[str, Floats]

HIDDEN, WIDE, HEADS, CASE, ARC, TAGGER = 64, 128, 4, 8, 32, 48
SIZES = {"names": 9, "tags": 40, "morphs": 20, "lemmas": 50, "starts": 2}


def random_state(layers: int = 2, wide: int = WIDE) -> State:
    """Return the weights of a small network, large enough that every part of it tells in the answer."""
    rng = np.random.default_rng(7)
    state: State = {}

    def table(name: str, *shape: int) -> None:
        state[f"{name}.weight"] = rng.normal(0, 0.15, shape).astype(np.float32)

    def dense(name: str, outputs: int, inputs: int) -> None:
        table(name, outputs, inputs)
        state[f"{name}.bias"] = rng.normal(0, 0.15, outputs).astype(np.float32)

    def norm(name: str) -> None:
        state[f"{name}.weight"] = rng.normal(1, 0.1, HIDDEN).astype(np.float32)
        state[f"{name}.bias"] = rng.normal(0, 0.1, HIDDEN).astype(np.float32)

    for name, rows in (("word", 90), ("position", 40), ("token_type", 2)):
        table(f"enc.embeddings.{name}_embeddings", rows, HIDDEN)
    norm("enc.embeddings.LayerNorm")
    table("case_in", 8, HIDDEN)
    table("case_out", 8, CASE)
    for layer in range(layers):
        at = f"enc.encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            dense(f"{at}.attention.self.{part}", HIDDEN, HIDDEN)
        dense(f"{at}.attention.output.dense", HIDDEN, HIDDEN)
        dense(f"{at}.intermediate.dense", wide, HIDDEN)
        dense(f"{at}.output.dense", HIDDEN, wide)
        norm(f"{at}.attention.output.LayerNorm")
        norm(f"{at}.output.LayerNorm")
    dense("mid", HIDDEN, HIDDEN + CASE)
    dense("out", SIZES["names"], HIDDEN)
    dense("tag_mid", TAGGER, HIDDEN + CASE)
    for output, name in WORD_HEADS.items():
        dense(name, SIZES[output], TAGGER)
    for name in ("arc_dep", "arc_head", *LABEL_HEADS):
        dense(name, ARC, HIDDEN)
    table("arc_mix", ARC, ARC)
    dense("arc_bias", 1, HIDDEN)
    dense("label_out", 30, ARC)  # the pipeline's component multiplies by this one itself
    return state


def gelu(value: Floats) -> Floats:
    """Return x times the normal distribution's function of x."""
    return np.asarray(value * 0.5 * (1 + np.vectorize(erf)(value / 2**0.5)), np.float32)


def reference(state: State, pieces: NDArray[np.int64], shapes: NDArray[np.int64]) -> dict[str, Floats]:
    """Return what the network answers for one window, by its formulas."""

    def dense(value: Floats, name: str) -> Floats:
        return np.asarray(value @ state[f"{name}.weight"].T + state[f"{name}.bias"])

    def norm(value: Floats, name: str) -> Floats:
        middle = value - value.mean(-1, keepdims=True)
        scaled = middle / np.sqrt((middle**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * state[f"{name}.weight"] + state[f"{name}.bias"])

    def split(value: Floats) -> Floats:
        return value.reshape(len(value), HEADS, -1).transpose(1, 0, 2)

    at = "enc.embeddings"
    read = state[f"{at}.word_embeddings.weight"][pieces] + state["case_in.weight"][shapes]
    read = read + state[f"{at}.position_embeddings.weight"][: len(pieces)]
    read = norm(read + state[f"{at}.token_type_embeddings.weight"][0], f"{at}.LayerNorm")
    for layer in range(sum(name.endswith("intermediate.dense.weight") for name in state)):
        at = f"enc.encoder.layer.{layer}"
        query, key, value = (split(dense(read, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
        scores = np.exp(query @ key.transpose(0, 2, 1) / (HIDDEN / HEADS) ** 0.5)
        mixed = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(pieces), HIDDEN)
        read = norm(read + dense(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
        wide = gelu(dense(read, f"{at}.intermediate.dense"))
        read = norm(read + dense(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    joint = np.concatenate([read, state["case_out.weight"][shapes]], -1)
    middle = gelu(dense(joint, "tag_mid"))
    answers = {output: dense(middle, name) for output, name in WORD_HEADS.items()}
    answers |= {name: dense(read, name) for name in LABEL_HEADS}
    answers["names"] = dense(gelu(dense(joint, "mid")), "out")
    dependent = gelu(dense(read, "arc_dep")) @ state["arc_mix.weight"].T
    answers["arcs"] = dependent @ gelu(dense(read, "arc_head")).T / ARC**0.5 + dense(read, "arc_bias").T
    return answers


def run(model: ModelProto, pieces: NDArray[np.int64], shapes: NDArray[np.int64]) -> dict[str, Any]:
    """Return what a graph answers for windows of the same length, by the outputs' names."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"pieces": pieces, "shapes": shapes}), strict=True))


def window(length: int, seed: int = 0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return random pieces, none of them 0, and shapes."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, 90, length), rng.integers(0, 8, length)


def names_only(state: Mapping[str, Floats]) -> State:
    """Return the weights without those of any head but names."""
    kept = ("enc.", "case_", "mid.", "out.")
    return {name: value for name, value in state.items() if name.startswith(kept)}


@pytest.mark.parametrize(("layers", "wide"), [(2, WIDE), (1, 80)])
def test_every_head_answers_what_its_formula_gives(layers: int, wide: int) -> None:
    """In float32 all outputs equal the formulas', whatever the number of layers and the width of the inner ones."""
    state = random_state(layers, wide)
    pieces, shapes = window(17)
    wanted = reference(state, pieces, shapes)
    found = run(build(state, heads=HEADS, int8=False, gelu="erf"), pieces[None], shapes[None])
    assert set(found) == set(wanted)
    for name, value in wanted.items():
        np.testing.assert_allclose(found[name][0], value, atol=2e-5, err_msg=name)


def test_eight_bits_lose_little() -> None:
    """In 8 bits with the quick activation, the answers still follow the formulas' closely."""
    state = random_state()
    pieces, shapes = window(30)
    wanted = reference(state, pieces, shapes)
    found = run(build(state, heads=HEADS), pieces[None], shapes[None])
    for name, value in wanted.items():
        assert np.corrcoef(found[name][0].ravel(), value.ravel())[0, 1] > 0.995, name


def test_filling_changes_no_answer() -> None:
    """A window read beside a longer one, filled up with piece 0, is answered as when it is read alone."""
    state = random_state()
    model = build(state, heads=HEADS, int8=False)
    short, long = window(9, 1), window(23, 2)
    pieces, shapes = (np.stack([np.pad(a, (0, len(b) - len(a))), b]) for a, b in zip(short, long, strict=True))
    together = run(model, pieces, shapes)
    for row, (pieces, shapes) in enumerate((short, long)):
        for name, value in run(model, pieces[None], shapes[None]).items():
            part = together[name][row, : len(pieces)]
            np.testing.assert_allclose(part[:, : value.shape[2]], value[0], atol=1e-5, err_msg=name)


def test_piece_zero_inside_a_window_is_read() -> None:
    """Piece 0 counts as filling at a window's end alone, since a text may spell it out."""
    state = random_state()
    pieces, shapes = window(12)
    pieces[5] = 0
    found = run(build(state, heads=HEADS, int8=False, gelu="erf"), pieces[None], shapes[None])
    np.testing.assert_allclose(found["names"][0], reference(state, pieces, shapes)["names"], atol=2e-5)


def test_a_network_of_names_alone_has_one_output() -> None:
    """Heads whose weights are not there have no output, and the one that is there answers the same."""
    state = random_state()
    pieces, shapes = window(11)
    found = run(build(names_only(state), heads=HEADS, int8=False, gelu="erf"), pieces[None], shapes[None])
    assert list(found) == ["names"]
    np.testing.assert_allclose(found["names"][0], reference(state, pieces, shapes)["names"], atol=2e-5)


def test_weights_are_stored_in_eight_bits() -> None:
    """The graph is little more than a quarter of the float32 one."""
    state = random_state()
    assert build(state, heads=HEADS).ByteSize() < 0.4 * build(state, heads=HEADS, int8=False).ByteSize()


def test_rows_keep_their_own_scale() -> None:
    """A row's rounding error is at most half of its own step, and a row of zeros stays zeros."""
    matrix = np.array([[1.0, -0.3, 0.01], [100.0, 7.0, -3.0], [0.0, 0.0, 0.0]], np.float32)
    small, scales = rounded_rows(matrix)
    assert np.all(np.abs(small * scales[:, None] - matrix) <= scales[:, None] * 0.5001)
    assert not small[2].any()


def test_two_rounds_are_mixed() -> None:
    """Each weight lies between those of the two rounds, of the same type; what is no weight is the first one's."""
    first: dict[str, NDArray[Any]] = {"weight": np.zeros(3, np.float32), "places": np.arange(2)}
    second: dict[str, NDArray[Any]] = {"weight": np.ones(3, np.float32), "places": np.arange(2)}
    found = mixed(first, second)
    assert found["weight"].dtype == np.float32
    assert np.allclose(found["weight"], SECOND)
    assert np.array_equal(found["places"], first["places"])
