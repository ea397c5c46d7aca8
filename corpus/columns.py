"""Text that blanks set in columns: the gap between two columns becomes a bar, before doubled blanks are taken away.

    For the Employer              For the Provider         For the Employer | For the Provider
    Name: Edvin Sarro             Name: Priya Kelmar       Name: Edvin Sarro | Name: Priya Kelmar

Guarantees: a gap is of three blanks or more inside a line, and the words behind it stand below or above words behind
such a gap in a line near by; justified prose and the blanks behind a label's colon stay as they are.
"""

from __future__ import annotations

import re

from corpus.offsets import OffsetMap, TextBuilder, identity_map

_GAP = re.compile(r"(?<=[^\s:|])[ \t\u00a0]{3,}(?=[^\s|])")
_TAB = 8
_MOST = 6  # gaps in a line; justified prose has more, or none that stand under each other
_NEAR = 3  # lines


def with_bars(text: str) -> tuple[str, OffsetMap]:
    """Return `text` with a bar in each gap between columns, and the map from its offsets to those of `text`."""
    lines = text.split("\n")
    gaps = [_gaps(line) for line in lines]
    if not any(gaps):
        return text, identity_map(len(text))
    built, at = TextBuilder(), 0
    for number, line in enumerate(lines):
        beside = [column for other in (*gaps[max(0, number - _NEAR) : number], *gaps[number + 1 : number + 1 + _NEAR])
                  for column in other.values()]  # fmt: skip
        last = 0
        for (start, end), column in gaps[number].items():
            if any(abs(column - other) <= 1 for other in beside):
                built.copy(line[last:start], at + last)
                built.replace(" | ", at + start)
                last = end
        built.copy(line[last:] + ("\n" if number + 1 < len(lines) else ""), at + last)
        at += len(line) + 1
    return built.build()


def _gaps(line: str) -> dict[tuple[int, int], int]:
    """Return where the gaps of a line stand, with the column in which each ends; none where there are too many."""
    found = [match.span() for match in _GAP.finditer(line)]
    return {span: len(line[: span[1]].expandtabs(_TAB)) for span in found} if len(found) <= _MOST else {}
