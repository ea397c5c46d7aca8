"""Names that a tagger passes over, seen by the word they end or begin with: bodies by their head, people by a title.

"Anti-corruption Centre", "Workers' Party", "Egyptian Initiative for Prisoners"; "Justice Comfort Ansere"; "spoke to The
Punch", "told the Gazette". Lines in which nearly every word has a capital are left to the tagger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from extract.components.name_words import is_capital
from extract.components.spans import Found, Tag
from extract.components.typed import CONTEXT, HEAD, Typed
from extract.folding import listed
from extract.gazetteers import titles
from extract.gazetteers.bodies import head_label
from extract.gazetteers.countries import find_country, is_city
from extract.gazetteers.legal_forms import has_legal_form
from extract.records import Label

_LONGEST_RUN = 5  # words before a head
_LONGEST_CHARGE = 4  # words behind its "of" or "for"
_HEADLINE = 0.7  # the share of words with a capital that makes a line a headline
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december mr mrs ms dr president minister chairman director former new"
)
_OFFICES = listed("minister secretary general department ministry league oil martens king road street avenue day fund")
"""Behind a title these make no name: "Justice Secretary", "Inspector General", "Sheikh Zayed Road"."""
_PAPERS = listed(
    "gazette herald courier advertiser argus echo tribune chronicle telegraph bulletin examiner dispatch sentinel"
    " observer guardian mercury journal mirror times post reporter standard ledger enquirer inquirer"
)
_PRESS_WORDS = listed("told by in to with that when as because if after from against and but for of quoted")


def headed_names(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return the names with runs of capitals up to a head word in place of the pieces of them that were found."""
    held = list(found)
    covering = {index: one for one in held for index in range(one.start, one.end)}
    dropped: set[Found] = set()
    added: list[Found] = []
    for start, end in _runs(doc):
        inside = {covering[index] for index in range(start, end) if index in covering}
        whole = any(one.start <= start and end <= one.end for one in inside)
        crossing = any(one.start < start or one.end > end for one in inside)
        if whole or crossing or any(one.fixed for one in inside):
            continue
        dropped |= inside
        added.append(Found(start, end, Tag.ORG))
    return sorted([*(one for one in held if one not in dropped), *added], key=lambda one: one.start)


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield where names with a public or common head word begin and end, none over another."""
    last = 0
    for token in doc:
        if token.i < last or not token.text[0].isupper() or not token.is_alpha:
            continue
        if head_label(token.text) not in (Label.GOVERNMENT, Label.ORGANISATION) or token.is_upper:
            continue
        start, end = _run_start(doc, token.i), token.i + 1
        following = doc[end] if end < len(doc) else None
        if start == token.i or (following is not None and is_capital(following)):
            continue
        end = _charge_end(doc, end)
        if not has_legal_form(doc[start:end].text) and not _is_headline(doc, token):
            last = end
            yield start, end


def _run_start(doc: Doc, index: int) -> int:
    start = index
    while start and index - start < _LONGEST_RUN:
        before = doc[start - 1]
        tied = start > 1 and before.text in ("-", "'", "’") and not (before.text == "-" and before.whitespace_)
        if is_capital(before) and before.lower_ not in _DAYS and not before.is_punct:
            start -= 1
        elif tied and is_capital(doc[start - 2]) and (before.text == "-" or doc[start - 2].text.endswith("s")):
            start -= 2
        elif start > 2 and before.is_alpha and doc[start - 2].text == "-" and is_capital(doc[start - 3]):
            start -= 3  # "Anti-corruption Centre"
        else:
            break
    first = doc[start]
    opens = first.is_sent_start and first.pos_ in ("ADV", "SCONJ", "VERB", "ADP", "AUX", "PRON", "DET", "CCONJ", "INTJ")
    return start + 1 if opens and start < index else start


def _charge_end(doc: Doc, end: int) -> int:
    """Return the end of "for Civil Liberties" or "of the Poor" behind a head word."""
    first = end
    if first >= len(doc) or doc[first].lower_ not in ("of", "for", "against"):
        return end
    first += 1
    if first < len(doc) and doc[first].lower_ == "the":
        first += 1
    last = first
    while last < len(doc) and last - first < _LONGEST_CHARGE and is_capital(doc[last]):
        last += 1
    return last if last > first else end


def _is_headline(doc: Doc, token: Token) -> bool:
    """Whether nearly all words of a token's line begin with a capital, and no full stop ends it."""
    first, last = token.i, token.i
    while first and "\n" not in doc[first - 1].text:
        first -= 1
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    words = [one for one in doc[first:last] if one.is_alpha and len(one) > 3]
    ended = last > first and doc[last - 1].text in (".", "!", "?", "”", '"')
    return not ended and len(words) > 3 and sum(one.text[0].isupper() for one in words) > _HEADLINE * len(words)


def titled_persons(doc: Doc) -> Iterator[Found]:
    """Yield the capitalised words behind a title that only people bear, in order."""
    for token in doc[:-1]:
        if token.lower_.rstrip(".") not in titles.BORNE or not token.text[0].isupper() or "\n" in token.text:
            continue
        first = token.i + 1
        if first < len(doc) and doc[first].text == ".":
            first += 1
        end = first
        while end < len(doc) and end - first < 3 and _is_name_word(doc[end]):
            end += 1
        goes_on = end < len(doc) and doc[end].lower_ in _OFFICES and doc[end].text[0].isupper()
        if end > first and not goes_on and not (token.i and doc[token.i - 1].lower_ == "of"):
            yield Found(first, end, Tag.PERSON)


def _is_name_word(token: Token) -> bool:
    if token.lower_.rstrip(".") in titles.BORNE | _OFFICES or head_label(token.text) is not None:
        return False
    return is_capital(token) and not token.like_num and (token.is_alpha or "-" in token.text or token.text[-1] == ".")


def papers(doc: Doc) -> Iterator[Typed]:
    """Yield newspapers by their article: "the Gazette", and amid a sentence "The Punch"."""
    for token in doc[:-1]:
        if token.lower_ != "the":
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < 4 and is_capital(doc[end]) and doc[end].is_alpha:
            end += 1
        name = doc[token.i + 1 : end]
        if not len(name) or doc[end - 1].is_upper:
            continue
        if len(name) == 1 and name.text.lower() in _PAPERS and name.text.istitle():
            yield Typed(name.start, name.end, Label.ORGANISATION, "a newspaper with its article", HEAD)
        elif token.text == "The" and token.i and _is_amid(doc[token.i - 1]) and not _is_place(name.text):
            yield Typed(name.start, name.end, Label.ORGANISATION, "a title with its article", CONTEXT)


def _is_amid(before: Token) -> bool:
    """Whether a sentence goes on with "The", as only before a title: "she told The Punch"."""
    return before.lower_ in _PRESS_WORDS and before.is_lower


def _is_place(text: str) -> bool:
    return find_country(text) is not None or is_city(text) or is_city(f"The {text}")
