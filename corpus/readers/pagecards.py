"""What stands beside the text of a web page and is known by how it is built, whatever it is called.

Sites that name their boxes by random letters still build them alike: rows of links, cards of a linked title with a line
under it, sections under a heading such as "More stories" or "3 comments", a link to another story between two
paragraphs, a line of copyright. All of it goes, unless next to no prose would be left: then it is what the page is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from corpus.readers.markup import INLINE, is_data_table, local_name, rows_of, text_of
from corpus.readers.pageweights import LEAST_BLOCK, Weight, Weights, holds_headline, weigh

LEAST_PROSE = 40
"""Words of running text that must stay; a page of links has fewer beside them."""
MOST_STORY = 60
"""Words of running text, cards aside, that a box under a telling heading holds at most, unless it is talk."""
TELLING = re.compile(
    r"(?:\d+ |add (?:a )?|post (?:a )?|view |show |all )?comments?(?: ?\(\d+\)| policy)?|"
    r"\d+ (?:responses|thoughts)\b.*|leave a (?:comment|reply)\b.*|join the (?:conversation|discussion|debate)|"
    r"have your say|more (?:stories|news|articles|coverage|posts|reading|videos|headlines)|"
    r"more (?:from|on|in|like|about|by) .{1,40}|"
    r"(?:latest|top|other|recent|featured|popular|trending|recommended|related|further|similar|suggested)"
    r"(?: (?:news|stor(?:y|ies)|articles?|posts?|headlines?|videos?|reading|coverage|topics?|content|links?|comments?|"
    r"searches|now|for you|today|items|pages|products|tags|reports?|documents?))+|related|trending|recommended|"
    r"most (?:read|popular|viewed|shared|commented|recent|watched|discussed)\b.{0,30}|top \d+|"
    r"(?:you )?(?:may|might) (?:also )?(?:like|be interested in|have missed|enjoy)\b.{0,30}|"
    r"read (?:more|next|also|this next)|what to (?:read|watch) next|up next|next up|keep reading|don.t miss|"
    r"(?:about|meet|contact) the (?:author|writer|reporter)s?|share (?:this|on|via)\b.{0,30}|share|tags|"
    r"sign up\b.{0,60}|newsletters?|(?:get|our) .{0,30}\bnewsletters?|subscribe\b.{0,60}|follow us\b.{0,30}|"
    r"advertisement|sponsored(?: content| links)?|around the web|from (?:our partners|around the web|the web)|"
    r"editor.?s.? (?:picks?|choice)|elsewhere on .{1,30}|explore more\b.{0,30}|in this section|"
    r"categories|archives|quick links|useful links|site ?map|our sites|follow|connect with us|we recommend|"
    r"(?:promoted|paid) (?:stories|content|links)|support (?:us|our .{1,30})|get involved|"
    r"also (?:from|by|on|in) .{1,40}|free to read|discover more\b.{0,30}",
    re.IGNORECASE,
)
"""Headings of what is not the text, whole."""
TELLING_ELSEWHERE = re.compile(
    r"kommentare?|\d+ kommentare?|kommentare? ?\(\d+\)|das (?:könnte|"
    r"dürfte) sie (?:auch )?interessieren|lesen sie auch\b.{0,20}|"
    r"mehr (?:zum thema|aus|von|über)\b.{0,40}|meist ?gelesen\w*|schlagwörter|anzeige|teilen|"
    r"(?:weitere|verwandte|ähnliche|aktuelle|neueste) (?:artikel|beiträge|themen|nachrichten|meldungen)|"
    r"(?:\d+ )?reacties?|lees (?:ook|verder)\b.{0,20}|meest gelezen|gerelateerde? .{1,30}|"
    r"meer (?:over|van|uit)\b.{0,40}|"
    r"(?:vos |les |\d+ )?(?:commentaires?|réactions?)(?: ?\(\d+\))?|(?:à )?lire (?:aussi|également)\b.{0,20}|"
    r"sur le même (?:sujet|thème)\b.{0,20}|les (?:plus|\+) lus|(?:nos |autres )?articles (?:liés|"
    r"similaires|connexes|récents)|"
    r"dans la même (?:rubrique|catégorie)|vous aimerez (?:aussi|peut-être)\b.{0,20}|partager|"
    r"(?:\d+ )?comentarios?(?: ?\(\d+\))?|(?:noticias|artículos|contenidos?|temas) relacionad[oa]s|"
    r"lea también\b.{0,20}|"
    r"(?:lo )?más (?:leído|visto|noticias)|te puede interesar\b.{0,20}|compartir|archivado en|"
    r"(?:\d+ )?comentários?|leia (?:também|mais)\b.{0,20}|mais lidas?|notícias relacionadas|veja também\b.{0,20}|"
    r"(?:\d+ )?commenti|leggi anche\b.{0,20}|(?:i )?più letti|(?:articoli|notizie) correlat[ie]|condividi|"
    r"potrebbe interessarti\b.{0,20}",
    re.IGNORECASE,
)
"""The same in German, Dutch, French, Spanish, Portuguese and Italian."""
SAYS_COMMENTS = re.compile(
    r"comment|response|thoughts|reply|conversation|discussion|debate|your say|kommentar|reacti|r\u00e9action|coment",
    re.IGNORECASE,
)
LEADS_AWAY = re.compile(
    r"(?:read|see|watch|more|also|related|recommended|listen|must.read|don.t miss|go deeper|next|explore|in depth|"
    r"lesen sie|mehr|lees|lire|lea|leia|leggi|"
    r"full story|earlier|explainer|analysis|opinion|from the archive)\b.{0,20}[:|\u2013\u2014>\u00bb]",
    re.IGNORECASE,
)
LEGAL = re.compile(r"(?:\u00a9|copyright\b|\(c\) ?\d{4})|.{0,80}\ball rights reserved\b", re.IGNORECASE)
MOST_LEGAL_WORDS = 60
MOST_CARD_WORDS, MOST_KICKER_WORDS, LEAST_CARDS = 70, 5, 3
LEAST_LINKS, LINKED = 3, 0.7
LEAST_ROWS = 8
MOST_GROUP = 0.4
"""A group that holds more of a page's words is what the page is there for, unless it has a text beside it."""
MOST_LEAD_WORDS = 35
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABELS = HEADINGS | {"strong", "b", "legend", "dt", "span", "div", "p", "summary"}
GROUPS = frozenset({"div", "section", "ul", "ol", "aside", "nav", "header", "footer", "table", "tbody", "tr", "td"})
PAGES = frozenset({"html", "body", "main", "article"})
NO_CARDS = HEADINGS | {"p", "tr", "td", "a"}
MOST_LABEL_WORDS = 12


def without_cards(tree: etree._Element) -> etree._Element:
    """Return a copy of a page without them, or the page itself where next to no prose would be left."""
    copy: etree._Element = deepcopy(tree)
    for find in (_telling, _cards, _linked, _leads, _legal):
        weights = weigh(copy)
        for element in list(find(copy, weights)):
            if element.getparent() is not None and not holds_headline(element):
                element.drop_tree()
    return copy if weigh(copy)[copy].prose >= LEAST_PROSE else tree


def _telling(tree: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield what stands under headings that announce something else, headings included."""
    for element in list(tree.iter(*LABELS)):
        if not 0 < weights[element].words <= MOST_LABEL_WORDS or element.getparent() is None:
            continue
        said = text_of(element).strip(" :.\u2026\u203a\u00bb>\u2192|+-")
        if not (TELLING.fullmatch(said) or TELLING_ELSEWHERE.fullmatch(said)):
            continue
        talk = SAYS_COMMENTS.search(said) is not None
        box = _opened_by(element, weights, talk=talk)
        if box is not element:
            if not talk or _is_beside(box, tree, weights):
                yield box
        elif local_name(element) in HEADINGS:
            yield from _section(element, weights)


def _opened_by(heading: etree._Element, weights: Weights, *, talk: bool) -> etree._Element:
    """Return the largest element that begins with a heading and holds no headline and no story of the page."""
    box = heading
    while (parent := box.getparent()) is not None and local_name(parent) not in PAGES:
        before = (parent.text or "").strip() or any(
            weights[other].words or (other.tail or "").strip() for other in box.itersiblings(preceding=True)
        )
        if before or holds_headline(parent) or not (talk or _story(parent, weights) <= MOST_STORY):
            break
        box = parent
    return box


def _story(element: etree._Element, weights: Weights) -> int:
    """Return how many words of running text an element holds outside of cards."""
    if _is_card(element, weights):
        return 0
    within = [child for child in element if weights[child].prose]
    return weights[element].prose - sum(weights[child].prose - _story(child, weights) for child in within)


def _is_beside(talk: etree._Element, tree: etree._Element, weights: Weights) -> bool:
    """Say whether a text stands before the talk about it, or its headline after the talk."""
    line = (talk, *talk.iterancestors())
    if weights[tree].prose - weights[talk].prose < 2 * LEAST_PROSE:
        return False
    before = sum(weights[other].prose for at in line for other in at.itersiblings(preceding=True))
    return before >= 2 * LEAST_PROSE or any(holds_headline(other) for at in line for other in at.itersiblings())


def _section(heading: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield a heading and what follows it up to the next heading or running text."""
    yield heading
    for other in heading.itersiblings():
        if local_name(other) in HEADINGS or _story(other, weights) >= LEAST_BLOCK or (other.tail or "").strip():
            return
        yield other


def _cards(tree: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield groups of cards, or the cards alone where they stand among other things."""
    for element in tree.iter(*GROUPS, *PAGES):
        cards = [child for child in element if _is_card(child, weights)] if len(element) >= LEAST_CARDS else []
        words, prose = sum(weights[card].words for card in cards), sum(weights[card].prose for card in cards)
        if len(cards) >= LEAST_CARDS and _is_spared(words, prose, weights[tree]):
            alone = words >= LINKED * weights[element].words and local_name(element) not in ("html", "body")
            yield from [element] if alone else cards


def _is_spared(words: int, prose: int, whole: Weight) -> bool:
    """Say whether a page has a text without so many words: they are few, or far more than a tagline stays."""
    return words <= MOST_GROUP * whole.words or whole.prose - prose >= max(2 * LEAST_PROSE, words / 4)


def _is_card(element: etree._Element, weights: Weights) -> bool:
    """Say whether an element is a linked title, first but for a label, with at most a few lines beside it."""
    weight = weights[element]
    if not isinstance(element.tag, str) or local_name(element) in NO_CARDS:
        return False
    if not 3 <= weight.words <= MOST_CARD_WORDS or not weight.linked:
        return False
    before = 0
    for inner in element.iter():
        if local_name(inner) == "a":
            if weights[inner].words < 3:
                before += weights[inner].words
                continue
            return before <= MOST_KICKER_WORDS and not _runs_on(inner, element)
        before += len((inner.text or "").split()) if isinstance(inner.tag, str) else 0
        if before > MOST_KICKER_WORDS:
            return False
    return False


def _runs_on(link: etree._Element, card: etree._Element) -> bool:
    """Say whether a sentence goes on after its link, in the same line."""
    after, at = (link.tail or "").split(), link
    while len(after) <= MOST_KICKER_WORDS and at is not card:
        for other in at.itersiblings():
            if local_name(other) not in INLINE:
                return False
            after += [*text_of(other).split(), *(other.tail or "").split()]
        parent = at.getparent()
        if parent is None or parent is card or local_name(parent) not in INLINE:
            break
        after += (parent.tail or "").split()
        at = parent
    return len(after) > MOST_KICKER_WORDS


def _linked(tree: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield groups that are next to nothing but links, registers aside: tables of many rows."""
    registers = [table for table in tree.iter("table") if len(rows_of(table)) >= LEAST_ROWS and is_data_table(table)]
    kept = {inner for table in registers for inner in table.iter()}
    for element in tree.iter(*GROUPS):
        weight = weights[element]
        mostly = weight.linked >= LINKED * weight.words
        if (
            element not in kept
            and weight.links >= LEAST_LINKS
            and mostly
            and _is_spared(weight.words, weight.prose, weights[tree])
        ):
            yield element


def _leads(tree: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield lines between paragraphs that lead to another story."""
    for element in tree.iter("p", "div", "li", "blockquote", "h2", "h3", "h4"):
        weight = weights[element]
        if 3 <= weight.words <= MOST_LEAD_WORDS and weight.linked >= weight.words / 2:
            whole = weight.linked == weight.words and local_name(element) in ("p", "div")
            if (whole and weight.words >= 4) or LEADS_AWAY.match(text_of(element)):
                yield element


def _legal(tree: etree._Element, weights: Weights) -> Iterator[etree._Element]:
    """Yield lines of copyright."""
    for element in tree.iter("p", "div", "span", "li", "small", "footer", "section", "td"):
        if 0 < weights[element].words <= MOST_LEGAL_WORDS and LEGAL.match(text_of(element)):
            yield element
