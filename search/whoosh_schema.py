"""What the index keeps of a document: four indexed fields, and columns for lists, sorting, facets and snippets.

| field | holds |
| --- | --- |
| `title`, `body` | words at their positions, as written, stemmed and joined; slots of entities in `body` |
| `names` | words of names, each behind the field they answer to: `company:hikvision` |
| `keys` | whole values: `id:...`, `kind:contract`, `language:en`, `fact:allegation`, `denied:yes` |

`VERSION` is raised whenever any of this, or the analysis behind it, changes: an older index is then begun anew.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from typing import Any

from extract.records import Label
from search.analysis import words
from search.bodies import body_of
from search.fields import ROLE_FIELDS, Field
from search.passages import pack
from search.records import IndexEntry
from search.terms import Postings
from search.values import days, find_date
from search.whoosh_codec import TermsField
from search.whoosh_columns import BytesColumn, LabelsColumn, NumbersColumn
from search.whoosh_engine import COLUMN, Schema

VERSION = 1
LABEL_FACETS = tuple(label.value for label in Label)
LABELS_COLUMNS = ("ids", "sort_title", "kind", "language", "source", *LABEL_FACETS)
NUMBERS_COLUMNS = ("date", "amount", "pages")
BYTES_COLUMNS = ("head", "text")
BETWEEN = "\x1f"
"""Stands between an entity's id and its name in a facet."""


def schema() -> Any:
    """Return the schema of the index."""
    fields = {name: TermsField(scorable=True) for name in ("title", "body")}
    fields |= {name: TermsField(scorable=False) for name in ("names", "keys")}
    columns = {name: COLUMN(LabelsColumn()) for name in LABELS_COLUMNS}
    columns |= {name: COLUMN(NumbersColumn()) for name in NUMBERS_COLUMNS}
    columns |= {name: COLUMN(BytesColumn()) for name in BYTES_COLUMNS}
    return Schema(**fields, **columns)


def fields_of(entry: IndexEntry) -> dict[str, Any]:
    """Return what is written for one document."""
    document = entry.document
    title = Postings()
    title.add(document.title)
    body, passages, firsts = body_of(entry)
    head = {
        "title": document.title,
        "kind": document.kind.value,
        "date": document.date,
        "fingerprint": entry.fingerprint,
    }
    return {
        "title": title.terms,
        "body": body.terms,
        "names": dict(_names(entry)),
        "keys": {key: array("I", [0]) for key in _keys(entry)},
        "head": json.dumps(head).encode(),
        "text": pack(document, passages, firsts),
        **_numbers(entry),
        **_labels(entry),
    }


def _names(entry: IndexEntry) -> Iterator[tuple[str, array[int]]]:
    """Yield the terms of names; names of one field stand apart, so that no phrase runs from one into the next."""
    names = [(label, name) for label, name in entry.names if label in LABEL_FACETS]
    names += [(label, name) for label, entity_id, entity in entry.entities for name in (entity, entity_id)]
    names += [(ROLE_FIELDS[role], name) for role, name in entry.roles if role in ROLE_FIELDS]
    names += [(Field.SOURCE, name) for name in (entry.document.source, entry.document.publisher) if name]
    by_field: dict[str, Postings] = {}
    for field, name in dict.fromkeys((str(field), name) for field, name in names):
        postings = by_field.setdefault(field, Postings())
        postings.add(name)
        postings.length += 1
    for field, postings in by_field.items():
        yield from ((f"{field}:{term}", positions) for term, positions in postings.terms.items())


def _keys(entry: IndexEntry) -> Iterator[str]:
    document = entry.document
    yield f"id:{document.document_id}"
    yield f"kind:{document.kind}"
    yield f"denied:{'yes' if entry.denied else 'no'}"
    yield from {f"fact:{kind}" for kind in entry.fact_kinds}
    if document.language:
        language = document.language.lower()
        yield from {f"language:{language}", f"language:{language.partition('-')[0]}"}


def _numbers(entry: IndexEntry) -> dict[str, tuple[float, ...]]:
    document = entry.document
    date = find_date(document.date) if document.date else None
    pages = sum(section.number is not None for section in document.sections)
    return {
        "date": () if date is None else days(date),
        "amount": tuple(sorted(float(amount) for amount in entry.amounts)),
        "pages": (float(pages),) if pages else (),
    }


def _labels(entry: IndexEntry) -> dict[str, tuple[str, ...]]:
    document = entry.document
    source = document.source or document.publisher
    return {
        "ids": (document.document_id,),
        "sort_title": (" ".join(part.form for word in words(document.title) for part in word.shape.parts),),
        "kind": (document.kind.value,),
        "language": (document.language.lower(),) if document.language else (),
        "source": (source,) if source else (),
        **{label: _facet(entry, label) for label in LABEL_FACETS},
    }


def _facet(entry: IndexEntry, label: str) -> tuple[str, ...]:
    found = {entity_id: name for kind, entity_id, name in entry.entities if kind == label}
    return tuple(sorted(f"{entity_id}{BETWEEN}{name}" for entity_id, name in found.items()))
