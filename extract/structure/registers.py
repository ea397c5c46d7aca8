"""Extracts of company registers: which company they are about, what it was called before, and who controls it.

Guarantees: found from the text alone; a text that names no company under a register's label has nothing else either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.records import Span
from extract.structure.forms import name_in

_COMPANY = re.compile(
    r"^[ \t]*(?:Current appointments report for|Company name|Name of (?:the )?company|Registered name|Corporate name"
    r"|Entity name|Legal name|Firma(?: \([^()\n]*\))?)[ \t]*:[ \t]*(?P<name>\S[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED_ALONE = re.compile(r"^[ \t]*(?:Company|Name)[ \t]*:[ \t]*(?P<name>\S[^\n]+)$", re.MULTILINE)
_REGISTER = re.compile(
    r"\b(?:commercial register|handelsregister|register of (?:companies|beneficial owners)|regist(?:ry|rar) of "
    r"companies"
    r"|companies house|company register|HR[AB] \d+)\b",
    re.IGNORECASE,
)
_HEAD = 400
_OFFICES = re.compile(
    r"^[ \t]*(?:\d+\.[ \t]*)?(?:[a-z]\)[ \t]*)?(?P<office>Gesch[äa]ftsf[üu]hrer(?:in)?|Managing directors?"
    r"|Directors?|Vorstand"
    r"|Board members?|Management board|Prokurist(?:en)?|Secretary)(?:[ \t]*\((?P<aside>[^()\n]+)\))?[ \t]*:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HOLDER = re.compile(
    r"\n[ \t]*(?:(?:Dr|Prof|Mr|Ms"
    r"|Mrs)\.?[ ]+)*(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?, (?:[A-ZÀ-Þ][\w’'-]+ ?){1,3})"
    r"(?:,[^\n]*)?(?=\n|$)"
)
_HOLDERS = re.compile(
    r"^[ \t]*(?P<what>(?:Sole )?(?:Share|Stock)holders?|Gesellschafter|Members|Subsidiar(?:y|ies)"
    r"|Participations)\b[^:\n]{0,60}:"
    r"(?P<lines>[^\n]*(?:\n[ \t]*\S[^\n]*%[^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_SHARE = re.compile(
    r"[ \t]*(?P<name>[^\n:%(]+?)(?:,[ ][A-ZÀ-Þ][\w -]+)?[ \t]*(?::|\()[ \t]*(?P<share>\d+(?:[.,]\d+)?)[ ]?%\)?"
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


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody in an office of the company of an extract: the name, the office, and the lines that say so."""

    name: Span
    position: str
    span: Span


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who owns a share of the company of an extract, or is owned by it (`owned`), in percent."""

    name: Span
    share: Decimal
    span: Span
    owned: bool


def find_registered_officers(text: str) -> Iterator[Registered]:
    """Yield "Managing directors:" and who stands below it, surname first, a line each."""
    for heading in _OFFICES.finditer(text):
        office = (heading["aside"] or heading["office"]).strip()
        position = office[:-1] if office.lower().endswith(("directors", "members")) else office
        at = heading.end()
        while (holder := _HOLDER.match(text, at)) is not None:
            name = Span(holder.start("name"), holder.start("name") + len(holder["name"].rstrip()))
            yield Registered(name, position.capitalize(), Span(heading.start(), holder.end()))
            at = holder.end()


def find_holdings(text: str) -> Iterator[Holding]:
    """Yield who holds which share of the company of an extract, and which share of whom it holds."""
    for listing in _HOLDERS.finditer(text):
        owned = listing["what"].lower().startswith(("subsid", "particip"))
        at = listing.start("lines")
        for line in listing["lines"].split("\n"):
            match = _SHARE.match(text, at, at + len(line))
            if match is not None:
                share = Decimal(match["share"].replace(",", "."))
                name = Span(match.start("name") + len(match["name"]) - len(match["name"].lstrip()), match.end("name"))
                yield Holding(name, share, Span(match.start(), match.end()), owned)
            at += len(line) + 1


def find_company(text: str) -> Span | None:
    """Return the company that a register's extract is about, None where the text is no such extract."""
    match = _COMPANY.search(text)
    if match is None and _REGISTER.search(text, 0, _HEAD):
        match = _NAMED_ALONE.search(text)
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
