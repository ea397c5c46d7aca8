"""The entry to facts: every finder, one after the other, in a literal list, with the kinds of document it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.records import Kind
from extract.context import Context
from extract.facts.alias import find_aliases
from extract.facts.allegation import find_allegations
from extract.facts.award import find_awards
from extract.facts.award_paragraphs import find_announced_awards
from extract.facts.contract import find_contracts
from extract.facts.contract_document import find_document_contracts
from extract.facts.deployment import find_deployments
from extract.facts.designation import find_designations
from extract.facts.installation import find_installations
from extract.facts.law_prose import is_prose_of_law, really_told
from extract.facts.merging import merge
from extract.facts.notice import find_notice_facts
from extract.facts.notice_acts import find_notice_acts
from extract.facts.officers import find_officer_facts
from extract.facts.ownership import find_ownerships
from extract.facts.resolutions import find_resolutions
from extract.facts.response import find_responses
from extract.facts.role import find_roles
from extract.facts.statistic import find_statistics
from extract.records import Fact

_PROSE = frozenset({Kind.NEWS, Kind.OTHER})
_NOT_CONTRACTS = _PROSE | {Kind.SANCTIONS_NOTICE}
_ALL = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Finder:
    """One way to read facts, the kinds of document in which it is to be trusted, and whether in prose of law too."""

    find: Callable[[Context], Iterator[Fact]]
    kinds: frozenset[Kind]
    law: bool = True


FINDERS: tuple[Finder, ...] = (
    Finder(find_contracts, _PROSE, law=False),
    Finder(find_document_contracts, _ALL),
    Finder(find_awards, _ALL),
    Finder(find_announced_awards, _NOT_CONTRACTS),
    Finder(find_resolutions, _PROSE, law=False),
    Finder(find_deployments, _PROSE, law=False),
    Finder(find_installations, _PROSE, law=False),
    Finder(find_designations, _NOT_CONTRACTS),
    Finder(find_notice_acts, _NOT_CONTRACTS),
    Finder(find_notice_facts, _ALL),
    Finder(find_allegations, _PROSE),
    Finder(find_responses, _PROSE),
    Finder(find_statistics, _PROSE, law=False),
    Finder(find_ownerships, _NOT_CONTRACTS, law=False),
    Finder(find_roles, _ALL),
    Finder(find_officer_facts, _ALL),
    Finder(find_aliases, _ALL),
)


def find_facts(context: Context) -> tuple[Fact, ...]:
    """Return the facts of a document in the order of their evidence, none twice."""
    kind, law = context.document.kind, is_prose_of_law(context)
    chosen = (finder for finder in FINDERS if kind in finder.kinds and (finder.law or not law))
    found = (fact for finder in chosen for fact in finder.find(context))
    return merge(context, really_told(context, found) if law else found)
