"""Every mention in whole documents: what the pipeline finds alone, and what the extractor makes of it.

The documents are those of the sample corpus, their names in `evaluation/gold/mentions.toml`, which says at its top how
it is written. The difference measures the extractor's step from mentions to names that hold for a whole document.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from corpus import samples
from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.ingest import ingest
from corpus.options import IngestOptions
from corpus.records import Document
from corpus.store import DocumentStore
from evaluation.model.counting import Count, by_label, figures, trimmed
from evaluation.model.pipelines import LABELS, lacking, names_in
from evaluation.model.records import Figure, Skipped, Span
from extract.context import Context
from extract.model_loading import find_lack
from extract.names import is_acronym
from extract.pieces import boilerplate_spans, cut, join, texts
from extract.pipeline import Extractor
from extract.records import Form, Label

GOLD = Path(__file__).parent.parent / "gold" / "mentions.toml"
ALONE, WHOLE = "mentions, pipeline alone", "mentions, whole extractor"
SET = "sample documents"
EVERY = "names found at every mention"

_SPOKEN = {
    Label.COMPANY: "ORG", Label.GOVERNMENT: "ORG", Label.ORGANISATION: "ORG", Label.PERSON: "PERSON",
    Label.PLACE: "PLACE", Label.GROUP: "GROUP",
}  # fmt: skip
_NAMED = (Form.NAME, Form.SHORT, Form.ACRONYM)


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """The names of a document: `names` is (name, label); `open` is what readers may differ about."""

    path: str
    names: tuple[tuple[str, str], ...]
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the names of a document stand; what touches an `open` span counts neither for nor against."""

    mentions: frozenset[Span]
    open: tuple[tuple[int, int], ...]

    def counted(self, spans: Iterable[Span]) -> set[Span]:
        """Return the spans that count."""
        return {one for one in spans if not any(one[0] < end and start < one[1] for start, end in self.open)}


def read_marked(path: Path = GOLD) -> tuple[MarkedDocument, ...]:
    """Read the names of the documents, in the order of the file."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        MarkedDocument(
            one["path"],
            tuple((name, label) for label in LABELS for name in one.get(label, ())),
            tuple(one.get("open", ())),
        )
        for one in raw["documents"]
    )


def gold_of(marked: MarkedDocument, document: Document) -> Gold:
    """Return where the marked names stand in the text of a document; boilerplate is open."""
    labels = dict(marked.names) | dict.fromkeys(marked.open, "")
    longest = sorted(labels, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){_spaced(name)}(?!\w)" for name in longest))
    found = [(one.start(), one.end(), labels[" ".join(one[0].split())]) for one in pattern.finditer(document.text)]
    hidden = boilerplate_spans(document)
    undecided = [*hidden, *((start, end) for start, end, label in found if not label)]
    mentions = {
        (*trimmed(document.text, start, end), label)
        for start, end, label in found
        if label and not any(start < last and first < end for first, last in hidden)
    }
    return Gold(frozenset(mentions), tuple(undecided))


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def read_documents(paths: Iterable[str]) -> dict[str, Document]:
    """Read documents of the sample corpus as any other file is read; keys are the paths given."""
    with tempfile.TemporaryDirectory() as place, open_database(Path(place) / "threadline.db") as database:
        store = DocumentStore(database)
        wanted = tuple(paths)
        files = sorted({_file_of(path) for path in wanted})
        for _ in ingest(files, store, BlobStore(Path(place) / "originals"), IngestOptions(ocr=False)):
            pass
        read = {head.location.replace("!", "/"): head.document_id for head in store.heads()}
        found = {path: next(i for location, i in read.items() if location.endswith("/" + path)) for path in wanted}
        return {path: store.get_document(document_id) for path, document_id in found.items()}


def _file_of(path: str) -> Path:
    """Return the file that a document of the sample corpus lies in: itself, or the mail it is attached to."""
    file = samples.documents_folder() / path
    while not file.is_file():
        file = file.parent
    return file


def score_consistency(nlp: Language) -> Iterator[Figure | Skipped]:
    """Yield F1 of mentions by label, and of how many repeated names every mention is found: alone, and extracted."""
    marked = read_marked()
    documents = read_documents(one.path for one in marked)
    golds = [gold_of(one, documents[one.path]) for one in marked]
    lack = find_lack(nlp)
    if lack is None:
        contexts = list(Extractor(nlp).contexts(documents[one.path] for one in marked))
        docs = [context.doc for context in contexts]
    else:
        contexts = []
        docs = [
            join(list(nlp.pipe(texts(documents[one.path], cut(documents[one.path], 20_000)))), nlp) for one in marked
        ]
    problem = lacking(docs, "ENT_IOB")
    if problem:
        yield Skipped(ALONE, SET, problem)
        return
    yield from _figures(ALONE, documents, marked, golds, [set(names_in(doc)) for doc in docs])
    if lack is None:
        found = [mentions_of(context, gold) for context, gold in zip(contexts, golds, strict=True)]
        yield from _figures(WHOLE, documents, marked, golds, found)
    else:
        yield Skipped(WHOLE, SET, f"The extractor cannot use this pipeline: {lack}.")


def mentions_of(context: Context, gold: Gold) -> set[Span]:
    """Return the names that the extractor found as offsets with the four labels.

    Where a place acts, the extractor calls it a government, and takes "the government of Kestria" whole; the name in
    it counts. Of the terms that a contract defines, acronyms ("MCTA") are names, words ("the Buyer") are not.
    """
    places = {(start, end): label for start, end, label in gold.mentions if label in ("PLACE", "GROUP")}
    found = set()
    for mention in context.mentions:
        if mention.form not in _NAMED and not (mention.form is Form.DEFINED_TERM and is_acronym(mention.text)):
            continue
        start, end = trimmed(context.document.text, mention.start, mention.end)
        label = _SPOKEN[mention.label]
        if mention.label is Label.GOVERNMENT and (start, end, label) not in gold.mentions:
            inside = [span for span in places if start <= span[0] and span[1] <= end]
            if len(inside) == 1:
                (start, end), label = inside[0], places[inside[0]]
        found.add((start, end, label))
    return found


def _figures(
    part: str,
    documents: dict[str, Document],
    marked: tuple[MarkedDocument, ...],
    golds: list[Gold],
    found: list[set[Span]],
) -> Iterator[Figure]:
    count_of = {label: Count() for label in ("all", *LABELS)}
    repeated = everywhere = 0
    for one, gold, spans in zip(marked, golds, found, strict=True):
        counted = gold.counted(spans)
        by_label(count_of, gold.mentions, counted)
        text = documents[one.path].text
        places: dict[tuple[str, str], list[Span]] = {}
        for span in gold.counted(gold.mentions):
            places.setdefault((text[span[0] : span[1]], span[2]), []).append(span)
        for mentions in places.values():
            repeated += len(mentions) > 1
            everywhere += len(mentions) > 1 and counted.issuperset(mentions)
    yield from figures(part, SET, count_of)
    yield Figure(part, SET, EVERY, 100 * everywhere / max(1, repeated), repeated)
