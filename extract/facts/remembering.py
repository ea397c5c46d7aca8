"""What several finders ask of one document, read once: kept with its doc for as long as names and attributions stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extract.context import Context

_Found = TypeVar("_Found")


def remembered(context: Context, name: str, find: Callable[[], _Found]) -> _Found:
    """Return what was found under a name before, or find it now.

    A document whose mentions or attributions have been replaced is read anew.
    """
    kept = context.doc.user_data.get(f"found {name}")
    if kept is None or kept[0] is not context.mentions or kept[1] is not context.attributions:
        kept = (context.mentions, context.attributions, find())
        context.doc.user_data[f"found {name}"] = kept
    found: _Found = kept[2]
    return found
