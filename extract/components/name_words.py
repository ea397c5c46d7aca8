"""Which words can be part of a name: those with a capital, or with a spelling of their own such as "eVoria"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract.folding import listed

_STOP = listed(
    "the a an this that these those and or between by with from to in on at as is was were are has have had not under"
    " both whereas among amongst against where when while but if per our its their his her said which who than into"
    " party parties hereby agreement contract signatory officer omitted because"
)
_OWN_SPELLING = re.compile(r"[a-z]{1,2}[A-Z]\w+|[a-z][\w-]+\.(?:com|net|org|io)")
"""Names that begin with a small letter all the same: "eVoria", "osk.com"."""


def is_capital(token: Token) -> bool:
    """Whether a word is written as a part of a name."""
    text = token.text
    if token.lower_ in _STOP:
        return False
    if text[0].isdigit():
        return any(letter.isalpha() for letter in text)
    return text[0].isupper() or bool(_OWN_SPELLING.fullmatch(text))
