"""Forms in plain text: lines and cells that say what they are: "Contracting authority: X", "Value | EUR 7,850,000".

A label may bear a number ("V.2.1) Date of conclusion: ...") or stand in a table's head over its rows. Labels whose
meaning depends on their section ("Official name") take it from the heading above.

Guarantees: all is found from the text alone; spans are half-open, in code points, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.records import Span

Field = Literal[
    "supplier", "buyer", "amount", "date", "subject", "reference", "region", "period", "signers", "listed", "grounds",
    "since", "until",
]  # fmt: skip
_FORM: tuple[Field, ...] = (
    "signers", "supplier", "buyer", "amount", "date", "subject", "reference", "region", "period",
)  # fmt: skip
"""The fields of a contract or an award, in the order in which labels are tried."""
_LABELS: dict[Field, str] = {
    "signers": (
        r"(?:legally |duly )?represented by|(?:authori[sz]ed |legal )?representatives?|directors?"
        r"|(?:customer|provider|supplier|client|buyer|contractor) contact"
    ),
    "supplier": (
        r"(?:name of (?:the )?)?(?:(?:awarded |selected |successful )?"
        r"(?:contractor|supplier|vendor|seller|service provider)"
        r"|winner|winning (?:bidder|tenderer|supplier)|provider|consultant)(?:\(s\)|s)?(?: name)?"
        r"|successful (?:tenderer|bidder)(?:\(s\)|s)?|awarded to|awardee|economic operator|recipient"
    ),
    "buyer": (
        "contracting (?:authority|entity|body|agency|activity)"
        "|(?:awarding|purchasing|buying) (?:body|authority|agency|institution)"
        "|procuring (?:entity|agency|organi[sz]ation)"
        "|buyer|purchaser|client|authority|customer|employer"
    ),
    "amount": (
        r"(?:(?:total|contract|award|awarded|final) )*(?:value|price|amount|sum|fees?)(?: awarded)?"
        r"(?: of (?:the )?(?:contract|award)(?:/lot)?)?(?: \([^)]*\))?"
    ),
    "date": (
        r"(?:date of (?:the )?)?(?:award|contract|signature|conclusion)(?: of (?:the )?contract)?"
        r"(?: (?:date|decision|signing))?|awarded on|effective date|date of (?:this )?(?:agreement|order)"
    ),
    "subject": (
        "(?:subject|object)(?: of (?:the )?contract)?|description|(?:tender |contract )?title|goods|services|products"
    ),
    "reference": (
        r"(?:contract |notice |tender |procedure |award |order )?"
        r"(?:reference|number|no\.?|ref\.?)(?: number)?|procedure"
    ),
    "region": "place of (?:performance|delivery)|location|region|delivery place",
    "period": "duration|(?:subscription )?term|period|contract (?:term|period)|completion period",
    "since": (
        r"(?:ineligib\w+|debarr\w+|excluded|effective|valid) (?:from|since)|from|start date|listed on|date listed"
        r"|date of (?:listing|designation|exclusion|debarment)"
    ),
    "until": r"(?:ineligib\w+|debarr\w+|excluded|valid) (?:until|to)|to|until|end date|expiry date",
    "grounds": r"grounds?(?: (?:for|of) \w+)?|(?:statement of )?reasons?(?: for \w+)?|basis|violation|sanction ground",
    "listed": (
        r"(?:firm|company|entity|name)s?(?: or individual(?:'s)?)?(?: name)?|listed person"
        r"|names? of (?:firm|company|person|entity)"
    ),
}
_NUMBER = r"(?:(?:[IVX]{1,4}|\d{1,3}|[A-Z])(?:\.\d+)*[.)]+[ \t]*)?"
_LINE = re.compile(
    rf"^[ \t]*{_NUMBER}(?:{'|'.join(f'(?P<{name}>{_LABELS[name]})' for name in _FORM)})"
    r"[ \t]*[:|][ \t]*(?P<value>\S.*?)(?=[ \t]*$|[ \t]{5,}\S)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED = re.compile(
    rf"^[ \t]*{_NUMBER}(?:official|full|legal) name[ \t]*:[ \t]*(?P<value>\S.*)$", re.IGNORECASE | re.MULTILINE
)
_BUYING = re.compile(r"\b(?:contracting (?:authority|entity)|buyer|purchas\w+|procuring entity)\b", re.IGNORECASE)
_SUPPLYING = re.compile(r"\b(?:contractor|winner|supplier|tenderer|awarded to|economic operator)\b", re.IGNORECASE)
_OTHER_SECTION = re.compile(r"\b(?:review|appeal|mediation|complementary|body responsible)\b", re.IGNORECASE)
_HEADING_REACH = 500


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled value: its field, the span of its value, and the span of the line (of a table: the row)."""

    field: Field
    value: Span
    line: Span


_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Eng|Sir|Dame|Cllr|Councillor|Alderman)\b\.?\s+)*"
_OPENED = re.compile(rf"(?:the\s+)?{_TITLE}[\"“‘']?", re.IGNORECASE)
_FORM_WORD = (
    r"(?:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|L\.P|LP|Corp|Co|PLC|plc|S\.A|N\.V|B\.V|GmbH|Pte|Pty"
    r"|S\.p\.A|S\.r\.l)\b"
)
_NAME_END = re.compile(
    rf"\s*(?:[(;|\n\t]|,(?!\s+{_FORM_WORD})|\s[-–—]\s|\s{{3,}}|\bhereinafter\b|\brepresented by\b|\ba company\b)"
)


def name_in(text: str, value: Span) -> Span | None:
    """Return where the name stands with which a value begins, without titles, addresses and asides, if one does."""
    opened = _OPENED.match(text, value.start, value.end)
    start = opened.end() if opened else value.start
    ending = _NAME_END.search(text, start, value.end)
    end = ending.start() if ending else value.end
    words = text[start:end].rstrip(" ,:\"”’'*")
    letters = [word for word in words.split() if word[0].isalpha()]
    named = letters and (words[0].isupper() or words[0].isdigit()) and len(letters) <= 14
    return (
        Span(start, start + len(words))
        if named and sum(word[0].isupper() for word in letters) * 2 >= len(letters)
        else None
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its span, and the span of the cell under each head that says what it holds."""

    span: Span
    cells: dict[Field, Span]


def find_labelled(text: str) -> tuple[Labelled, ...]:
    """Return the labelled lines of a text that tell of a contract, in order."""
    found = []
    for match in _LINE.finditer(text):
        field = next(name for name in _FORM if match.group(name) is not None)
        found.append(Labelled(field, Span(*match.span("value")), Span(match.start(field), match.end())))
    for match in _NAMED.finditer(text):
        side = _side_above(text, match.start())
        if side is not None:
            found.append(Labelled(side, Span(*match.span("value")), Span(*match.span())))
    return tuple(sorted(found, key=lambda one: one.line.start))


def _side_above(text: str, offset: int) -> Field | None:
    """Return on which side the nearest heading above puts an official name; None where it speaks of others."""
    lines = [line for line in text[max(0, offset - _HEADING_REACH) : offset].split("\n") if line.strip()]
    for line in reversed(lines):
        label = line if _SECTION.match(line) else line.partition(": ")[0]
        if _OTHER_SECTION.search(label):
            return None
        if len(line) < 90 and _SUPPLYING.search(label):
            return "supplier"
        if len(line) < 90 and _BUYING.search(label):
            return "buyer"
    return None


def close_groups(lines: Sequence[Labelled], text: str) -> list[tuple[Labelled, ...]]:
    """Return runs of labelled lines that stand together; a label that comes again or a new section begins a new one."""
    groups: list[list[Labelled]] = []
    for line in lines:
        last = groups[-1] if groups else None
        if last is not None and _belongs(text, last, line):
            last.append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


_SECTION = re.compile(
    r"^\s*(?:section|lot|award|part|contract)\b[^:\n]{0,60}(?::[^\n]{0,40})?$", re.IGNORECASE | re.MULTILINE
)


def _belongs(text: str, group: Sequence[Labelled], line: Labelled) -> bool:
    between = text[group[-1].line.end : line.line.start]
    lines = between.count("\n")
    if line.field != "signers" and any(line.field == other.field for other in group):
        return False
    return lines <= 3 or (lines <= 10 and not _SECTION.search(between) and len(between) < 400)


def find_rows(text: str) -> Iterator[Row]:
    """Yield the rows of tables whose head says what at least two columns hold; cells stand apart by bars or tabs."""
    head: list[Field | None] | None = None
    start = 0
    for line in text.split("\n"):
        cells = _cells(line, start)
        named = [_field_of(text[cell.start : cell.end]) for cell in cells]
        if (
            len(cells) > 2
            and sum(name is not None for name in named) > 1
            and sum(named.count(n) > 1 for n in named if n) == 0
        ):
            head = named
        elif head is not None and len(cells) == len(head):
            columns = {
                name: cell for name, cell in zip(head, cells, strict=True) if name is not None and cell.end > cell.start
            }
            if columns:
                yield Row(Span(start, start + len(line)), columns)
        start += len(line) + 1


def _cells(line: str, start: int) -> list[Span]:
    """Return the cells of a line, without white space at their ends; one where there is no bar and no tab in it."""
    cells = []
    at = 0
    for part in re.split(r"\||\t", line):
        inner = part.strip()
        begin = start + at + (len(part) - len(part.lstrip()) if inner else 0)
        cells.append(Span(begin, begin + len(inner)))
        at += len(part) + 1
    return cells


_COLUMNS: tuple[Field, ...] = ("since", "until", "grounds", *_FORM[1:], "listed")
_CELL = re.compile("|".join(f"(?P<{name}>{_LABELS[name]})" for name in _COLUMNS), re.IGNORECASE)


def _field_of(cell: str) -> Field | None:
    match = _CELL.fullmatch(cell.strip().rstrip(":"))
    return next((name for name in _COLUMNS if match.group(name) is not None), None) if match else None
