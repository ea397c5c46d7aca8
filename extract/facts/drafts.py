"""How a fact is put together: fillers in the order of their kind, values in the order of names, evidence, an id.

Every fact of the program passes through `make_fact`, so that none is without evidence, none has a filler that the
document does not name, and nobody stands on both sides of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.identity import fact_id
from extract.records import ROLES, Evidence, Fact, FactKind, Filler, Mention, Modality, Role, Span, Value

_OPPOSED = (
    (Role.SUPPLIER, Role.BUYER), (Role.OWNER, Role.OWNED), (Role.CLAIMANT, Role.TARGET), (Role.AUTHORITY, Role.TARGET),
    (Role.VENDOR, Role.USER), (Role.PERSON, Role.ORGANISATION),
)  # fmt: skip
UNATTRIBUTED = "unattributed"

Roles = Iterable[tuple[Role, Mention]]


def make_fact(  # noqa: PLR0913 - a fact has many parts, all but four by keyword
    context: Context,
    kind: FactKind,
    roles: Roles,
    evidence: Iterable[Span | TokenSpan],
    *,
    values: Mapping[str, Value | None] | None = None,
    content: str | None = None,
    act: str | None = None,
    modality: Modality = Modality.ASSERTED,
    claimed_by: str | None = None,
    answers: tuple[str, ...] = (),
    confidence: float = 0.7,
    nameless: bool = False,
) -> Fact | None:
    """Return a fact, None where no role is filled by somebody named or one name stands on both sides.

    A `nameless` one needs nobody named where words say whose it is: "a lawyer for the firm denied it".
    """
    fillers = order_fillers(kind, (context.find_filler(role, mention) for role, mention in roles))
    if is_self_opposed(fillers) or not (fillers or (nameless and claimed_by not in (None, "", UNATTRIBUTED))):
        return None
    pieces = tuple(dict.fromkeys(_evidence(context, item) for item in evidence))
    return Fact(
        fact_id(context.document.document_id, kind, fillers, pieces, act=act, content=content),
        context.document.document_id,
        kind,
        fillers,
        tuple((name, value) for name, value in sorted((values or {}).items()) if value is not None),
        content=content,
        act=act,
        modality=modality,
        claimed_by=claimed_by,
        answers=answers,
        confidence=confidence,
        evidence=tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end))),
    )


def order_fillers(kind: FactKind, fillers: Iterable[Filler | None]) -> tuple[Filler, ...]:
    """Return fillers in the order of the kind's roles, then of the text; a name fills a role once."""
    first: dict[tuple[Role, str], Filler] = {}
    for filler in fillers:
        if filler is not None and filler.role in ROLES[kind]:
            first.setdefault((filler.role, filler.name_id), filler)
    return tuple(sorted(first.values(), key=lambda filler: (ROLES[kind].index(filler.role), filler.start)))


def is_self_opposed(fillers: tuple[Filler, ...]) -> bool:
    """Whether one name stands on both sides of a fact: a sign of a wrong reading, never of the world."""
    by_role: dict[Role, set[str]] = {}
    for filler in fillers:
        by_role.setdefault(filler.role, set()).add(filler.name_id)
    return any(by_role.get(one, set()) & by_role.get(other, set()) for one, other in _OPPOSED)


def _evidence(context: Context, item: Span | TokenSpan) -> Evidence:
    if isinstance(item, Span):
        return context.evidence(item.start, item.end)
    return context.evidence(item.start_char, item.end_char)
