"""Persons as lists write them, the surname first and in capitals: "3. VARESH, Ilko; born 3 May 1971"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.components.document_votes import is_known_place
from extract.components.typed import CERTAIN, Typed
from extract.gazetteers.legal_forms import has_legal_form
from extract.records import Label

_INVERTED = re.compile(
    r"^[ \t]*(?:\(?\d{1,3}[.)][ \t]+|[-•–—*][ \t]*|Name:[ \t]*)?"
    r"(?P<name>(?P<surname>[A-Z][A-Z’'-]{2,}(?: [A-Z][A-Z’'-]{2,}){0,2}),[ ]"
    r"(?P<given>[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){0,3}))(?=[ \t]*(?:[;(]|,? (?:born|DOB|a\.k\.a|alias)|$))",
    re.MULTILINE,
)
_BORN = re.compile(
    r"^[ \t]*(?:(?:Dr|Prof)\.?[ ]+)*(?P<name>(?P<surname>[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+)?),[ ]"
    r"(?P<given>[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+){0,2}))(?=,[^\n]{2,40}(?:\*[ ]?|\bborn[ ]|\bgeb\.[ ])\d)",
    re.MULTILINE,
)
"""Registers of companies: "Brandt, Ilse, Ehrenstadt, *22.10.1968"."""


def inverted_names(doc: Doc) -> Iterator[Typed]:
    """Yield persons at the head of a line, surname first, who are in capitals or have a date of birth, in order."""
    found = [*_INVERTED.finditer(doc.text), *_BORN.finditer(doc.text)]
    for match in sorted(found, key=lambda one: one.start("name")):
        surname, given = match["surname"], match["given"]
        if (match.re is _INVERTED and (is_known_place(surname) or is_known_place(given))) or has_legal_form(
            f"{surname} {given}"
        ):
            continue
        span = doc.char_span(match.start("name"), match.end("name"))
        if span is not None:
            called = f"{given} {surname.title()}"
            reason = "a surname in capitals before a given name"
            reason = reason if match.re is _INVERTED else "a surname before a given name, with the date of birth"
            yield Typed(span.start, span.end, Label.PERSON, reason, CERTAIN, called=called)
