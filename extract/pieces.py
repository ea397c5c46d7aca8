"""A document's text cut into pieces that a language pipeline can hold, and put together again.

Guarantees: the pieces follow each other without gap or overlap and together are the text; what is boilerplate is a
piece of its own, which is never tagged; the joined doc's text is the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from corpus.records import Document, SectionKind

_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?]\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; `boilerplate` is no part of its story."""

    start: int
    end: int
    boilerplate: bool = False


def boilerplate_spans(document: Document) -> list[tuple[int, int]]:
    """Return where a document's text is boilerplate, in order, touching stretches joined."""
    spans: list[tuple[int, int]] = []
    for section in sorted(document.sections, key=lambda section: section.start):
        if section.kind is not SectionKind.BOILERPLATE or section.start >= section.end:
            continue
        if spans and section.start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], section.end)
        else:
            spans.append((section.start, section.end))
    return spans


def cut(document: Document, longest: int) -> list[Piece]:
    """Return the pieces of a document's text, each of at most `longest` characters."""
    pieces: list[Piece] = []
    position, length = 0, len(document.text)
    for start, end in boilerplate_spans(document):
        pieces += _plain(document.text, position, min(start, length), longest)
        pieces += [Piece(one.start, one.end, True) for one in _plain(document.text, start, min(end, length), longest)]
        position = min(end, length)
    return pieces + list(_plain(document.text, position, length, longest))


def _plain(text: str, start: int, end: int, longest: int) -> Iterator[Piece]:
    while end - start > longest:
        stop = _stop(text, start, start + longest)
        yield Piece(start, stop)
        start = stop
    if start < end:
        yield Piece(start, end)


def _stop(text: str, start: int, limit: int) -> int:
    """Return where a piece that may reach `limit` ends: after a paragraph, a line, a sentence or a word."""
    window = text[start:limit]
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(window, len(window) // 2)]
        if ends:
            return start + ends[-1]
    return limit


def untagged(nlp: Language, text: str) -> Doc:
    """Return a doc that holds words and lines as sentences, and nothing else."""
    made = nlp.make_doc(text)
    heads, starts, first = [], [], 0
    for token in made:
        if token.i and "\n" in made[token.i - 1].text:
            first = token.i
        heads.append(first)
        starts.append(token.i == first)
    words, spaces = [token.text for token in made], [bool(token.whitespace_) for token in made]
    deps = ["ROOT" if start else "dep" for start in starts]
    return Doc(made.vocab, words=words, spaces=spaces, heads=heads, deps=deps)


def join(docs: Sequence[Doc], nlp: Language) -> Doc:
    """Return one doc that holds the text and the annotations of several, in order."""
    for doc in docs:
        doc.tensor = numpy.zeros((0,), dtype="float32")  # the tagger's vectors are of no more use and large
    filled = [doc for doc in docs if len(doc)]
    if not filled:
        return nlp.make_doc("")
    joined = filled[0] if len(filled) == 1 else Doc.from_docs(filled, ensure_whitespace=False)
    assert joined is not None
    return joined


def texts(document: Document, pieces: Iterable[Piece]) -> list[str]:
    """Return the text of each piece that is to be tagged, in order."""
    return [document.text[piece.start : piece.end] for piece in pieces if not piece.boilerplate]
