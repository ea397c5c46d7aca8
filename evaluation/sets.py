"""The sets of documents: the samples, those written to work with, those held back, and those nobody may tune on.

Each set is read into a workspace of its own, as anybody's documents are, and every layer is scored on it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus import samples
from corpus.records import Document
from evaluation.attribution_scores import AttributionTally
from evaluation.document_scores import count_properties
from evaluation.fact_scores import FactTallies
from evaluation.gold import read_aliases, read_gold
from evaluation.marking import lay
from evaluation.mention_scores import MentionTallies
from evaluation.records import GoldDocument, Score, Sheet
from evaluation.sheets import forms_of, read_tuned, read_written
from evaluation.tally import Tally
from library.library import Library, open_library

TUNED, DEVELOPED, HELD, UNSEEN = "tuned", "developed", "held", "unseen"
WRITTEN = {DEVELOPED: ("developed", "papers"), HELD: ("held", "papers_held"), UNSEEN: ("unseen",)}
"""The folders of gold whose documents make up a set."""


def score_tuned(model: str | None = None) -> Iterator[Score]:
    """Read the sample corpus into a workspace of its own and yield its scores, in order of part and measure."""
    gold, sheets = read_gold(), read_tuned()
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "workspace", model=model) as library:
        library.add([samples.documents_folder()])
        yield from score_library(
            library, TUNED, gold, sheets, dict.fromkeys((one.path for one in gold), read_aliases())
        )


def score_written(name: str, model: str | None = None, sheets: Sequence[Sheet] | None = None) -> Iterator[Score]:
    """Write the documents of a set as text files, read them like any others, and yield their scores."""
    sheets = read_written(*WRITTEN[name]) if sheets is None else sheets
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "documents"
        place.mkdir()
        for sheet in sheets:
            (place / sheet.path).write_text(sheet.text or "", "utf-8")
        with open_library(Path(folder) / "workspace", model=model) as library:
            library.add([place])
            aliases = {sheet.path: forms_of([sheet]) for sheet in sheets}
            yield from score_library(library, name, [one.document for one in sheets], sheets, aliases)


def score_library(
    library: Library,
    name: str,
    gold: Sequence[GoldDocument],
    sheets: Sequence[Sheet],
    aliases: Mapping[str, Mapping[str, str]],
) -> Iterator[Score]:
    """Yield the scores of a library that holds the documents of a set; `aliases` by the path of each document."""
    documents, facts, mentions, attributions = Tally("documents"), FactTallies(), MentionTallies(), AttributionTally()
    by_location = {head.location: head.document_id for head in library.heads()}
    for expected in gold:
        document = find_document(library, by_location, expected.path)
        count_properties(documents, expected, document)
        if document is None:
            facts.miss(expected.facts)
        else:
            facts.count(expected.facts, document, library, aliases[expected.path])
    for sheet in sheets:
        document = find_document(library, by_location, sheet.path)
        if document is not None:
            marks = lay(sheet, document.text)
            mentions.count(marks, library.mentions(document.document_id), document)
            if marks.attributions is not None:
                found = library.rooms.extractions.attributions(document.document_id)
                attributions.count(marks.attributions, found)
    for tally in (documents, *mentions.parts(), attributions.tally, *facts.parts()):
        yield from tally.scores(name)


def find_document(library: Library, by_location: Mapping[str, str], path: str) -> Document | None:
    """Return the document that was read from a path, or None where it was not read."""
    for location, document_id in by_location.items():
        if location.replace("!", "/").endswith("/" + path):
            return library.document(document_id)
    return None
