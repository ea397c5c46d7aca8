"""The index agrees with a scan that reads every document from beginning to end and knows nothing of indexes."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from sizes import sized

from corpus.records import Document, Kind, Section, SectionKind
from extract.records import Label
from search import whoosh_words
from search.analysis import fold, stem, words
from search.fields import NAMES, Field
from search.index import FACETS, SearchOptions
from search.language import Query
from search.printer import show
from search.records import IndexEntry
from search.tree import (
    And,
    Choice,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Range,
    Slot,
    Term,
    both,
    either,
    sought,
    without,
)
from search.values import days
from search.whoosh_index import WhooshIndex, open_index

VOCABULARY = (  # noqa: SIM905 - a list of words reads best as words
    "camera cameras contract contracts contracted labour labor forced force Xinjiang region denies denied company "
    "e-mail email O'Neill O’Neill Neill U.S. US AT&T state-owned owned 290,000,000 290000000 1.3 2019 Café cafe CAFÉ "
    "新疆 棉花 新疆棉花 police policing the of in Hikvision Hikvision’s Dahua Straße strasse coöperate co-operate зона "
    "ЗОНА b2b a"
).split()
COMPANIES = ("Hikvision", "Dahua Technology", "O'Neill-Pratt Ltd")
PLACES = ("Xinjiang", "新疆", "Côte d’Ivoire")
Stretch = tuple[int, int]


def sample(number: int, dice: random.Random) -> IndexEntry:
    """Return a document of random words, some of them long and with pages."""
    length = dice.choice([0, 3, 12, 40, 90, 420])
    pieces = []
    for _ in range(length):
        pieces += [dice.choice(VOCABULARY), dice.choice([" ", " ", " ", " ", ", ", ". ", ".\n", " – ", "\n\n"])]
    for name in dice.sample([*COMPANIES, *PLACES], 2):
        pieces.insert(dice.randrange(len(pieces) + 1), f" {name} ")
    text = "".join(pieces)
    cuts = sorted({0, len(text), *(dice.randrange(len(text)) for _ in range(dice.choice([0, 0, 1, 4])))})
    pages = [Section(SectionKind.PAGE, a, b, n) for n, (a, b) in enumerate(pairwise(cuts), 1)]
    company = dice.choice(COMPANIES)
    document = Document(
        document_id=f"d{number:03}",
        sha256=f"{number:064}",
        location=f"{number}.txt",
        media_type="text/plain",
        kind=dice.choice(list(Kind)),
        kind_reason="",
        title=" ".join(dice.choices(VOCABULARY, k=dice.randrange(4))),
        text=text,
        date=dice.choice([None, "2019", "2019-10", "2020-02-29", "2021-12"]),
        language=dice.choice([None, "en", "zh-Hans"]),
        source=dice.choice([None, "Wire Service", "leak"]),
        sections=tuple(pages) if len(pages) > 1 else (),
    )
    return IndexEntry(
        document=document,
        entities=(("company", f"c{COMPANIES.index(company)}", company),),
        names=(("company", company), *(("place", place) for place in PLACES if place in text)),
        roles=((dice.choice(["supplier", "target"]), company),),
        fact_kinds=dice.choice([(), ("contract",), ("allegation", "response")]),
        denied=dice.random() < 0.3,
        amounts=dice.choice([(), (1300000.0,), (2.9e8, 500.0)]),
    )


def random_leaf(dice: random.Random) -> Node:
    """Return a leaf of any class."""
    word, other = dice.choice(VOCABULARY).strip("."), dice.choice(VOCABULARY).strip(".")
    field = dice.choice([None, None, None, Field.TITLE, Field.BODY])
    named = dice.choice([Field.COMPANY, Field.PLACE, Field.SUPPLIER, Field.TARGET, Field.SOURCE])
    name = dice.choice(["Hikvision", "dahua", "technology", "O'Neill", "pratt", "Wire", "ivoire", "c1", "新疆"])
    slot = Slot(dice.choice([Label.COMPANY, Label.PLACE]))
    third = dice.choice(VOCABULARY).strip(".")
    leaves: list[Node] = [
        Term(word, field),
        Term(word, field),
        Term(name, named),
        Pattern(dice.choice(["c*", "*ed", "co*t*", "l?bo*r", "o*n*", "29*", "зо*", "camera?"[:-1] + "*"]), field),
        Pattern(dice.choice(["hik*", "*a", "n?ill"]), named),
        Fuzzy(dice.choice(["camra", "contrat", "labour", "polices", "hikvison"]), dice.choice([1, 2]), field),
        Fuzzy("hikvison", 1, named),
        Phrase((word,), 0, field),
        Phrase((word, other), 0, field),
        Phrase((word, other), dice.choice([1, 3, 10]), field),
        Phrase((word, other, third), dice.choice([2, 8]), None),
        Phrase((word, word), 4, None),
        Phrase((slot, word), dice.choice([0, 2, 8]), None),
        Phrase((slot,), 0, None),
        Phrase(("dahua", "technology"), 0, named),
        Choice(Field.KIND, dice.choice([kind.value for kind in Kind])),
        Choice(Field.FACT, dice.choice(["contract", "response", "ownership"])),
        Choice(Field.DENIED, dice.choice(["yes", "no"])),
        Choice(Field.LANGUAGE, dice.choice(["en", "zh", "zh-hans", "de"])),
        Range(Field.DATE, "2019-10", "2020"),
        Range(Field.DATE, dice.choice(["2019", "2020-02"]), None, dice.random() < 0.5),
        Range(Field.DATE, None, dice.choice(["2019-12", "2020"]), dice.random() < 0.5),
        Range(Field.AMOUNT, Decimal(500), None, dice.random() < 0.5),
        Range(Field.AMOUNT, Decimal(1000), Decimal(1300000)),
        Range(Field.PAGES, None, Decimal(3), dice.random() < 0.5),
    ]
    return dice.choice(leaves)


def random_tree(dice: random.Random, depth: int = 2) -> Node:
    """Return a tree of leaves of any class."""
    if depth == 0 or dice.random() < 0.45:
        return random_leaf(dice)
    parts = [random_tree(dice, depth - 1) for _ in range(dice.choice([2, 2, 3]))]
    return dice.choice([both, both, either])(parts) if dice.random() < 0.85 else without(parts[0])


class Text:
    """A text as positions of words."""

    def __init__(self, text: str, names: tuple[tuple[str, str], ...] = ()) -> None:
        self.forms: list[str] = []
        self.places: list[Stretch] = []
        self.exact: defaultdict[str, set[Stretch]] = defaultdict(set)
        self.stems: defaultdict[str, set[Stretch]] = defaultdict(set)
        for word in words(text):
            if word.shape.joined:
                self._stands(word.shape.joined, len(word.shape.parts))
            for part in word.shape.parts:
                self._stands(part.form, 1)
                self.forms.append(part.form)
                self.places.append((word.start + part.start, word.start + part.end))
        self.slots = {
            (label, i, i + len(forms))
            for label, name in names
            if (forms := [part.form for word in words(name) for part in word.shape.parts])
            for i in range(len(self.forms))
            if self.forms[i : i + len(forms)] == forms
        }

    def _stands(self, form: str, extent: int) -> None:
        here = (len(self.forms), len(self.forms) + extent)
        self.exact[form].add(here)
        self.stems[stem(form)].add(here)

    def alike(self, form: str, *, stemmed: bool) -> set[Stretch]:
        """Return where one form stands."""
        return self.stems.get(stem(form), set()) if stemmed else self.exact.get(form, set())

    def word(self, text: str, *, stemmed: bool) -> set[Stretch]:
        """Return where the words of `text` stand, one behind the other."""
        steps: list[set[Stretch]] = []
        for word in words(text):
            apart = self.chained([self.alike(part.form, stemmed=stemmed) for part in word.shape.parts])
            steps.append(apart | (self.alike(word.shape.joined, stemmed=stemmed) if word.shape.joined else set()))
        return self.chained(steps)

    @staticmethod
    def chained(steps: list[set[Stretch]]) -> set[Stretch]:
        """Return one of each set, one behind the other."""
        found = steps[0] if steps else set()
        for step in steps[1:]:
            found = {(a, d) for a, b in found for c, d in step if b == c}
        return found

    def item(self, item: str | Slot) -> set[Stretch]:
        """Return where an item of a phrase stands."""
        if isinstance(item, Slot):
            return {(first, last) for label, first, last in self.slots if label == item.label}
        return self.word(item, stemmed=False)

    def near(self, items: tuple[str | Slot, ...], distance: int) -> set[Stretch]:
        """Return the words that stand near each other, by trying every choice of them, until it is too wide."""
        chosen: list[tuple[Stretch, ...]] = [()]
        for item, needed in Counter(items).items():
            picks = list(combinations(sorted(self.item(item)), needed))
            wider = (spans + pick for spans in chosen for pick in picks)
            chosen = [
                spans
                for spans in wider
                if max(a for a, _ in spans) - min(b for _, b in spans) <= distance + len(items) - 2
            ]
        return {span for spans in chosen for span in spans}

    def spans(self, leaf: Node, *, stemmed: bool) -> set[Stretch]:
        """Return where a leaf stands."""
        match leaf:
            case Term(text):
                return self.word(text, stemmed=stemmed)
            case Phrase(items, 0):
                return self.chained([self.item(item) for item in items])
            case Phrase(items, distance):
                return self.near(items, distance)
            case Pattern(text):
                pattern = "".join(".*" if c == "*" else "." if c == "?" else fold(c) for c in re.split(r"([*?])", text))
                return {(i, i + 1) for i, form in enumerate(self.forms) if re.fullmatch(pattern, form)}
            case Fuzzy(text, edits):
                return {(i, i + 1) for i, form in enumerate(self.forms) if edit_distance(fold(text), form) <= edits}
        raise AssertionError(leaf)


@cache
def edit_distance(a: str, b: str) -> int:
    """Return how many letters must be put in, left out or changed."""
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return edit_distance(a[1:], b[1:])
    return 1 + min(edit_distance(a[1:], b), edit_distance(a, b[1:]), edit_distance(a[1:], b[1:]))


class Scan:
    """One document, read through."""

    def __init__(self, entry: IndexEntry) -> None:
        self.entry = entry
        self.document = entry.document
        self.title = Text(entry.document.title)
        self.body = Text(entry.document.text, entry.names)
        self.names = [(str(label), Text(name)) for label, name in entry.names]
        self.names += [(label, Text(text)) for label, i, name in entry.entities for text in (name, i)]
        self.names += [(role, Text(name)) for role, name in entry.roles]
        if entry.document.source:
            self.names.append(("source", Text(entry.document.source)))
        self._known: dict[Node, bool] = {}

    def matches(self, node: Node) -> bool:
        """Say whether the document matches."""
        if node not in self._known:
            self._known[node] = self._matches(node)
        return self._known[node]

    def _matches(self, node: Node) -> bool:
        match node:
            case Everything():
                return True
            case And(parts):
                return all(self.matches(part) for part in parts)
            case Or(parts):
                return any(self.matches(part) for part in parts)
            case Not(part):
                return not self.matches(part)
            case Choice(field, value):
                return value in self._values(field)
            case Range():
                return self._in_range(node)
        if node.field in NAMES:
            return any(field == node.field and text.spans(node, stemmed=False) for field, text in self.names)
        where = {Field.TITLE: [self.title], Field.BODY: [self.body]}.get(node.field, [self.title, self.body])  # type: ignore[arg-type]
        return any(text.spans(node, stemmed=True) for text in where)

    def _values(self, field: Field) -> set[str]:
        language = (self.document.language or "").lower()
        return {
            Field.KIND: {self.document.kind.value},
            Field.FACT: set(self.entry.fact_kinds),
            Field.DENIED: {"yes" if self.entry.denied else "no"},
            Field.LANGUAGE: {language, language.partition("-")[0]},
        }[field]

    def _in_range(self, node: Range) -> bool:
        if node.field is Field.DATE:
            if self.document.date is None:
                return False
            first, last = days(self.document.date)
            low = days(str(node.low)) if node.low else (0, 0)
            high = days(str(node.high)) if node.high else (10**9, 10**9)
            return (
                last > low[1]
                if node.exclusive and node.low
                else first < high[0]
                if node.exclusive
                else (last >= low[0] and first <= high[1])
            )
        pages = [len(self.document.sections)] if self.document.sections else []
        for value in self.entry.amounts if node.field is Field.AMOUNT else pages:
            above = node.low is None or (value > node.low if node.exclusive else value >= node.low)  # type: ignore[operator]
            below = node.high is None or (value < node.high if node.exclusive else value <= node.high)  # type: ignore[operator]
            if above and below:
                return True
        return False

    def highlights(self, tree: Node) -> set[Stretch]:
        """Return every stretch of text that a snippet may mark."""
        found: set[Stretch] = set()
        for leaf in sought(tree):
            if isinstance(leaf, Choice | Range) or leaf.field is Field.TITLE:
                continue
            spans = self.body.spans(leaf, stemmed=leaf.field not in NAMES)
            found |= {(self.body.places[a][0], self.body.places[b - 1][1]) for a, b in spans}
        return found


def joined(stretches: Iterator[Stretch]) -> tuple[Stretch, ...]:
    """Join stretches that overlap."""
    done: list[Stretch] = []
    for start, end in sorted(stretches):
        if done and start < done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)


@pytest.fixture(scope="module")
def scans() -> list[Scan]:
    """A hundred documents."""
    dice = random.Random(7)
    return [Scan(sample(number, dice)) for number in range(100)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, scans: list[Scan]) -> Iterator[WhooshIndex]:
    """The same documents, indexed in several batches, some of them twice, and one more that is gone."""
    path: Path = tmp_path_factory.mktemp("agreement") / "index"
    with open_index(path) as opened:
        extra = sample(999, random.Random(1))
        for first in range(0, 100, 23):
            opened.add([scan.entry for scan in scans[first : first + 23]])
        opened.add([scans[3].entry, scans[50].entry, extra])
        opened.remove([extra.document.document_id])
        yield opened


def check_queries(index: WhooshIndex, scans: list[Scan], dice: random.Random, count: int) -> None:
    """Ask so many random queries of the index and of a scan of every document."""
    for _ in range(count):
        tree = random_tree(dice)
        expected = {scan.document.document_id: scan for scan in scans if scan.matches(tree)}
        order = index.ordered(Query(tree))
        assert set(order) == set(expected), show(tree)
        results = index.search(Query(tree), SearchOptions(limit=25))
        assert tuple(hit.document_id for hit in results.hits) == order[:25]
        assert results.total == len(order) == len(expected)
        for hit in results.hits:
            scan = expected[hit.document_id]
            marks = scan.highlights(tree)
            assert bool(marks) == any(snippet.highlights for snippet in hit.snippets), show(tree)
            for snippet in hit.snippets:
                assert snippet.text == scan.document.text[snippet.start : snippet.end]
                inside = ((a, b) for a, b in marks if snippet.start <= a and b <= snippet.end)
                shown = tuple((a + snippet.start, b + snippet.start) for a, b in snippet.highlights)
                assert shown == joined(inside), (show(tree), hit.document_id, snippet)
                where = shown[0][0] if shown else snippet.start
                assert snippet.page == scan.document.page_at(where)
            assert hit.page == (hit.snippets[0].page if hit.snippets else None)


@pytest.mark.parametrize("seed", range(4))
def test_every_class_of_query_agrees_with_a_scan(index: WhooshIndex, scans: list[Scan], seed: int) -> None:
    """Totals, hits, pages and highlights are those that a scan of every document finds."""
    check_queries(index, scans, random.Random(seed), sized(12, 100))


def test_many_words_at_once_agree_with_a_scan(
    index: WhooshIndex, scans: list[Scan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patterns of many words, which are looked for all at once, are found and marked like those of a few."""
    monkeypatch.setattr(whoosh_words, "MANY", 0)
    check_queries(index, scans, random.Random(50), sized(8, 100))


@pytest.mark.slow
def test_queries_agree_with_a_scan_of_two_thousand_documents(tmp_path: Path) -> None:
    """The same at a larger scale, in several segments; the whole is 2,000 queries (see `tests/sizes.py`)."""
    dice = random.Random(2000)
    scans = [Scan(sample(number, dice)) for number in range(2_000)]
    with open_index(tmp_path / "index") as opened:
        for first in range(0, 2_000, 230):
            opened.add([scan.entry for scan in scans[first : first + 230]])
        check_queries(opened, scans, dice, sized(100, 2_000))


@pytest.mark.parametrize("seed", range(3))
def test_facets_agree_with_a_scan(index: WhooshIndex, scans: list[Scan], seed: int) -> None:
    """Facets count every matching document, the most frequent value first, ties in order of value."""
    dice = random.Random(100 + seed)
    for _ in range(10):
        tree = random_tree(dice, 1)
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for scan in scans:
            if scan.matches(tree):
                document = scan.document
                counts["kind"][document.kind.value] += 1
                counts["company"][scan.entry.entities[0][2]] += 1
                counts["year"].update([document.date[:4]] if document.date else [])
                counts["source"].update([document.source] if document.source else [])
                counts["language"].update([document.language.lower()] if document.language else [])
        results = index.search(Query(tree), SearchOptions(limit=0, facets=FACETS))
        assert results.hits == ()
        expected = {n: tuple(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for n, c in counts.items()}
        assert dict(results.facets) == expected, show(tree)


def test_orders_and_pages_agree_with_a_scan(index: WhooshIndex, scans: list[Scan]) -> None:
    """Every order is complete and repeatable, with ties by id, and pages of hits put together give all of them."""
    tree = Term("contract")
    found = [scan.document for scan in scans if scan.matches(tree)]

    def forms(document: Document) -> str:
        return " ".join(part.form for word in words(document.title) for part in word.shape.parts)

    dated = [document for document in found if document.date]
    undated = sorted(document.document_id for document in found if not document.date)
    expected = {
        "date": [d.document_id for d in sorted(dated, key=lambda d: (days(d.date or "")[0], d.document_id))] + undated,
        "-date": [d.document_id for d in sorted(dated, key=lambda d: (-days(d.date or "")[0], d.document_id))]
        + undated,
        "title": [d.document_id for d in sorted(found, key=lambda d: (forms(d), d.document_id))],
    }
    for order in ("date", "-date", "title"):
        whole = index.search(Query(tree), SearchOptions(limit=1000, sort=order)).hits
        assert [hit.document_id for hit in whole] == expected[order]
    ranked = index.search(Query(tree), SearchOptions(limit=1000)).hits
    assert [(-hit.score, hit.document_id) for hit in ranked] == sorted((-hit.score, hit.document_id) for hit in ranked)
    paged = [
        hit
        for offset in range(0, len(ranked) + 7, 7)
        for hit in index.search(Query(tree), SearchOptions(limit=7, offset=offset)).hits
    ]
    assert paged == list(ranked)
