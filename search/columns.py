"""What an index keeps of a document beside its words, as columns over a batch: names, labels, dates, numbers, the text.

| column | arrays | holds |
| --- | --- | --- |
| `ids`, `titles`, `heads`, `texts` | `bytes`, `ends` | a piece of bytes a document |
| `kind`, `language`, `source`, `company`... | `letters`, `bounds`, `ordinals`, `ends` | labels of each document |
| `amount`, `pages` | `values`, `ends` | numbers of each document |
| `date` | `first`, `last` | the days its date stands for, as `yyyymmdd`; 0 where it has none |
| `ids`, `titles` | `rank` | the document's place in the order of ids, or of titles: equal titles have one place |
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.records import Label
from search.analysis import words
from search.lexicon import packed
from search.records import IndexEntry
from search.values import days, find_date

Columns = dict[str, NDArray[Any]]
LABEL_FACETS = tuple(label.value for label in Label)
BYTES = ("ids", "titles", "heads", "texts")
RANKED = ("ids", "titles")
LABELS = ("kind", "language", "source", *LABEL_FACETS)
NUMBERS = ("amount", "pages")
BETWEEN = "\x1f"
"""Stands between an entity's id and its name in a facet."""


class DocumentColumns:
    """Gathers the columns of a batch of documents."""

    def __init__(self) -> None:
        self.count = 0
        self._bytes: dict[str, list[bytes]] = {name: [] for name in BYTES}
        self._labels: dict[str, list[tuple[str, ...]]] = {name: [] for name in LABELS}
        self._numbers: dict[str, list[tuple[float, ...]]] = {name: [] for name in NUMBERS}
        self._days: list[tuple[int, int]] = []

    def add(self, entry: IndexEntry, text: bytes) -> None:
        """Add a document, its text already packed."""
        document = entry.document
        self.count += 1
        title = " ".join(part.form for word in words(document.title) for part in word.shape.parts)
        values = {
            "ids": _encoded(document.document_id),
            "titles": _encoded(title),
            "heads": _head(entry),
            "texts": text,
        }
        for name, value in values.items():
            self._bytes[name].append(value)
        for name, labels in _labels(entry).items():
            self._labels[name].append(labels)
        pages = sum(section.number is not None for section in document.sections)
        self._numbers["amount"].append(tuple(sorted(float(amount) for amount in entry.amounts)))
        self._numbers["pages"].append((float(pages),) if pages else ())
        date = find_date(document.date) if document.date else None
        self._days.append((0, 0) if date is None else days(date))

    def columns(self) -> Columns:
        """Return the columns."""
        found: Columns = {}
        for name, values in self._bytes.items():
            found |= named(name, {"bytes": letters_of(b"".join(values)), "ends": ends_of(values)})
        for name in RANKED:
            found[f"{name}.rank"] = rank_of(self._bytes[name])
        for name, rows in self._labels.items():
            found |= named(name, _numbered(rows))
        for name, numbers in self._numbers.items():
            flat = [number for row in numbers for number in row]
            found |= named(name, {"values": np.array(flat, np.float64), "ends": ends_of(numbers)})
        first, last = np.array(self._days, np.int64).reshape(-1, 2).T
        return found | {"date.first": first, "date.last": last}


def named(name: str, columns: Columns) -> Columns:
    """Put a name before the names of columns."""
    return {f"{name}.{key}": column for key, column in columns.items()}


def ends_of(rows: Iterable[Sequence[Any] | bytes]) -> NDArray[np.int64]:
    """Return where each row ends when they lie one behind the other, after a 0."""
    return np.cumsum([0, *map(len, rows)], dtype=np.int64)


def letters_of(data: bytes) -> NDArray[np.uint8]:
    """Return bytes as an array."""
    return np.frombuffer(data, np.uint8)


def rank_of(values: Sequence[bytes]) -> NDArray[np.int64]:
    """Return the place of each value among all that are different, in order."""
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.fromiter(map(places.__getitem__, values), np.int64, len(values))


def _numbered(rows: list[tuple[str, ...]]) -> Columns:
    labels = sorted({_encoded(label) for row in rows for label in row})
    places = {label: place for place, label in enumerate(labels)}
    letters, bounds = packed(labels)
    ordinals = array("q", (places[_encoded(label)] for row in rows for label in row))
    return {"letters": letters, "bounds": bounds, "ordinals": np.frombuffer(ordinals, np.int64), "ends": ends_of(rows)}


def _head(entry: IndexEntry) -> bytes:
    document = entry.document
    return json.dumps([document.title, document.kind.value, document.date, entry.fingerprint]).encode()


def _labels(entry: IndexEntry) -> dict[str, tuple[str, ...]]:
    document = entry.document
    source = document.source or document.publisher
    return {
        "kind": (document.kind.value,),
        "language": (document.language.lower(),) if document.language else (),
        "source": (source,) if source else (),
        **{label: _entities(entry, label) for label in LABEL_FACETS},
    }


def _entities(entry: IndexEntry, label: str) -> tuple[str, ...]:
    found = {entity_id: name for kind, entity_id, name in entry.entities if kind == label}
    return tuple(sorted(f"{entity_id}{BETWEEN}{name}" for entity_id, name in found.items()))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
