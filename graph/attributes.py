"""What nodes say of themselves: facts and entities written out as `(name, value)` pairs of text.

A value that a fact carries under a name the graph uses itself (`status`, say) is written with the kind before it
(`designation_status`), so that what a list says and what an editor decided are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.records import Date, Entity, Fact, FactKind, Money, Quantity, Value
from graph.naming import plain_number

OWN = frozenset(
    (
        "act", "after_as_of", "claimant", "claimed_by", "confidence", "content", "corroborated_by", "document_date",
        "document_id", "document_title", "first_seen", "kind", "modality", "name", "node_id", "publisher", "quote",
        "responses", "status",
    )
)  # fmt: skip
UNATTRIBUTED = "unattributed"
Pairs = tuple[tuple[str, str], ...]


def entity_attributes(entity: Entity) -> Pairs:
    """Return what is known of an entity, in order of name."""
    pairs = {
        "aliases": " | ".join(entity.aliases),
        "documents": str(entity.documents),
        "identifiers": " | ".join(f"{scheme}:{value}" for scheme, value in entity.identifiers),
        "mentions": str(entity.mentions),
        "tier": entity.tier.value,
    }
    return tuple(sorted((name, value) for name, value in pairs.items() if value))


def value_pairs(name: str, value: Value) -> Iterator[tuple[str, str]]:
    """Yield one value as pairs; of an amount the currency, of a quantity the unit, of a period the end apart."""
    match value:
        case Money():
            yield name, plain_number(value.value)
            yield ("currency" if name == "amount" else f"{name}_currency"), value.currency
            yield f"{name}_qualifier", value.qualifier
            if value.upper is not None:
                yield f"{name}_upper", plain_number(value.upper)
        case Date():
            yield name, value.value
            if value.end:
                yield f"{name}_end", value.end
        case Quantity():
            yield name, plain_number(value.value)
            yield f"{name}_unit", value.unit
            yield f"{name}_qualifier", value.qualifier
        case str():
            yield name, value


def fact_attributes(fact: Fact, claimants: tuple[str, ...]) -> Pairs:
    """Return what a fact says beside its roles, in order of name; `claimants` are the names of who claims it."""
    pairs = {
        (f"{fact.kind.value}_{name}" if name in OWN else name): text
        for given, value in fact.values
        for name, text in value_pairs(given, value)
    }
    pairs["confidence"] = f"{fact.confidence:.3f}".rstrip("0").rstrip(".")
    pairs["modality"] = fact.modality.value
    pairs["status"] = fact.status.value
    pairs["document_id"] = fact.document_id
    pairs["act"] = fact.act or ""
    pairs["content"] = fact.content or ""
    pairs["claimant"] = "; ".join(claimants)
    pairs["claimed_by"] = fact.claimed_by or ""
    if fact.kind is FactKind.ALLEGATION and not claimants and not fact.claimed_by:
        pairs["claimed_by"] = UNATTRIBUTED
    return tuple(sorted((name, text) for name, text in pairs.items() if text))
