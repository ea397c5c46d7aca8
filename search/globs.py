"""Words with `*` and `?`, as regular expressions that cannot run away."""

from __future__ import annotations

import re
from functools import lru_cache

from search.analysis import fold


def literal_prefix(pattern: str) -> str:
    """Return the folded letters that every word matching a pattern begins with."""
    return literals(pattern)[0]


def literals(pattern: str) -> list[str]:
    """Return the folded letters between the wildcards of a pattern, the first piece being what words begin with."""
    return [fold(piece) for piece in re.split(r"[*?]", pattern)]


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return an expression for whole folded forms; each `*` is an atomic group, so that no try is made twice."""
    pieces = [
        piece if piece in {"*", "?"} else re.escape(fold(piece)) for piece in re.split(r"([*?])", pattern) if piece
    ]
    head, *runs = "".join("\0" if piece == "*" else "." if piece == "?" else piece for piece in pieces).split("\0")
    if not runs:
        return re.compile(head, re.DOTALL)
    *middle, tail = runs
    return re.compile(head + "".join(f"(?>.*?{run})" for run in middle) + ".*" + tail, re.DOTALL)
