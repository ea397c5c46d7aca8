"""How much a slow test does: a part that ends within a minute, or all of it where `THREADLINE_WHOLE` is set.

    THREADLINE_WHOLE=1 python -m pytest -m slow --timeout 0 tests/test_search_hostile.py

The whole is what the program promises: 200,000 hostile queries, 2,000 queries of every class against a scan of 2,000
documents, 50 writers that are killed. It takes hours, so it is run before a release and not with every change.
"""

from __future__ import annotations

import os

WHOLE = bool(os.environ.get("THREADLINE_WHOLE"))


def sized(part: int, whole: int) -> int:
    """Return how many times a slow test does what it does."""
    return whole if WHOLE else part
