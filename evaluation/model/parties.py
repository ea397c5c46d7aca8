"""Parties of real contracts: how many of the names that lawyers marked as parties are found as organisations.

CUAD marks a party only in the clauses that name it, so a contract is scored by its set of names, and only what is
missed can be told. The forty contracts are those that training leaves out.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from evaluation.model.pipelines import names_in
from evaluation.model.records import Figure, Skipped
from extract.training.contracts import held_out
from extract.training.scheme import ROLE_WORDS

PART = "parties"
SET = "contracts"
FILES = ("cuad-text.jsonl.gz", "cuad-spans.jsonl.gz", "cuad")
BEGINNING_CHARACTERS = 10_000
"""How much of a contract is read: its parties are named at its beginning, and forty contracts are long."""

_PREFIX = re.compile(
    r"^(?:[A-Za-z/ -]{3,25}:\s*|[fdac]/[kb]/a\s+|(?:licen[sc]ee|licensor)\s+)?(?:the\s+)?", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(?:\((?=[\"“'‘]|formerly|together|the\b)|,? formerly|,? [fdac]/[kb]/a\b| dba ).*$", re.DOTALL)
_CLAUSE = re.compile(
    r"\b(?:refer|herein|collectively|each|shall|behalf|or|together|individually|named|known|party)\b", re.IGNORECASE
)
_MARKS = " \t\n\"'“”‘’(),;:"
_ROLES = ROLE_WORDS | {
    "producer",
    "a",
    "b",
    "manufacturer",
    "reseller",
    "counterparty",
    "provider",
    "repairer",
    "advisor",
}


@dataclass(frozen=True, slots=True)
class Contract:
    """The beginning of a contract and the names of its parties, as they are written in it."""

    title: str
    text: str
    parties: tuple[str, ...]


def party_name(quote: str) -> str | None:
    """Return the name in what is marked as a party, None where it is a role, a definition or struck out."""
    name = _ASIDE.sub("", _PREFIX.sub("", quote.strip(_MARKS))).strip(_MARKS)
    words = re.findall(r"\w+", name.lower())
    if not words or len(name) > 80 or _CLAUSE.search(name) or set(words) <= _ROLES or len(set(name)) < 2:
        return None
    return name if any(letter.isupper() or letter.isdigit() for letter in name) or "." in name else None


def key(name: str) -> str:
    """Return a name as its letters and digits alone, so that line breaks and commas tell nothing apart."""
    return re.sub(r"[\W_]", "", name.casefold())


def contracts(folder: Path) -> Iterator[Contract]:
    """Yield the contracts of `folder` that training leaves out and that name a party, in the order of the file."""
    kept_out = held_out(folder)
    with gzip.open(folder / "cuad-spans.jsonl.gz", "rt", encoding="utf-8") as lines:
        spans = {Path(row["file"]).stem: row["spans"] for row in map(json.loads, lines)}
    with gzip.open(folder / "cuad-text.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title = Path(row["file"]).stem
            if key(title) not in kept_out:
                continue
            text = row["text"][:BEGINNING_CHARACTERS]
            marked = (party_name(span[3]) for span in spans.get(title, ()) if span[2] == "PARTY")
            names = {key(name): name for name in marked if name and key(name) in key(text)}
            if names:
                yield Contract(title, text, tuple(names.values()))


def score_parties(nlp: Language, folder: Path) -> Iterator[Figure | Skipped]:
    """Yield how many parties are found as organisations, how many at all, and of how many contracts every one."""
    missing = [name for name in FILES if not (folder / name).exists()]
    if missing:
        yield Skipped(PART, SET, f"{folder / missing[0]} is not there.")
        return
    sought = as_org = named = whole = count = 0
    for contract in contracts(folder):
        doc = nlp(contract.text)
        found: dict[str, set[str]] = {}
        for start, end, label in names_in(doc):
            found.setdefault(key(doc.text[start:end]), set()).add(label)
        labels = [found.get(key(name), set()) for name in contract.parties]
        count += 1
        sought += len(labels)
        as_org += sum("ORG" in those for those in labels)
        named += sum(bool(those) for those in labels)
        whole += all("ORG" in those for those in labels)
    for measure, right, gold in (
        ("found as ORG", as_org, sought), ("found, any label", named, sought), ("all of a contract", whole, count),
    ):  # fmt: skip
        yield Figure(PART, SET, measure, 100 * right / gold if gold else 100.0, gold)
