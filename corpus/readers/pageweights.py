"""How much each element of a web page holds: words, words in links, and words of running text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from corpus.readers.markup import INLINE, SILENT, local_name

LEAST_BLOCK = 8
"""Words of a block that is running text rather than a label."""


@dataclass(slots=True)
class Weight:
    """The words and links in an element; `line` is what an element in a line adds to its line."""

    words: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    line: int = 0


Weights = dict[etree._Element, Weight]  # noqa: SLF001 - lxml names its element so


def weigh(tree: etree._Element) -> Weights:
    """Return the weight of every element, from the last to the first; links within the page are no links."""
    weights: Weights = {}
    for element in list(tree.iter())[::-1]:
        weight = weights[element] = Weight()
        tag = local_name(element)
        if not tag or tag in SILENT - {"button", "head"}:
            continue
        own = len((element.text or "").split())
        for child in element:
            inner, tail = weights[child], len((child.tail or "").split())
            own += tail + inner.line
            weight.words += tail + inner.words
            weight.linked += inner.linked
            weight.links += inner.links
            weight.prose += inner.prose
        weight.words += len((element.text or "").split())
        if tag == "a" and not (element.get("href") or "").startswith("#"):
            weight.linked, weight.links = weight.words, 1
        elif tag in INLINE:
            weight.line = own
        elif own >= LEAST_BLOCK:
            weight.prose += own
    return weights


def holds_headline(element: etree._Element) -> bool:
    """Say whether an element is or holds a main heading with words in it."""
    return any("".join(inner.itertext()).strip() for inner in element.iter("h1"))
