"""A stretch of a document as blocks of marked text: mentions by label, evidence of facts, and what was looked for.

Guarantees that the texts of all segments, joined, are the document's text again, white space at block ends aside; the
marks never change a character.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.records import Document, SectionKind
from extract.records import Label, Mention
from web.leaves import Leaf

BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where something stands in the text; `number` is the fact's number on the page, for evidence."""

    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be marked in a leaf; `here` is the one stretch that a link pointed at."""

    mentions: Sequence[Mention] = ()
    evidence: Sequence[Stretch] = ()
    hits: Sequence[Stretch] = ()
    here: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text with the same marks throughout.

    `begins` are the numbers of the facts whose evidence begins here; `first_here` is the start of the stretch that a
    link pointed at.
    """

    text: str
    start: int
    mention: Mention | None = None
    evidence: bool = False
    begins: tuple[int, ...] = ()
    hit: bool = False
    here: bool = False
    first_here: bool = False

    @property
    def label(self) -> Label | None:
        """What the mention is, where there is one."""
        return None if self.mention is None else self.mention.label

    def is_marked(self, name: str) -> bool:
        """Whether it bears the mark: `ev` (evidence), `hit` or `here`."""
        return {"ev": self.evidence, "hit": self.hit, "here": self.here}[name]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table of the text; `page` is set where a page begins, `notes` are facts' numbers."""

    kind: SectionKind
    start: int
    segments: tuple[Segment, ...]
    page: int | None = None
    notes: tuple[int, ...] = field(default=())


def block_bounds(document: Document, leaf: Leaf) -> list[tuple[int, int, SectionKind]]:
    """Return the blocks of a leaf in order: sections where the document has them, blank lines elsewhere."""
    inner = (SectionKind.HEADING, SectionKind.PARAGRAPH, SectionKind.TABLE)
    kinds: dict[tuple[int, int], SectionKind] = {}
    for section in document.sections:
        if section.kind in inner and section.start < leaf.end and section.end > leaf.start:
            kinds[max(section.start, leaf.start), min(section.end, leaf.end)] = section.kind
    tables = [span for span, kind in kinds.items() if kind is SectionKind.TABLE]
    points = {leaf.start, leaf.end, *(point for span in kinds for point in span)}
    points |= {s.start for s in document.sections if s.kind is SectionKind.PAGE and leaf.start <= s.start < leaf.end}
    for found in BLANK_LINE.finditer(document.text, leaf.start, leaf.end):
        if not any(start <= found.start() < end for start, end in tables):
            points.add(found.end())
    points = {p for p in points if not any(start < p < end for start, end in tables)}
    ordered = sorted(points)
    spans = [(a, b) for a, b in pairwise(ordered) if document.text[a:b].strip()]
    return [(a, b, kind_of(a, b, kinds)) for a, b in spans]


def kind_of(start: int, end: int, kinds: dict[tuple[int, int], SectionKind]) -> SectionKind:
    """Return what a block is: a heading or table where it lies in one, else a paragraph."""
    for (a, b), kind in kinds.items():
        if a <= start and end <= b and kind is not SectionKind.PARAGRAPH:
            return kind
    return SectionKind.PARAGRAPH


def covering(stretches: Iterable[Stretch], start: int, end: int) -> bool:
    """Whether any stretch covers the run from `start` to `end`."""
    return any(stretch.start <= start and end <= stretch.end for stretch in stretches)


def segments(text: str, start: int, end: int, marks: Marks) -> tuple[Segment, ...]:
    """Return the run of text from `start` to `end` cut wherever a mark begins or ends."""
    mentions = outermost([m for m in marks.mentions if m.start < end and m.end > start])
    evidence = [s for s in marks.evidence if s.start < end and s.end > start]
    hits = [s for s in marks.hits if s.start < end and s.end > start]
    here = [marks.here] if marks.here and marks.here.start < end and marks.here.end > start else []
    points = {start, end}
    spans = [(m.start, m.end) for m in mentions] + [(s.start, s.end) for s in (*evidence, *hits, *here)]
    for first, last in spans:
        points |= {max(first, start), min(last, end)}
    ordered = sorted(points)
    starts = [mention.start for mention in mentions]
    out = []
    for a, b in pairwise(ordered):
        index = bisect.bisect_right(starts, a) - 1
        mention = mentions[index] if index >= 0 and mentions[index].end >= b else None
        out.append(
            Segment(
                text=text[a:b],
                start=a,
                mention=mention,
                evidence=covering(evidence, a, b),
                begins=tuple(s.number for s in evidence if s.start == a),
                hit=covering(hits, a, b),
                here=covering(here, a, b),
                first_here=any(s.start == a for s in here),
            )
        )
    return tuple(out)


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in order without those that overlap a longer or an earlier one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def blocks(document: Document, leaf: Leaf, marks: Marks) -> tuple[Block, ...]:
    """Return a leaf as blocks of marked text, each with the facts whose evidence begins in it."""
    pages = {s.start: s.number for s in document.sections if s.kind is SectionKind.PAGE}
    out = []
    previous = leaf.start
    for start, end, kind in block_bounds(document, leaf):
        trimmed = start + len(document.text[start:end].rstrip())
        page = next((pages[at] for at in range(previous, start + 1) if at in pages), None)
        marked = segments(document.text, start, trimmed, marks)
        notes = dict.fromkeys(s.number for s in marks.evidence if start <= s.start < end and s.number)
        out.append(Block(kind, start, marked, page, tuple(notes)))
        previous = end
    return tuple(out)
