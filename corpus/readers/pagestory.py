"""Where on a web page its story stands: the innermost element that holds most of the running text of the page.

What lies around it goes, whatever it is called: the bar above, the line about the publisher below. The headline stays,
with what is told between it and the story. Where the text is spread over the page, nothing goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.markup import INLINE, is_data_table, local_name, rows_of, text_of
from corpus.readers.pageweights import LEAST_BLOCK, Weights, holds_headline, weigh
from corpus.text import tidy

MOST_OF_ALL = 0.7
"""The share of a page's text that its story holds; with less there are several."""
LEAST_STORY = 60
LEAST_ROWS = 5
"""Rows of a table that is told for its own sake."""
LIKE_IT = 0.1
"""The share of a story that another part of the same build must hold to be one of its parts: a post, a chapter."""
MOST_AROUND = 0.25
"""What holds more words outside of links, measured by the story, is kept even beside it: a list, a register."""
CLOSED = INLINE | {"p", "li", "blockquote", "pre", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6"}
HEADINGS = ("h1", "h2", "h3", "h4")
BOLD = ("b", "strong", "font", "span", "p", "div", "td")
MOST_WITHIN = 2
"""Elements in a line that is a headline; a path of links holds more."""
LEAST_TITLE = 12
"""Letters by which a title of a page is known again in it."""

Masses = dict[etree._Element, int]  # noqa: SLF001 - lxml names its element so


def story_alone(tree: etree._Element) -> etree._Element:
    """Take what lies around the story out of a page's tree, which is changed."""
    weights = weigh(tree)
    masses = _masses(tree, weights)
    story = _story(tree, masses)
    if story is tree:
        return tree
    headline = _headline(tree)
    for element in list(_around(tree, story, headline, weights)):
        element.drop_tree()
    return tree


def _masses(tree: etree._Element, weights: Weights) -> Masses:
    """Return the words of running text and of registers in each element."""
    masses = {element: weight.prose for element, weight in weights.items()}
    for table in tree.iter("table"):
        if len(rows_of(table)) >= LEAST_ROWS and is_data_table(table):
            more = weights[table].words - weights[table].linked - weights[table].prose
            for element in (table, *table.iterancestors()):
                masses[element] += max(0, more)
    return masses


def _story(tree: etree._Element, masses: Masses) -> etree._Element:
    """Return the innermost element that holds most of a page's text, the tree itself where there is none."""
    least, at = MOST_OF_ALL * masses[tree], tree
    if masses[tree] < LEAST_STORY:
        return tree
    while True:
        inner = max(at, key=lambda child: masses.get(child, 0), default=None)
        if inner is None or masses[inner] < least or _is_closed(inner) or _has_like(inner, masses):
            return at
        at = inner


def _is_closed(element: etree._Element) -> bool:
    tag = local_name(element)
    return tag in CLOSED - {"table"} or (tag == "table" and is_data_table(element))


def _has_like(element: etree._Element, masses: Masses) -> bool:
    """Say whether a sibling of the same build tells a part of the text."""
    build = (element.tag, element.get("class"))
    others = (other for at in (True, False) for other in element.itersiblings(preceding=at))
    return any(
        (other.tag, other.get("class")) == build and masses[other] >= LIKE_IT * masses[element] for other in others
    )


def _headline(tree: etree._Element) -> etree._Element | None:
    """Return the element that holds the page's headline: its first h1, or what says the same as the window's title."""
    first = next((element for element in tree.iter("h1") if text_of(element)), None)
    if first is not None:
        return first
    title = next((tidy(text_of(element)) for element in tree.iter("title")), "")
    for tags in (HEADINGS, BOLD):
        found = next((element for element in tree.iter(*tags) if _says(element, title)), None)
        if found is not None:
            return found
    return next((element for element in tree.iter(*HEADINGS) if text_of(element)), None)


def _says(element: etree._Element, title: str) -> bool:
    """Say whether an element is the title of the page, or the part of it that is not the site's name."""
    said = tidy(text_of(element)) if len(element) < MOST_WITHIN else ""
    if len(said) < LEAST_TITLE or len(said) > 2 * len(title):
        return False
    return said in title or title in said


def _around(
    tree: etree._Element, story: etree._Element, headline: etree._Element | None, weights: Weights
) -> Iterator[etree._Element]:
    """Yield what lies before and behind the story, without the headline and what is told between the two."""
    whole = weights[story].words - weights[story].linked
    title = set() if headline is None else {headline, *headline.iterancestors()}
    inside = headline is not None and story in title
    at = story
    while at is not tree:
        parent = at.getparent()
        told = not inside and headline is not None
        for other in at.itersiblings(preceding=True):
            if other in title:
                told = False
            elif _is_small(other, weights, whole) and not (told and weights[other].prose >= LEAST_BLOCK):
                yield other
        for other in at.itersiblings():
            if other not in title and not holds_headline(other) and _is_small(other, weights, whole):
                yield other
        inside = inside or parent in title
        at = parent


def _is_small(element: etree._Element, weights: Weights, whole: int) -> bool:
    weight = weights[element]
    return (
        isinstance(element.tag, str)
        and local_name(element) != "head"
        and weight.words - weight.linked <= MOST_AROUND * whole
    )
