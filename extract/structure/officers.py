"""Who holds which office, as forms, registers and minutes write it, where no sentence says so.

    Name: Mr Leonard James KESTERLY     Role: Director
    Councillor Maud Ferrers (Chair)
    Buyer's authorised representative: Siobhan Kell, Head of Procurement
    represented by Mr Hugo Leclair, State Secretary

Guarantees: found from the text alone; `body` is whom they serve where the form names it, `side` where it only says
which side of the contract; else whoever is named above is to be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.records import Span
from extract.structure.fields import Side, side_in
from extract.structure.forms import find_labelled, name_in
from extract.structure.registers import find_company, find_registered_officers
from extract.structure.signing import PERSON, TITLES, find_signings, is_position

_REPRESENTED = re.compile(
    rf"\brepresented (?:herein |hereby |by law )?by:?[ \t]+(?:(?:its|the"
    rf"|their) (?P<before>[A-Z]?[\w -]{{3,40}}?),?[ ]+)?"
    rf"{TITLES}(?P<name>{PERSON})(?:,?[ ]+(?:in (?:his|her|their) capacity as|acting as|as)[ ]+(?:its "
    rf"|the )?(?P<as>[\w -]{{4,50}})"
    rf"|,[ ]+(?!and\b)(?:its |the )?(?P<behind>[\w -]{{4,50}}))?",
)
_PRESENT = re.compile(
    rf"^[ \t]*(?P<member>(?:Councillor|Cllr"
    rf"|Alderman)[ ]+)?{TITLES}(?P<name>{PERSON})[ \t]*(?:\((?P<inside>[A-Z][\w -]{{3,40}})\)"
    rf"|,[ ]+(?P<behind>[A-Z][\w &-]{{4,60}}))[ \t]*$",
    re.MULTILINE,
)
_ATTENDING = re.compile(
    r"^[ \t]*(?:Members )?(?:Present|In attendance|Attending|Also present|Attendees)\b[^\n]{0,30}:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_DIRECTORS = re.compile(
    r"^[ \t]*(?P<position>Director|Manager|Owner|Secretary|Partner|Officer)s?[ \t]*:[ \t]*(?P<names>[^\n]+)$",
    re.MULTILINE,
)
_NOT_PEOPLE = re.compile(
    r"\b(?:Committee|Council|Office|Board|Department|Street|Road|Hall|Room|Limited|Ltd|LLC|Inc|Services|Contract"
    r"|Agreement)\b"
)
Manner = Literal["signs", "represents", "member", "staff", "director"]


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody and what they are, and how that is told; `near` are the lines to look for whom they serve."""

    name: Span
    position: str
    span: Span
    manner: Manner
    body: Span | None = None
    side: Side | None = None
    near: tuple[Span, ...] = ()


def find_officers(text: str) -> Iterator[Officer]:
    """Yield who is said to hold an office, in no order."""
    company = find_company(text)
    for one in find_signings(text):
        yield Officer(one.name, one.position, one.span, "signs", company, near=(*one.below, *one.above))
    for match in _REPRESENTED.finditer(text):
        position = match["as"] or match["behind"] or match["before"] or ""
        yield Officer(Span(*match.span("name")), _position(position), Span(*match.span()), "represents")
    yield from _named_first(text)
    yield from _present(text)
    yield from _directors(text, company)
    for found in find_registered_officers(text) if company is not None else ():
        yield Officer(found.name, found.position, found.span, "director", company)


def _position(words: str) -> str:
    return " ".join(re.split(r"\bhereinafter\b|\bwho\b|\band\b\s*$", words)[0].split()).strip(" ,.;|")


def _named_first(text: str) -> Iterator[Officer]:
    """Yield "Authorised representative: Ms. Priya Kelmar, Managing Director", on either side of the comma."""
    for line in find_labelled(text):
        if line.field != "signers":
            continue
        span = name_in(text, line.value)
        if span is None:
            continue
        first, rest = text[span.start : span.end], text[span.end : line.value.end].lstrip(" ,(").rstrip(" .)")
        behind = re.fullmatch(rf"[^,\n]+,[ ]*{TITLES}(?P<name>{PERSON})", text[span.start : line.value.end])
        if behind is not None and is_position(first):
            start = span.start + behind.start("name")
            name = Span(start, start + len(behind["name"]))
            yield Officer(name, _position(first), line.line, "represents", side=line.sense.side)
        elif re.fullmatch(PERSON, first):
            yield Officer(span, _position(rest), line.line, "represents", side=line.sense.side)


def _present(text: str) -> Iterator[Officer]:
    """Yield who attended: the lines below "Present:" until a blank line that is followed by no other such heading."""
    for heading in _ATTENDING.finditer(text):
        end = text.find("\n\n", heading.end() + 1)
        for match in _PRESENT.finditer(text, heading.end(), len(text) if end < 0 else end):
            if not _NOT_PEOPLE.search(match["name"]):
                position = match["inside"] or match["behind"]
                span = Span(match.start("name"), match.end())
                manner: Manner = "member" if match["member"] else "staff"
                yield Officer(Span(*match.span("name")), _position(position), span, manner)


def _directors(text: str, company: Span | None) -> Iterator[Officer]:
    """Yield "Directors: Howard Oakley; Simone Tarn" with the position in the singular."""
    for match in _DIRECTORS.finditer(text):
        for person in re.finditer(rf"{TITLES}(?P<name>{PERSON})(?=[ \t]*(?:[;,(]|$| and ))", match["names"]):
            start = match.start("names") + person.start("name")
            span = Span(start, start + len(person["name"]))
            if not _NOT_PEOPLE.search(person["name"]):
                yield Officer(
                    span, match["position"].capitalize(), Span(match.start(), match.end()), "director", company
                )


def side_of(text: str, line: Span) -> Side | None:
    """Return which side a line over a signature names: "For the Employer"."""
    return side_in(text[line.start : line.end])
