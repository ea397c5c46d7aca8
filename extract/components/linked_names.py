"""Companies whose names hold "and" or a comma: "Norden and Vale Integration GmbH", "Pell, Harte & Sons Limited".

Such a word links the parts of one name only where something says so: partners or sons follow, an ampersand comes after
the comma, or the text never uses the one part without the other. Otherwise it parts two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from extract.components.name_words import is_capital
from extract.components.spans import Found
from extract.folding import listed
from extract.gazetteers.bodies import find_body, head_label
from extract.gazetteers.countries import find_country, is_city
from extract.gazetteers.legal_forms import has_legal_form

_KIN = listed("sons partners brothers bros associates daughters cie figli söhne fils company co")
_TRADES = listed(
    "film entertainment research engineering science technology import export oil gas heating cooling sales marketing"
    " design construction development manufacturing distribution transport transportation logistics storage shipping"
    " trading trade consulting management finance leasing repair maintenance installation production media broadcasting"
    " communications commerce commercial recreation training education power water electric electrical mechanical"
    " industrial machinery equipment tools dye chemical plastics metals mining exploration travel tourism printing"
    " publishing packaging food beverage sporting"
)
"""Words that "and" links two by two in a company's name: "Tarn Research and Engineering Company"."""
_AND = frozenset(("and", "&", "+", "y", "et", "und", "e"))
_FIRST_PART = 3  # words that may stand before "and"
_ONE = re.compile(
    r"\s*(?:,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?:company|corporation|entity|partnership|firm|supplier|maker)\b"
    r"|,?\s*\((?:the|hereinafter|\"|“|‘)|,\s+(?:incorporated|registered|established|whose|which (?:is|has|was))\b"
    r"|\s+(?:is|has|was|wins|won)\b|\s+by\s+[A-Z]|\s*$|\s*\n)"
)
_OPENS = re.compile(
    r"(?:^|\n|\(\w{1,3}\)\s|\b(?:between|behalf of|Supplier|Seller|Contractor|Name|Company|To|From):?\s)\s*$"
)


def with_linked(doc: Doc, found: Iterable[Found]) -> Iterator[Found]:
    """Yield companies found by legal form, each from where its whole name begins, and then their short forms."""
    text = doc.text  # spaCy puts it together anew each time it is asked for
    held = [replace(one, start=_whole_start(doc, text, one)) for one in found]
    yield from held
    for one in held:
        short = _short(doc, one)
        for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text) if short else ():
            span = doc.char_span(match.start(), match.end())
            if span is not None:
                yield Found(span.start, span.end, one.tag, fixed=True)


def _whole_start(doc: Doc, text: str, one: Found) -> int:
    start = one.start
    if start and doc[start].lower_ in _AND:  # the name was cut after a comma or a line break: "& Sons Limited"
        start += 1
    index = _before_link(doc, start)
    if index is None:
        return one.start
    first = _first_part(doc, index)
    if first is None or not _is_one_name(doc, text, first, index, start, one):
        return one.start
    while (earlier := _listed_before(doc, first, start)) is not None:
        first = earlier
    return first


def _before_link(doc: Doc, start: int) -> int | None:
    """Return the index of `and` or a comma before a name, past one line break."""
    index = start - 1
    if index > 0 and doc[index].is_space and "\n\n" not in doc[index].text:
        index -= 1
    return index if index > 0 and (doc[index].lower_ in _AND or doc[index].text == ",") else None


def _first_part(doc: Doc, link: int) -> int | None:
    """Return where the capitalised words before a link begin, None where there are none or too many."""
    first = link
    while (
        first
        and link - first <= _FIRST_PART
        and is_capital(doc[first - 1])
        and doc[first - 1].is_alpha | ("’" in doc[first - 1].text or "'" in doc[first - 1].text)
    ):
        first -= 1
    return first if 0 < link - first <= _FIRST_PART else None


def _is_one_name(doc: Doc, text: str, first: int, link: int, start: int, one: Found) -> bool:
    before = doc[first:link].text
    if has_legal_form(before) or find_country(before) or is_city(before) or find_body(before):
        return False
    trades = doc[link].lower_ == "and" and link - first > 1 and {doc[link - 1].lower_, doc[start].lower_} <= _TRADES
    if trades or doc[start].lower_ in _KIN:
        return True
    inside = doc[start : one.end]
    if doc[link].text == ",":
        return "&" in [token.text for token in inside] and link - first == 1 and not doc[first].is_sent_start
    if link - first > 2 or head_label(doc[link - 1].text) is not None:
        return False
    together = doc[first : start + 1].text
    whole = _times(together, text)
    if _times(before, text) > whole or _is_used_alone(doc, text, doc[start].text):
        return False
    opens = _OPENS.search(text[max(0, doc[first].idx - 20) : doc[first].idx]) is not None
    end = inside.end_char
    return whole > 1 or (opens and _ONE.match(text, end, end + 80) is not None)


def _is_used_alone(doc: Doc, text: str, word: str) -> bool:
    """Whether a word stands somewhere without a name or a link before it."""
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
        token = doc.char_span(match.start(), match.end())
        if token is None or len(token) > 1:
            continue
        before = doc[token.start - 1] if token.start else None
        if before is None or not (is_capital(before) or before.lower_ in _AND):
            return True
    return False


def _times(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _listed_before(doc: Doc, first: int, start: int) -> int | None:
    """Return where "Pell" begins in "Pell, Harte & Sons": one word and a comma before a name of several partners."""
    if first < 2 or doc[first - 1].text != "," or start - first > _FIRST_PART + 1:
        return None
    word = doc[first - 2]
    alone = first < 3 or not is_capital(doc[first - 3])
    return first - 2 if is_capital(word) and alone and not find_country(word.text) else None


def _short(doc: Doc, one: Found) -> str | None:
    """Return "Norden and Vale" of "Norden and Vale Integration GmbH": up to the first word behind its last link."""
    links = [token.i for token in doc[one.start : one.end] if token.lower_ in _AND]
    if not links:
        return None
    short = doc[one.start : links[-1] + 2]
    return short.text if "\n" not in short.text and short.end < one.end else None
