"""Reads real contracts as anybody's files are read, and says what they tell: parties, date, governing law.

A text goes through the reader of plain texts, a PDF through that of PDFs. Contracts are long: of each only the start,
the end and the signatures between them are given to the language pipeline; what else lies between is kept as
text, in which the governing law is looked for. What is read of one contract does not depend on the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from multiprocessing import get_context

from corpus.opening import answers
from corpus.options import IngestOptions
from corpus.records import Document, Kind, Section, SectionKind, Source
from corpus.requests import Head, Request
from evaluation.contract_gold import Contract
from extract.facts.contract import find_contracts
from extract.facts.contract_document import find_document_contracts
from extract.facts.contract_signers import signature_passages
from extract.options import Options
from extract.pipeline import Extractor, load
from extract.records import Date, Fact, Role, Span

BEGINNING_CHARACTERS = 12_000
END_CHARACTERS = 5_000
PROCESSES = min(2, os.cpu_count() or 1)
_TOGETHER = 8
"""Contracts that a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is read from a contract; nothing where no contract is recognised."""

    parties: tuple[str, ...] = ()
    date: str | None = None
    law: str | None = None


def read_contracts(
    chosen: Iterable[Contract], *, printed: bool = False, model: str | None = None, processes: int = PROCESSES
) -> Iterator[Answer]:
    """Yield what is read from each contract, in the same order; from its PDF where `printed`."""
    read = partial(read_contract, printed=printed, model=model)
    if processes < 2:
        yield from map(read, chosen)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, chosen, chunksize=_TOGETHER)


def read_contract(contract: Contract, *, printed: bool = False, model: str | None = None) -> Answer:
    """Return what is read from one contract."""
    document = contract_document(contract, printed=printed)
    if document is None:
        return Answer()
    (context,) = _extractor(model).contexts([without_middle(document)])
    find = find_document_contracts if document.kind is Kind.CONTRACT else find_contracts
    return answer_of(next(iter(find(context)), None))


def contract_document(contract: Contract, *, printed: bool = False) -> Document | None:
    """Return a contract as the corpus reads it, None where it cannot be read."""
    if printed and contract.pdf is None:
        return None
    data = contract.pdf.read_bytes() if printed and contract.pdf is not None else contract.text.encode()
    name = f"{contract.title}{'.pdf' if printed else '.txt'}"
    source = Source(name, sha256(data).hexdigest(), len(data))
    heads = (
        one for one in answers(Request(source, name, IngestOptions(ocr=False), data=data)) if isinstance(one, Head)
    )
    return next((head.document for head in heads), None)


def without_middle(document: Document) -> Document:
    """Return a document of whose text only the beginning, the end and signatures are to be looked at for names."""
    start, last = BEGINNING_CHARACTERS, len(document.text) - END_CHARACTERS
    passages: list[Section] = []
    for one in (*signature_passages(document.text), Span(last, last)):
        end = min(one.start, last)
        if start < end:
            passages.append(Section(SectionKind.BOILERPLATE, start, end))
        start = max(start, one.end)
    return replace(document, sections=(*document.sections, *passages)) if passages else document


def answer_of(fact: Fact | None) -> Answer:
    """Return what a fact says of who made a contract, when, and under whose law."""
    if fact is None:
        return Answer()
    values = dict(fact.values)
    date, law = values.get("date"), values.get("governing_law")
    names = dict.fromkeys(one.name for one in fact.fillers if one.role is not Role.REGION)
    return Answer(tuple(names), date.value if isinstance(date, Date) else None, law if isinstance(law, str) else None)


@cache
def _extractor(model: str | None) -> Extractor:
    return load(Options(model=model))
