"""Web pages: the main text by trafilatura, or all of the body where that would lose most of it.

A page that is a list (a sanctions notice, a register) is worth more whole than clean: the share of its own text that
the extractor kept decides.
"""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from importlib.metadata import version

import trafilatura
from lxml import etree, html

from corpus.boilerplate import is_credit
from corpus.composition import Composer
from corpus.datelines import find_dateline
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers.markup import SILENT, Block, blocks_of, local_name, text_of
from corpus.readers.origin import OPENING_LINES, read_from
from corpus.readers.pageblocks import completed
from corpus.readers.pageboxes import without_boxes
from corpus.readers.pagecards import without_cards
from corpus.readers.pagemeta import page_address, page_meta
from corpus.readers.pagestory import story_alone
from corpus.readers.pageweights import weigh
from corpus.readers.reading import Hint, Reading
from corpus.records import SectionKind
from corpus.text import tidy

DECLARED = re.compile(
    rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]+encoding=[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
PROLOGUE = re.compile(r"\s*<\?xml[^>]*>")
FURNITURE = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
FRAMES = FURNITURE | {"figure"}
"""What some sites put around all of a page: one form of inputs, one figure."""
FURNITURE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|footer|sidebar|related|newsletter|advert\w*|ads?|cookie\w*|consent|share|social|promo\w*|"
    r"comments?|commentlist|breadcrumbs?|banner|popup|modal|signup|subscribe|teaser\w*|recommend\w*|trending|paywall|"
    r"onward|recirc\w*|most-?read|more-stories|pagination)(?:$|[-_ ])",
    re.IGNORECASE,
)
MOST_MENU = 0.4
"""A list of links that holds more of a page's words is what the page is there for."""
UNSPOKEN = re.compile(r"<(script|style|title)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
TAGS = re.compile(r"<[^<>]*>")
LEAST_KEPT = 0.6
MOST_LINKED = 0.6
LEAST_TEASERS = 3


def read(data: bytes, hint: Hint) -> Reading:
    """Return the main text of a page with what the page declares of itself."""
    text, encoding = decode(data, hint.encoding or _declared(data))
    tree = parse_html(text)
    meta = page_meta(tree)
    everything = list(blocks_of(tree))
    blocks, extractor = _best_blocks(tree)
    if not blocks:
        # Nested deeper than any parser follows: better all the words than none.
        blocks, extractor = _stripped(text), "words between tags"
    if not blocks:
        raise UnreadableError(
            "The page holds no text. If it shows text in a browser, save it there as PDF and add that file."
        )
    title, date = meta.title or _title(tree, blocks), meta.date or find_dateline([block for _, block in blocks])
    origins = read_from(
        title=meta.origins.get("title", "page") if title else "",
        date=meta.origins.get("date", OPENING_LINES) if date else "",
        authors=meta.origins.get("authors", ""),
        publisher=meta.origins.get("publisher", ""),
    )
    composer = Composer()
    for kind, block in _with_title(blocks, tree):
        composer.add(kind, block)
    whole = composer.finish(article=True)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        date=date,
        language=meta.language,
        publisher=meta.publisher,
        authors=meta.authors,
        metadata=(
            ("encoding", encoding),
            ("extractor", extractor),
            *page_address(tree, text),
            *_whole(everything, blocks),
            *origins,
        ),
        tools=(("trafilatura", version("trafilatura")),),
    )


def _declared(data: bytes) -> str | None:
    match = DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def parse_html(text: str) -> etree._Element:
    """Return the tree of a page; the parser knows no network and expands no entities of the page's own."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree: etree._Element = html.document_fromstring(PROLOGUE.sub("", text).replace("\x00", ""), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError("The file is named or marked as a web page but holds none.", str(error)) from error
    for element in list(tree.iter("wbr")):
        element.drop_tag()
    return tree


def all_blocks(text: str) -> list[Block]:
    """Return everything a page shows, furniture included: for mail and for pages that are lists."""
    return list(blocks_of(parse_html(text))) or _stripped(text)


def _stripped(text: str) -> list[Block]:
    """Return what stands between tags, without looking at how they nest."""
    bare = TAGS.sub(" ", UNSPOKEN.sub(" ", text))
    return [(SectionKind.PARAGRAPH, tidied)] if (tidied := tidy(unescape(bare))) else []


def _best_blocks(tree: etree._Element) -> tuple[list[Block], str]:
    """Return the main text, or the whole body's, and which of them it is."""
    cleared = story_alone(without_cards(without_boxes(_for_extractor(tree))))
    own = list(blocks_of(_pruned(cleared)))
    found = trafilatura.bare_extraction(
        cleared,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    main = [] if body is None else list(blocks_of(body, SILENT - {"head"}))
    if main and _words(main) >= LEAST_KEPT * _words(own):
        return completed(main, own), "main text"
    return own or list(blocks_of(tree)), "whole page"


def _for_extractor(tree: etree._Element) -> etree._Element:
    """Return a copy of the page in elements that the extractor does not throw away with the words in them."""
    copy = _copied(tree)
    for element in copy.iter("time", "address", "output"):
        element.tag = "span"
    weights = weigh(copy)
    for element in copy.iter(*FRAMES):
        if 2 * weights[element].prose > weights[copy].prose:
            element.tag = "div"
    return copy


def _copied(tree: etree._Element) -> etree._Element:
    copy: etree._Element = deepcopy(tree)
    return copy


def _pruned(tree: etree._Element) -> etree._Element:
    """Return a copy of the page without its menus, boxes and lists of links."""
    copy = _copied(tree)
    most = MOST_MENU * _count(tree)
    for element in [element for element in copy.iter() if _is_furniture(element, most)]:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()
    return copy


def _count(element: etree._Element) -> int:
    return len(text_of(element).split())


def _whole(everything: list[Block], blocks: list[Block]) -> tuple[tuple[str, str], ...]:
    """Return the entry that keeps the whole of what a page shows, none where all of it is text already."""
    if _words(everything) <= _words(blocks):
        return ()
    return (("whole page, not indexed", "\n\n".join(text for _, text in everything)),)


def _is_furniture(element: etree._Element, most_words: float) -> bool:
    tag = local_name(element)
    if tag in FURNITURE:
        return True
    if tag in ("body", "html", "main", "article", "td", "tr", "table"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(FURNITURE_NAMES.search(names)) or (tag in ("ul", "ol") and _is_list_of_links(element, most_words))


def _is_list_of_links(element: etree._Element, most_words: float) -> bool:
    """Say whether a list is links for the most part, or teasers: a linked title with a line under it, several times.

    A list that holds most of a page is what the page is there for.
    """
    if _count(element) > most_words:
        return False
    if _linked(element) > MOST_LINKED:
        return True
    items = [item for item in element if local_name(item) == "li"]
    return len(items) >= LEAST_TEASERS and all(_begins_with_link(item) for item in items)


def _begins_with_link(item: etree._Element) -> bool:
    first = next((inner for inner in item.iterdescendants() if text_of(inner)), None)
    while first is not None and local_name(first) not in ("a", "p") and not (first.text or "").strip() and len(first):
        first = first[0]
    return not (item.text or "").strip() and first is not None and local_name(first) == "a" and len(text_of(first)) > 12


def _linked(element: etree._Element) -> float:
    """Return the share of an element's text that stands in links."""
    links = sum(len(text_of(link)) for link in element.iter("a"))
    return links / max(1, len(text_of(element)))


def _words(blocks: list[Block]) -> int:
    return sum(len(text.split()) for _, text in blocks)


def _title(tree: etree._Element, blocks: list[Block]) -> str:
    """Return the page's first heading, or what its window was called."""
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            if text := tidy(text_of(element)):
                return text
    return next((text for kind, text in blocks if kind is SectionKind.HEADING and not is_credit(text)), "")


def _with_title(blocks: list[Block], tree: etree._Element) -> list[Block]:
    """Return the blocks with the page's headline on top where the extractor took it for furniture."""
    heading = next((text for element in tree.iter("h1") if (text := tidy(text_of(element)))), "")
    if not heading or any(heading in tidy(text) for _, text in blocks[:5]):
        return blocks
    return [(SectionKind.HEADING, heading), *blocks]
