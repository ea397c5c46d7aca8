"""Does a content tell of a wrong? The words of harm in it that are no part of a name and nobody's good deed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from extract.context import Context
from extract.facts.triggers import HARM
from extract.grammar.arguments import subjects_of
from extract.records import Mention, Span

_BEFORE = re.compile(
    r"\b(?:despite|against|report(?:ed|ing|s)?|detect\w*|prevent\w*|fight\w*|no|about|avoid\w*|combat\w*|insur\w+|survi\w+"
    r"|victims? of|from|suffer\w*)\s+(?:(?:the|a|an|any|all|its|their|of|such)\s+)*$",
    re.IGNORECASE,
)
"""What turns a word of harm into no deed of the subject: "reported the theft", "despite the risks"."""
_LONGEST = 40


def tells_wrong(context: Context, content: Span, doers: Sequence[Mention] = ()) -> bool:
    """Whether a content holds a word of harm outside names that is not fought, reported or suffered.

    Where `doers` are given, harm told of somebody else does not count: "X said Y was near when the aircraft failed to
    stop" tells no wrong of Y.
    """
    for match in HARM.finditer(context.text, content.start, content.end):
        if context.mention_at(match.start()) is not None:
            continue
        if _BEFORE.search(context.text[max(content.start, match.start() - _LONGEST) : match.start()]):
            continue
        tokens = context.tokens(match.start(), match.end())
        if not doers or not len(tokens) or not _is_of_another(context, tokens[0], content, doers):
            return True
    return False


def _is_of_another(context: Context, harm: Token, content: Span, doers: Sequence[Mention]) -> bool:
    """Whether the clause that a word of harm stands in has a named subject of its own, and none of the doers is it."""
    verb = harm
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb and content.start <= verb.head.idx < content.end:
        verb = verb.head
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if verb.dep_ not in ("advcl", "acl:relcl") or not own:
        return False
    subjects = [token for noun in subjects_of(verb) for token in noun.subtree]
    return all(context.mention_of(token) not in doers and token.pos_ != "PRON" for token in subjects)
