"""How present somebody is where a description stands: spoken of again and again, merely spoken to, merely an aside."""

from __future__ import annotations

import re

from extract.components.discourse import BODIES, OBJECTS, Discourse
from extract.records import Mention

_REPEATED, _FADING, _REPETITION, _MOST_REPEATED = 6, 0.7, 0.5, 1.0
"""Sentences that may repeat a name, how much less each one before counts, what one counts, and how much all may."""
_ASIDE = re.compile(
    r",? (?:(?:then|now|once|formerly|itself|which is|which was) )?(?:part of|owned by"
    r"|(?:an?|the) [\w’'-]+(?: [\w’'-]+){0,4} (?:of|by|to)) (?:the )?"
)
"""Between a name and one that merely says who it is: "Osk, then a subsidiary of Veshtar"."""


def repetition(discourse: Discourse, offset: int, mention: Mention) -> float:
    """Return how much of the sentences before one is about whom a mention names, from 0 to `_MOST_REPEATED`."""
    number, weight = discourse.sentence_number(offset), 0.0
    last = discourse.sentence_number(mention.start)
    for back in range(_REPEATED):
        index = number - back
        if index < 0:
            break
        if index == last:
            continue
        here = [one for one in discourse.by_sentence[index] if one.name_id == mention.name_id and one.end <= offset]
        weight += (_FADING**back) * max((1 + discourse.is_prominent(one) for one in here), default=0)
    return min(_MOST_REPEATED, weight * _REPETITION)


def is_told(discourse: Discourse, mention: Mention) -> bool:
    """Whether a mention is merely whom somebody speaks to: "he told the Gazette"."""
    root = discourse.roots[mention]
    return root.dep_ in OBJECTS | {"iobj"} and root.head.lemma_ in ("tell", "inform")


def is_aside(discourse: Discourse, mention: Mention) -> bool:
    """Whether a mention merely helps to say who another one is: "Osk, a subsidiary of Veshtar, lost"."""
    before = [
        one for one in discourse.by_sentence[discourse.sentence_number(mention.start)] if one.end <= mention.start
    ]
    last = max(before, key=lambda one: one.end, default=None)
    if last is None or last.label not in BODIES or last.name_id in (None, mention.name_id):
        return False
    return _ASIDE.fullmatch(discourse.text, last.end, mention.start) is not None
