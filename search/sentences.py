"""Where the sentences of a passage begin and end, well enough to quote one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_END = re.compile(
    r"(?:[.!?…][\"'”’»)\]]*[^\S\n]+(?=[\"'“‘«(\[]*[^\W_a-z])|[。！？][”’」』]*|[.!?:;…][\"'”’»)\]]*\n\s*|\n\s*\n\s*)"
)
_BEGIN = re.compile(r"[.!?…。！？:;\n]")
"""What every `_END` begins with."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|Co|Corp|Inc|Ltd|No|Nos|Art|Sec|vs|cf|al|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\.[A-Za-z])$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text, without the white space around them."""
    cuts = [0, *_ends(text), len(text)]
    return [trimmed for start, end in pairwise(cuts) if (trimmed := _trimmed(text, start, end))]


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end, with the white space behind them."""
    reached = 0
    for begin in _BEGIN.finditer(text):  # one set of letters is looked for far sooner than what may follow them
        if begin.start() >= reached and (match := _END.match(text, begin.start())):
            reached = match.end()
            if not _is_abbreviation(text, match):
                yield reached


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    before = max(0, stop.start() - 8)
    return stop.group()[0] == "." and _ABBREVIATED.search(text, before, stop.start()) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    return (start, end) if start < end else None
