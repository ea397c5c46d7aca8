"""How fast is search? Our index beside stock Whoosh with a plain schema, same documents and queries, in one run.

    python -m benchmarks.search [--documents 2000] [--rounds 5]

Queries of both are interleaved, so that a busy machine slows both alike: read the ratios. `cold` is
the first time each query is asked, `p50` and `p95` are over all later ones. Whoosh stands for what a program would do
without this package: one TEXT field with its own English analyser, stored text, its own highlighter.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from corpus.records import Document, Kind
from search.index import SearchOptions
from search.records import IndexEntry
from search.whoosh_index import WhooshIndex, open_index

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, highlight, index, qparser, query, sorting

WORDS = 30_000
WORDS_A_DOCUMENT = 530
KINDS = tuple(Kind)
NO_SNIPPETS = SearchOptions(limit=10, snippets=0)


@dataclass(frozen=True)
class Sample:
    """A corpus drawn from a seed: words by Zipf's law, which is roughly how language spends them."""

    vocabulary: list[str]
    weights: list[float]

    def entries(self, count: int) -> Iterator[IndexEntry]:
        """Yield documents with sentences, a kind, a date and three companies."""
        dice = random.Random(11)
        for number in range(count):
            words = dice.choices(self.vocabulary, cum_weights=self.weights, k=WORDS_A_DOCUMENT)
            sentences = (" ".join(words[i : i + 18]).capitalize() + "." for i in range(0, WORDS_A_DOCUMENT, 18))
            companies = sorted({min(int(dice.expovariate(0.02)), 400) for _ in range(3)})
            yield IndexEntry(
                Document(
                    document_id=f"d{number:07}",
                    sha256="",
                    location="",
                    media_type="text/plain",
                    kind=dice.choice(KINDS),
                    kind_reason="",
                    title=" ".join(words[:6]),
                    text=" ".join(sentences),
                    date=f"{dice.randrange(2000, 2025)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
                ),
                entities=tuple(("company", f"c{n}", f"Company{n}") for n in companies),
            )


def sample() -> Sample:
    """Make the vocabulary."""
    dice = random.Random(5)
    syllables = [a + b + c for a in "bcdfglmnprst" for b in "aeiou" for c in ("", "n", "r", "s")]
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(dice.choices(syllables, k=dice.choice([2, 2, 3, 3, 4]))) + dice.choice(["", "", "ing", "ed"])] = (
            None
        )
    return Sample(list(words), list(accumulate(1 / (rank + 2) for rank in range(WORDS))))


class Stock:
    """Whoosh as its manual shows it."""

    def __init__(self, path: Path) -> None:
        stems = analysis.StemmingAnalyzer(stoplist=None)
        self.schema = fields.Schema(
            id=fields.ID(unique=True, stored=True),
            title=fields.TEXT(analyzer=stems),
            body=fields.TEXT(analyzer=stems, stored=True),
            kind=fields.ID(sortable=True),
            date=fields.DATETIME(sortable=True),
            company=fields.KEYWORD(commas=True, sortable=True),
        )
        path.mkdir()
        self.index = index.create_in(str(path), self.schema)
        self.searcher: Any = None

    def add(self, entries: Iterator[IndexEntry]) -> None:
        """Add documents in one commit."""
        writer = self.index.writer(limitmb=256)
        for entry in entries:
            document = entry.document
            writer.add_document(
                id=document.document_id,
                title=document.title,
                body=document.text,
                kind=document.kind.value,
                date=datetime.fromisoformat(document.date or "2000-01-01"),
                company=",".join(name for _, _, name in entry.entities),
            )
        writer.commit()
        self.searcher = self.index.searcher()

    def search(self, text: str, **options: Any) -> Any:
        """Answer a query, counting all hits as we do."""
        parser = qparser.QueryParser("body", self.schema)
        parser.add_plugin(qparser.FuzzyTermPlugin())
        return self._counted(self.searcher.search(parser.parse(text), limit=options.pop("limit", 10), **options))

    def highlighted(self, text: str) -> list[str]:
        """Answer a query with ten highlighted hits."""
        parser = qparser.QueryParser("body", self.schema)
        found = self.searcher.search(parser.parse(text), limit=10)
        found.fragmenter = highlight.ContextFragmenter(maxchars=300)
        return [hit.highlights("body", top=3) for hit in found]

    def ranged(self, low: int, high: int) -> Any:
        """Find documents between two years."""
        wanted = query.DateRange("date", datetime(low, 1, 1), datetime(high, 12, 31))
        return self._counted(self.searcher.search(wanted, limit=10))

    @staticmethod
    def _counted(found: Any) -> Any:
        len(found)
        return found


Pair = tuple[Callable[[], object], Callable[[], object]]


def queries(ours: WhooshIndex, stock: Stock, words: list[str], dice: random.Random) -> dict[str, Pair]:
    """Return one query of every class, asked of ours and of stock."""

    def plain(text: str, theirs: str | None = None) -> Pair:
        return lambda: ours.search(text, NO_SNIPPETS), lambda: stock.search(theirs or text)

    common, other = dice.sample(words[2:60], 2)
    rare = dice.choice(words[3_000:20_000])
    kind = dice.choice(KINDS).value
    year = dice.randrange(2000, 2020)
    newest = SearchOptions(limit=10, sort="-date", snippets=0)
    by_kind = SearchOptions(limit=10, facets=("kind",), snippets=0)
    by_company = SearchOptions(limit=10, facets=("company",), snippets=0)
    far = SearchOptions(limit=10, offset=200, snippets=0)
    companies = sorting.FieldFacet("company", allow_overlap=True)
    return {
        "common word": plain(common),
        "rare word": plain(rare),
        "and": plain(f"{common} {other}", f"{common} AND {other}"),
        "or": plain(f"{common} OR {other} OR {rare}"),
        "phrase": plain(f'"{common} {other}"'),
        "near": plain(f'"{common} {other}"~8'),
        "prefix": plain(f"{rare[:4]}*"),
        "fuzzy": plain(f"{rare}~"),
        "filter, by date": (
            lambda: ours.search(f"{common} kind:{kind}", newest),
            lambda: stock.search(f"{common} kind:{kind}", sortedby="date", reverse=True),
        ),
        "date range": (
            lambda: ours.search(f"date:{year}..{year + 3}", NO_SNIPPETS),
            lambda: stock.ranged(year, year + 3),
        ),
        "facet kind": (
            lambda: ours.search(common, by_kind),
            lambda: stock.search(common, groupedby="kind").groups("kind"),
        ),
        "facet company": (
            lambda: ours.search(common, by_company),
            lambda: stock.search(common, groupedby={"company": companies}).groups("company"),
        ),
        "ten highlighted": (
            lambda: ours.search(common, SearchOptions(limit=10)),
            lambda: stock.highlighted(common),
        ),
        "page 21": (lambda: ours.search(common, far), lambda: stock.search(common, limit=210)),
    }


def milliseconds(call: Callable[[], object]) -> float:
    """Time one call."""
    begun = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begun)


def measured(ours: WhooshIndex, stock: Stock, words: list[str], rounds: int) -> dict[str, list[tuple[float, ...]]]:
    """Return, by class, the times of `rounds` different queries: ours cold, stock cold, then both warm."""
    dice = random.Random(23)
    times: dict[str, list[tuple[float, ...]]] = {}
    for _ in range(rounds):
        for name, (mine, theirs) in queries(ours, stock, words, dice).items():
            cold = milliseconds(mine), milliseconds(theirs)
            times.setdefault(name, []).extend((*cold, milliseconds(mine), milliseconds(theirs)) for _ in range(4))
    return times


def report(times: dict[str, list[tuple[float, ...]]]) -> None:
    """Print a line a class: milliseconds of ours and how many times longer stock takes."""
    print(f"{'query':<18}{'p50 ms':>8}{'stock':>8}{'ratio':>8}{'p95 ms':>10}{'stock':>8}{'ratio':>8}{'cold ratio':>12}")
    for name, rows in times.items():
        cold, cold_stock, mine, stock = (sorted(column) for column in zip(*rows, strict=True))
        middle = statistics.median(mine), statistics.median(stock)
        late = int(0.95 * (len(rows) - 1))
        high = mine[late], stock[late]
        cold_ratio = statistics.median(cold_stock) / statistics.median(cold)
        print(
            f"{name:<18}{middle[0]:>8.2f}{middle[1]:>8.2f}{middle[1] / middle[0]:>8.1f}"
            f"{high[0]:>10.2f}{high[1]:>8.2f}{high[1] / high[0]:>8.1f}{cold_ratio:>12.1f}"
        )


def size_megabytes(path: Path) -> float:
    """Return what the files of a folder take."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """Build both indexes, ask both the same, print the ratios."""
    arguments = argparse.ArgumentParser(description="Our index beside stock Whoosh.")
    arguments.add_argument("--documents", type=int, default=2_000)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    corpus = sample()
    folder = Path(tempfile.mkdtemp())
    try:
        stock = Stock(folder / "stock")
        with open_index(folder / "ours") as ours:
            mine = milliseconds(lambda: ours.add(corpus.entries(options.documents)))
            theirs = milliseconds(lambda: stock.add(corpus.entries(options.documents)))
            rate, stock_rate = (1000 * options.documents / spent for spent in (mine, theirs))
            sizes = size_megabytes(folder / "ours"), size_megabytes(folder / "stock")
            print(f"{options.documents} documents of {WORDS_A_DOCUMENT} words")
            print(f"indexing   {rate:8.0f} a second, stock {stock_rate:8.0f}, ratio {rate / stock_rate:.2f}")
            print(f"index      {sizes[0]:8.1f} MB,       stock {sizes[1]:8.1f}, ratio {sizes[0] / sizes[1]:.2f}")
            report(measured(ours, stock, corpus.vocabulary, options.rounds))
            one = next(corpus.entries(1))
            print(f"adding one document and finding it: {milliseconds(lambda: (ours.add([one]), ours.count())):.0f} ms")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
