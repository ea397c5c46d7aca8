"""How extracted records lie in the database: JSON, exact in and out, compressed where it is long."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from extract.extraction import Extraction
from extract.records import (
    Attribution,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Filler,
    Form,
    Label,
    Mention,
    Modality,
    Money,
    Quantity,
    Role,
    Span,
    Tier,
    Value,
    ValueMention,
)

Json = dict[str, Any]
LEVEL = 6


def encode_reading(extraction: Extraction) -> bytes:
    """Return the mentions, values and attributions of a document as bytes."""
    value = {
        "mentions": [[m.start, m.end, m.label, m.text, m.form, m.name_id] for m in extraction.mentions],
        "values": [[v.start, v.end, value_json(v.value)] for v in extraction.values],
        "attributions": [[_pair(a.source), _pair(a.cue), _pair(a.content)] for a in extraction.attributions],
    }
    return zlib.compress(_dump(value).encode("ascii"), LEVEL)


def decode_mentions(document_id: str, body: bytes) -> tuple[Mention, ...]:
    """Return the mentions that `encode_reading` packed."""
    return tuple(_mention(document_id, *one) for one in _load(body)["mentions"])


def decode_mention(document_id: str, body: bytes, name_id: str) -> Mention | None:
    """Return the first of the mentions that leads to a name, None where none does."""
    return next((_mention(document_id, *one) for one in _load(body)["mentions"] if one[-1] == name_id), None)


def decode_values(document_id: str, body: bytes) -> tuple[ValueMention, ...]:
    """Return the values that `encode_reading` packed."""
    found = ((start, end, read_value(value)) for start, end, value in _load(body)["values"])
    return tuple(
        ValueMention(document_id, start, end, value) for start, end, value in found if not isinstance(value, str)
    )


def decode_attributions(body: bytes) -> tuple[Attribution, ...]:
    """Return the attributions that `encode_reading` packed."""
    return tuple(
        Attribution(None if source is None else Span(*source), Span(*cue), Span(*content))
        for source, cue, content in _load(body)["attributions"]
    )


def encode_fact(fact: Fact) -> str:
    """Return a fact as JSON, without what people decided of it, which is kept elsewhere."""
    value = asdict(fact)
    del value["judged"]
    value["values"] = [[name, value_json(given)] for name, given in fact.values]
    return _dump(value)


def decode_fact(body: str) -> Fact:
    """Return the fact that `encode_fact` wrote."""
    value = json.loads(body)
    return Fact(
        **value
        | {
            "kind": FactKind(value["kind"]),
            "fillers": tuple(_filler(filler) for filler in value["fillers"]),
            "values": tuple((name, read_value(given)) for name, given in value["values"]),
            "modality": Modality(value["modality"]),
            "status": FactStatus(value["status"]),
            "answers": tuple(value["answers"]),
            "evidence": tuple(Evidence(**piece) for piece in value["evidence"]),
        }
    )


def encode_entity(entity: Entity) -> str:
    """Return an entity as JSON."""
    # Written out: `asdict` copies every tuple deep, which tens of thousands of names make felt.
    return _dump({name: getattr(entity, name) for name in Entity.__slots__})


def decode_entity(body: str, documents: int) -> Entity:
    """Return the entity that `encode_entity` wrote; `documents` is counted by the store."""
    value = json.loads(body)
    pairs = {name: tuple((first, second) for first, second in value[name]) for name in ("reasons", "identifiers")}
    names = {name: tuple(value[name]) for name in ("aliases", "name_ids")}
    kinds = {"label": Label(value["label"]), "tier": Tier(value["tier"]), "documents": documents}
    return Entity(**value | pairs | names | kinds)


def value_json(value: Value) -> Json | str:
    """Return a value as JSON that says what it is; a text stays a text."""
    if isinstance(value, Money):
        upper = None if value.upper is None else str(value.upper)
        return {"money": [str(value.value), value.currency, value.qualifier, upper]}
    if isinstance(value, Date):
        return {"date": [value.value, value.end]}
    if isinstance(value, Quantity):
        return {"quantity": [str(value.value), value.unit, value.qualifier]}
    return value


def read_value(value: Mapping[str, Any] | str) -> Value:
    """Return the value that `value_json` wrote."""
    if isinstance(value, str):
        return value
    if "money" in value:
        amount, currency, qualifier, upper = value["money"]
        return Money(Decimal(amount), currency, qualifier, None if upper is None else Decimal(upper))
    if "date" in value:
        return Date(*value["date"])
    amount, unit, qualifier = value["quantity"]
    return Quantity(Decimal(amount), unit, qualifier)


def _filler(value: Json) -> Filler:
    return Filler(**value | {"role": Role(value["role"]), "label": Label(value["label"])})


def _mention(document_id: str, start: int, end: int, label: str, text: str, form: str, name_id: str | None) -> Mention:
    return Mention(document_id, start, end, Label(label), text, Form(form), name_id)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _load(body: bytes) -> Json:
    loaded: Json = json.loads(zlib.decompress(body))
    return loaded
