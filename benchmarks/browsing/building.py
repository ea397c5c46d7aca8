"""A workspace of any size, always the same: documents put together from truly extracted passages of the samples.

Extraction of 20,000 documents takes hours on two cores, and is not what is measured here. So a few hundred passages
are extracted, and each document is a handful of them under names of its own (see `benchmarks.browsing.passages`),
written through the library's own stores: originals, documents, ledger, copies, mentions, facts, entities and index are
those of so many documents. Names are drawn unevenly: a few are in thousands of documents, most in a handful.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from benchmarks.browsing.passages import Passages, Retelling, read, renamed
from corpus import samples
from corpus.identity import document_id_of, input_id_of, sha256_of
from corpus.records import Document, InputState, Kind, LedgerEntry, Section, SectionKind, Source
from extract.extraction import Extraction
from library.library import Library, open_library

MIX = {Kind.NEWS: 70, Kind.CONTRACT: 15, Kind.SANCTIONS_NOTICE: 9, Kind.OTHER: 6}
VARIANTS_A_DOCUMENT = 0.1
PUBLISHERS = tuple(f"{a} {b}" for a in ("Harbour", "Northern", "Central", "Coast") for b in ("Post", "Wire", "Record"))
FIRST_DAY, DAYS = date(2012, 1, 1), 4700
STAMP = "benchmark.txt"


def build(folder: Path, count: int) -> Library:
    """Return the library over a workspace of `count` documents in `folder`, made where it is not there whole."""
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == str(count):
        return open_library(folder)
    known = read_samples()
    tell(f"{sum(map(len, known.by_kind.values()))} passages extracted, {len(known.words)} words of names")
    library = open_library(folder)
    there = set(library.rooms.extractions.extracted_ids())
    for number in range(count):
        document, extraction = composed(known, number, count)
        if document.document_id not in there:
            write(library, document, extraction)
        if number % 1000 == 999:
            tell(f"{number + 1} documents written")
    library.add([], on_progress=lambda step: tell(f"{step.stage} {step.done}") if step.done % 1000 == 0 else None)
    stamp.write_text(str(count), "utf-8")
    return library


def read_samples() -> Passages:
    """Return the passages of the sample corpus."""
    with tempfile.TemporaryDirectory() as made, open_library(Path(made) / "samples") as library:
        library.add([samples.documents_folder()])
        return read(library)


def composed(known: Passages, number: int, count: int) -> tuple[Document, Extraction]:
    """Return document `number` of `count`, and what is found in it."""
    dice = random.Random(number)
    kinds = [kind for kind in MIX if known.by_kind.get(kind)]
    kind = dice.choices(kinds, [MIX[kind] for kind in kinds])[0]
    passages = dice.sample(known.by_kind[kind], min(dice.randint(5, 8), len(known.by_kind[kind])))
    casts = [int(max(1, count * VARIANTS_A_DOCUMENT) * dice.random() ** 3) for _ in range(2)]
    cast = [casts[at >= len(passages) - 2] for at in range(len(passages))]
    texts = [renamed(passage.text, known.words, one) for passage, one in zip(passages, cast, strict=True)]
    text = "\n\n".join(texts)
    data = text.encode()
    document_id = document_id_of(sha256_of(data))
    retelling = Retelling(document_id, known.words)
    starts = [0, *accumulate(len(one) + 2 for one in texts)]
    parts = [
        retelling.told(passage, one, start, page)
        for page, (passage, one, start) in enumerate(zip(passages, cast, starts, strict=False), start=1)
    ]
    day = (FIRST_DAY + timedelta(days=dice.randrange(DAYS))).isoformat()
    publisher = dice.choice(PUBLISHERS)
    document = Document(
        document_id=document_id,
        sha256=sha256_of(data),
        location=f"{publisher.replace(' ', '-').lower()}/{day[:4]}/{number:06}.txt",
        media_type="text/plain",
        kind=kind,
        kind_reason="made for the benchmark",
        title=texts[0][:70].rpartition(" ")[0].replace("\n", " "),
        text=text,
        date=day,
        language="en",
        publisher=publisher,
        source="benchmark",
        sections=tuple(
            Section(SectionKind.PAGE, start, start + len(one), page)
            for page, (start, one) in enumerate(zip(starts, texts, strict=False), start=1)
        ),
    )
    return document, joined(document_id, parts)


def joined(document_id: str, parts: Iterable[Extraction]) -> Extraction:
    """Return the findings of a document's passages as one."""
    some = list(parts)
    names = {name.name_id: name for part in some for name in part.names}
    facts = {fact.fact_id: fact for part in some for fact in part.facts}
    return Extraction(
        document_id,
        "",
        tuple(mention for part in some for mention in part.mentions),
        tuple(names.values()),
        tuple(value for part in some for value in part.values),
        (),
        tuple(facts.values()),
    )


def write(library: Library, document: Document, extraction: Extraction) -> None:
    """Put a document and its findings into the stores, as `add` does."""
    data = document.text.encode()
    library.rooms.originals.put(data)
    source = Source(document.location, document.sha256, len(data))
    input_id = input_id_of(source.location, source.sha256)
    entry = LedgerEntry(input_id, source, InputState.ADDED, document.media_type, document.document_id)
    library.rooms.documents.add(document, entry)
    library.rooms.extractions.save(replace(extraction, version=library.rooms.extractor_version))


def tell(words: str) -> None:
    """Say how far the building is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stderr.flush()
