"""Names that a form or a list gives under a label, which no tagger reads in a sentence: "Employer: Harbour Authority".

Guarantees: what is yielded stands under a label, or in a column, that holds names of parties or persons; a name that
the tagger has found with the same bounds is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from extract.components.spans import Found
from extract.components.typed import CERTAIN, HEAD, Typed
from extract.records import Label, Span
from extract.structure.fields import Field
from extract.structure.forms import find_labelled, name_in
from extract.structure.labels import party_label, untyped_label
from extract.structure.listed_names import find_listed_names
from extract.structure.officers import find_officers
from extract.structure.registers import find_company, find_controllers
from extract.structure.tables import find_rows

_Name = tuple[Span, Label, str | None, bool]
"""Where a name stands, what it is, the name itself where it is written in parts, whether the tagger is overruled."""
_SIDES: dict[Field, Label] = {"supplier": Label.COMPANY, "buyer": Label.GOVERNMENT}
_HEAD = 1500
_MEETING = re.compile(
    r"\b(?:meeting|minutes) of the (?P<name>(?:(?:[A-Z][\w-]+|and|&) ){1,6}(?:Committee|Cabinet|Panel|Sub-Committee"
    r"|Commission))\b"
)
_LISTING = re.compile(
    r"\b(?!The )(?P<name>(?:(?:[A-Z][\w-]+|and|of|on) ){0,7}[A-Z][\w-]+ (?:Committee|Council|Office|Directorate"
    r"|Commission|Authority|Tribunal|Treasury|Secretariat)"
    r"(?: (?:of|for|on) (?:the )?[A-Z][\w-]+(?: (?:(?:and|of) )?[A-Z][\w-]+)*)?)"
    r"(?![\w-]| (?:of|for|on) (?:the )?[A-Z])[^.\n]{0,60}? (?:has |have |today |hereby )*"
    r"(?:approved|decided|adds?|added|removed?|enacted|updated|designate[sd]|debarred|excluded)\b"
)
_PUBLIC = re.compile(
    r"\b(?:council|borough|county|city|town|ministry|parliament|government|authority)\b", re.IGNORECASE
)
_PLAIN_BUYERS = re.compile(r"(?:buyer|purchaser|client|customer)\b", re.IGNORECASE)


def labelled_names(doc: Doc, found: Sequence[Found]) -> Iterator[Typed]:
    """Yield the names under labels, in the order of the text, none over another."""
    text = doc.text
    taken = {(one.start, one.end) for one in found}
    end = 0
    for span, label, called, sure in sorted(_names(text), key=lambda one: (one[0].start, -one[0].end)):
        tokens = doc.char_span(span.start, span.end, alignment_mode="contract")
        if tokens is None or not len(tokens) or tokens.start < end:
            continue
        if label is Label.GOVERNMENT and any(_within(tokens, one) for one in found):
            continue
        end = tokens.end
        if sure or (tokens.start, tokens.end) not in taken:
            yield Typed(
                tokens.start, tokens.end, label, "named under a label", CERTAIN if sure else HEAD, called=called
            )


def _within(tokens: Words, one: Found) -> bool:
    """Whether words are only a part of a name that has been found: "Kestrian Office" of its whole name."""
    return one.start <= tokens.start and tokens.end <= one.end and len(tokens) < one.end - one.start


def free_of(first: Sequence[Typed], others: Sequence[Typed]) -> Iterator[Typed]:
    """Yield those of the others that share no token with the first."""
    taken = {index for one in first for index in range(one.start, one.end)}
    return (one for one in others if taken.isdisjoint(range(one.start, one.end)))


def _names(text: str) -> Iterator[_Name]:
    for line in find_labelled(text):
        if line.field in _SIDES:
            yield from _party(text, line.value, line.field, text[line.line.start : line.value.start])
    for row in find_rows(text):
        for field in _SIDES:
            if field in row.cells:
                yield from _party(text, row.cells[field], field, "")
    yield from _of_lists(text)
    yield from _of_registers(text)
    for officer in find_officers(text):
        yield officer.name, Label.PERSON, None, False


def _of_lists(text: str) -> Iterator[_Name]:
    """Yield whom a list names, wherever the text has the same words, and the bodies that list them."""
    entries = list(find_listed_names(text))
    for listed in entries:
        yield listed.name, listed.label, listed.called, True
        words = text[listed.name.start : listed.name.end]
        if listed.called is None and " " in words:
            for again in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                yield Span(*again.span()), listed.label, None, True
    for match in _LISTING.finditer(text, 0, 2 * _HEAD if entries else 0):
        yield Span(*match.span("name")), Label.GOVERNMENT, None, True


def _of_registers(text: str) -> Iterator[_Name]:
    """Yield the body of a meeting, the company of a register's extract, and who controls it."""
    for match in _MEETING.finditer(text, 0, _HEAD):
        public = _PUBLIC.search(text, 0, _HEAD)
        yield Span(*match.span("name")), Label.GOVERNMENT if public else Label.ORGANISATION, None, True
    company = find_company(text)
    for span in (*([company] if company else []), *(span for span, _, _ in find_controllers(text))):
        yield span, untyped_label(text[span.start : span.end]), None, False


def _party(text: str, value: Span, field: Field, said: str) -> Iterator[_Name]:
    span = name_in(text, value)
    if span is not None:
        otherwise = Label.COMPANY if _PLAIN_BUYERS.search(said) else _SIDES[field]
        yield span, party_label(text[span.start : span.end], otherwise=otherwise), None, False
