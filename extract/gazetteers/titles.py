"""Words that stand before a person's name and are no part of it: styles, ranks, offices, as written in small letters.

One list of each kind, so that a name is the same name wherever it is read: in a sentence, on a form, in a signature.
Dots behind abbreviations are left out; whoever compares strips them.
"""

from __future__ import annotations

import re

from extract.folding import listed

STYLES = listed("mr mrs ms miss mx dr prof professor eng ing sir dame hon cllr councillor alderman")
"""How anybody is addressed, on papers of all kinds."""
HONORIFICS = listed("alhaji hajia datuk dato datin tan shri sri smt sheikh shaikh haji chief lord lady")
"""How people are addressed in some countries; some are names as well."""
RANKS = listed(
    "colonel col lieutenant lt brigadier major maj sergeant sgt captain capt commander cmdr admiral adm general gen"
    " inspector insp superintendent supt constable detective marshal"
)
"""Ranks of soldiers and of police."""
CLERGY = listed("reverend rev father fr imam rabbi bishop archbishop pastor")
JUDGES = listed("judge justice")
SENATORS = listed("senator sen congressman congresswoman")
RULERS = listed("king queen prince princess pope")
OFFICES = listed("president minister chancellor representative rep governor gov mayor ambassador amb pres")
"""Offices that stand before a name, and as often alone."""

ALWAYS_OUTSIDE = listed("mr mrs ms mx dr alhaji hajia hon")
"""Of these nobody's name is made, however short it is."""
BORNE = (STYLES | RANKS | CLERGY | JUDGES | SENATORS | {"sheikh"}) - listed(
    "mx eng ing hon alderman major maj general gen commander marshal father fr chief constable detective adm insp supt"
    " sen cmdr rev reverend bishop archbishop pastor"
)
"""What hardly any other word but a person's name follows: a general may be electric, and a father anybody's."""
ALL = STYLES | HONORIFICS | RANKS | CLERGY | JUDGES | SENATORS | RULERS | OFFICES


def is_title(word: str) -> bool:
    """Whether a word, in any letters and with or without its dot, is a style, a rank or an office."""
    return word.lower().rstrip(".") in ALL


def spelled(*kinds: frozenset[str]) -> str:
    """Return the alternatives of a regular expression for words of these kinds as they are written: `Capt|Captain`."""
    words = sorted({word for kind in kinds for word in kind}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word.title()) for word in words)
