"""Real notices of the Federal Register: who a rule lists, by which names, and whether facts of notices are right.

- `Entity List rule`, `names`: parties in the tables of the rule; found where a designation names one of them, right
  where a designated name is one of theirs. `aliases`: pairs of a party and another name of it.
- `facts`: all facts of the rule that list nobody of its tables, and of the notices, by kind. One is right where people
  judged it so; gold are those they judged right. What nobody has judged counts as wrong until somebody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.opening import answers
from corpus.options import IngestOptions
from corpus.records import Document, Source
from corpus.requests import Head, Request
from evaluation.notice_gold import RIGHT, RULE, Entry, mark_of, notices, read_marks, rule_entries
from evaluation.records import Score
from evaluation.tally import Tally
from extract.comparison import compare
from extract.folding import fold
from extract.options import Options
from extract.pipeline import load
from extract.records import Fact, FactKind, Role

SET, RULE_PART, FACTS_PART = "notices", "Entity List rule", "facts"
SAMPLE = 200
"""Notices that are read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact read, and what people said of it; None where nobody has judged it."""

    fact: Fact
    mark: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of rule and notices, and every fact they rest on, as judged."""

    scores: tuple[Score, ...]
    judged: tuple[Judged, ...]

    @property
    def unjudged(self) -> int:
        """How many facts nobody has judged."""
        return sum(one.verdict is None for one in self.judged)


def score_notices(
    folder: Path, *, sample: int = SAMPLE, model: str | None = None, marks: Mapping[str, str] | None = None
) -> Result:
    """Return the scores of the rule and of so many notices in a folder."""
    extractor = load(Options(model=model))
    rule = rule_document(folder / RULE)
    entries = list(rule_entries(folder / RULE))
    listing = extractor.extract(rule).facts
    others = [fact for fact in listing if not tells_of_listed(fact, entries)]
    read = [fact for found in extractor.stream(notices(folder, sample)) for fact in found.facts]
    marks = read_marks() if marks is None else marks
    judged = tuple(Judged(fact, mark := mark_of(fact), marks.get(mark)) for fact in (*others, *read))
    return Result((*score_rule(entries, listing), *score_facts(judged, marks)), judged)


def rule_document(path: Path) -> Document:
    """Return the rule as the corpus reads it."""
    data = path.read_bytes()
    request = Request(Source(path.name, path.stem, len(data)), path.name, IngestOptions(ocr=False), data=data)
    return next(one.document for one in answers(request) if isinstance(one, Head) and one.document is not None)


def score_rule(entries: Iterable[Entry], facts: Iterable[Fact]) -> Iterator[Score]:
    """Yield the scores of names and of aliases of the parties in the tables of a rule, each party once."""
    known = {entry.name: entry for entry in entries}
    tally = Tally(RULE_PART, summed=False)
    targets = {one.name: one for fact in facts if fact.kind is FactKind.DESIGNATION for one in fact.filled(Role.TARGET)}
    tally.add_shares(
        "names",
        [any(is_called(name, entry) for entry in known.values()) for name in targets],
        [any(is_called(name, entry) for name in targets) for entry in known.values()],
    )
    pairs = {
        (name, alias) for name, alias in _alias_pairs(facts) if any(is_called(name, one) for one in known.values())
    }
    sought = [(entry, alias) for entry in known.values() for alias in entry.aliases]
    tally.add_shares(
        "aliases",
        [any(is_called(name, entry) and _same(alias, told) for entry, told in sought) for name, alias in pairs],
        [any(is_called(name, entry) and _same(alias, told) for name, alias in pairs) for entry, told in sought],
    )
    yield from tally.scores(SET)


def _alias_pairs(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        alias = dict(fact.values).get("name")
        if fact.kind is FactKind.ALIAS and isinstance(alias, str):
            yield from ((one.name, alias) for one in fact.filled(Role.ENTITY))


def is_called(name: str, entry: Entry) -> bool:
    """Whether a name is that of an entry, or exactly one of its other names."""
    return compare(name, entry.name).alike or any(_same(name, alias) for alias in entry.aliases)


def _same(one: str, other: str) -> bool:
    return fold(one).strip(" .") == fold(other).strip(" .")


def tells_of_listed(fact: Fact, entries: Iterable[Entry]) -> bool:
    """Whether a fact lists a party of the tables or gives another name of it, and so is scored with them."""
    role = {FactKind.DESIGNATION: Role.TARGET, FactKind.ALIAS: Role.ENTITY}.get(fact.kind)
    known = list(entries)
    return role is not None and any(is_called(one.name, entry) for one in fact.filled(role) for entry in known)


def score_facts(judged: Iterable[Judged], marks: Mapping[str, str]) -> Iterator[Score]:
    """Yield the scores of facts by kind; a fact judged right that is no longer read is missed under `all` alone."""
    tally = Tally(FACTS_PART)
    met: set[str] = set()
    for one in judged:
        right = one.verdict == RIGHT and one.mark not in met
        met.add(one.mark)
        tally.add(one.fact.kind.value, gold=right, found=1, right=right)
    counts = Counter(marks.values())
    missed = counts[RIGHT] - sum(marks.get(mark) == RIGHT for mark in met)
    if missed > 0:
        tally.add("no longer read", gold=missed)
    yield from tally.scores(SET)
