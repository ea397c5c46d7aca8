"""Who holds which office, as forms, registers and minutes write it, where no sentence says so.

    Name: Mr Leonard James KESTERLY     Role: Director
    Councillor Maud Ferrers (Chair)
    Siobhan Kell, Head of Procurement
    represented by Mr Hugo Leclair, State Secretary

Guarantees: found from the text alone; `body` is whom they serve where the form names it, None where it is to be looked
for above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import Label, Span
from extract.structure.forms import find_labelled, name_in

_PERSON = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|da|al|bin|el|la|di|du)){1,4}"
_TITLES = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Cllr|Councillor|Judge|Eng)\b\.?[ ]+)*"
_NAME_LINE = re.compile(
    rf"^[ \t]*(?:By:[^\n]*\n[ \t]*)?(?:Full )?Name:[ \t]*{_TITLES}(?P<name>{_PERSON})[ \t]*\n"
    r"(?:[^\n:]{1,40}:[^\n]*\n){0,2}?[ \t]*(?:Role|Position|Title|Office|Capacity|Its|Function"
    r"|Designation):[ \t]*(?P<position>[^\n]{3,80})$",
    re.MULTILINE,
)
_TWO_NAMES = re.compile(
    rf"^[ \t]*(?:Full )?Name:[ \t]*(?P<one>{_PERSON})(?:[ \t]{{3,}}"
    rf"|[ \t]*\|[ \t]*)Name:[ \t]*(?P<two>{_PERSON})[ \t]*\n"
    r"[ \t]*(?:Title|Position|Its):[ \t]*(?P<first>[^\n|]+?)(?:[ \t]{3,}|[ \t]*\|[ \t]*)(?:Title|Position"
    r"|Its):[ \t]*(?P<second>[^\n|]+?)[ \t]*$",
    re.MULTILINE,
)
_REPRESENTED = re.compile(
    rf"\brepresented (?:herein |hereby |by law )?by:?[ \t]+(?:(?:its|the"
    rf"|their) (?P<before>[A-Z]?[\w -]{{3,40}}?),?[ ]+)?"
    rf"{_TITLES}(?P<name>{_PERSON})(?:,?[ ]+(?:in (?:his|her|their) capacity as|acting as|as)[ ]+(?:its "
    rf"|the )?(?P<as>[\w -]{{4,50}})"
    rf"|,[ ]+(?:its |the )?(?P<behind>[\w -]{{4,50}}))?",
)
_PRESENT = re.compile(
    rf"^[ \t]*(?P<member>(?:Councillor|Cllr"
    rf"|Alderman)[ ]+)?{_TITLES}(?P<name>{_PERSON})[ \t]*(?:\((?P<inside>[A-Z][\w -]{{3,40}})\)"
    rf"|,[ ]+(?P<behind>[A-Z][\w &-]{{4,60}}))[ \t]*$",
    re.MULTILINE,
)
_ATTENDING = re.compile(
    r"^[ \t]*(?:Members )?(?:Present|In attendance|Attending|Also present|Attendees)\b[^\n]{0,30}:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_COMPANY = re.compile(
    r"^[ \t]*(?:Current appointments report for|Company name|Name of (?:the )?company|Registered name|Corporate name"
    r"|Entity name|Legal name)[ \t]*:[ \t]*(?P<name>\S[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROL = re.compile(
    r"^[ \t]*Name:[ \t]*(?P<name>\S[^\n]+)\n(?:[^\n:]{1,40}:[^\n]*\n){0,3}?[ \t]*(?:Natures? of control|Shareholding"
    r"|Shares held|Ownership)[ \t]*:[ \t]*(?P<what>[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_FORMER = re.compile(
    r"^[ \t]*(?:Previous|Former)(?: company)? "
    r"names?[ \t]*:[ \t]*(?P<names>[^\n]*(?:\n(?![^\n:]{1,40}:)[ \t]*\S[^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_FORMER_NAME = re.compile(
    r"(?P<name>[^\n;]+?)\s*(?:\((?:until|from|to|changed|ceased)\b[^)]*\)|(?=[\n;])|$)", re.IGNORECASE
)
_DIRECTORS = re.compile(
    r"^[ \t]*(?P<position>Director|Manager|Owner|Secretary|Partner|Officer)s?[ \t]*:[ \t]*(?P<names>[^\n]+)$",
    re.MULTILINE,
)
_NOT_PEOPLE = re.compile(
    r"\b(?:Committee|Council|Office|Board|Department|Street|Road|Hall|Room|Limited|Ltd|LLC|Inc|Services|Contract"
    r"|Agreement)\b"
)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody and what they are; `body` is whom they serve, where it is written beside; `kind` is how it is told."""

    name: Span
    position: str
    span: Span
    body: Span | None = None
    label: Label = Label.PERSON
    kind: str = "signer"


def find_officers(text: str) -> Iterator[Officer]:
    """Yield who is said to hold an office, in no order."""
    company = find_company(text)
    for match in _NAME_LINE.finditer(text):
        yield Officer(Span(*match.span("name")), _position(match["position"]), Span(*match.span()), company)
    for match in _TWO_NAMES.finditer(text):
        yield Officer(Span(*match.span("one")), _position(match["first"]), Span(*match.span()), kind="first column")
        yield Officer(Span(*match.span("two")), _position(match["second"]), Span(*match.span()), kind="second column")
    for match in _REPRESENTED.finditer(text):
        position = match["as"] or match["behind"] or match["before"] or ""
        yield Officer(Span(*match.span("name")), _position(position), Span(*match.span()), kind="represents")
    yield from _named_first(text)
    yield from _present(text)
    yield from _directors(text)


def _position(words: str) -> str:
    return " ".join(re.split(r"\bhereinafter\b|\bwho\b|\band\b\s*$", words)[0].split()).strip(" ,.;|")


def _named_first(text: str) -> Iterator[Officer]:
    """Yield "Authorised representative: Ms. Priya Kelmar, Managing Director"."""
    for line in find_labelled(text):
        if line.field != "signers":
            continue
        span = name_in(text, line.value)
        if span is not None and re.fullmatch(_PERSON, text[span.start : span.end]):
            position = text[span.end : line.value.end].lstrip(" ,(").rstrip(" .)")
            yield Officer(span, _position(position), line.line, kind="represents")


def _present(text: str) -> Iterator[Officer]:
    """Yield who attended: the lines below "Present:" until a blank line that is followed by no other such heading."""
    for heading in _ATTENDING.finditer(text):
        end = text.find("\n\n", heading.end() + 1)
        for match in _PRESENT.finditer(text, heading.end(), len(text) if end < 0 else end):
            if not _NOT_PEOPLE.search(match["name"]):
                position = match["inside"] or match["behind"]
                kind = "member" if match["member"] else "staff"
                yield Officer(
                    Span(*match.span("name")), _position(position), Span(match.start("name"), match.end()), kind=kind
                )


def _directors(text: str) -> Iterator[Officer]:
    """Yield "Directors: Howard Oakley; Simone Tarn" with the position in the singular."""
    for match in _DIRECTORS.finditer(text):
        for person in re.finditer(rf"{_TITLES}(?P<name>{_PERSON})(?=[ \t]*(?:[;,(]|$| and ))", match["names"]):
            start = match.start("names") + person.start("name")
            span = Span(start, start + len(person["name"]))
            if not _NOT_PEOPLE.search(person["name"]):
                yield Officer(span, match["position"].capitalize(), Span(match.start(), match.end()), kind="director")


def find_company(text: str) -> Span | None:
    """Return the company that a register's extract is about, None where the text is no such extract."""
    match = _COMPANY.search(text)
    return name_in(text, Span(*match.span("name"))) if match else None


def find_controllers(text: str) -> Iterator[tuple[Span, str, Span]]:
    """Yield who controls the company of an extract, by which means, and the lines that say so."""
    for match in _CONTROL.finditer(text):
        span = name_in(text, Span(*match.span("name")))
        if span is not None:
            yield span, match["what"].strip(), Span(*match.span())


def find_former_names(text: str) -> Iterator[Span]:
    """Yield the earlier names of the company of an extract, without what stands in brackets behind them."""
    for match in _FORMER.finditer(text):
        for name in _FORMER_NAME.finditer(match["names"]):
            inner = name["name"].strip()
            if inner:
                start = match.start("names") + match["names"].index(inner, name.start())
                yield Span(start, start + len(inner))
