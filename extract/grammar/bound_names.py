"""A name is one word to grammar: what a parser hangs on its inner words is hung on its head.

"The takeover of Pallas Crane by Veshtar": whether "by Veshtar" hangs on "Pallas" or on "Crane" is chance, and no
reader of facts shall depend on it. Heads are changed in the doc itself, once a document; labels stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extract.context import Context


def bind_names(context: Context) -> None:
    """Give every name of several words one head, on which all that depends on the name hangs."""
    if not context.doc.has_annotation("DEP"):
        return
    for mention in context.mentions:
        if " " in mention.text or "-" in mention.text:
            tokens = list(context.tokens(mention.start, mention.end))
            if len(tokens) > 1 and not any(token.is_sent_start for token in tokens[1:]):
                _bind(tokens)


def _bind(tokens: Sequence[Token]) -> None:
    inside = {token.i for token in tokens}
    roots = [token for token in tokens if token.head.i not in inside or token.head == token]
    if not roots:
        return
    top = [token for token in roots if not any(above.i in inside for above in token.ancestors)] or roots
    root = next((token for token in top if token.pos_ in ("PROPN", "NOUN")), top[0])
    for token in tokens:
        if token == root:
            continue
        for child in list(token.children):
            if child.i not in inside:
                child.head = root
        if token in roots:
            token.head = root
            token.dep_ = "flat"
