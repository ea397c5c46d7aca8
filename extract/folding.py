"""Folding of letters and punctuation, so that ways of writing one name compare equal.

Guarantees: folding twice changes nothing more, and the result holds lower-case letters, digits and single spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

APOSTROPHES = "'’‘ʼ`´"
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?(?!\w)|\b(?:\w\.)+\w(?!\w)")
_AMPERSAND = re.compile(r"\s*[&+]\s*")
_GAPS = re.compile(r"[\W_]+")
_SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h"})


def without_possessive(text: str) -> str:
    """Return a name without `'s` or `’` at its end."""
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents and punctuation; `U.S.` is `us`, `&` is `and`."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    text = _AMPERSAND.sub(" and ", text) if len(text) > 4 else text.replace("&", "n")
    for apostrophe in APOSTROPHES:
        text = text.replace(apostrophe, "")
    return _GAPS.sub(" ", _plain(text)).strip()


def _plain(text: str) -> str:
    """Return letters without case and marks; folding may give letters that fold again, so it is done until it rests."""
    if text.isascii():
        return text.lower()
    for _ in range(4):
        decomposed = normalize("NFKD", text.casefold())
        plain = "".join(letter for letter in decomposed if category(letter) != "Mn").translate(_SPECIAL)
        if plain == text:
            break
        text = plain
    return text


def listed(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(text.split())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(fold(text).split())
