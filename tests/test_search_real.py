"""Search over real contracts: phrases and words are found exactly where a plain reading of the texts finds them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.records import Document, Kind
from search.index import SearchOptions
from search.records import IndexEntry
from search.whoosh_index import WhooshIndex, open_index

CONTRACTS = 30


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    """The texts of some contracts, by an id."""
    with gzip.open(shared / "documents" / "contracts" / "cuad-text.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {f"c{number}": json.loads(line)["text"] for number, line in zip(range(CONTRACTS), lines, strict=False)}


@pytest.fixture(scope="module")
def index(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshIndex]:
    """The same, indexed."""
    with open_index(tmp_path_factory.mktemp("real") / "index") as opened:
        opened.add(
            IndexEntry(Document(name, "", "", "", Kind.CONTRACT, "", name, text)) for name, text in texts.items()
        )
        yield opened


@pytest.mark.shared
@pytest.mark.parametrize(
    "phrase",
    [
        "change of control",
        "intellectual property",
        "thirty days",
        "the agreement",
        "governing law",
        "net sales",
        "shall",
    ],
)
def test_phrases_are_found_where_a_reading_finds_them(texts: dict[str, str], index: WhooshIndex, phrase: str) -> None:
    """The documents are those in which the words stand in a row, and every highlight is the phrase."""
    gap = r"(?:\W|_)+"
    pattern = re.compile(rf"(?<![^\W_]){gap.join(phrase.split())}(?:['’]s)?(?![^\W_])", re.IGNORECASE)
    expected = {name for name, text in texts.items() if pattern.search(text)}
    results = index.search(f'"{phrase}"', SearchOptions(limit=CONTRACTS))
    assert {hit.document_id for hit in results.hits} == expected
    for hit in results.hits:
        assert hit.snippets
        for snippet in hit.snippets:
            assert texts[hit.document_id][snippet.start : snippet.end] == snippet.text
            assert all(pattern.fullmatch(snippet.text, a, b) for a, b in snippet.highlights)
            assert snippet.highlights
