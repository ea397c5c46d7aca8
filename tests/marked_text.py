"""Texts with names marked in them, for tests of attribution and facts.

`[[Veshtar|company]] denied it.` names Veshtar; `[[the company|company=Veshtar]]` is a description or pronoun that
refers to Veshtar; `[[it|company=?]]` refers to nobody known. Labels are those of `extract.records.Label`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from corpus.records import Document, Kind
from extract.attribution.find import find_attributions
from extract.components.values import find_values
from extract.context import Context
from extract.facts.find import find_facts
from extract.identity import name_id
from extract.model_loading import load_language
from extract.records import Fact, FactKind, Form, Label, Mention, Name, Role

_MARK = re.compile(r"\[\[([^|\]]+)\|(\w+)(?:=([^\]]+))?\]\]")
_PRONOUNS = frozenset({"it", "its", "he", "she", "they", "his", "her", "their", "them"})
DOCUMENT_ID = "d0"


@cache
def language() -> Language:
    """The bundled pipeline."""
    return load_language(None)


def unmarked(marked: str) -> tuple[str, tuple[Mention, ...], dict[str, Name]]:
    """Return the text without marks, its mentions and its names."""
    text, position = "", 0
    mentions: list[Mention] = []
    names: dict[str, Name] = {}
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        words, label, referent = match.group(1), Label(match.group(2)), match.group(3)
        key = None if referent == "?" else name_id(label, (referent or words).casefold())
        if key is not None:
            names.setdefault(key, Name(key, label, referent or words))
        mentions.append(
            Mention(DOCUMENT_ID, len(text), len(text) + len(words), label, words, _form(words, referent), key)
        )
        text += words
        position = match.end()
    return text + marked[position:], tuple(mentions), names


def _form(words: str, referent: str | None) -> Form:
    if words.lower() in _PRONOUNS:
        return Form.PRONOUN
    if referent is None:
        return Form.NAME
    return Form.DESCRIPTION if words.lower().startswith(("the ", "that ")) else Form.SHORT


def without_parse(doc: Doc) -> Doc:
    """Return a doc with the same words, tags and sentences, and no heads: what a useless parse leaves."""
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )


def read(
    marked: str, kind: Kind = Kind.NEWS, date: str | None = "2021-07-01", title: str = "", *, parse: bool = True
) -> Context:
    """Return the context of a marked text, attributions included; `parse` off takes the syntax away."""
    text, mentions, names = unmarked(marked)
    document = Document(DOCUMENT_ID, "0" * 64, "t.txt", "text/plain", kind, "", title, text, date=date)
    doc = language()(text)
    doc = doc if parse else without_parse(doc)
    context = Context(document, doc, mentions, names, find_values(doc, DOCUMENT_ID, date))
    return replace(context, attributions=find_attributions(context))


def facts_in(marked: str, fact_kind: FactKind, kind: Kind = Kind.NEWS, *, parse: bool = True) -> list[Fact]:
    """Return the facts of one kind that a marked text yields."""
    return [fact for fact in find_facts(read(marked, kind, parse=parse)) if fact.kind is fact_kind]


def roles_of(fact: Fact) -> dict[str, list[str]]:
    """Return the names that fill each role of a fact."""
    filled = {filler.role for filler in fact.fillers}
    return {role.value: [filler.name for filler in fact.filled(role)] for role in Role if role in filled}


def attributions_in(marked: str, *, parse: bool = True) -> list[tuple[str | None, str, str]]:
    """Return source, cue and content of each attribution, in words."""
    context = read(marked, parse=parse)
    text = context.text
    return [
        (
            None if item.source is None else text[item.source.start : item.source.end],
            text[item.cue.start : item.cue.end],
            text[item.content.start : item.content.end],
        )
        for item in context.attributions
    ]
