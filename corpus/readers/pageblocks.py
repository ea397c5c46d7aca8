"""What the extractor of main text lost of a page, put back: headings, the lead, long paragraphs between what it kept.

The page's own blocks, its boxes aside, say what there is and in which order; nothing is put back before the first
heading, and nothing that the text holds already.
"""

from __future__ import annotations

from corpus.readers.markup import Block
from corpus.readers.pageweights import LEAST_BLOCK
from corpus.records import SectionKind

LONG_LEAD = 12
LONG_PARAGRAPH = 20
SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u201d", '"', "\u00bb", ":")


def completed(main: list[Block], own: list[Block]) -> list[Block]:
    """Return the main text that was found with what it lost of the page's `own` blocks."""
    return _with_lost(_with_opening(_with_headings(main, own), own), own)


def _with_headings(main: list[Block], own: list[Block]) -> list[Block]:
    """Return the main text as the page itself parts it where that says the same, and with the headings it lost.

    The extractor glues short pages together, a blank at every tag, and drops headings that it takes for labels.
    """
    if _squeezed(main) == _squeezed(own):
        return own
    there = {_squeezed([block]) for block in main}
    lost: dict[str, list[Block]] = {}
    waiting: list[Block] = []
    for block, following in zip(own, (*own[1:], None), strict=False):
        key = _squeezed([block])
        leads = block[0] is SectionKind.HEADING or (following is not None and _is_caption(block, following))
        if leads and key not in there:
            waiting.append(block)
            continue
        if waiting and key in there:
            lost.setdefault(key, waiting)
        waiting = []
    return [one for block in main for one in (*lost.pop(_squeezed([block]), ()), block)]


def _is_caption(block: Block, following: Block) -> bool:
    """Say whether a block is the line over a table."""
    short = len(block[1].split()) <= LONG_PARAGRAPH
    return short and block[0] is SectionKind.PARAGRAPH and following[0] is SectionKind.TABLE


def _with_opening(main: list[Block], own: list[Block]) -> list[Block]:
    """Return the main text with the page's first heading and the paragraphs between that and what was found."""
    there = {_squeezed([block]) for block in main if block[0] is not SectionKind.HEADING}
    begin = next((at for at, block in enumerate(own) if block[0] is SectionKind.HEADING), len(own))
    end = next((at for at, block in enumerate(own) if at > begin and _squeezed([block]) in there), begin)
    lost = [block for block in own[begin + 1 : end] if len(block[1].split()) >= LEAST_BLOCK and _is_told(block)]
    if begin < end and _squeezed([own[begin]]) not in _squeezed(main):
        return [own[begin], *lost, *main]
    first = next((at for at, block in enumerate(main) if block[0] is not SectionKind.HEADING), 0)
    return [*main[:first], *lost, *main[first:]]


def _with_lost(main: list[Block], own: list[Block]) -> list[Block]:
    """Return the main text with the long paragraphs that were lost between what was found, each in its place."""
    at_of, whole = {_squeezed([block]): at for at, block in enumerate(main)}, _squeezed(main)
    result, behind = list(main), -1
    lost: list[Block] = []
    shift = 0
    for block in own:
        at = at_of.get(_squeezed([block]))
        if at is None:
            if (
                behind >= 0
                and len(block[1].split()) >= LONG_PARAGRAPH
                and _is_told(block)
                and _squeezed([block]) not in whole
            ):
                lost.append(block)
            continue
        if at >= behind:
            result[behind + 1 + shift : behind + 1 + shift] = lost
            shift += len(lost)
            lost, behind = [], at
    return [*result, *lost]


def _is_told(block: Block) -> bool:
    """Say whether a block is running text: it ends a sentence or is long."""
    return block[0] is SectionKind.PARAGRAPH and (block[1][-1:] in SENTENCE_ENDS or len(block[1].split()) >= LONG_LEAD)


def _squeezed(blocks: list[Block]) -> str:
    return "".join("".join(text.split()) for _, text in blocks)
