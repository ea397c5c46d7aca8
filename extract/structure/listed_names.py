"""Who the entries of a sanctions list name, in the manners in which such lists write: numbered, labelled, as a table.

    Osk Optical Co., Ltd., a.k.a., the following two aliases: —Osk Optics; and —OOC.
    12. HALVORN, Anselm Petr
    ORi.019 Name: 1: TOMAS 2: REIN 3: VALLISOV 4: na
    34. | Casimir DONATH | Position: Head of the Directorate | As head, Casimir Donath is ... | 17.5.2021
    Supplier: Tarn Ltd

Guarantees: found from the text alone; each entry has the span of all that it says and, of a table, its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.gazetteers.titles import STYLES
from extract.records import Label, Span
from extract.structure.fields import Field, entry_field
from extract.structure.forms import name_in
from extract.structure.labels import party_label, untyped_label
from extract.structure.tables import find_rows

_FOUR_PARTS = re.compile(r"\bName:[ \t]*1:[ \t]*(?P<name>[^\n]*?)(?=[ \t]+4:|\n|[ \t]+Title:)")
_PART = re.compile(r"[1-4]:[ \t]*")
_PERMANENT = re.compile(
    r"^[ \t]*(?P<code>[A-Z]{1,4}[ie]?\.\d{1,4})[ \t]+Name:[ \t]*(?P<name>[^\n]+?)(?=\n|[ \t]+(?:A\.?k\.?a|F\.?k\.?a"
    r"|Address|Listed)\b)",
    re.MULTILINE,
)
_EXCLUDES = re.compile(
    r"\b(?:exclu(?:ded|sion)|debar\w*|ineligib\w+|designat\w+|sanction\w*|restrictive|blacklist\w*"
    r"|(?:control|entity|watch|denied persons) list)", re.IGNORECASE,
)  # fmt: skip
_SURE = re.compile(r"\b(?:excluded|debarred|listed|sanctioned|designated|ineligible)\b", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]*(?:\(?\d{1,3}(?:\.\d+)*[.)]?[ \t]+)?(?P<label>[A-Z][^\n:|]{1,60}?)[ \t]*[:|][ \t]*(?P<value>\S[^\n]*)$",
    re.MULTILINE,
)
_INVERTED = re.compile(
    r"^[ \t]*\(?\d{1,4}[.)][ \t]+(?P<surname>[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]+){0,3}), "
    r"(?P<given>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4})[ \t]*$",
    re.MULTILINE,
)
_NUMBERED = re.compile(
    r"^[ \t]*\(?\d{1,4}[.)][ \t]+(?P<name>[A-Z][A-Z0-9&.,’'() -]{4,90})[ \t]*\n(?=[ \t]*(?:a\.?k\.?a|Address|DOB"
    r"|Other Information|Type of entity))",
    re.MULTILINE,
)
_COUNTED = re.compile(
    r"^[ \t]*(?:\(?\d{1,3}[.)][ \t]+|[•—–-][ \t]*)?(?P<name>[^\n;:]{3,140}?),? (?:a\.?k\.?a\.?|f\.?k\.?a\.?|also "
    r"known as),? the following"
    r" (?:[\w-]+ )?(?:alias(?:es)?|names?)\s*:(?P<names>(?:\s*\n[ \t]*[—–-][^\n]+)*)",
    re.MULTILINE | re.IGNORECASE,
)
_SHOUTED = re.compile(r"^(?:[A-Z][a-zà-ÿ’'-]+ ){1,3}[A-Z][A-ZÀ-Þ’'-]{2,}(?: [A-Z][A-ZÀ-Þ’'-]{2,})?$")
_HEAD = 3000
_LISTED_AS = ("grounds", "since", "until")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry: where its name stands, what it is, the name where it is written in parts, and all the entry says."""

    name: Span
    label: Label
    called: str | None
    span: Span
    cells: dict[Field, Span] = field(default_factory=dict)


def find_listed_names(text: str) -> Iterator[Listed]:
    """Yield the entries whose form says that they are such, in no order; an entry goes on to the next blank line."""
    for match in _FOUR_PARTS.finditer(text):
        parts = [part.strip() for part in _PART.split(match["name"])]
        called = " ".join(part.title() for part in parts if part and part.lower() != "na")
        end = match.start("name") + len(match["name"].rstrip())
        yield Listed(Span(match.start("name"), end), Label.PERSON, called, _around(text, match.start()))
    for match in _PERMANENT.finditer(text):
        span = name_in(text, Span(*match.span("name")))
        if span is not None and not match["name"].startswith("1:"):
            yield Listed(span, _label(text[span.start : span.end]), None, _around(text, match.start()))
    for match in _INVERTED.finditer(text):
        called = f"{match['given']} {match['surname'].title()}"
        span = Span(match.start("surname"), match.end("given"))
        yield Listed(span, Label.PERSON, called, _around(text, match.start()))
    for match in _NUMBERED.finditer(text):
        if not _INVERTED.match(text, match.start()):
            span = Span(match.start("name"), match.start("name") + len(match["name"].rstrip(" .,")))
            yield Listed(span, _label(match["name"].strip()), None, _around(text, match.start()))
    yield from _forms(text)
    for match in _COUNTED.finditer(text):
        span = Span(match.start("name"), match.end("name"))
        yield Listed(span, untyped_label(match["name"]), None, Span(match.start("name"), match.end()))
    yield from _rows(text)


def _label(name: str, otherwise: Label = Label.COMPANY) -> Label:
    """Return what a listed party is; an agency or a bank on a list is no state that acts."""
    label = party_label(name, otherwise=otherwise)
    return Label.ORGANISATION if label is Label.GOVERNMENT else label


def _forms(text: str) -> Iterator[Listed]:
    """Yield whom a form lists: a line for the name, further lines for since when and on what grounds."""
    if not _EXCLUDES.search(text, 0, _HEAD):
        return
    lines = [(field, match) for match in _LINE.finditer(text) if (field := entry_field(match["label"])) is not None]
    starts = [match.start() for field, match in lines if field == "listed"]
    for field, match in lines:
        span = name_in(text, Span(*match.span("value"))) if field == "listed" else None
        if span is None:
            continue
        end = min([start for start in starts if start > match.start()], default=len(text))
        cells = {name: Span(*one.span("value")) for name, one in reversed(lines) if match.start() < one.start() < end}
        if cells.keys() & set(_LISTED_AS) or _SURE.search(match["label"]):
            person = re.search(r"\b(?:person|individual)\b", match["label"], re.IGNORECASE)
            last = max([match.end(), *(cell.end for cell in cells.values())])
            label = _label(text[span.start : span.end], Label.PERSON) if person else _party(text[span.start : span.end])
            yield Listed(span, label, None, Span(match.start("label"), last), cells)


def _party(name: str) -> Label:
    label = untyped_label(name)
    return Label.ORGANISATION if label is Label.GOVERNMENT else label


def _rows(text: str) -> Iterator[Listed]:
    for row in find_rows(text):
        cell = row.cells.get("listed")
        if cell is None or not any(name in row.cells for name in _LISTED_AS):
            continue
        span = name_in(text, cell)
        if span is not None:
            words = text[span.start : span.end]
            titled = text[cell.start : span.start].strip().rstrip(".").lower() in STYLES
            label = Label.PERSON if titled or _SHOUTED.match(words) else untyped_label(words)
            yield Listed(span, label, None, row.span, row.cells)


def _around(text: str, start: int) -> Span:
    end = text.find("\n\n", start)
    begin = text.rfind("\n", 0, start) + 1
    return Span(begin, len(text) if end < 0 else end)
