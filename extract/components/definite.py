"""Which noun phrases may point back at somebody named: "the Lisbon-based developer", "a company spokesman".

A phrase that goes on to say whom it means ("the firm that built it") introduces somebody, and so does "the other firm".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.components.discourse import Discourse
from extract.components.homes import land_of
from extract.folding import listed

ARTICLES = frozenset(("the", "this", "that"))
NEW = frozenset(("that", "which", "who", "whose", "of", "behind", "called", "named", "in", "for", "-", "responsible"))
"""After the noun these may say which one is meant: somebody not named before."""
_ALWAYS_NEW = frozenset(("-", "responsible", "whose"))
_OTHERS = frozenset(
    ("other", "same", "second", "third", "another", "former", "rival", "fellow", "first", "only", "next")
)
_LONGEST = 6
_PRESS = frozenset(("newspaper", "paper", "magazine", "website", "site", "publication", "outlet", "weekly", "agency"))
_SEATED = frozenset(("based", "headquartered", "registered"))
_OF_SOMETHING = listed(
    "accuse strip rob deprive convict suspect clear warn inform relieve acquit notify remind cheat defraud assure"
    " persuade rid cure"
)
"""Verbs whose object is followed by what they tell, take or blame: "accused the firm of bribery"."""
_COMPOSED = {
    ("start", "up"): "startup", ("think", "tank"): "thinktank", ("non", "profit"): "nonprofit",
    ("co", "operative"): "cooperative", ("co", "op"): "cooperative",
}  # fmt: skip
"""Nouns that are written in two words or with a hyphen."""
_LAST_PARTS = frozenset(last for _, last in _COMPOSED)
_STAFF = listed(
    "spokesman spokeswoman spokesperson spokespeople spokesmen official officials executive executives representative"
    " representatives lawyer lawyers insider insiders staff management employees workers statement filing boss chief"
    " president chairman chairwoman founder director directors leader leaders chiefs bosses treasurer secretary lawyers"
    " attorney attorneys managers analysts"
)
"""Nouns of those who speak for a body that stands right before them: "a company spokesman", "ministry officials"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A description: its last word, its noun as the gazetteer has it, the words before, and the land they name.

    `seated` tells that the land is that of a seat: "the Lisbon-based developer".
    """

    noun: Token
    word: str
    modifiers: tuple[str, ...]
    land: str | None
    seated: bool = False


def noun_at(token: Token) -> str:
    """Return the noun that ends with a word, in small letters: `startup` at the last word of "start-up"."""
    word = token.lower_
    if word not in _LAST_PARTS:
        return word
    return _COMPOSED.get((token.doc[_first(token)].lower_, token.lower_), token.lower_)


def _first(token: Token) -> int:
    """Return where the noun that ends with a word begins."""
    if token.i == 0 or token.lower_ not in _LAST_PARTS:
        return token.i
    first = token.i - (2 if token.doc[token.i - 1].text == "-" and token.i > 1 else 1)
    return first if (token.doc[first].lower_, token.lower_) in _COMPOSED else token.i


def phrase_at(discourse: Discourse, token: Token) -> Phrase | None:
    """Return the description whose noun a word is, None where the phrase does not point back."""
    doc = token.doc
    if any(child.dep_ == "cop" for child in token.children):
        return None  # "Osk is the company to beat" says what somebody is
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None:
        return _read(doc, token, staffed=False)
    if following.lower_ in _STAFF and following.pos_ == "NOUN":
        return _read(doc, token, staffed=True)
    if following.pos_ in ("NOUN", "PROPN") or discourse.mention_at(following.i) or _says_which(token, following):
        return None
    return _read(doc, token, staffed=False)


def _says_which(noun: Token, following: Token) -> bool:
    """Whether what follows a noun says whom it means: "the firm that built it", not "told the firm that it won"."""
    if following.lower_ not in NEW:
        return False
    if following.lower_ in _ALWAYS_NEW or not noun.doc.has_annotation("DEP"):
        return True
    head = following.head
    if following.lower_ == "of" and noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma_ in _OF_SOMETHING:
        return False
    return noun.i in (following.head.i, head.head.i) and head.dep_ not in ("ccomp", "xcomp", "advcl")


def _read(doc: Doc, token: Token, *, staffed: bool) -> Phrase | None:
    """Read the words before a noun up to its article; before a spokesman the article may be "a", or none at all."""
    words: list[str] = []
    seat, index = "", _first(token) - 1
    last = max(-1, index - _LONGEST)
    while index > last:
        before = doc[index]
        if before.lower_ != "the" and before.lower_ in ARTICLES and token.lower_ in _PRESS:
            return None  # "this newspaper" is whoever writes, "that paper" may be what was written
        if before.lower_ in ARTICLES:
            land = land_of(seat) if seat else _land(doc[index + 1 : token.i].text)
            return Phrase(token, noun_at(token), tuple(words), land, seated=bool(seat))
        if before.lower_ in _SEATED and index > 1 and doc[index - 1].text == "-":
            start = index - 2
            while doc[start - 1].is_title and doc[start - 1].lower_ not in ARTICLES and start > 0:
                start -= 1
            seat, index = doc[start : index - 1].text, start - 1
            continue
        if before.text != "-":
            if not _may_modify(before):
                break
            words.append(before.lower_)
        index -= 1
    opens = index < 0 or doc[index].lower_ in ("a", "an") or doc[index].is_punct or doc[index].is_space
    return Phrase(token, noun_at(token), (), None) if staffed and opens and not words and not seat else None


def _may_modify(word: Token) -> bool:
    if (
        not word.is_alpha
        or word.pos_ in ("ADP", "AUX")
        or word.tag_ in ("JJS", "RBS")
        or word.lower_ in _OTHERS
        or word.lower_ in ("a", "an")
    ):
        return False
    return word.pos_ != "VERB" or word.tag_ == "VBG" or (word.tag_ == "VBN" and word.dep_ == "amod")


def _land(words: str) -> str | None:
    """Return the country that a description names, in whatever way its members do: `cn`, or the stem of a word."""
    for word in words.split():
        if word[:1].isupper() and word.lower() not in ARTICLES:
            return land_of(word)
    return None
