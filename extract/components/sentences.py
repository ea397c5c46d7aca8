"""Where sentences must begin and must not, settled before the encoder decides the rest: factory `threadline_sentences`.

A blank line always begins a sentence, and so does a line that is an item of a list or a form. After "Co.", "No.",
"U.S.", an initial, a clause number and the like no sentence begins unless the next word clearly opens one; after other
words the network decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

FACTORY = "threadline_sentences"


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


BEFORE_NUMBER = words("no nos art arts sec secs para paras p pp vol fig ch cl reg ex exh app sched rev tel ext")
BEFORE_NAME = words(
    "mr mrs ms dr prof gen col lt sgt capt maj adm cmdr gov sen rep hon rev st messrs jr sr pres amb supt insp v "
    "vs e.g i.e cf ca approx dept univ bros assn intl fed govt"
)
WITHIN = words(
    "etc incl excl resp esp max min temp cont est orig prob abbr misc avg yrs mths hrs mins secs lbs viz sqq seq"
)
"""Shortened words in small letters, which stand in the midst of a sentence as well as at its end."""
STATES = words("u.s u.k u.n e.u d.c u.s.a u.a.e")
COMPANY = words(
    "co ltd inc corp llc l.l.c plc s.a n.v b.v s.p.a s.r.l gmbh pte pty sdn bhd l.p llp cie a.s a.g k.k sp z.o.o "
    "s.a.s s.a.r.l int'l mfg"
)
OPENERS = words(
    "the a an in it he she they we you i this that these those but and however after before when while although "
    "since as at on for if its his her their there according no both some many last according it's under by with "
    "from during despite meanwhile what who why how where our"
)
CLOSERS = frozenset("\"'”’)]»")
QUOTES = frozenset("\"'”’»")
OPENING = frozenset("([“\"'‘«-–—•*_")
SHORT_FORMS = BEFORE_NUMBER | BEFORE_NAME | STATES | COMPANY
_ENUMERATOR = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]?$")
_CLAUSE = re.compile(r"^\d{1,3}(?:\.\d{1,3})+$")
_ITEM = re.compile(r"[•*–—-]\s*\S|\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[A-Z][a-z]+ ?){1,3}:(?:\s|$)")
LINE = 20
"""So many tokens of a line tell what it is."""
_LETTER = re.compile(r"^[A-Z]\.?$")
_ENUMERATOR_WORDS = 4
"""A clause's number has fewer tokens than this."""
_MARKS = {True: 1, False: -1, None: 0}
"""spaCy's numbers for: a sentence begins, begins not, may begin."""


def is_blank(token: Token) -> bool:
    """Say whether a token is a blank line."""
    return token.is_space and token.text.count("\n") > 1


def may_begin(doc: Doc, index: int, line_start: int) -> bool | None:
    """Say whether a sentence begins at a token: True must, False must not, None the parser may decide.

    `line_start` is the index of the first token of the paragraph.
    """
    token, before = doc[index], doc[index - 1]
    if before.is_space:
        return _after_space(doc, index)
    closing = token.is_punct and len(token.text) == 1 and token.text not in OPENING
    stays = token.is_space or closing or _only_enumerator(doc, line_start, index)
    if stays or (_CLAUSE.match(before.text) and token.is_title):
        return False
    return _after_mark(doc, index, line_start)


def _after_mark(doc: Doc, index: int, line_start: int) -> bool | None:
    """Say what the mark before a token, and the quotation marks and brackets between, tell of a beginning."""
    token, before = doc[index], doc[index - 1]
    mark = index - 1
    while mark > line_start and doc[mark].text in CLOSERS:
        mark -= 1
    last = doc[mark].text[-1]
    if last not in ".!?":
        return None
    quotes = _opens_quotation(doc, index) or _opens_apart(doc, index, line_start)
    if quotes and doc[mark].text[:-1].lower() not in SHORT_FORMS:
        return True
    if last == "." and mark == index - 1:
        return _after_full_stop(doc, index, line_start)
    if before.text in QUOTES and before.whitespace_ and token.text[0].isupper():
        return not _opens_apart(doc, index - 1, line_start)  # he said.” Nobody
    asks = before.text in {"!", "?"} and token.is_alpha and token.is_lower and not doc[index - 2].is_title
    return True if asks else None  # chats and mails; but "Yahoo! is"


def _opens_quotation(doc: Doc, index: int) -> bool:
    """Say whether a token is a quotation mark before a capital, apart from the word that stands before it."""
    follows = index + 1 < len(doc) and doc[index + 1].text[0].isupper() and not doc[index].whitespace_
    return doc[index].text in {'"', "“", "‘"} and bool(doc[index - 1].whitespace_) and follows


def _opens_apart(doc: Doc, index: int, line_start: int) -> bool:
    """Say whether a straight quotation mark with space on both sides opens: as many before it are open as closed."""
    apart = doc[index].text == '"' and doc[index].whitespace_ and doc[index - 1].whitespace_
    return bool(apart) and not sum(token.text == '"' for token in doc[line_start:index]) % 2


def _after_space(doc: Doc, index: int) -> bool | None:
    before = doc[index - 1]
    return True if is_blank(before) or ("\n" in before.text and opens_item(doc, index)) else None


def opens_item(doc: Doc, index: int) -> bool:
    """Say whether a line that begins at a token is an item of its own: a bullet, "(b)", "Name: ...", a row of cells."""
    line = doc[index].text
    for token in doc[index + 1 : index + LINE]:
        if "\n" in token.text:
            break
        line += token.text if not token.nbor(-1).whitespace_ else f" {token.text}"
    return bool(_ITEM.match(line)) or " | " in line


def _only_enumerator(doc: Doc, start: int, end: int) -> bool:
    """Say whether the tokens are a clause's number and nothing more: "2.1", "(a)", "4."."""
    return end - start < _ENUMERATOR_WORDS and bool(_ENUMERATOR.match("".join(token.text for token in doc[start:end])))


def _after_full_stop(doc: Doc, index: int, line_start: int) -> bool | None:
    token, before = doc[index], doc[index - 1]
    word = before.text[:-1].lower()
    if not word and index - 2 >= line_start and not doc[index - 2].whitespace_:
        word = doc[index - 2].lower_
    if word in BEFORE_NUMBER and (token.like_num or token.text[0].isdigit()):
        return False
    plain = _is_plain(doc, index - 2, word)
    if token.is_lower:  # mails and chats begin sentences with a small letter
        clear = plain and before.text == "." and token.is_alpha and word not in WITHIN
        return True if clear else False if word in SHORT_FORMS or _LETTER.match(before.text) else None
    opens = token.is_title and token.lower_ in OPENERS
    plain = plain and token.text[0].isupper()
    if plain or (opens and (word in COMPANY or word in STATES)):
        return True
    if word in BEFORE_NAME or word in STATES or (_LETTER.match(before.text) and before.text != "I."):
        return None if opens else False
    if word in COMPANY and (token.lower_.rstrip(".") in COMPANY or token.text in {"(", "“", '"', "&"}):
        return False
    return None


def _is_plain(doc: Doc, index: int, word: str) -> bool:
    """Say whether the word before a full stop is an ordinary one in small letters, for those are not shortened."""
    return index >= 0 and doc[index].text == word and len(word) > 2 and word.isalpha() and word not in SHORT_FORMS


@lru_cache(maxsize=65536)
def _says_nothing(word: str) -> bool:
    """Say whether a word alone never settles where a sentence begins, neither at itself nor at the next word."""
    own = word.isspace() or len(word) == 1 or _CLAUSE.match(word)
    return not own and word[-1] not in ".!?" and word not in CLOSERS


class SentenceRules:
    """Presets `token.is_sent_start`, which the parser obeys."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark one document."""
        marks = doc.to_array("SENT_START").astype(np.int64)
        words = [token.text for token in doc]
        line_start = 0
        for index in range(1, len(words)):
            before = words[index - 1]
            if before.isspace() and "\n" in before:
                line_start = index
            near = index - line_start < _ENUMERATOR_WORDS
            tells = near or not (_says_nothing(before) and _says_nothing(words[index]))
            marks[index] = _MARKS[may_begin(doc, index, line_start)] if tells else 0
        doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]
        return doc


@Language.factory(FACTORY, assigns=["token.is_sent_start"])
def make_sentence_rules(nlp: Language, name: str) -> SentenceRules:  # noqa: ARG001
    """Make the component."""
    return SentenceRules()
