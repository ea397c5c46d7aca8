"""Scores on the sample corpus: kinds and dates of documents, furniture kept out, facts by kind, fillers by role."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus import samples
from corpus.records import Document, SectionKind
from evaluation.gold import read_aliases, read_gold
from evaluation.matching import FoundFact, pairs
from evaluation.records import GoldDocument, Score
from extract.records import Fact
from library.library import Library, open_library

Counts = dict[str, list[int]]
"""measure -> [gold, found, correct among found, correct among gold]"""


def score_samples(model: str | None = None) -> Iterator[Score]:
    """Read the sample corpus into a workspace of its own and yield its scores, in order of part and measure."""
    gold = read_gold()
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "workspace", model=model) as library:
        library.add([samples.documents_folder()])
        yield from score_library(library, gold, read_aliases())


def score_library(library: Library, gold: tuple[GoldDocument, ...], aliases: Mapping[str, str]) -> Iterator[Score]:
    """Yield the scores of a library that holds the sample corpus."""
    documents: Counts = defaultdict(lambda: [0, 0, 0, 0])
    facts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    fillers: Counts = defaultdict(lambda: [0, 0, 0, 0])
    by_location = {head.location: head.document_id for head in library.heads()}
    for expected in gold:
        document = _document(library, by_location, expected)
        _count_properties(documents, expected, document)
        if document is not None:
            _count_facts(facts, fillers, expected, document, library, aliases)
        else:
            for fact in expected.facts:
                facts[fact.kind][0] += 1
    for part, counts in (("documents", documents), ("facts", facts), ("roles", fillers)):
        for measure in sorted(counts):
            yield Score(part, measure, *counts[measure])
        yield Score(part, "all", *(sum(column) for column in zip(*counts.values(), strict=True)))


def _document(library: Library, by_location: Mapping[str, str], expected: GoldDocument) -> Document | None:
    for location, document_id in by_location.items():
        if location.replace("!", "/").endswith("/" + expected.path):
            return library.document(document_id)
    return None


def _count_properties(counts: Counts, expected: GoldDocument, document: Document | None) -> None:
    for measure in ("kind", "title", "date", "publisher"):
        wanted = getattr(expected, measure)
        if wanted is None:
            continue
        said = None if document is None else getattr(document, measure)
        right = said is not None and _plain(str(said)) == _plain(str(wanted))
        _count(counts[measure], gold=1, found=said is not None, right=right)
    for phrase in expected.must_not_include:
        absent = document is not None and _plain(phrase) not in _plain(_story(document))
        _count(counts["furniture kept out"], gold=1, found=1, right=absent)


def _story(document: Document) -> str:
    """Return the text without what was recognised as not being part of the story."""
    aside = [section for section in document.sections if section.kind is SectionKind.BOILERPLATE]
    text = document.text
    for section in sorted(aside, key=lambda section: -section.start):
        text = text[: section.start] + text[section.end :]
    return text


def _count_facts(
    facts: Counts,
    fillers: Counts,
    expected: GoldDocument,
    document: Document,
    library: Library,
    aliases: Mapping[str, str],
) -> None:
    found = [_found(fact, library) for fact in library.facts(document_id=document.document_id)]
    for fact in found:
        facts[fact.kind][1] += 1
    for gold in expected.facts:
        facts[gold.kind][0] += 1
    for i, j in pairs(found, expected.facts, document.text, aliases):
        facts[found[i].kind][2] += 1
        facts[found[i].kind][3] += 1
        said, wanted = dict(found[i].roles), dict(expected.facts[j].roles)
        for role in said.keys() | wanted.keys():
            _count(fillers[role], gold=role in wanted, found=role in said, right=role in said and role in wanted)


def _found(fact: Fact, library: Library) -> FoundFact:
    roles: dict[str, list[frozenset[str]]] = defaultdict(list)
    for filler in fact.fillers:
        entity = library.entity_of(filler.name_id)
        others = () if entity is None else (entity.name, *entity.aliases)
        roles[filler.role.value].append(frozenset((filler.name, *others)))
    return FoundFact(
        kind=fact.kind.value,
        roles=tuple((role, tuple(fillers)) for role, fillers in roles.items()),
        spans=tuple((evidence.start, evidence.end) for evidence in fact.evidence),
    )


def _count(count: list[int], *, gold: int, found: int, right: bool) -> None:
    for index, add in enumerate((gold, found, right, right)):
        count[index] += int(add)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').casefold().split())
