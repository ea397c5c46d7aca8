"""Extracts of company registers: which company they are about, what it was called before, and who controls it.

Guarantees: found from the text alone; a text that names no company under a register's label has nothing else either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.records import Span
from extract.structure.forms import name_in

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
