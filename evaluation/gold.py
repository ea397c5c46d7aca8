"""The gold of the sample corpus: what its authors say a careful reader draws from it.

Source of the format: `corpus/samples/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus import samples
from evaluation.records import GoldDocument, GoldFact
from evaluation.values import COMPARED, read_value


def read_gold(path: Path | None = None) -> tuple[GoldDocument, ...]:
    """Read the expectations of the sample documents, in the order of the file.

    Files meant to fail are left out, and scans too: what they give depends on whether OCR is installed.
    """
    raw = _raw(path)
    return tuple(_document(item) for item in raw["documents"] if item["status"] == "added" and "needs" not in item)


def read_aliases(path: Path | None = None) -> dict[str, str]:
    """Return, for every form of a name in the gold, the full name it stands for; forms are case-folded."""
    forms: dict[str, str] = {}
    for entity in _raw(path)["entities"]:
        for form in (entity["name"], *entity["aliases"]):
            forms.setdefault(form.casefold(), entity["name"])
    return forms


def _raw(path: Path | None) -> dict[str, Any]:
    source = path or samples.expected_file()
    raw: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return raw


def _document(item: dict[str, Any]) -> GoldDocument:
    return GoldDocument(
        path=item["path"],
        kind=item.get("kind"),
        title=item.get("title"),
        date=item.get("date"),
        publisher=item.get("publisher"),
        facts=tuple(_fact(fact) for fact in item.get("facts", ())),
        must_not_include=tuple(item.get("must_not_include", ())),
    )


def _fact(item: dict[str, Any]) -> GoldFact:
    return GoldFact(
        kind=item["kind"],
        roles=tuple((role, tuple(names)) for role, names in item["roles"].items()),
        quotes=tuple(evidence["quote"] for evidence in item["evidence"]),
        act=item.get("act"),
        values=tuple(_values(item.get("values", {}))),
        claimed_by=item.get("claimed_by"),
        fact_id=item.get("id"),
        answers=tuple(item.get("answers", ())),
    )


def _values(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the values that are scored, written as `evaluation.values` writes them."""
    for name, value in values.items():
        if name not in COMPARED:
            continue
        words = f"{value['value']} {value.get('currency', '')}" if isinstance(value, dict) else str(value)
        read = read_value(name, words)
        if read is not None:
            yield name, read
