"""The best tree over a sentence, and lemmas made by edits."""

from __future__ import annotations

import itertools
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.components.lemmas import Lemmas, edit_of, lemma_of
from extract.components.trees import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    """Say whether every word leads to the root and one word hangs on it."""
    for word in range(1, len(heads) + 1):
        seen, node = set(), word
        while node and node not in seen:
            seen.add(node)
            node = heads[node - 1]
        if node:
            return False
    return heads.count(0) == 1


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    """Return the sum of a tree's arcs."""
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_best_tree_is_the_best_of_all(size: int, seed: int) -> None:
    """No tree with one root scores higher than the one that is found."""
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    found = tuple(best_heads(scores))
    assert is_tree(found)
    trees = [heads for heads in itertools.product(range(size + 1), repeat=size) if is_tree(heads)]
    assert total(scores, found) == pytest.approx(max(total(scores, heads) for heads in trees), abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(20, 120), st.integers(0, 2**32 - 1))
def test_long_sentences_give_trees(size: int, seed: int) -> None:
    """Many cycles in one another, and arcs that nothing is known of, still end in a tree."""
    draw = np.random.default_rng(seed)
    scores = np.round(draw.normal(size=(size, size + 1))).astype(np.float32)
    scores[: size // 2, size // 2 + 1 :] = -1e6
    assert is_tree(tuple(best_heads(scores)))


def test_cycles_in_cycles_do_not_pile_up() -> None:
    """Where a thousand words would all hang on their neighbours, the tree is found without deep recursion."""
    scores = np.full((1000, 1001), -50, np.float32)
    scores[np.arange(1000), (np.arange(1000) ^ 1) + 1] = 1
    scores[:, 0] = -5
    assert is_tree(tuple(best_heads(scores)))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("was", "be"), ("companies", "company"), ("The", "the"), ("Hikvision", "Hikvision"), ("U.S.", "U.S."), ("I", "I")],
)
def test_edits_make_lemmas(form: str, lemma: str) -> None:
    """An edit read off a pair gives the lemma back."""
    assert lemma_of(form, edit_of(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_edits_of_any_pair(form: str, lemma: str) -> None:
    """Whatever the two words, the edit of one makes the other."""
    assert lemma_of(form, edit_of(form, lemma)) == lemma


def test_known_forms_come_before_edits() -> None:
    """A form that the treebanks have with this tag takes their lemma, any other the edit."""
    lemmas = Lemmas(["k-2+", "k-0+"], {"VBD": {"bought": "buy"}})
    assert [lemmas.lemma(form, "VBD", 0) for form in ("Bought", "walked")] == ["buy", "walk"]
    assert lemmas.lemma("bought", "NN", 1) == "bought"


def test_edit_on_a_shorter_word() -> None:
    """An edit that would leave nothing leaves the word as it is."""
    assert lemma_of("as", "k-3+y") == "as"
    with pytest.raises(ValueError, match="no edit"):
        lemma_of("as", "nonsense")


def test_a_sentence_without_end_takes_no_more_than_its_table_of_scores() -> None:
    """1,100 words that know only their neighbours still hang on one root, in the memory of a few tables of scores."""
    size, reach = 1100, 60
    draw = np.random.default_rng(3)
    scores = np.full((size, size + 1), -1e6, np.float32)
    for word in range(size):
        near = slice(max(0, word - reach) + 1, min(size, word + reach) + 1)
        scores[word, near] = 5 * draw.normal(size=near.stop - near.start)
        scores[word, 0] = draw.normal()
    tracemalloc.start()
    try:
        heads = best_heads(scores)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert is_tree(tuple(heads))
    assert most < 8 * scores.nbytes
