"""Passages: the sentences of a document, cut at paragraph ends so that a headline never runs into its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context

_SHORT_LINE = 70
_BLANK = re.compile(r"\n\s*\n")


def find_passages(context: Context) -> Iterator[TokenSpan]:
    """Yield the sentences in order, each within one paragraph and without white space at either end."""
    doc = context.doc
    kept: list[tuple[int, int]] | None = doc.user_data.get("passages")
    if kept is None:
        kept = [(passage.start, passage.end) for passage in _passages(context)]
        doc.user_data["passages"] = kept
    for start, end in kept:
        yield doc[start:end]


def _passages(context: Context) -> Iterator[TokenSpan]:
    for sentence in context.sentences:
        start = sentence.start
        for token in sentence:
            if token.is_space and "\n" in token.text and _breaks(context, token.idx, token.idx + len(token.text)):
                yield from _trimmed(context, start, token.i)
                start = token.i + 1
        yield from _trimmed(context, start, sentence.end)


def _breaks(context: Context, start: int, end: int) -> bool:
    """Whether white space ends a paragraph: a blank line, or a short line before a capital."""
    text = context.text
    if _BLANK.search(text[start:end]):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    following = text[end : end + 1]
    return len(line) < _SHORT_LINE and not line.rstrip().endswith((",", ";", "-")) and not following.islower()


def _trimmed(context: Context, start: int, end: int) -> Iterator[TokenSpan]:
    doc = context.doc
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    if start < end:
        yield doc[start:end]
