"""Names that rules see better than a tagger: companies by their legal form, ministries and offices by their grammar.

"Meridian Gate Systems Limited", "Department of Health and Social Care", "government of Kestria"; and titles such as
"Secretary of State for Health", which are no bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from extract.components.linked_names import with_linked
from extract.components.name_edges import after_lead
from extract.components.name_words import is_capital
from extract.components.spans import Found, Tag
from extract.folding import listed
from extract.gazetteers.bodies import known_names
from extract.gazetteers.legal_forms import legal_form_pattern

_LONGEST_NAME = 9  # words before a legal form
_LINKS = frozenset(("of", "&", "de", "for", "-", "–", "/", "’s", "'s", "’", "'", "+"))
_OF_HEADS = listed(
    "bank banks institute university college society company corporation house port association group union federation"
    " development foundation academy school hospital trust fund press museum chamber council city borough county"
    " broadcasting television radio communications cable telephone media holdings enterprises industries products"
    " systems services partners properties stores motors foods farms energy power oil gas water resources airlines"
    " railways lines hotels homes health insurance laboratories works mills breweries friends sons brothers"
)
"""Words that a company's own name goes on from with "of" or "for"; after any other ("Director of ...", "Signed for
...") its name begins."""
_SHOUTED = frozenset(("ON", "IN", "UP", "TO"))
"""Small words inside a name in capitals: "GEAR UP DENTAL LLC"; no joints of parties."""
_HEADLINE_VERBS = listed("debars bans blacklists designates delists excludes suspends acquires sues fines removes adds")
"""Verbs between two names of a headline in capitals: "Osk Bank Debars Tarn Works Ltd."."""
_DEPARTMENT = listed(
    "department ministry office bureau directorate secretariat commission committee council agency authority"
    " inspectorate board court chamber university institute college school bank foundation"
)
_NAMED_BEFORE = listed("council authority")
_PORTFOLIO = listed(
    "social human welfare security industry trade defence defense energy culture sport sports education labour labor"
    " transport transportation commerce economic economy finance financial justice home foreign rural food agriculture"
    " fisheries environment environmental technology innovation science skills immigration border public local"
    " communities housing urban construction information communications telecommunications development cooperation"
    " planning climate family families employment tourism youth health water infrastructure investment consumer"
    " exchange business pensions revenue customs religious minority civil emergency emergencies media digital state"
    " regional internal external interior cultural safety prevention control protection forestry natural resources"
    " mines mining petroleum care affairs services budget natural firearms explosives tobacco alcohol compliance audit"
    " procurement ethics statistics standards wellness licensing lands survey wildlife heritage aviation ports railways"
    " roads highways works property equality"
)
_AND_MORE = (
    r"(?:,? (?:and |& )?(?:Social|Human|Culture|Media|Sport|Energy|Environment|Food|Rural|Innovation|Industrial"
    r"|Business|Digital|Housing|Communities|Local|Science|Technology|Skills|Equalities|Welfare|Urban|Homeland|Public"
    r"|Trade"
    r"|Industry|Commerce|Consumer|Labou?r|Family|Women|Care|Affairs|Development|Commonwealth|Northern|Wales)\b)"
)
_TITLE = re.compile(
    r"\b(?:(?:Deputy |Assistant |Under|Shadow |Permanent )?Secretary(?: of State)?|Minister(?: of State)?|Chancellor"
    r"|Commissioner|Ambassador|President|Attorney)\s+(?:for|of|to)\s+(?:the\s+)?"
    rf"[A-Z][\w’'-]+(?: of [A-Z]\w+)?{_AND_MORE}*"
    r"|\b(?:Health|Home|Foreign|Defen[cs]e|Education|Transport|Justice|Interior|Finance|Trade|Culture|Energy|Business)"
    r" (?:Secretary|Minister)\b"
    r"|\b(?:Secretary of State|Prime Minister|Foreign Minister|Attorney General|Vice President)\b"
)
_INTRODUCING = re.compile(
    r"\b(?:company|firm|giant|maker|manufacturer|vendor|supplier|reseller|contractor|start-?up|retailer|operator"
    r"|subsidiary|distributor|developer|provider|conglomerate|consultancy|carrier|integrator) +(?=[A-Z])"
)


def companies_by_form(doc: Doc) -> Iterator[Found]:
    """Yield names that end with a legal form, back to where their capitals begin, and how such names are cut short."""
    yield from with_linked(doc, _by_form(doc))


def _by_form(doc: Doc) -> Iterator[Found]:
    for match in legal_form_pattern().finditer(doc.text):
        form = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if form is None or form.start_char < match.start() - 1:
            continue
        end = form.end - 1 if form.end - form.start > 1 and doc[form.end - 1].text == "." else form.end
        if doc[end - 1].idx + len(doc[end - 1]) > match.end():
            continue
        start = after_lead(doc, _past_letter(doc, _name_start(doc, form.start)), form.start)
        if start < form.start and not all(token.is_punct for token in doc[start : form.start]):
            yield Found(start, end, Tag.ORG, fixed=True)


def introduced_companies(doc: Doc) -> Iterator[Found]:
    """Yield the capitalised words right after "the camera maker", "research company" and the like."""
    for match in _INTRODUCING.finditer(doc.text):
        span = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if span is None:
            continue
        end = span.start
        while end < len(doc) and is_capital(doc[end]):
            end += 1
        if end > span.start:
            yield Found(span.start, end, Tag.ORG)


def known_bodies(doc: Doc) -> Iterator[Found]:
    """Yield well-known names that are no common words, wherever they stand as written in the lists."""
    matcher = _known_matcher(doc.vocab)
    for _, start, end in matcher(doc):
        yield Found(start, end, Tag.ORG)


@lru_cache(maxsize=2)
def _known_matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = English().tokenizer
    matcher = PhraseMatcher(vocab)
    for name in known_names():
        matcher.add(name, [Doc(vocab, words=[token.text for token in tokenizer(name)])])
    return matcher


def _past_letter(doc: Doc, start: int) -> int:
    """Return where a name begins behind the letter of its paragraph: "B. Osk Steelworks Ltd" below "A. ..."."""
    letter = doc[start].text
    opens = start == 0 or (doc[start - 1].is_space and "\n" in doc[start - 1].text)
    if opens and len(letter) == 2 and "B" <= letter[0] <= "Z" and letter[1] == ".":
        return start + (f"\n{chr(ord(letter[0]) - 1)}. " in f"\n{doc.text}")
    return start


def _name_start(doc: Doc, index: int) -> int:
    """Walk left from a legal form over capitalised words, and over links between two of them."""
    start, first = index, index
    if start and doc[start - 1].text == ",":
        start -= 1
    while start and index - start < _LONGEST_NAME:
        token = doc[start - 1]
        if token.lower_ in _HEADLINE_VERBS and start < index:
            break
        if is_capital(token):
            start -= 1
            first = start
        elif token.is_space and "\n\n" not in token.text and start > 1 and doc[start - 2].text == "&":
            start -= 1  # the name goes on in the next line
        elif token.text == " " and start > 1 and is_capital(doc[start - 2]):
            start -= 1  # two spaces, as a broken line leaves them
        elif token.lower_ in _LINKS and start > 1 and is_capital(doc[start - 2]):
            if token.lower_ in ("of", "for") and doc[start - 2].lower_ not in _OF_HEADS:
                break
            start -= 1
        elif token.text in _SHOUTED and start > 1 and doc[start].is_upper and _is_shouted(doc[start - 2]):
            start -= 1
        elif token.text == ")" and (opened := _bracket(doc, start - 1)) is not None and is_capital(doc[opened - 1]):
            start = first = opened
        else:
            break
    return first if first < index else _small_start(doc, start, index)


def _is_shouted(token: Token) -> bool:
    return token.is_upper and is_capital(token) and len(token) > 1


def _small_start(doc: Doc, start: int, index: int) -> int:
    """Return where a name begins that is written small, in front of its comma: "e-centives, Inc."."""
    if start == index or start < 3 or doc[start - 2].text != "-" or doc[start - 2].whitespace_:
        return index
    letter, word = doc[start - 3], doc[start - 1]
    return start - 3 if len(letter) == 1 and letter.is_lower and word.is_lower and not letter.whitespace_ else index


def _bracket(doc: Doc, closing: int) -> int | None:
    """Return where a short bracket inside a name opens, as in `Orsa (Trieste) S.p.A.`, if at all."""
    opened = next((index for index in range(closing - 1, max(0, closing - 4), -1) if doc[index].text == "("), None)
    return opened if opened and doc[opened + 1].text[0].isupper() and len(doc[opened + 1]) > 2 else None


def departments(doc: Doc) -> Iterator[Found]:
    """Yield bodies named by head word and whole portfolio: "Department of Health and Social Care", in order."""
    for token in doc:
        if token.lower_ in _DEPARTMENT and token.text[0].isupper() and token.i + 2 < len(doc):
            start, end = _modifiers_start(doc, token.i), _portfolio_end(doc, token.i + 1)
            # "Calderwick Borough Council of the Town Hall": the name stands before the head word, after it an address.
            if (
                end is not None
                and token.lower_ in _NAMED_BEFORE
                and start < token.i
                and doc[token.i + 1].lower_ == "of"
            ):
                end = token.i + 1
            if end is not None:
                yield Found(start, end, Tag.ORG, fixed=True)


def _portfolio_end(doc: Doc, index: int) -> int | None:
    if doc[index].lower_ not in ("of", "for"):
        return None
    index += 1
    if index < len(doc) and doc[index].lower_ == "the":
        index += 1
    end = index
    while end < len(doc):
        if is_capital(doc[end]):
            end += 1
        elif end > index and (further := _continued(doc, end)):
            end = further
        else:
            break
    return end if end > index else None


def _continued(doc: Doc, index: int) -> int | None:
    """Return the index past `and`, `,` or `&` where another portfolio follows it, or past `of` before a capital."""
    word, following = doc[index].lower_, doc[index + 1 : index + 3]
    if not len(following) or not is_capital(following[0]):
        if word == "," and len(following) == 2 and following[0].lower_ == "and":
            return index + 2 if following[1].lower_ in _PORTFOLIO and following[1].text[0].isupper() else None
        if word == "of" and len(following) == 2 and following[0].lower_ == "the" and is_capital(following[1]):
            return index + 2
        return None
    if word in ("and", "&", ","):
        return index + 1 if following[0].lower_ in _PORTFOLIO else None
    return index + 1 if word == "of" else None


def _modifiers_start(doc: Doc, index: int) -> int:
    """Walk left over capitalised modifiers of a head word: `Kestrian Ministry`, `U.S. Department`."""
    start = index
    while start and index - start < 4 and is_capital(doc[start - 1]) and not doc[start - 1].is_space:
        start -= 1
    return start


def titles(doc: Doc) -> list[tuple[int, int]]:
    """Return where titles of office stand, as character offsets: what lies in them is no body."""
    return [match.span() for match in _TITLE.finditer(doc.text)]


def without_titles(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return what is found outside titles of office."""
    spans = titles(doc)
    return [
        one
        for one in found
        if not any(start <= doc[one.start].idx and doc[one.end - 1].idx < end for start, end in spans)
    ]
