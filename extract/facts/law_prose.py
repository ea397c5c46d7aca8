"""Prose of law: notices, orders and rules of authorities, in whose standing clauses nothing is told of anybody.

"Any person who supplies goods under a contract ...", "imports alleged to be subsidized by the Government of X", scopes
and thresholds read like contracts, allegations and figures, and are none. What such papers decide
is read all the same: designations, debarments, convictions, awards, what is found of somebody, offices and other names.
Which finders of facts are kept from it stands in `find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.records import Kind
from extract.context import Context
from extract.facts.notice_parts import find_authority
from extract.records import Fact, FactKind, Role

_LAW = re.compile(
    r"\bTariff Act\b|\banti-?dumping\b|\bcountervail\w+\b|\b(?:administrative|sunset|new shipper) review\b"
    r"|\b(?:normal|fair) value\b|\bperiod of review\b|\bthe POR\b|\bsubject merchandise\b|\b\d+ CFR\b"
    r"|\bCode of Federal Regulations\b|\bFederal Register\b|\bhereby gives notice\b"
    r"|\bThis notice (?:provides|announces|advises|informs|is)\b|\b(?:final|proposed) rule\b"
    r"|\bissuing (?:an order under|a final rule|this)\b|\bis (?:amending|revising) (?:the|its|\d)"
)
_PUBLISHES = re.compile(r"[^.;]{0,40}\b(?:is|are)\s+(?:publishing|updating|issuing|announcing|providing)\b")
_HEAD = 1500


def is_prose_of_law(context: Context) -> bool:
    """Whether a document is a notice, an order or a rule of an authority, by the words of its title and opening."""
    if context.document.kind not in (Kind.OTHER, Kind.SANCTIONS_NOTICE):
        return False
    return bool(_LAW.search(context.document.title) or _LAW.search(context.text, 0, _HEAD))


def really_told(context: Context, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that prose of law tells of somebody.

    What is alleged by nobody is a standing phrase of such notices, and nobody puts himself on his own list.
    """
    authority = find_authority(context)
    issuer = authority.name_id if authority is not None else None
    for fact in facts:
        bare = fact.kind is FactKind.ALLEGATION and fact.act == "alleges" and fact.claimed_by == "unattributed"
        targets = fact.filled(Role.TARGET) if fact.kind is FactKind.DESIGNATION else ()
        own = bool(targets) and all(one.name_id == issuer or _PUBLISHES.match(context.text, one.end) for one in targets)
        if not bare and not own:
            yield fact
