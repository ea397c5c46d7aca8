"""What the index keeps of a document: four fields of words, and columns; a batch of documents becomes arrays.

| field | holds |
| --- | --- |
| `title`, `body` | words at their positions, as written and joined; slots of entities in `body`; stems beside them |
| `names` | words of names, each behind the field they answer to: `company:hikvision` |
| `keys` | whole values: `id:...`, `kind:contract`, `language:en`, `fact:allegation`, `denied:yes` |

`VERSION` is raised whenever any of this, or the analysis behind it, changes: an older index is then begun anew.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from search.analysis import written
from search.bodies import add_body
from search.columns import LABEL_FACETS, Columns, DocumentColumns, named
from search.fields import ROLE_FIELDS, Field
from search.gathering import GAP, Gathering
from search.merging import Source
from search.passages import pack
from search.records import IndexEntry
from search.terms import terms_of

VERSION = 2
TEXT_FIELDS = ("title", "body")
FIELDS = (*TEXT_FIELDS, "names", "keys")


class Batch:
    """Documents on their way into the index; `rounded` are the lengths a byte can stand for, in order."""

    def __init__(self, rounded: NDArray[np.int64]) -> None:
        self._rounded = rounded
        self._fields = {name: Gathering() for name in FIELDS}
        self._columns = DocumentColumns()

    def __len__(self) -> int:
        return self._columns.count

    def add(self, entry: IndexEntry) -> None:
        """Add a document."""
        fields = self._fields
        for gathering in fields.values():
            gathering.begin()
        fields["title"].add(entry.document.title)
        passages, firsts = add_body(fields["body"], entry)
        for term, position in _names(entry):
            fields["names"].put(term, position)
        for key in _keys(entry):
            fields["keys"].put(key, 0)
        self._columns.add(entry, pack(entry.document, passages, firsts))

    def addresses(self) -> int:
        """Return how many addresses it takes, in the field that takes most."""
        return max(int(one.extents().sum()) for one in self._fields.values()) + GAP * (len(self) + 1)

    def source(self) -> Source:
        """Return the batch as arrays."""
        found: Columns = self._columns.columns()
        for name, gathering in self._fields.items():
            text = name in TEXT_FIELDS
            found |= named(name, gathering.columns(placed=name != "keys", stemmed=text))
            if text:
                lengths = gathering.extents()
                found[f"{name}.lengths"] = np.minimum(np.searchsorted(self._rounded, lengths), 255)
                found[f"{name}.total"] = lengths.sum(keepdims=True)
        return Source(found, np.ones(len(self), bool))


def _names(entry: IndexEntry) -> Iterator[tuple[str, int]]:
    """Yield the terms of names; names of one field stand apart, so that no phrase runs from one into the next."""
    names = [(label, name) for label, name in entry.names if label in LABEL_FACETS]
    names += [(label, name) for label, entity_id, entity in entry.entities for name in (entity, entity_id)]
    names += [(ROLE_FIELDS[role], name) for role, name in entry.roles if role in ROLE_FIELDS]
    names += [(Field.SOURCE, name) for name in (entry.document.source, entry.document.publisher) if name]
    behind: dict[str, int] = {}
    for field, name in dict.fromkeys((str(field), name) for field, name in names):
        position = behind.get(field, 0)
        for surface in written(name):
            extent, found = terms_of(surface)
            yield from ((f"{field}:{term}", position + offset) for term, offset in found)
            position += extent
        behind[field] = position + 1


def _keys(entry: IndexEntry) -> Iterator[str]:
    document = entry.document
    yield f"id:{document.document_id}"
    yield f"kind:{document.kind}"
    yield f"denied:{'yes' if entry.denied else 'no'}"
    yield from sorted({f"fact:{kind}" for kind in entry.fact_kinds})
    if document.language:
        language = document.language.lower()
        yield from sorted({f"language:{language}", f"language:{language.partition('-')[0]}"})
