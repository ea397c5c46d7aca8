"""What sort of document it is, told from its words, with the reason in plain words.

Each kind has cues: in the title, and in the text. Points are counted for different cues, not for repeated ones, and
the kind with most of them wins if it has enough; a tie goes to the first in the order contract, sanctions notice, news.
"""

from __future__ import annotations

import re

from corpus.cues import CUES
from corpus.records import Kind

OPENING_CHARACTERS = 8_000
ENOUGH = 3
LEAST_NEWS = 2
"""A web page with a publisher is news only if it also reads a little like it."""
NAMES = {Kind.CONTRACT: "a contract", Kind.SANCTIONS_NOTICE: "a sanctions notice", Kind.NEWS: "news"}


def find_kind(text: str, title: str, *, webpage: bool, published: bool) -> tuple[Kind, str]:
    """Return the kind of a document and why, as a sentence.

    `webpage` says that it came as a web page, `published` that it names a publisher or is dated like an article.
    """
    opening = text[:OPENING_CHARACTERS]
    found = [(cues.kind, _matches(cues.title, title), _matches(cues.text, opening)) for cues in CUES]
    points = {kind: 2 * len(in_title) + len(in_text) for kind, in_title, in_text in found}
    if points[Kind.NEWS] >= LEAST_NEWS:
        points[Kind.NEWS] += webpage + published
    kind = max(points, key=lambda kind: points[kind])
    if points[kind] < ENOUGH:
        return Kind.OTHER, "It has too few of the words that mark news, contracts or sanctions notices."
    in_title, in_text = next((in_title, in_text) for name, in_title, in_text in found if name is kind)
    return kind, _reason(kind, in_title, in_text, webpage=webpage, published=published)


def _matches(patterns: tuple[str, ...], text: str) -> list[str]:
    """Return the words that each pattern found first."""
    found = (re.search(pattern, text, re.IGNORECASE | re.MULTILINE) for pattern in patterns)
    return [" ".join(match.group().split())[:40] for match in found if match]


def _reason(kind: Kind, in_title: list[str], in_text: list[str], *, webpage: bool, published: bool) -> str:
    """Compose the sentence that says why."""
    parts = []
    if in_title:
        parts.append(f"its title says {_quoted(in_title[:2])}")
    if kind is Kind.NEWS and webpage:
        parts.append("it is a web page" + (" with a publisher or a date" if published else ""))
    if in_text:
        parts.append(f"its text says {_quoted(in_text[:4])}")
    return f"It reads like {NAMES[kind]}: ".replace("a news", "news") + ", and ".join(parts) + "."


def _quoted(words: list[str]) -> str:
    return ", ".join(f"\u201c{word}\u201d" for word in words)
