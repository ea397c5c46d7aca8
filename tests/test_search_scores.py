"""Hits and scores are those of stock Whoosh and of the formula, worked out document by document."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from math import log
from typing import Any, NamedTuple

import pytest

from corpus.records import Document, Kind
from search.analysis import stem
from search.index import SearchOptions
from search.records import IndexEntry
from search.whoosh_index import WhooshIndex, open_index

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, query
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.filedb.filestore import RamStorage
    from whoosh.util.numeric import byte_to_length, length_to_byte

WORDS = ["camera", "contract", "contracts", "police", "policing", "region", "denied", "denies", "labour", "of", "the"]
K1, B, TITLE_WEIGHT = 1.2, 0.75, 3.0
Scores = dict[str, float]


class Paper(NamedTuple):
    """A document as words."""

    name: str
    title: list[str]
    body: list[str]
    kind: Kind


class Asked(NamedTuple):
    """One query in our language, for stock Whoosh, and as a scan; not scored where it is a matter of taste."""

    ours: str
    stock: Any
    scan: Callable[[list[Paper]], Scores]
    scored: bool = True


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    """Some documents, not all with a title."""
    dice = random.Random(3)
    return [
        Paper(
            f"d{n:02}",
            dice.choices(WORDS, k=dice.randrange(5)),
            dice.choices(WORDS, k=dice.randrange(1, 60)),
            dice.choice(list(Kind)),
        )
        for n in range(60)
    ]


@pytest.fixture(scope="module")
def ours(papers: list[Paper], tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshIndex]:
    """Our index of them."""
    with open_index(tmp_path_factory.mktemp("scores") / "index") as index:
        index.add(
            IndexEntry(Document(p.name, "", "", "", p.kind, "", " ".join(p.title), " ".join(p.body))) for p in papers
        )
        yield index


@pytest.fixture(scope="module")
def stock(papers: list[Paper]) -> Iterator[Any]:
    """Whoosh's own searcher over them, with its own codec."""
    words = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    schema = fields.Schema(id=fields.ID(stored=True), title=words, body=words, exact=words, kind=fields.ID())
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for one in papers:
        title, body = (" ".join(map(stem, part)) for part in (one.title, one.body))
        writer.add_document(id=one.name, title=title, body=body, exact=" ".join(one.body), kind=one.kind.value)
    writer.commit()
    with index.searcher() as searcher:
        yield searcher


def rounded(length: int) -> int:
    """Return the length of a text as Whoosh keeps it, in a byte."""
    return int(byte_to_length(length_to_byte(length)))


def bm25(papers: list[Paper], words: Callable[[Paper], list[str]], root: str) -> Scores:
    """Return the score of each document whose words have this stem."""
    counts = {one.name: sum(stem(word) == root for word in words(one)) for one in papers}
    average = sum(len(words(one)) for one in papers) / len(papers)
    rarity = log(len(papers) / (sum(map(bool, counts.values())) + 1)) + 1
    return {
        one.name: rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * rounded(len(words(one))) / average))
        for one in papers
        if (count := counts[one.name])
    }


def word(papers: list[Paper], text: str) -> Scores:
    """Return the scores of a word in title or body."""
    title, body = bm25(papers, lambda one: one.title, stem(text)), bm25(papers, lambda one: one.body, stem(text))
    return {one: TITLE_WEIGHT * title.get(one, 0.0) + body.get(one, 0.0) for one in title | body}


def added(parts: list[Scores], names: set[str]) -> Scores:
    """Return the sums of scores, of these documents alone."""
    return {one: sum(part.get(one, 0.0) for part in parts) for one in names}


def asked(dice: random.Random) -> Asked:
    """Return a query of any class that both can be asked."""
    some = dice.sample(WORDS, dice.choice([1, 2, 3]))
    kind, first, last = dice.choice(list(Kind)), some[0], some[-1]
    terms = [query.Or([query.Term("title", stem(w), boost=TITLE_WEIGHT), query.Term("body", stem(w))]) for w in some]

    def every(papers: list[Paper]) -> Scores:
        parts = [word(papers, one) for one in some]
        return added(parts, set.intersection(*map(set, parts)))

    def any_of(papers: list[Paper]) -> Scores:
        parts = [word(papers, one) for one in some]
        return added(parts, set().union(*parts))

    def of_kind(papers: list[Paper]) -> Scores:
        return added([every(papers)], {one.name for one in papers if one.kind is kind} & every(papers).keys())

    def first_without_last(papers: list[Paper]) -> Scores:
        return added([word(papers, first)], word(papers, first).keys() - word(papers, last).keys())

    def in_body(fits: Callable[[list[str]], bool]) -> Callable[[list[Paper]], Scores]:
        return lambda papers: {one.name: 0.0 for one in papers if fits(one.body)}

    def row(body: list[str]) -> bool:
        return any(body[place : place + len(some)] == some for place in range(len(body)))

    return dice.choice(
        [
            Asked(" ".join(some), query.And(terms), every),
            Asked(" OR ".join(some), query.Or(terms), any_of),
            Asked(
                f"{' '.join(some)} kind:{kind.value}",
                query.And([*terms, query.Term("kind", kind.value, boost=0.0)]),
                of_kind,
            ),
            Asked(
                f"{first} -{last}",
                query.And([terms[0], query.Not(terms[-1])]),  # whose score counts a point for the word that is absent
                first_without_last,
                scored=False,
            ),
            Asked(f'body:"{" ".join(some)}"', query.Phrase("exact", some), in_body(row), scored=False),
            Asked(
                f"body:{first[:3]}*",
                query.Prefix("exact", first[:3]),
                in_body(lambda body: any(one.startswith(first[:3]) for one in body)),
                scored=False,
            ),
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_hits_and_scores_are_those_of_stock_whoosh_and_of_a_scan(
    ours: WhooshIndex, stock: Any, papers: list[Paper], seed: int
) -> None:
    """Words, AND, OR, NOT, filters, titles, phrases and prefixes find and weigh the same in all three."""
    dice = random.Random(seed)
    for _ in range(30):
        one = asked(dice)
        expected = one.scan(papers)
        found = {hit.document_id: hit.score for hit in ours.search(one.ours, SearchOptions(limit=100, snippets=0)).hits}
        theirs = {hit["id"]: hit.score for hit in stock.search(one.stock, limit=None)}
        assert found.keys() == theirs.keys() == expected.keys(), one.ours
        if one.scored:
            assert found == pytest.approx(theirs, rel=1e-4), one.ours
            assert found == pytest.approx(expected, rel=1e-4), one.ours
