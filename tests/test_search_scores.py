"""Scores are those of stock Whoosh: the same formula, over the same numbers."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import pytest

from corpus.records import Document, Kind
from search.analysis import stem
from search.index import SearchOptions
from search.records import IndexEntry
from search.whoosh_index import open_index

WORDS = ["camera", "contract", "contracts", "police", "policing", "region", "denied", "denies", "labour", "of", "the"]


def test_scores_and_totals_are_those_of_stock_whoosh(tmp_path: Path) -> None:
    """Words, AND and OR give the same documents with the same BM25 scores as Whoosh's own searcher."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh import fields, query
        from whoosh.analysis import SpaceSeparatedTokenizer
        from whoosh.filedb.filestore import RamStorage

    dice = random.Random(3)
    texts = {f"d{n:02}": " ".join(dice.choices(WORDS, k=dice.randrange(1, 60))) for n in range(60)}
    stock = RamStorage().create_index(
        fields.Schema(id=fields.ID(stored=True), body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))
    )
    writer = stock.writer()
    for name, text in texts.items():
        writer.add_document(id=name, body=" ".join(stem(word) for word in text.split()))
    writer.commit()
    with open_index(tmp_path / "index") as ours, stock.searcher() as theirs:
        ours.add(IndexEntry(Document(name, "", "", "", Kind.OTHER, "", "", text, None)) for name, text in texts.items())
        for _ in range(40):
            words = dice.sample(WORDS, dice.choice([1, 2, 3]))
            joint, join = dice.choice([(query.And, " "), (query.Or, " OR ")])
            wanted = joint([query.Term("body", stem(word)) for word in words])
            expected = {hit["id"]: hit.score for hit in theirs.search(wanted, limit=None)}
            found = {hit.document_id: hit.score for hit in ours.search(join.join(words), SearchOptions(limit=100)).hits}
            assert found == pytest.approx(expected, rel=1e-4)
