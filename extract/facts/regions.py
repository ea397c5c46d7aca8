"""Where the harm was done, when the content of an allegation does not say it and the document does.

An allegation about human rights takes the region that another one of the document names, against the same target and
of the same theme, provided that its own sentence names that place too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.context import Context
from extract.facts.drafts import order_fillers
from extract.facts.triggers import RIGHTS
from extract.identity import fact_id
from extract.records import Fact, Filler, Role


def with_shared_regions(context: Context, allegations: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the allegations, those without a region with the one that their document gives the same charge."""
    for fact in allegations:
        region = None if fact.filled(Role.REGION) else _shared(context, fact, allegations)
        if region is None:
            yield fact
            continue
        fillers = order_fillers(fact.kind, (*fact.fillers, region))
        yield replace(fact, fillers=fillers, fact_id=fact_id(fact.document_id, fact.kind, fillers, fact.evidence))


def _shared(context: Context, fact: Fact, allegations: Sequence[Fact]) -> Filler | None:
    if not RIGHTS.search(fact.content or ""):
        return None
    targets = {filler.name_id for filler in fact.filled(Role.TARGET)}
    for other in allegations:
        same = targets == {filler.name_id for filler in other.filled(Role.TARGET)}
        if not same or not RIGHTS.search(other.content or ""):
            continue
        named = {filler.name_id for filler in other.filled(Role.REGION)}
        for piece in fact.evidence:
            for mention in context.mentions_in(piece.start, piece.end):
                if mention.name_id in named:
                    return context.find_filler(Role.REGION, mention)
    return None
