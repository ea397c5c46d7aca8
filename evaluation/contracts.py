"""Real contracts: whether who signs them, when, and under whose law are read right, beside what lawyers marked.

All are read from their text, and those that stand there as PDF also from the PDF. Of each, every second one (`held`) is
one whose single errors nobody lists while working on the extractor; their scores tell what the others' are worth.

- `parties`: names. A found name is right where `extract.comparison` finds it alike to a party of the contract or to a
  name marked as one; a party is found where a found name is alike to it. Struck-out names and names of roles are not
  sought.
- `every party`: contracts; right where every party is found.
- `date`: contracts with a whole date; right where the date of the contract is the agreement's or the effective one.
- `governing law`: contracts with one; right where the state or country found is one of those named.

A contract in which no contract is recognised has nothing right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from evaluation.contract_gold import Contract, contracts
from evaluation.contract_reading import Answer, read_contracts
from evaluation.records import Score
from evaluation.tally import Tally
from extract.comparison import compare
from extract.folding import fold

SET = "contracts"
TEXT, PRINTED, HELD = "text", "PDF", "held"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OF_STATE = re.compile(r"\b(?:the|state|commonwealth|province|republic|federal|peoples?|s|of|and)\b")


def score_contracts(
    folder: Path, *, sample: int | None = None, model: str | None = None, processes: int | None = None
) -> Iterator[Score]:
    """Yield the scores of the first so many contracts, of all where no number is given."""
    chosen = list(islice(contracts(folder), sample))
    printed = [one for one in chosen if one.pdf is not None]
    options = {} if processes is None else {"processes": processes}
    for part, some in ((TEXT, chosen), (PRINTED, printed)):
        found = read_contracts(some, printed=part == PRINTED, model=model, **options)
        yield from score_answers(part, zip(some, found, strict=True))


def score_answers(part: str, answered: Iterator[tuple[Contract, Answer]]) -> Iterator[Score]:
    """Yield the scores of a part, then those of every second contract of it."""
    tally, held = Tally(part, summed=False), Tally(f"{part}, {HELD}", summed=False)
    for number, (contract, answer) in enumerate(answered):
        count(tally, contract, answer)
        if number % 2:
            count(held, contract, answer)
    yield from tally.scores(SET)
    yield from held.scores(SET)


def count(tally: Tally, contract: Contract, answer: Answer) -> None:
    """Count the answer to one contract under every measure of which it has gold."""
    right = [is_party(name, (*contract.parties, *contract.marked)) for name in answer.parties]
    found = [is_party(name, answer.parties) for name in contract.parties]
    if contract.parties:
        tally.add_shares("parties", right, found)
        tally.add("every party", gold=1, found=bool(answer.parties), right=all(found))
    if contract.dates:
        tally.add("date", gold=1, found=answer.date is not None, right=answer.date in contract.dates)
    if contract.laws:
        tally.add("governing law", gold=1, found=answer.law is not None, right=is_law(answer.law, contract.laws))


def is_party(name: str, others: Sequence[str]) -> bool:
    """Whether a name is alike to one of the others, as it stands or without what stands in brackets, as gold has it."""
    forms = dict.fromkeys((name, _BRACKETS.sub("", name)))
    return any(
        compare(form, bare).alike for form in forms for other in others for bare in (other, _BRACKETS.sub("", other))
    )


def is_law(found: str | None, named: Sequence[str]) -> bool:
    """Whether a state or country is one of those named, however its form of state is put."""
    words = _plain(found or "")
    return any(words and (words == _plain(one) or words in _plain(one).split(" / ")) for one in named) or any(
        _plain(one) and re.search(rf"\b{re.escape(_plain(one))}\b", words) for one in named
    )


def _plain(law: str) -> str:
    return " ".join(_OF_STATE.sub(" ", fold(law)).split())
