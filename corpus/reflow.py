"""Lines that were broken to fit a column become running text again; pure functions on words and lines."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"(?:[-*\u2022\u25aa\u25cf\u25e6\u2013\u2014o]|\(?(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)])\s", re.IGNORECASE
)
CUT_WORD = re.compile(r"(?P<head>[^\W\d_]+)-$")
NEXT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
"""Tried only where a word begins and never again from its middle: a word of a megabyte takes no longer than prose."""
LETTERS = re.compile(r"[^\W\d_]+")
PREFIXES = frozenset({"self", "non", "co", "ex", "anti", "semi", "multi", "quasi", "cross", "all", "well"})
UNSPACED = re.compile("[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")
"""Chinese and Japanese, which set no space between words."""
SHORTEST_WRAP, LONGEST_WRAP = 45, 130
"""Lines shorter or longer than this were not broken to fit, by hand or by a mailer."""
LABELLED = re.compile(r"\s*[A-Z][\w .()/'-]{1,50}: ")
"""A line of a form: of two in a row neither goes on in the other."""
MIDDLE = re.compile(r"(?:[,;–—-]|\b[a-z][\w’'-]*)$")
"""A line that stops in the middle of a sentence, which may go on with anything."""
DASHED = re.compile(r"[-\u2013\u2014\u2022](?=[A-Z])")
COLUMNS = re.compile(r"\S \| \S")
"""A line in columns, which goes on below itself."""


class Hyphenation:
    """Decides what a hyphen at the end of a line is, from how the rest of the document writes the word.

    A hyphen stays where the document has the compound within a line, where the first part is one that takes a hyphen
    (`non-`, `self-`), or where the next line goes on with a capital or a digit; else the two halves are one word.
    """

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        self._compounds = set(COMPOUND.findall(lowered))
        self._words = set(LETTERS.findall(lowered))

    def keeps(self, before: str, after: str) -> bool:
        """Say whether the hyphen at the end of `before` stays when the line `after` is joined to it."""
        cut, follows = CUT_WORD.search(before), NEXT_WORD.match(after)
        if cut is None or follows is None or not follows.group()[0].islower():
            return True
        head, tail = cut["head"].lower(), follows.group().lower()
        if f"{head}-{tail}" in self._compounds:
            return True
        if head + tail in self._words:
            return False
        return head in PREFIXES


def joint(before: str, after: str, hyphenation: Hyphenation) -> tuple[int, str]:
    """Return how many characters to take off the end of `before` and what to put between the lines instead."""
    if before.endswith("-") and len(before) > 1 and before[-2].isalnum() and after[:1].isalnum():
        return (0, "") if hyphenation.keeps(before, after) else (1, "")
    if UNSPACED.match(before[-1:]) and UNSPACED.match(after[:1]):
        return 0, ""
    if before.endswith(("\u2014", "/")) and len(before) > 1 and not before[-2].isspace():
        return 0, ""
    return 0, " "


def is_wrapped(line: str, following: str, width: int) -> bool:
    """Say whether a line was broken because the next word did not fit into `width` characters."""
    if not line or not following or not SHORTEST_WRAP <= width <= LONGEST_WRAP or BULLET.match(following):
        return False
    if COLUMNS.search(line) or COLUMNS.search(following):
        return False
    if line.endswith(":") or DASHED.match(following):
        return False
    if LABELLED.match(following) and (LABELLED.match(line) or not MIDDLE.search(line)):
        return False
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width and len(line) > width // 2
