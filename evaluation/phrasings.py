"""The bank of phrasings: the many ways in which people say each kind of fact, a few sentences each, read and scored.

Half of the bank is there to work with (`developed`), the other half is held back: it is scored and never listed. The
form of its files is told in `evaluation/gold/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.records import Document, Kind
from evaluation.errors import GoldError
from evaluation.fact_scores import FactTallies, with_names
from evaluation.marking import spans_of
from evaluation.matching import FoundFact, pairs
from evaluation.records import GoldFact, Phrasing, Score
from evaluation.sheets import FOLDER, make_fact, unanswered
from extract.extraction import Extraction
from extract.options import Options
from extract.pipeline import Extractor, load
from extract.records import Fact, FactKind, Filler

BANK = FOLDER / "phrasings"
DEVELOPED, HELD = "developed", "held"
NOTHING = "nothing"
_KINDS = "|".join(kind.value for kind in FactKind)
_FACT = re.compile(rf"(?:\* )?(?P<kind>{_KINDS})(?: (?P<id>\w+)(?= |$))?(?: (?P<rest>\w+: .*))?")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
Outcome = tuple[Phrasing, list[Fact], list[FoundFact]]
"""A phrasing, the facts found in it of the kinds that are marked there, and the same with their names beside them."""


def score_phrasings(model: str | None = None) -> Iterator[Score]:
    """Yield the scores of both halves of the bank, a kind at a time, as sets `phrasings developed` and `... held`."""
    extractor = load(Options(model=model))
    for half in (DEVELOPED, HELD):
        tallies = FactTallies()
        for phrasing, facts, found in outcomes(read_bank(half), extractor):
            tallies.compare(phrasing.facts, facts, found, phrasing.text, {})
        for tally in tallies.parts():
            yield from tally.scores(f"phrasings {half}")


def errors(kind: str, model: str | None = None) -> Iterator[tuple[Phrasing, tuple[GoldFact, ...], tuple[Fact, ...]]]:
    """Yield the developed phrasings of a kind in which something is wrong, with the facts missed and those made up."""
    bank = [one for one in read_bank(DEVELOPED) if one.kind == kind]
    for phrasing, facts, found in outcomes(bank, load(Options(model=model))):
        matched = pairs(found, phrasing.facts, phrasing.text, {})
        said, answered = {i for i, _ in matched}, {j for _, j in matched}
        missed = tuple(one for j, one in enumerate(phrasing.facts) if j not in answered and not one.optional)
        made_up = tuple(fact for i, fact in enumerate(facts) if i not in said)
        if missed or made_up:
            yield phrasing, missed, made_up


def read_bank(half: str, folder: Path = BANK) -> tuple[Phrasing, ...]:
    """Read the files of one half in order of name; raises `GoldError` with every problem of all."""
    phrasings: list[Phrasing] = []
    problems: list[str] = []
    for path in sorted((folder / half).glob("*.txt")):
        phrasings.extend(parse_phrasings(path.read_text("utf-8"), path.stem, problems))
    if problems:
        raise GoldError(half, problems)
    return tuple(phrasings)


def parse_phrasings(body: str, kind: str, problems: list[str]) -> Iterator[Phrasing]:
    """Yield the phrasings of a file named after its kind; what does not hold is added to `problems`."""
    if kind not in _KINDS.split("|"):
        problems.append(f"{kind}.txt: there is no such kind of fact")
        return
    body = re.sub(r"^#.*\n?", lambda comment: "\n" * comment[0].count("\n"), body, flags=re.MULTILINE)
    for block in _BLOCK.finditer(body):
        phrasing_id = f"{kind}:{body.count(chr(10), 0, block.start()) + 1}"
        wrong: list[str] = []
        phrasing = _phrasing(phrasing_id, kind, block[0].splitlines(), wrong)
        problems.extend(f"{phrasing_id}: {one}" for one in wrong)
        yield phrasing


def _phrasing(phrasing_id: str, kind: str, lines: Sequence[str], problems: list[str]) -> Phrasing:
    first = next((i for i, line in enumerate(lines) if line == NOTHING or _FACT.fullmatch(line)), len(lines))
    text, marks = "\n".join(lines[:first]), [line for line in lines[first:] if line != NOTHING]
    if first in (0, len(lines)):
        problems.append(f"it has no {'text' if first == 0 else f'fact, and no line `{NOTHING}`'}")
    facts = tuple(fact for line in marks if (fact := _fact(line, text, problems)) is not None)
    if len(lines) - first - len(marks) and any(fact.kind == kind for fact in facts):
        problems.append(f"it says `{NOTHING}` and lists a fact of its kind")
    problems.extend(unanswered(facts))
    return Phrasing(phrasing_id, kind, text, facts)


def _fact(line: str, text: str, problems: list[str]) -> GoldFact | None:
    parts = _FACT.fullmatch(line)
    if parts is None:
        problems.append(f"`{line}` is no fact: write KIND ROLE: FILLER; ROLE: FILLER; VALUE: VALUE")
        return None
    pairs = [(key.strip(), value.strip()) for key, _, value in (p.partition(":") for p in _split(parts["rest"]))]
    said = pairs if any(key == "quote" for key, _ in pairs) else [*pairs, ("quote", text)]
    fact = make_fact(FactKind(parts["kind"]), parts["id"], said, problems)
    words = [*fact.quotes, *(name for _, names in fact.roles for name in names)]
    problems.extend(f"the text does not say `{one}`" for one in words if one != text and not spans_of([one], text))
    return fact


def _split(rest: str | None) -> list[str]:
    return [] if rest is None else re.split(r"; (?=\w+: )", rest)


def outcomes(phrasings: Sequence[Phrasing], extractor: Extractor) -> Iterator[Outcome]:
    """Yield what is found in each phrasing, every one read as a news article of its own."""
    documents = [_document(phrasing) for phrasing in phrasings]
    for phrasing, extraction in zip(phrasings, extractor.stream(documents), strict=True):
        facts = [fact for fact in extraction.facts if fact.kind.value in phrasing.kinds]
        yield phrasing, facts, _with_aliases(facts, phrasing, extraction)


def _with_aliases(facts: Sequence[Fact], phrasing: Phrasing, extraction: Extraction) -> list[FoundFact]:
    aliases = {name.name_id: name.aliases for name in extraction.names}
    sought = {name for fact in phrasing.facts for _, names in fact.roles for name in names}

    def others(filler: Filler) -> tuple[str, ...]:
        return (*aliases.get(filler.name_id, ()), *(one for one in sorted(sought) if _is_cut_of(one, filler.name)))

    return [with_names(fact, others) for fact in facts]


def _is_cut_of(one: str, other: str) -> bool:
    """Whether two are one name cut differently: "ministry" of "Peru's ministry" or of "ministry of Peru"."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(f" {shorter}") or longer.startswith((f"{shorter} of ", f"{shorter} in ", f"{shorter} for "))


def _document(phrasing: Phrasing) -> Document:
    return Document(
        document_id=phrasing.phrasing_id,
        sha256="",
        location=phrasing.phrasing_id,
        media_type="text/plain",
        kind=Kind.NEWS,
        kind_reason="a phrasing of the bank",
        title="",
        text=phrasing.text,
    )
