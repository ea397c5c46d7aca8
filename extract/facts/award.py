"""Award notices: contracts told by labelled lines, with supplier and buyer each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.labels import Field, Labelled, close_groups, find_labelled
from extract.records import Date, Fact, FactKind, Label, Mention, Money, Role, Span, Value

_PARTIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)


def find_awards(context: Context) -> Iterator[Fact]:
    """Yield a contract for every run of labelled lines that names a supplier and a buyer."""
    for group in close_groups(find_labelled(context), context.text):
        by_field: dict[Field, Labelled] = {line.field: line for line in group}
        supplier, buyer = _party(context, by_field.get("supplier")), _party(context, by_field.get("buyer"))
        if supplier is None or buyer is None:
            continue
        roles = [(Role.SUPPLIER, supplier), (Role.BUYER, buyer)]
        region = _place(context, by_field.get("region"))
        if region is not None:
            roles.append((Role.REGION, region))
        evidence = Span(min(line.line.start for line in group), max(line.line.end for line in group))
        fact = make_fact(
            context, FactKind.CONTRACT, roles, [evidence], values=_values(context, by_field), confidence=0.9
        )
        if fact is not None:
            yield fact


def _party(context: Context, line: Labelled | None) -> Mention | None:
    if line is None:
        return None
    found = context.mentions_in(line.value.start, line.value.end)
    return next((mention for mention in found if mention.label in _PARTIES and mention.name_id is not None), None)


def _place(context: Context, line: Labelled | None) -> Mention | None:
    if line is None:
        return None
    found = context.mentions_in(line.value.start, line.value.end)
    places = [mention for mention in found if mention.label is Label.PLACE and mention.name_id is not None]
    return places[-1] if places else None


def _values(context: Context, by_field: dict[Field, Labelled]) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    fields: tuple[Field, ...] = ("subject", "reference", "period")
    for name in fields:
        line = by_field.get(name)
        values[name] = context.text[line.value.start : line.value.end].strip() if line is not None else None
    values["amount"] = _first(context, by_field.get("amount"), Money)
    values["date"] = _first(context, by_field.get("date"), Date)
    return values


def _first(context: Context, line: Labelled | None, kind: type[Money] | type[Date]) -> Value | None:
    if line is None:
        return None
    found = (item.value for item in context.values_in(line.value.start, line.value.end))
    return next((value for value in found if isinstance(value, kind)), None)
