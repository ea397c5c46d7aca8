"""How the documents that match are spread over kinds, years, sources and entities."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.columns import BETWEEN, LABEL_FACETS
from search.gathering import spread
from search.index import Facet
from search.whoosh_snapshot import Snapshot

MANY = 8
"""Where at least one document in so many matches, all labels are looked at rather than those of each document."""

Documents = NDArray[np.int64]
FacetCounts = tuple[tuple[str, int], ...]
FacetIds = tuple[tuple[str, str], ...]


def facet(snapshot: Snapshot, name: Facet, documents: Documents, most: int) -> tuple[FacetCounts, FacetIds]:
    """Return the counts of the most frequent values of a facet, and for entities the id behind each value."""
    if name == "year":
        counts = np.bincount(_years(snapshot)[documents])
        counts[:1] = 0  # no date
        return _frequent({f"{year:04}": int(counts[year]) for year in np.flatnonzero(counts).tolist()}, most), ()
    column = snapshot.labels(name)
    counts = _counted(snapshot, name, documents)
    if name in LABEL_FACETS:
        return _entities(_entity_table(snapshot, name), counts, most)
    return _frequent({column.labels[i]: int(counts[i]) for i in np.flatnonzero(counts).tolist()}, most), ()


def _years(snapshot: Snapshot) -> NDArray[np.int64]:
    def made() -> NDArray[np.int64]:
        return snapshot.days()[0].astype(np.int64) // 10000

    found: NDArray[np.int64] = snapshot.column("years", "", made)
    return found


def _counted(snapshot: Snapshot, name: Facet, documents: Documents) -> NDArray[np.int64]:
    """Count in how many documents each label stands."""
    column = snapshot.labels(name)
    if column.single:
        return np.bincount(column.ordinals[documents], minlength=len(column.labels))
    if len(documents) * MANY > snapshot.size:
        mask = np.zeros(snapshot.size, bool)
        mask[documents] = True
        chosen = column.ordinals[mask[_owners(snapshot, name)]]
    else:
        starts = column.offsets[documents]
        chosen = column.ordinals[spread(starts, column.offsets[documents + 1] - starts)]
    return np.bincount(chosen, minlength=len(column.labels))


def _owners(snapshot: Snapshot, name: Facet) -> NDArray[np.int32]:
    """Return the document that each label of a column stands for."""

    def made() -> NDArray[np.int32]:
        return np.repeat(np.arange(snapshot.size, dtype=np.int32), np.diff(snapshot.labels(name).offsets))

    found: NDArray[np.int32] = snapshot.column("owners", name, made)
    return found


class _EntityTable(NamedTuple):
    """Which entity and which name each label of a column stands for; names are numbered in order."""

    entities: NDArray[np.int64]
    names: NDArray[np.int64]
    entity_ids: list[str]
    texts: list[str]


def _entity_table(snapshot: Snapshot, name: str) -> _EntityTable:
    def made() -> _EntityTable:
        pairs = [label.partition(BETWEEN)[::2] for label in snapshot.labels(name).labels]
        entity_ids, texts = sorted({pair[0] for pair in pairs}), sorted({pair[1] for pair in pairs})
        entity_at, text_at = _places(entity_ids), _places(texts)
        return _EntityTable(
            np.array([entity_at[pair[0]] for pair in pairs], np.int64),
            np.array([text_at[pair[1]] for pair in pairs], np.int64),
            entity_ids,
            texts,
        )

    found: _EntityTable = snapshot.column("entities", name, made)
    return found


def _places(values: list[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def _entities(table: _EntityTable, counts: NDArray[np.int64], most: int) -> tuple[FacetCounts, FacetIds]:
    """Count entities by id, under the name most documents have; names shared by two have the id behind them."""
    found = np.flatnonzero(counts)
    order = found[np.argsort(counts[found] * len(table.texts) + table.names[found])]
    name_of = np.zeros(len(table.entity_ids), np.int64)
    name_of[table.entities[order]] = table.names[order]  # of several names the last, which most documents have, stays
    totals = np.bincount(table.entities[found], counts[found], len(table.entity_ids)).astype(np.int64)
    there = np.flatnonzero(totals)
    shared = np.bincount(name_of[there], minlength=len(table.texts)) > 1
    first = _first(there, totals, name_of, len(table.texts), most)
    shown: dict[str, tuple[int, str]] = {}
    for entity, name in zip(first.tolist(), name_of[first].tolist(), strict=True):
        text, entity_id = table.texts[name], table.entity_ids[entity]
        shown[f"{text} ({entity_id})" if shared[name] else text] = int(totals[entity]), entity_id
    frequent = _frequent({value: count for value, (count, _) in shown.items()}, most)
    return frequent, tuple((value, shown[value][1]) for value, _ in frequent)


def _first(
    entities: NDArray[np.int64], totals: NDArray[np.int64], names: NDArray[np.int64], texts: int, most: int
) -> NDArray[np.int64]:
    """Return the entities with the largest totals, those of one total in order of their names, then of their ids."""
    if not len(entities):
        return entities
    rank = (totals[entities].max() - totals[entities]) * texts + names[entities]
    if most < len(entities):
        kept = rank <= np.partition(rank, most)[most]
        entities, rank = entities[kept], rank[kept]
    return entities[np.lexsort((entities, rank))[:most]]


def _frequent(counts: dict[str, int], most: int) -> FacetCounts:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
