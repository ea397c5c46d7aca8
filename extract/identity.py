"""Ids that are derived from content, so that a second run over the same text gives the same ids."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from extract.records import Evidence, FactKind, Filler, Label

_DIGITS = 16  # 64 bits: no collision among a thousand million names is likely
_SEPARATOR = "\x1f"


def _digest(prefix: str, parts: Iterable[str]) -> str:
    return prefix + sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def name_id(label: Label, normalised: str) -> str:
    """Return the id of a name: `n` and 16 hexadecimal digits, from its label and its key (`extract.names.key`)."""
    return _digest("n", (label.value, normalised))


def fact_id(
    document_id: str,
    kind: FactKind,
    fillers: Iterable[Filler],
    evidence: Iterable[Evidence],
    *,
    act: str | None = None,
    content: str | None = None,
) -> str:
    """Return the id of a fact: `f` and 16 hexadecimal digits, from who fills which role where, and the evidence.

    Of a response also from `act` and `content`: somebody can confirm one thing and deny another in one sentence. The
    order in which fillers and evidence are given does not matter.
    """
    roles = sorted(f"{filler.role.value}:{filler.start}-{filler.end}" for filler in fillers)
    spans = sorted(f"{piece.start}-{piece.end}" for piece in evidence)
    said = ("|", act or "", content or "") if kind is FactKind.RESPONSE else ()
    return _digest("f", (document_id, kind.value, *roles, "|", *spans, *said))
