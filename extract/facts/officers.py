"""Roles, owners and earlier names that forms, registers and minutes give in their own manner, without a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.records import Fact, FactKind, Form, Label, Mention, Role, Span
from extract.structure.forms import find_labelled
from extract.structure.officers import Officer, find_company, find_controllers, find_former_names, find_officers

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_COLUMNS = re.compile(r"[ \t]{3,}|[ \t]*\|[ \t]*")
_ABOVE = 8  # lines between signatures and the heads of their columns
_REACH = 500  # code points between a party and who represents it
_BODY_OF_MEMBERS = re.compile(r"\b(?:committee|council|board|assembly|cabinet)\b", re.IGNORECASE)


def find_officer_facts(context: Context) -> Iterator[Fact]:
    """Yield who holds which office where, in the order of the text, then what a register's extract says."""
    for officer in sorted(find_officers(context.text), key=lambda one: one.name.start):
        person = context.mention_at(officer.name.start)
        body = _body(context, officer)
        if person is None or person.label is not Label.PERSON or (body is None and officer.kind != "staff"):
            continue
        roles = [(Role.PERSON, person), *([(Role.ORGANISATION, body)] if body is not None else [])]
        fact = make_fact(
            context,
            FactKind.ROLE,
            roles,
            [officer.span],
            values={"position": officer.position or None},
            confidence=0.85,
        )
        if fact is not None:
            yield fact
    yield from _of_register(context)


def _body(context: Context, officer: Officer) -> Mention | None:
    """Return whom an officer serves: as the form says, as the column is headed, or whoever is named above."""
    start = officer.span.start
    if officer.body is not None:
        return context.mention_at(officer.body.start)
    if officer.kind.endswith("column"):
        return _of_column(context, start, 0 if officer.kind.startswith("first") else 1)
    if officer.kind == "represents":
        return _labelled_above(context, start) or _last(context, max(0, start - _REACH), start)
    if officer.kind == "director":
        return _last(context, max(0, start - _REACH), start)
    if officer.kind == "member":
        bodies = [one for one in _named(context, 0, start) if _BODY_OF_MEMBERS.search(one.text)]
        committees = [one for one in bodies if "ommittee" in one.text]
        return next(iter(committees or bodies), None)
    return next(iter(_named(context, 0, start)), None) if officer.kind == "staff" else None


def _named(context: Context, start: int, end: int) -> list[Mention]:
    return [
        one for one in context.mentions_in(start, end)
        if one.label in _BODIES and one.name_id is not None and one.form in (Form.NAME, Form.SHORT, Form.ACRONYM)
    ]  # fmt: skip


def _last(context: Context, start: int, end: int) -> Mention | None:
    """Return the body named last before a place, in the same paragraph or the one before it."""
    breaks = [match.end() for match in re.finditer(r"\n\s*\n", context.text[start:end])]
    if len(breaks) > 1:
        start += breaks[-2]
    return next(reversed(_named(context, start, end)), None)


def _labelled_above(context: Context, offset: int) -> Mention | None:
    """Return the party of the nearest line above that labels one, a few lines up."""
    lines = [
        line for line in find_labelled(context.text) if line.field in ("supplier", "buyer") and line.line.end < offset
    ]
    if not lines or offset - lines[-1].line.end > _REACH // 2:
        return None
    return next(iter(_named(context, lines[-1].value.start, lines[-1].value.end)), None)


def _of_column(context: Context, offset: int, column: int) -> Mention | None:
    """Return whom the head of a column names, by name or by the label under which the form names it above."""
    end = offset - 1
    for _ in range(_ABOVE):
        start = context.text.rfind("\n", 0, max(0, end)) + 1
        parts = _cells(context.text[start:end], start)
        if len(parts) == 2:
            named = _named(context, parts[column].start, parts[column].end)
            words = context.text[parts[column].start : parts[column].end]
            found = named[0] if named else _under_label(context, words)
            if found is not None:
                return found
        end = start - 1
    return None


def _cells(line: str, start: int) -> list[Span]:
    cells, at = [], 0
    for gap in [*_COLUMNS.finditer(line.rstrip()), None]:
        end = gap.start() if gap else len(line.rstrip())
        if line[at:end].strip():
            cells.append(Span(start + at, start + end))
        at = gap.end() if gap else end
    return cells


def _under_label(context: Context, words: str) -> Mention | None:
    for line in find_labelled(context.text):
        label = context.text[line.line.start : line.value.start].strip(" :|\t")
        if line.field in ("supplier", "buyer") and re.search(rf"\b{re.escape(label)}\b", words, re.IGNORECASE):
            return next(iter(_named(context, line.value.start, line.value.end)), None)
    return None


def _of_register(context: Context) -> Iterator[Fact]:
    """Yield the owners and the earlier names of the company that a register's extract is about."""
    span = find_company(context.text)
    company = context.mention_at(span.start) if span is not None else None
    if company is None:
        return
    for name in find_former_names(context.text):
        evidence = [Span(company.start, company.end), name]
        words = context.text[name.start : name.end]
        fact = make_fact(
            context,
            FactKind.ALIAS,
            [(Role.ENTITY, company)],
            evidence,
            values={"name": words},
            act="former",
            confidence=0.9,
        )
        if fact is not None:
            yield fact
    for controller, _, lines in find_controllers(context.text):
        owner = context.mention_at(controller.start)
        if owner is not None:
            fact = make_fact(
                context, FactKind.OWNERSHIP, [(Role.OWNER, owner), (Role.OWNED, company)], [lines], confidence=0.85
            )
            if fact is not None:
                yield fact
