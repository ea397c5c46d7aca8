"""Award notices: contracts told by labelled lines, with supplier and buyer each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus.records import Kind
from extract.context import Context
from extract.facts.drafts import make_fact
from extract.records import Date, Fact, FactKind, Label, Mention, Money, Role, Span, Value
from extract.structure.fields import Field
from extract.structure.forms import Labelled, best, close_groups, find_labelled
from extract.structure.tables import find_rows

_AWARDED = re.compile(
    r"\b(?:contracts?|orders?) (?:awarded|let|placed|signed)\b|\baward(?:s|ed)? (?:of )?contracts?\b|\bcontract "
    r"awards?\b"
    r"|\bresults? of (?:the )?(?:procurement|tenders?)\b|\bcontracts? register\b",
    re.IGNORECASE,
)
_HEAD = 600
_PARTIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_FIELDS: tuple[Field, ...] = ("supplier", "buyer", "amount", "date", "subject", "reference", "region", "period")
_TOLD: tuple[Field, ...] = ("supplier", "buyer", "amount", "date")
"""The fields whose lines are evidence; the others would only lengthen it."""


def find_awards(context: Context) -> Iterator[Fact]:
    """Yield a contract for every group of labelled lines, and every row of a table, that names a supplier.

    The buyer stands in the same group, or for all of them above.
    """
    buyer: Labelled | None = None
    for group in close_groups(find_labelled(context.text), context.text):
        buyer = best(group, "buyer") or buyer
        chosen = {field: one for field in _FIELDS if (one := best(group, field)) is not None}
        if context.document.kind is Kind.CONTRACT and "supplier" not in chosen:
            continue
        told = [one.line for name, one in chosen.items() if name in _TOLD]
        fact = _fact(context, {name: one.value for name, one in chosen.items()}, buyer, told)
        if fact is not None:
            yield fact
    issuer = _issuer(context) if buyer is None else None
    for row in find_rows(context.text):
        fact = _fact(context, row.cells, buyer, [row.span], issuer)
        if fact is not None:
            yield fact


def _issuer(context: Context) -> Mention | None:
    """Return the public body that heads a table of contracts awarded: the first words of the paper, or its title."""
    if not _AWARDED.search(context.text, 0, _HEAD):
        return None
    first = next(iter(context.mentions_in(0, _HEAD)), None)
    heads = first is not None and not context.text[: first.start].strip(" \n*#")
    return first if first is not None and heads and first.label in _PARTIES and first.name_id is not None else None


def _fact(
    context: Context,
    fields: Mapping[Field, Span],
    above: Labelled | None,
    evidence: list[Span],
    issuer: Mention | None = None,
) -> Fact | None:
    """Return the contract that labelled values tell, None where they name no supplier or nobody is known to buy."""
    supplier, buyer = _party(context, fields.get("supplier")), _party(context, fields.get("buyer"))
    if buyer is None and above is not None and supplier is not None:
        buyer = _party(context, above.value)
        evidence = [above.line, *evidence]
    if buyer is None and issuer is not None and supplier is not None and "amount" in fields:
        buyer = issuer
        evidence = [Span(issuer.start, issuer.end), *evidence]
    if supplier is None or buyer is None:
        return None
    roles = [(Role.SUPPLIER, supplier), (Role.BUYER, buyer)]
    region = _place(context, fields.get("region"))
    if region is not None:
        roles.append((Role.REGION, region))
    return make_fact(context, FactKind.CONTRACT, roles, evidence, values=_values(context, fields), confidence=0.9)


def _party(context: Context, span: Span | None) -> Mention | None:
    if span is None:
        return None
    found = context.mentions_in(span.start, span.end)
    return next((mention for mention in found if mention.label in _PARTIES and mention.name_id is not None), None)


def _place(context: Context, span: Span | None) -> Mention | None:
    if span is None:
        return None
    found = context.mentions_in(span.start, span.end)
    places = [mention for mention in found if mention.label is Label.PLACE and mention.name_id is not None]
    return places[-1] if places else None


def _values(context: Context, fields: Mapping[Field, Span]) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    words: tuple[Field, ...] = ("subject", "reference", "period")
    for name in words:
        span = fields.get(name)
        values[name] = context.text[span.start : span.end].strip() if span is not None else None
    values["amount"] = _first(context, fields.get("amount"), Money)
    values["date"] = _first(context, fields.get("date"), Date)
    return values


def _first(context: Context, span: Span | None, kind: type[Money] | type[Date]) -> Value | None:
    if span is None:
        return None
    found = (item.value for item in context.values_in(span.start, span.end))
    return next((value for value in found if isinstance(value, kind)), None)
