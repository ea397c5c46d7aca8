"""Lines that say what they are: "Contracting authority: X", "Value | EUR 7,850,000", as in award notices and forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.context import Context
from extract.records import Span

Field = Literal["supplier", "buyer", "amount", "date", "subject", "reference", "region", "period"]

_LABELS: dict[Field, tuple[str, ...]] = {
    "supplier": (
        r"(?:name of (?:the )?)?(?:contractor|supplier|winner|winning bidder|vendor|seller)(?: name)?",
        "successful (?:tenderer|bidder)", "awarded to", "awardee", "economic operator",
    ),
    "buyer": (
        "contracting (?:authority|entity|body)", "awarding (?:body|authority)", "procuring entity", "buyer",
        "purchaser", "client", "authority", "customer",
    ),
    "amount": (
        r"(?:(?:total|contract|award|final) )*(?:value|price|amount)(?: of (?:the )?contract)?(?: \([^)]*\))?",
    ),
    "date": (
        "(?:date of (?:the )?)?(?:award|contract|signature|conclusion)(?: (?:date|decision))?", "awarded on",
        "date of award",
    ),
    "subject": (
        "(?:subject|object)(?: of (?:the )?contract)?", "description", "title", "goods", "services",
    ),
    "reference": (
        r"(?:contract |notice |tender |procedure |award )?(?:reference|number|no\.?|ref\.?)(?: number)?", "procedure",
    ),
    "region": ("place of (?:performance|delivery)", "location", "region", "delivery place"),
    "period": ("duration", "term", "period", "contract (?:term|period)"),
}  # fmt: skip
_FIELDS = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _LABELS.items())
_LINE = re.compile(rf"^[ \t]*(?:{_FIELDS})[ \t]*[:|][ \t]*(?P<value>\S.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled line: its field, the span of its value, and the span of the line."""

    field: Field
    value: Span
    line: Span


def find_labelled(context: Context) -> tuple[Labelled, ...]:
    """Return the labelled lines of a document that tell of a contract, in order."""
    found: list[Labelled] = []
    for match in _LINE.finditer(context.text):
        field = next(name for name in _LABELS if match.group(name) is not None)
        found.append(Labelled(field, Span(*match.span("value")), Span(match.start(field), match.end())))
    return tuple(found)


def close_groups(lines: tuple[Labelled, ...], text: str) -> list[tuple[Labelled, ...]]:
    """Return runs of labelled lines that stand together; a label that comes again begins a new one."""
    groups: list[list[Labelled]] = []
    for line in lines:
        last = groups[-1] if groups else None
        near = last is not None and text.count("\n", last[-1].line.end, line.line.start) <= 3
        if last is not None and near and all(line.field != other.field for other in last):
            last.append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]
