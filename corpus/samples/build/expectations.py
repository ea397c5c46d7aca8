"""Turns the facts that stand in the text sources into `expected.json`, the gold that evaluation and tests read.

A document's facts have the shape of `threadline annotate`, with names in the place of entity ids and quotes in the
place of offsets; `answers` names the `id` of an allegation of the same document.
"""

import json
from collections.abc import Callable
from typing import Any

from corpus.samples.build import world
from corpus.samples.build.source import Fact, Text


def expected_document(
    text: Text,
    *,
    path: str,
    kind: str,
    publisher: str | None,
    style: Callable[[str], str] = str,
    page_of: Callable[[str], int | None] = lambda _quote: None,
    **more: Any,
) -> dict[str, Any]:
    """One document's expectations; `style` sets its quotation marks, `page_of` finds the page of a quote."""
    body = style(text.body)

    def as_printed(words: str) -> str:
        start = text.body.find(words)
        return style(words) if start < 0 else body[start : start + len(words)]

    return {
        "path": path,
        "status": "added",
        "kind": kind,
        "title": style(text.head["title"]),
        "date": text.head.get("date"),
        "publisher": publisher,
        **more,
        "facts": [_expected_fact(fact, as_printed, page_of) for fact in text.facts],
    }


def _expected_fact(
    fact: Fact, as_printed: Callable[[str], str], page_of: Callable[[str], int | None]
) -> dict[str, Any]:
    quotes = [as_printed(quote) for quote in fact.quotes]
    result: dict[str, Any] = {"id": fact.label} if fact.label else {}
    result |= {"kind": fact.kind, "roles": fact.roles, "values": fact.values}
    result |= {key: as_printed(words) for key, words in sorted(fact.words.items())}
    if fact.answers:
        result["answers"] = fact.answers
    return result | {"evidence": [{"page": page_of(quote), "quote": quote} for quote in quotes]}


def expected_json(documents: list[dict[str, Any]]) -> bytes:
    """The whole file."""
    whole = {
        "about": "What a careful reader draws from the samples. All companies, bodies and people are invented.",
        "entities": world.entities(),
        "documents": documents,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
