"""Which of the documents that match are shown: copies folded into the best, a reader's marks, what is new lifted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index import Groups, SearchOptions
from search.matches import Mask
from search.whoosh_snapshot import Snapshot

HALF_LIFE_YEARS = 1.0
"""A document this much older than the newest has half its lift."""

ALONE = -1


class Narrowed(NamedTuple):
    """The documents left, and how many of those asked for were not seen; None where nobody asked."""

    mask: Mask
    unseen: int | None


def narrow(snapshot: Snapshot, mask: Mask, options: SearchOptions) -> Narrowed:
    """Keep to the documents that the options allow."""
    if options.only is not None:
        mask = mask & _among(snapshot, options.only)
    if options.seen is None:
        return Narrowed(mask, None)
    fresh = mask & ~_among(snapshot, options.seen)
    return Narrowed(fresh if options.unseen_only else mask, int(fresh.sum()))


def folded(
    snapshot: Snapshot, groups: Groups, documents: NDArray[np.int64], keys: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the documents without those of whose group a better one, with a smaller key, is there."""
    numbers = _numbers(snapshot, groups)[documents]
    inside = np.flatnonzero(numbers != ALONE)
    order = inside[np.lexsort((snapshot.id_order(documents[inside]), keys[inside]))]
    _, first = np.unique(numbers[order], return_index=True)
    kept = np.ones(len(documents), bool)
    kept[inside] = False
    kept[order[first]] = True
    return documents[kept]


def copies_of(
    snapshot: Snapshot, options: SearchOptions, documents: NDArray[np.int64], mask: Mask
) -> dict[int, tuple[str, ...]]:
    """Return the ids of the copies that match beside each document shown, in order."""
    if options.groups is None or not len(documents):
        return {}
    numbers = _numbers(snapshot, options.groups)
    shown = {int(numbers[document]): document for document in documents.tolist() if numbers[document] != ALONE}
    left = narrow(snapshot, mask, options).mask & np.isin(numbers, list(shown))
    found: dict[int, list[str]] = {}
    for copy in np.flatnonzero(left).tolist():
        if (document := shown[int(numbers[copy])]) != copy:
            found.setdefault(document, []).append(snapshot.ids[copy])
    return {document: tuple(sorted(ids)) for document, ids in found.items()}


def recent(scores: NDArray[np.float64], dates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lift scores: the newest document's is doubled, and the lift halves with every `HALF_LIFE_YEARS` of age.

    Dates are numbers like 20191007. The newest is that of the documents given, so the same answer is given tomorrow;
    a document without a date is not lifted. Where no score tells documents apart, the newer is the better.
    """
    if not len(dates) or np.isnan(dates).all():
        return scores
    years = dates // 10000 + (dates // 100 % 100 - 1) / 12 + (dates % 100 - 1) / 365
    lift = np.nan_to_num(0.5 ** ((np.nanmax(years) - years) / HALF_LIFE_YEARS))
    lifted: NDArray[np.float64] = scores * (1 + lift) + 1e-6 * lift
    return lifted


def _among(snapshot: Snapshot, document_ids: frozenset[str]) -> Mask:
    def made() -> Mask:
        return np.fromiter((one in document_ids for one in snapshot.ids), bool, snapshot.size)

    mask: Mask = snapshot.made(document_ids, made)
    return mask


def _numbers(snapshot: Snapshot, groups: Groups) -> NDArray[np.int64]:
    """Return the number of each document's group, `ALONE` where it has none."""

    def made() -> NDArray[np.int64]:
        numbers = {name: number for number, name in enumerate(sorted(set(groups.of.values())))}
        of = groups.of
        return np.fromiter((numbers[of[one]] if one in of else ALONE for one in snapshot.ids), np.int64, snapshot.size)

    found: NDArray[np.int64] = snapshot.made(groups, made)
    return found
