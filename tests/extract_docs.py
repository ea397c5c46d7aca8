"""Documents tagged by hand: `[ORG Hikvision] denied it` becomes a spaCy doc with that entity, no model needed."""

from __future__ import annotations

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from corpus.records import Document, Kind, Section
from extract.context import Context
from extract.pipeline import read
from extract.records import Mention

_MARKED = re.compile(r"\[(PERSON|ORG|PLACE|GROUP) ([^\]]+)\]")


@cache
def language() -> Language:
    """The English tokenizer alone, with sentences ended by full stops."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def tagged_doc(marked: str) -> Doc:
    """Return a doc whose entities are the marked ones."""
    text, ents, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        ents.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    doc = language()(text + marked[last:])
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in ents]
    doc.ents = [span for span in spans if span is not None]
    return doc


def document(text: str, *, date: str | None = None, sections: tuple[Section, ...] = ()) -> Document:
    """Return a document that holds `text`."""
    return Document("d1", "", "d1.txt", "text/plain", Kind.NEWS, "", "", text, date=date, sections=sections)


def context(marked: str, *, date: str | None = None, sections: tuple[Section, ...] = ()) -> Context:
    """Return what the rules make of a text tagged by hand."""
    doc = tagged_doc(marked)
    return read(document(doc.text, date=date, sections=sections), doc)


def mention(found: Context, text: str, number: int = 0) -> Mention:
    """Return the mention with these words, the first unless another is asked for."""
    return [one for one in found.mentions if one.text == text][number]


def labels(found: Context) -> list[tuple[str, str]]:
    """Return the words and the label of every mention, in order."""
    return [(one.text, one.label.value) for one in found.mentions]


def parsed_doc(rows: str) -> Doc:
    """Return a doc from lines of `word lemma POS head dep entity`; heads count from 1 and 0 is the root."""
    cells = [line.split() for line in rows.strip().splitlines()]
    heads = [index if int(row[3]) == 0 else int(row[3]) - 1 for index, row in enumerate(cells)]
    words = [row[0] for row in cells]
    ents = [row[5] if len(row) > 5 else "O" for row in cells]
    deps = ["ROOT" if row[3] == "0" else row[4] for row in cells]
    spaces = [True] * (len(words) - 1) + [False]
    lemmas, pos = [row[1] for row in cells], [row[2] for row in cells]
    return Doc(language().vocab, words=words, spaces=spaces, lemmas=lemmas, pos=pos, heads=heads, deps=deps, ents=ents)
