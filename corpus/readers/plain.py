"""Plain text in any encoding: paragraphs by blank lines, lines that a mailer broke joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.boilerplate import is_credit
from corpus.columns import with_bars
from corpus.composition import Composer
from corpus.datelines import find_dateline
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.offsets import OffsetMap, TextBuilder
from corpus.readers.origin import OPENING_LINES, read_from
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind
from corpus.reflow import Hyphenation, is_wrapped, joint
from corpus.text import normalise

NAMED = re.compile(
    r"\b(?:notice|list|addition|removal|amendment|decision|order|regulation|agreement|contract|briefing|report|statement)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 200


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of `data`, reflowed into paragraphs, with the first line that reads like a title."""
    text, encoding = decode(data, hint.encoding)
    reading = read_text(text)
    return replace(reading, metadata=(("encoding", encoding), *reading.metadata))


def read_text(source: str) -> Reading:
    """Return a text that is decoded already as a Reading; offsets point into `source`."""
    barred, columns = with_bars(source)
    text, made_plain = normalise(barred)
    offsets = made_plain.after(columns)
    if not text:
        raise UnreadableError("The file holds no text, only blanks. There is nothing to read in it.")
    composer, blocks = Composer(), []
    for kind, block, made in paragraphs(text):
        composer.add(kind, block, made.after(offsets))
        blocks.append(block)
    whole = composer.finish(article=True)
    title, date = find_title(blocks), find_dateline(blocks)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        offsets=whole.offsets,
        title=title,
        date=date,
        metadata=read_from(title=OPENING_LINES if title else "", date=OPENING_LINES if date else ""),
    )


def find_title(blocks: list[str]) -> str:
    """Return the first of the opening lines that names a document, else the first that is no credit and no sentence."""
    lines = [line for block in blocks[:6] for line in block.split("\n")[:3]][:10]
    short = [x for x in lines if len(x) <= LONGEST_TITLE and not x.endswith((".", ",", ";")) and not is_credit(x)]
    capitals = [line for line in short if line.isupper()]
    # An office puts its own name over its notices, in the same capitals.
    named = [line for line in capitals if NAMED.search(line)] if len(capitals) > 1 else []
    return next(iter((*named, *short)), "")


def paragraphs(text: str) -> Iterator[tuple[SectionKind, str, OffsetMap]]:
    """Yield the stretches of a normalised text between blank lines, wrapped lines joined, with maps into `text`."""
    hyphenation = Hyphenation(text)
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        block, made = _reflowed(match.group(), hyphenation)
        shifted = OffsetMap(tuple((start, end, source + match.start()) for start, end, source in made.runs))
        yield SectionKind.HEADING if _is_heading(block) else SectionKind.PARAGRAPH, block, shifted


def _reflowed(block: str, hyphenation: Hyphenation) -> tuple[str, OffsetMap]:
    """Return a paragraph with its wrapped lines joined; lines that end early (addresses, lists) stay apart."""
    lines = block.split("\n")
    width = max(map(len, lines))
    built, at = TextBuilder(), 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        cut, between = joint(line, following, hyphenation) if is_wrapped(line, following, width) else (0, "\n")
        built.copy(line[: len(line) - cut], at)
        at += len(line)
        if following:
            built.replace(between, at) if between else None
        at += 1
    return built.build()


def _is_heading(block: str) -> bool:
    """Say whether a block is one short line that ends like no sentence."""
    return len(block) <= 120 and "\n" not in block and block[-1] not in ".,;:!?\"\u201d'" and block[:1].isupper()
