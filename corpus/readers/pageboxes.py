"""Boxes beside the text of a web page: cookie notices, sign-up boxes, teasers, comments, bars of links, profiles.

They are known by the names that sites of every kind give them, by what a browser is told of them (`role`), or by their
words; taken out before the main text is looked for, unless they hold so much of the page that they are its text.
"""

from __future__ import annotations

import re

from lxml import etree

from corpus.readers.markup import local_name, text_of
from corpus.readers.pageweights import Weight, holds_headline, weigh

ASIDE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:newsletter|cookie\w*|comments?|commentlist|popup|modal|recirc\w*|related|teasers?|most-?read|"
    r"most-?viewed|more-stories|recommend\w*|trending|author-bio|pagination|read-?also|also-(?:read|from|by)|"
    r"read-?more|read-?next|signature|hatnote|sitenotice|sitesub|catlinks|navbox|table-of-contents|breadcrumbs?|"
    r"crumbs?)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Names that mark a box beside the text on nearly every site."""
DOUBTFUL_NAMES = re.compile(
    r"(?:^|[-_ ])(?:consent|share|social|paywall|gate|regwall|ads?|advert\w*|sponsor\w*|see-?also|sig|noprint|toc|"
    r"toolbar|jump(?:-?link)?|skip(?:-?link)?)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Names of boxes that some sites give to the text as well: what lies behind a paywall, what can be shared."""
MOST_DOUBTFUL = 100
"""Words of running text in a box of a doubtful name."""
EDGE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|navigation|foot|footer|bottom|colophon|imprint|sidebar|masthead|promo\w*|banner|widget|"
    r"tools|actions|subscribe|signup|pager|tags?|taxonomy)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Names that mark the edges of a page, and now and then its text."""
MARKS_IN_LINE = re.compile(r"(?:^|[-_ ])(?:editsection|edit-?link|permalink|anchor-?link)(?:$|[-_ ])", re.IGNORECASE)
"""Small marks for whoever writes the page, in the middle of its lines."""
NOT_SHOWN = (
    "amp-ad",
    "amp-embed",
    "amp-consent",
    "amp-sidebar",
    "amp-sticky-ad",
    "amp-social-share",
    "amp-user-notification",
)
COOKIES = re.compile(
    r"\bcookies?\b.*\b(?:accept|consent|agree|partners|preferences|settings|choices)\b"
    r"|\b(?:accept|consent|agree|partners)\b.*\bcookies?\b"
    r"|(?=.*\bpersonal data\b)(?=.*\bpartners\b)(?=.*\b(?:consent|privacy|advertising|legitimate interest)\b)",
    re.IGNORECASE | re.DOTALL,
)
MOST_COOKIE_WORDS = 150
OFFERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:for|to become an?) subscribers?\b|\bsubscribe (?:now|today|to)\b|\bstart (?:now|your)\b",
        r"\b(?:log|sign) in\b",
        r"\bcancel (?:any ?time|whenever|at any)",
        r"\b(?:weeks?|months?|days?) (?:for|free)\b|\bfree trial\b|\ba month\b|\bper month\b|\bmonthly\b",
    )
)
"""What is said where a page asks for money before it goes on."""
MOST_OFFER_WORDS, LEAST_OFFERS, LEAST_TOLD = 150, 3, 20
PROFILE = re.compile(
    r"(?=.*\b(?:posts?|messages?)\s*:?\s*[\d,.]+)(?=.*\b(?:joined|registered|member since)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What a forum says of the writer beside each of her posts."""
MOST_PROFILE_WORDS = 30
MOST_BAR_WORDS, BAR_LINKED, LEAST_BAR_LINKS = 40, 0.75, 2
MOST_ASIDE = 0.4
"""A box that holds more of a page's words is no box: the comments of a forum are its text."""
MOST_EDGE = 0.15
BOXES = frozenset({"div", "section", "aside", "ul", "ol", "form", "dialog", "figure", "header", "footer", "nav", "p"})
BARS = frozenset({"div", "table", "section", "nav", "header", "footer"})
ROLES = frozenset({"dialog", "alertdialog", "navigation", "search"})
CELLS = frozenset({"td", "dl", "dd", "div"})


def without_boxes(tree: etree._Element) -> etree._Element:
    """Take the boxes out of a page's tree, which is changed."""
    weights = weigh(tree)
    for element in list(weights)[::-1]:
        if element.getparent() is not None and _is_beside(element, weights[element], weights[tree]):
            element.drop_tree()
    return tree


def _is_beside(element: etree._Element, weight: Weight, whole: Weight) -> bool:
    tag = local_name(element)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in NOT_SHOWN or (tag == "span" and MARKS_IN_LINE.search(names)):
        return True
    if tag in BOXES and weight.words <= MOST_OFFER_WORDS and _is_offer(element):
        return True
    if weight.words > MOST_ASIDE * whole.words:
        return False
    return (tag in BOXES and _is_named(element, names, weight, whole)) or _by_words(element, tag, weight.words)


def _is_named(element: etree._Element, names: str, weight: Weight, whole: Weight) -> bool:
    """Say whether a box is called one; what holds the headline, or much of the text under a doubtful name, is none."""
    if element.get("role") in ROLES:
        return True
    if element.get("itemprop") == "articleBody" or holds_headline(element):
        return False
    if ASIDE_NAMES.search(names):
        return True
    if DOUBTFUL_NAMES.search(names):
        return weight.prose <= MOST_DOUBTFUL
    return weight.words <= MOST_EDGE * whole.words and EDGE_NAMES.search(names) is not None


def _by_words(element: etree._Element, tag: str, count: int) -> bool:
    """Say whether the words of a box are a cookie notice, a writer's profile, or next to nothing but links."""
    if not count:
        return False
    if tag in BOXES and count <= MOST_COOKIE_WORDS and COOKIES.search(text_of(element)):
        return True
    if tag in CELLS and count <= MOST_PROFILE_WORDS and PROFILE.match(text_of(element)):
        return True
    return tag in BARS and count <= MOST_BAR_WORDS and _is_bar(element)


def _is_offer(element: etree._Element) -> bool:
    """Say whether a box sells what would come next; it may be most of what such a page shows."""
    said = text_of(element)
    if any(local_name(inner) == "h1" or _is_told(inner) for inner in element.iter("h1", "p")):
        return False
    return sum(offer.search(said) is not None for offer in OFFERS) >= LEAST_OFFERS


def _is_told(paragraph: etree._Element) -> bool:
    """Say whether a paragraph goes on for a while without offering anything."""
    said = text_of(paragraph)
    return len(said.split()) >= LEAST_TOLD and not any(offer.search(said) for offer in OFFERS)


def _is_bar(element: etree._Element) -> bool:
    """Say whether an element is a row of links: pages before and after, a way back, other sections."""
    links = list(element.iter("a"))
    linked = sum(len(text_of(link)) for link in links)
    return len(links) >= LEAST_BAR_LINKS and linked >= BAR_LINKED * len(text_of(element))
