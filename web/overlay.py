"""Marks on the picture of a page, as an SVG of the page's own size to be laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.showing.records import Spot, Spots

EDGES = {"contract": "#0a529a", "deployment": "#0a529a", "designation": "#a23a00", "allegation": "#7a2c86",
         "response": "#7a2c86"}  # fmt: skip
OTHER_EDGE = "#54565a"
FILLS = {"hit": "#ffe89a", "here": "#ffb700"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.2f} {1:.2f}" width="{0:.2f}" height="{1:.2f}">{2}</svg>'
RECT = '<rect x="{0:.2f}" y="{1:.2f}" width="{2:.2f}" height="{3:.2f}" fill="{4}" fill-opacity="{5}"/>'
LINE = '<path d="M{0:.2f} {1:.2f}H{2:.2f}" stroke="{3}" stroke-width="1.1"{4}/>'
NUMBER = (
    '<rect x="{0:.2f}" y="{1:.2f}" width="{2}" height="9" rx="2" fill="{3}"/><text x="{4:.2f}" y="{5:.2f}" fill="#fff" '
    'font-family="sans-serif" font-size="7.5" text-anchor="middle">{6}</text>'
)
CLAIMS = ("allegation", "response")


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of text to be marked: `kind` is a kind of fact, `hit` or `here`; facts have their number."""

    start: int
    end: int
    kind: str
    number: int = 0


def overlay(page: Spots, marked: Sequence[tuple[Layer, Sequence[Spot]]]) -> str:
    """Return the marks of a page: what was looked for under the evidence, claims with dashed lines."""
    ordered = sorted(marked, key=lambda pair: bool(pair[0].number))
    return SVG.format(page.width, page.height, "".join(mark for pair in ordered for mark in _marks(*pair)))


def _marks(layer: Layer, spots: Sequence[Spot]) -> Iterable[str]:
    for index, spot in enumerate(spots):
        left, top, right, bottom = spot.box
        if not layer.number:
            opacity = 0.5 if layer.kind == "here" else 0.45
            yield RECT.format(left - 1, top - 1, right - left + 2, bottom - top + 2, FILLS[layer.kind], opacity)
            continue
        edge = EDGES.get(layer.kind, OTHER_EDGE)
        dashes = ' stroke-dasharray="3 2"' if layer.kind in CLAIMS else ""
        yield LINE.format(left, bottom + 0.8, right, edge, dashes)
        if not index:
            wide = 6 + 4 * len(str(layer.number))
            at = max(2.0, left - wide - 4)
            yield NUMBER.format(at, top, wide, edge, at + wide / 2, top + 7.2, layer.number)
