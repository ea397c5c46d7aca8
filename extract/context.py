"""What the finders of facts and attributions are given: one document, read and typed, with ways to look around in it.

The spaCy `doc` holds exactly `document.text`, so a token's `idx` is an offset into the document. All records are in
the order of the text. A mention may lie inside another one's sentence but no two mentions overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from corpus.records import Document
from extract.records import Attribution, Evidence, Filler, Mention, Name, Role, ValueMention


@dataclass(frozen=True, slots=True)
class Context:
    """One document as the finders see it; `names` is by name id."""

    document: Document
    doc: Doc
    mentions: tuple[Mention, ...] = ()
    names: Mapping[str, Name] = field(default_factory=dict)
    values: tuple[ValueMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    _sentences: tuple[TokenSpan, ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _mention_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _value_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sentences = tuple(self.doc.sents) if self.doc.has_annotation("SENT_START") else (self.doc[:],)
        sentences = tuple(sentence for sentence in sentences if len(sentence))
        object.__setattr__(self, "_sentences", sentences)
        object.__setattr__(self, "_sentence_starts", tuple(sentence.start_char for sentence in sentences))
        object.__setattr__(self, "_mention_starts", tuple(mention.start for mention in self.mentions))
        object.__setattr__(self, "_value_starts", tuple(value.start for value in self.values))

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def sentences(self) -> tuple[TokenSpan, ...]:
        """The sentences, in order; a document without sentence boundaries is one sentence."""
        return self._sentences

    def sentence_at(self, offset: int) -> TokenSpan | None:
        """Return the sentence that holds the code point at `offset`, None before the first or past the last."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0 or offset >= len(self.text):
            return None
        return self._sentences[index]

    def sentence_number(self, offset: int) -> int:
        """Return the index in `sentences` of the sentence that holds `offset`, so that neighbours can be found."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def tokens(self, start: int, end: int) -> TokenSpan:
        """Return the tokens that `start` to `end` touches, as a spaCy span; empty where it touches none."""
        span = self.doc.char_span(start, end, alignment_mode="expand") if start < end <= len(self.text) else None
        return span if span is not None else self.doc[0:0]

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly from `start` to `end`, in order."""
        found = _starting(self.mentions, self._mention_starts, start, end)
        return tuple(mention for mention in found if mention.end <= end)

    def values_in(self, start: int, end: int) -> tuple[ValueMention, ...]:
        """Return the values that lie wholly from `start` to `end`, in order."""
        found = _starting(self.values, self._value_starts, start, end)
        return tuple(value for value in found if value.end <= end)

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention that covers the code point at `offset`."""
        index = bisect_right(self._mention_starts, offset) - 1
        if index >= 0 and offset < self.mentions[index].end:
            return self.mentions[index]
        return None

    def mention_of(self, token: Token) -> Mention | None:
        """Return the mention that covers the start of `token`."""
        return self.mention_at(token.idx)

    def value_at(self, offset: int) -> ValueMention | None:
        """Return the value that covers the code point at `offset`."""
        index = bisect_right(self._value_starts, offset) - 1
        if index >= 0 and offset < self.values[index].end:
            return self.values[index]
        return None

    def name_of(self, mention: Mention) -> Name | None:
        """Return the name a mention belongs to, None where it is unresolved."""
        return self.names.get(mention.name_id) if mention.name_id else None

    def fullest_name(self, mention: Mention) -> str:
        """Return the fullest form the document has of what a mention names; its own words where it is unresolved."""
        name = self.name_of(mention)
        return name.name if name else mention.text

    def find_filler(self, role: Role, mention: Mention) -> Filler | None:
        """Return `mention` as the filler of a role, None where it is unresolved: a role is stated or absent."""
        name = self.name_of(mention)
        if name is None:
            return None
        return Filler(role, name.name_id, name.name, name.label, mention.start, mention.end)

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the words from `start` to `end` as evidence, without white space at either end.

        Raises `ValueError` where nothing but white space lies there.
        """
        text = self.text[start:end]
        quote = text.strip()
        if not quote:
            raise ValueError(f"There are no words from {start} to {end}.")
        start += len(text) - len(text.lstrip())
        return Evidence(self.document.document_id, start, start + len(quote), quote, self.document.page_at(start))

    def sentence_evidence(self, start: int, end: int | None = None) -> Evidence:
        """Return the whole sentence (or sentences, where `end` lies in a later one) around a span as evidence."""
        first = self.sentence_at(start)
        last = self.sentence_at((end or start + 1) - 1)
        if first is None or last is None:
            raise ValueError(f"There is no sentence at {start}.")
        return self.evidence(first.start_char, last.end_char)


_Record = TypeVar("_Record")


def _starting(records: Sequence[_Record], starts: Sequence[int], start: int, end: int) -> Sequence[_Record]:
    return records[bisect_left(starts, start) : bisect_left(starts, end)]
