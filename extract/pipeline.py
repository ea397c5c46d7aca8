"""The entry to extraction: documents in, what is named and said in them out.

    load(options) -> Extractor;  Extractor.stream(documents) -> extractions, in the same order

Order of work: tag, type names by use, read values, join names, resolve references, find attributions, find facts.
Boilerplate yields nothing. Equal input and version give equal output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from corpus.kinds import find_kind
from corpus.records import Document, Kind
from extract.attribution.find import find_attributions
from extract.components.acting_places import acting_places
from extract.components.bodies_by_rule import (
    companies_by_form,
    departments,
    introduced_companies,
    known_bodies,
    without_titles,
)
from extract.components.entity_typing import type_all
from extract.components.government_phrases import government_phrases
from extract.components.headed_names import headed_names, papers, titled_persons
from extract.components.inverted_names import inverted_names
from extract.components.labelled_names import free_of, labelled_names
from extract.components.name_edges import mended_edges, seats
from extract.components.naming import join_names
from extract.components.references import find_references
from extract.components.spans import Found, merge, tagged
from extract.components.values import find_values
from extract.components.whereabouts import locate, with_places
from extract.components.whole_names import with_heads
from extract.context import Context
from extract.extraction import Extraction
from extract.facts.find import find_facts
from extract.model_loading import load_language
from extract.options import Options
from extract.pieces import Piece, boilerplate_spans, cut, join, texts, untagged
from extract.records import Fact, FactKind, Name
from extract.structure.read import extract_structured, is_structured
from extract.versions import extractor_version

MOST_STRINGS = 300_000
"""Words, numbers and names that spaCy keeps for good; with their entries some hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """A loaded pipeline; `version` changes whenever what it finds may change."""

    nlp: Language
    options: Options = field(default_factory=Options)
    version: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it has met so many different words, none of which it forgets, that it had better be loaded anew."""
        return len(self.nlp.vocab.strings) > MOST_STRINGS

    def extract(self, document: Document) -> Extraction:
        """Return all that is found in one document."""
        return next(self.stream([document]))

    def stream(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Yield what is found in each document, in the order given; only a batch is held at a time.

        A structured document (a list, a notice of contracts) is read from its own fields, not by the language model.
        """
        for structured, some in groupby(documents, key=is_structured):
            if structured:
                yield from (extract_structured(document, self.version) for document in some)
            else:
                yield from (self._extraction(context) for context in self.contexts(some))

    def contexts(self, documents: Iterable[Document]) -> Iterator[Context]:
        """Yield each document read, typed and named, before attributions and facts are looked for."""
        for batch in _batches(documents, self.options.batch_characters):
            plans = [(document, cut(document, self.options.piece_characters)) for document in batch]
            todo = (text for document, pieces in plans for text in texts(document, pieces))
            done = self.nlp.pipe(todo, batch_size=self.options.batch_pieces)
            for document, pieces in plans:
                yield read(document, self._doc(document, pieces, done))

    def extract_text(self, text: str, text_id: str) -> Extraction:
        """Return all that is found in a plain text, taken as it is."""
        return self.extract(text_document(text, text_id))

    def _doc(self, document: Document, pieces: list[Piece], done: Iterator[Doc]) -> Doc:
        docs = [
            untagged(self.nlp, document.text[piece.start : piece.end]) if piece.boilerplate else next(done)
            for piece in pieces
        ]
        return join(docs, self.nlp)

    def _extraction(self, context: Context) -> Extraction:
        context = replace(context, attributions=find_attributions(context))
        facts = find_facts(context)
        return Extraction(
            context.document.document_id,
            self.version,
            context.mentions,
            tuple(_with_aliases(context.names, facts)),
            context.values,
            context.attributions,
            facts,
        )


def load(options: Options | None = None) -> Extractor:
    """Return an extractor; raises ModelError when the language pipeline cannot be used. Takes a few seconds."""
    options = options or Options()
    nlp = load_language(options.model)
    return Extractor(nlp, options, extractor_version(options))


def read(document: Document, doc: Doc) -> Context:
    """Return a tagged document with its names typed and joined and its values read; `doc` holds its whole text."""
    hidden = boilerplate_spans(document)
    found = _outside(doc, _found(doc), hidden)
    labelled = list(labelled_names(doc, found))
    phrases = [*labelled, *free_of(labelled, [*inverted_names(doc), *government_phrases(doc, found)])]
    if document.kind in (Kind.NEWS, Kind.OTHER):
        phrases += list(free_of(phrases, list(papers(doc))))
    phrases = [one for one in phrases if not _in_spans(doc[one.start].idx, hidden)]
    typed = list(acting_places(doc, type_all(doc, found, phrases)))
    located = locate(doc, typed)
    naming = join_names(doc, located.typed, document.document_id)
    mentions = [one for one in naming.mentions if not _in_spans(one.start, hidden)]
    references = find_references(doc, mentions, naming.names, document.document_id)
    mentions += [one for one in references if not _in_spans(one.start, hidden)]
    values = find_values(doc, document.document_id, document.date)
    return Context(
        document,
        doc,
        tuple(sorted(mentions, key=lambda mention: mention.start)),
        {name.name_id: name for name in with_places(naming.names, naming.mentions, located.places)},
        tuple(value for value in values if not _in_spans(value.start, hidden)),
    )


def _found(doc: Doc) -> list[Found]:
    """Return where names stand, whoever sees them, none over another and none within a title of office."""
    ruled = (companies_by_form(doc), departments(doc), mended_edges(doc, titled_persons(doc)))
    found = merge(*ruled, mended_edges(doc, tagged(doc)), seats(doc), introduced_companies(doc), known_bodies(doc))
    return without_titles(doc, with_heads(doc, headed_names(doc, found)))


def _with_aliases(names: Mapping[str, Name], facts: Iterable[Fact]) -> Iterator[Name]:
    """Yield names with the aliases that the document states: "a.k.a. Veshtar Vision"."""
    stated: dict[str, list[str]] = {}
    for fact in facts:
        alias = dict(fact.values).get("name")
        for filler in fact.fillers if fact.kind is FactKind.ALIAS and isinstance(alias, str) else ():
            stated.setdefault(filler.name_id, []).append(str(alias))
    for name in names.values():
        new = [alias for alias in stated.get(name.name_id, ()) if alias != name.name]
        yield replace(name, aliases=tuple(dict.fromkeys((*name.aliases, *new)))) if new else name


def text_document(text: str, text_id: str) -> Document:
    """Return a plain text as a document; its words alone say of what kind it is."""
    kind, reason = find_kind(text, "", webpage=False, published=False)
    return Document(
        document_id=text_id,
        sha256="",
        location=text_id,
        media_type="text/plain",
        kind=kind,
        kind_reason=reason,
        title="",
        text=text,
    )


def _batches(documents: Iterable[Document], characters: int) -> Iterator[list[Document]]:
    """Yield documents together until they hold so many characters; a longer one goes alone or ends a batch."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _outside(doc: Doc, found: list[Found], hidden: list[tuple[int, int]]) -> list[Found]:
    return [one for one in found if not _in_spans(doc[one.start].idx, hidden)]


def _in_spans(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)
