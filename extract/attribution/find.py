"""Attribution: who says what, as spans of source, cue and content, in the terms of PARC and PolNeAR.

Covers direct quotations, reported speech, "according to", charges ("accused of", "linked to") with and without an
agent, findings, and claims that stand behind a noun ("reports that ..."). A source that nobody is named as is None:
unattributed. Spans lie in one paragraph; the content never holds its own cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span as TokenSpan

from extract.attribution.charges import find_charges
from extract.attribution.cues import ALL_STATING
from extract.attribution.extents import split_contents
from extract.attribution.quotations import find_quotations, inside
from extract.attribution.sources import find_according, find_emerged, find_headed, find_noun_claims
from extract.attribution.statements import find_statement
from extract.context import Context
from extract.grammar.bound_names import bind_names
from extract.grammar.clauses import find_predicates
from extract.grammar.mending import mend_clauses
from extract.grammar.passages import find_passages
from extract.records import Attribution, Span


def find_attributions(context: Context) -> tuple[Attribution, ...]:
    """Return the attributions of a document in the order of their cues, then of their contents.

    The names of the document are made words of its syntax first, for these readers and for those of facts.
    """
    bind_names(context)
    mend_clauses(context)
    quotations = find_quotations(context.text)
    found: list[Attribution] = []
    for passage in find_passages(context):
        found.extend(_in_passage(context, passage, quotations))
    found.extend(_continued(context, quotations, found))
    unique = {(item.cue.start, item.content.start, item.content.end): item for item in found}
    return tuple(unique[key] for key in sorted(unique))


def _in_passage(context: Context, passage: TokenSpan, quotations: tuple[Span, ...]) -> Iterator[Attribution]:
    near = tuple(q for q in quotations if q.end > passage.start_char - 2 and q.start < passage.end_char)
    for predicate in find_predicates(passage, ALL_STATING):
        if not any(q.start < predicate.verb.idx < q.end for q in near):
            statement = find_statement(context, predicate, passage, near)
            if statement is not None:
                yield from split_contents(context, statement)
    yield from find_according(context, passage)
    yield from find_noun_claims(context, passage)
    yield from find_emerged(context, passage)
    yield from find_headed(context, passage)
    yield from find_charges(context, passage)


def _continued(context: Context, quotations: tuple[Span, ...], found: list[Attribution]) -> Iterator[Attribution]:
    """Yield quotations that go on after `"...," said X. "..."`: same paragraph, same speaker, nothing said between."""
    taken = [item.content for item in found]
    for before, after in pairwise(quotations):
        inner = inside(after, context.text)
        if inner.end <= inner.start or "\n\n" in context.text[before.end : after.start]:
            continue
        if any(content.start <= inner.start < content.end for content in taken):
            continue
        between = context.text[before.end : after.start].rstrip()
        last = [item for item in found if before.start <= item.content.start < before.end]
        if last and between.endswith((".", ":")) and _stands_alone(context, after):
            yield Attribution(last[-1].source, last[-1].cue, inner)
            taken.append(inner)


def _stands_alone(context: Context, quotation: Span) -> bool:
    """Whether a quotation is a sentence of its own and not a few words quoted inside another one."""
    text = context.text
    following = text[quotation.end : quotation.end + 1]
    closed = text[: quotation.end].rstrip("”\"»'").endswith((".", "!", "?", "…"))
    return closed and (following == "" or following.isspace())
