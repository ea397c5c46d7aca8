"""Real contracts: whether who signs them, when, and under whose law are read right, beside what lawyers marked.

The contracts are those of CUAD, which is no part of Threadline: `cuad-text.jsonl.gz` and `cuad-spans.jsonl.gz` in the
folder of contracts. The forty that stand there as PDF too are left out. They are
taken in an order of chance that is always the same, so that the first of them are a sample. Of each the beginning
and the end are read by the pipeline, where parties and dates stand; the governing law is looked for in the whole text.

- `parties`: names. A found name is right where `extract.comparison` finds it alike to a party of the contract or to a
  name marked as one; a party is found where a found name is alike to it. Struck-out names and names of roles are not
  sought.
- `every party`: contracts; right where every party is found.
- `date`: contracts with a whole date; right where the date of the contract is the agreement's or the effective one.
- `governing law`: contracts with one; right where the state or country found is one of those named.

A contract in which no contract is recognised has nothing right.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.records import Document
from evaluation.model.parties import key, party_name
from evaluation.records import Score
from evaluation.tally import Tally
from extract.comparison import compare
from extract.facts.contract_document import find_document_contracts
from extract.facts.governing_law import find_governing_law
from extract.folding import fold
from extract.options import Options
from extract.pipeline import load, text_document
from extract.records import Date, Fact, Role
from extract.training.contracts import held_out

SET, PART = "contracts", "read right"
FILES = ("cuad-text.jsonl.gz", "cuad-spans.jsonl.gz", "cuad")
BEGINNING_CHARACTERS = 12_000
END_CHARACTERS = 4_000

_ASIDES = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]|[\[\]*_]{3,}.*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BESIDES = re.compile(
    r",?\s+(?:and|including)\s+(?:all\s+of\s+)?(?:its|their|his)\s+.*|,?\s+doing business as\s.*"
    r"|,\s+solely\s.*",
    re.DOTALL,
)
"""What gold adds to a name that is no part of it: "and all of its subsidiaries and other Affiliates"."""
_TERM = re.compile(r"[“\"']([^“”\"]+?)[”\"']")
_JOINT = re.compile(r",? and |, ")
_PIECES = re.compile(r";|,? (?:and )?(?=M[rs]s?\. )")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_OF_STATE = re.compile(r"\b(?:the|state|commonwealth|province|republic|federal|peoples?|s|of|and)\b")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract and what lawyers say of it: parties, names marked as parties, ISO 8601 dates, states of its law."""

    title: str
    text: str
    parties: tuple[str, ...]
    marked: tuple[str, ...]
    dates: frozenset[str]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is read from a contract; nothing where no contract is recognised."""

    parties: tuple[str, ...] = ()
    date: str | None = None
    law: str | None = None


def find_missing(folder: Path) -> Path | None:
    """Return the first file that the measurement needs and that is not in the folder of contracts."""
    return next((path for name in FILES if not (path := folder / name).exists()), None)


def score_contracts(folder: Path, *, sample: int | None = None, skip: int = 0, model: str | None = None) -> list[Score]:
    """Return the scores of so many contracts behind the skipped ones, of all where no number is given."""
    chosen = list(islice(contracts(folder), skip, None if sample is None else skip + sample))
    tally = Tally(PART, summed=False)
    for contract, answer in zip(chosen, answers(chosen, model), strict=True):
        count(tally, contract, answer)
    return list(tally.scores(SET))


def contracts(folder: Path) -> Iterator[Contract]:
    """Yield the contracts that do not stand there as PDF, in an order of chance that is always the same."""
    kept_out = held_out(folder)
    with gzip.open(folder / "cuad-spans.jsonl.gz", "rt", encoding="utf-8") as lines:
        marks = {Path(row["file"]).stem: row for row in map(json.loads, lines)}
    with gzip.open(folder / "cuad-text.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {Path(row["file"]).stem: row["text"] for row in map(json.loads, lines)}
    for title in sorted(texts, key=lambda title: sha256(title.encode()).digest()):
        if key(title) not in kept_out and title in marks:
            yield _contract(title, texts[title], marks[title])


def _contract(title: str, text: str, marks: dict[str, Any]) -> Contract:
    said, spans = marks["answers"], marks["spans"]
    parties = named_parties(said.get("Parties", ""))
    marked = [name for span in spans if span[2] == "PARTY" and (name := party_name(span[3]))]
    dates = (iso(said.get(name, "")) for name in ("Agreement Date", "Effective Date"))
    laws = [law.strip() for law in re.split(r"[;,]", said.get("Governing Law", "")) if re.search(r"\w", law)]
    return Contract(
        title, text, tuple(dict.fromkeys(parties)), tuple(marked), frozenset(filter(None, dates)), tuple(laws)
    )


def named_parties(said: str) -> list[str]:
    """Return the names in `Vard Ltd. ("Vard"); Osk AG ("Osk"); Vard and Osk ("Parties")`, the first two of these."""
    terms = {fold(term) for term in _TERM.findall(said)}
    pieces = [name for piece in _PIECES.split(_ASIDES.sub("", said)) if (name := party_name(_BESIDES.sub("", piece)))]
    return [name for name in pieces if not _is_joint(name, terms, pieces)]


def _is_joint(name: str, terms: set[str], pieces: list[str]) -> bool:
    """Whether a name is nothing but terms, or several of the others together."""
    parts = _JOINT.split(name)
    others = {fold(other) for other in pieces if other != name}
    return all(_is_term(part, terms) for part in parts) or (
        len(parts) > 1 and all(_is_term(part, terms | others) for part in parts)
    )


def _is_term(words: str, terms: set[str]) -> bool:
    """Whether words are a term or the beginning of one: "Oxbow and Global", beside "Global Energy"."""
    return any(f"{term} ".startswith(f"{fold(words)} ") for term in terms)


def iso(date: str) -> str | None:
    """Return `5/8/14`, month first, as `2014-05-08`; None where a part of it is blank."""
    match = _DATE.fullmatch(date.strip())
    if match is None:
        return None
    month, day, year = (int(part) for part in match.groups())
    whole = year if year > 99 else year + (2000 if year < 40 else 1900)
    return f"{whole}-{month:02}-{day:02}"


def answers(chosen: Sequence[Contract], model: str | None = None) -> Iterator[Answer]:
    """Yield what is read from each contract, in the same order."""
    extractor = load(Options(model=model))
    for contract, context in zip(chosen, extractor.contexts(map(_document, chosen)), strict=True):
        yield answer_of(contract, next(iter(find_document_contracts(context)), None))


def _document(contract: Contract) -> Document:
    whole = text_document(contract.text, contract.title)
    text = contract.text
    if len(text) > BEGINNING_CHARACTERS + END_CHARACTERS:
        text = f"{text[:BEGINNING_CHARACTERS]}\n\n{text[-END_CHARACTERS:]}"
    return replace(whole, text=text)


def answer_of(contract: Contract, fact: Fact | None) -> Answer:
    """Return what a fact says, with the law that its whole text names."""
    if fact is None:
        return Answer()
    date, law = dict(fact.values).get("date"), find_governing_law(contract.text)
    names = dict.fromkeys(one.name for one in fact.fillers if one.role is not Role.REGION)
    return Answer(tuple(names), date.value if isinstance(date, Date) else None, law[0] if law else None)


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
