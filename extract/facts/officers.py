"""Roles, owners and earlier names that forms, registers and minutes give in their own manner, without a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Kind
from extract.context import Context
from extract.facts.contract_parties import find_parties, with_sides
from extract.facts.drafts import make_fact
from extract.facts.notice_parts import find_authority
from extract.folding import fold
from extract.records import Fact, FactKind, Form, Label, Mention, Quantity, Role, Span
from extract.structure.fields import Side
from extract.structure.forms import find_labelled
from extract.structure.officers import Officer, find_officers, side_of
from extract.structure.registers import find_company, find_controllers, find_former_names, find_holdings

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_REACH = 500  # code points between a party and who represents it
_ON_BEHALF = re.compile(r"(?:\b(?:for|behalf of)|:)\s*(?:the\s+)?$", re.IGNORECASE)
_BELONGS = re.compile(r"(?:,|\b(?:of|at|for|in))\s*(?:the\s+)?$")
_PORTFOLIO = re.compile(r"\b(?:Secretary|Minister|Commissioner)\s+(?:for|of)\s+(?:the\s+)?$")
"""What follows is what a person is in charge of: "Assistant Secretary for Export Administration"."""
_FORMS = (Form.NAME, Form.SHORT, Form.ACRONYM, Form.DEFINED_TERM)
_BODY_OF_MEMBERS = re.compile(r"\b(?:committee|council|board|assembly|cabinet)\b", re.IGNORECASE)


def find_officer_facts(context: Context) -> Iterator[Fact]:
    """Yield who holds which office where, in the order of the text, then what a register's extract says."""
    for officer in sorted(find_officers(context.text), key=lambda one: one.name.start):
        person = context.mention_at(officer.name.start)
        body, position = _inside(context, officer) or (_body(context, officer), officer.position)
        if (
            person is None
            or person.label is not Label.PERSON
            or (body is None and officer.manner not in ("staff", "signs"))
        ):
            continue
        roles = [(Role.PERSON, person), *([(Role.ORGANISATION, body)] if body is not None else [])]
        fact = make_fact(
            context,
            FactKind.ROLE,
            roles,
            [officer.span],
            values={"position": position or None},
            confidence=0.85,
        )
        if fact is not None:
            yield fact
    yield from _of_register(context)


def _inside(context: Context, officer: Officer) -> tuple[Mention, str] | None:
    """Return the body that a position names, and the position without it: "Director, Office of Trade"."""
    for one in _named(context, officer.name.end, officer.span.end):
        before = context.text[officer.name.end : one.start]
        at = officer.position.find(one.text)
        if at > 2 and _BELONGS.search(before) and not _PORTFOLIO.search(officer.position[:at]):
            return one, _BELONGS.sub("", officer.position[:at]).strip(" ,")
    return None


def _body(context: Context, officer: Officer) -> Mention | None:
    """Return whom an officer serves: as the form says, on the side it says, or whoever is named above."""
    start = officer.span.start
    if officer.body is not None:
        return context.mention_at(officer.body.start)
    if officer.side is not None:
        return _on_side(context, officer.side)
    if officer.manner == "signs":
        return _signed_for(context, officer)
    if officer.manner == "represents":
        return _labelled_above(context, start) or _last(context, max(0, start - _REACH), start)
    if officer.manner == "director":
        return _last(context, max(0, start - _REACH), start)
    bodies = _named(context, 0, start)
    if officer.manner == "member":
        bodies = [one for one in bodies if _BODY_OF_MEMBERS.search(one.text)]
        bodies = [one for one in bodies if "ommittee" in one.text] or bodies
    return next(iter(bodies), None)


def _signed_for(context: Context, officer: Officer) -> Mention | None:
    """Return for whom a name stands: the body on the nearest line that names one, or the side that a line names.

    A notice lists those above its signature, who are the last that an official signs for: he signs for who issues it.
    """
    notice = context.document.kind is Kind.SANCTIONS_NOTICE
    for line in officer.near:
        named = [one for one in _named(context, line.start, line.end) if _heads(context, one, line)]
        if notice:
            named = [one for one in named if one.label is Label.GOVERNMENT]
        side = side_of(context.text, line)
        found = named[0] if named else _on_side(context, side) if side is not None else _shouted(context, line)
        if found is not None or side is not None or _is_shouted(context, line):
            return found  # whoever stands further up signs for himself
    return find_authority(context) if notice else None


def _is_shouted(context: Context, line: Span) -> bool:
    """Whether a line names somebody in capitals, as a party stands over its signature."""
    words = context.text[line.start : line.end]
    return words.isupper() and len(words.split()) > 1 and ":" not in words and not any(map(str.isdigit, words))


def _shouted(context: Context, line: Span) -> Mention | None:
    """Return the body that is named elsewhere as a line names it in capitals."""
    words = fold(context.text[line.start : line.end])
    bodies = _named(context, 0, line.start) if _is_shouted(context, line) else []
    return next((one for one in bodies if fold(context.fullest_name(one)) == words), None)


def _heads(context: Context, body: Mention, line: Span) -> bool:
    """Whether a line is there to name a body: most of its words, or "signed for and on behalf of" it."""
    before = context.text[line.start : body.start]
    whole = "\n" not in body.text and (body.end - body.start) * 2 >= line.end - line.start
    return whole or bool(_ON_BEHALF.search(before))


def _on_side(context: Context, side: Side) -> Mention | None:
    """Return the party of a side: as a form labels it, else as the contract's own terms tell."""
    role = Role.SUPPLIER if side == "supplier" else Role.BUYER
    lines = (line for line in find_labelled(context.text) if line.field == side)
    labelled = (one for line in lines for one in _named(context, line.value.start, line.value.end))
    if context.document.kind is not Kind.CONTRACT:
        return next(labelled, None)
    return next(labelled, None) or next(
        (party.mention for party in with_sides(find_parties(context)) if party.side is role), None
    )


def _named(context: Context, start: int, end: int) -> list[Mention]:
    return [
        one for one in context.mentions_in(start, end)
        if one.label in _BODIES and one.name_id is not None and one.form in _FORMS
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


def _holdings(context: Context, company: Mention) -> Iterator[Fact]:
    """Yield the shares that an extract lists, of the company and of its subsidiaries."""
    for holding in find_holdings(context.text):
        other = context.mention_at(holding.name.start)
        if other is None or other.name_id is None or other.name_id == company.name_id:
            continue
        ours, theirs = (Role.OWNER, Role.OWNED) if holding.owned else (Role.OWNED, Role.OWNER)
        fact = make_fact(
            context, FactKind.OWNERSHIP, [(ours, company), (theirs, other)], [holding.span],
            values={"share": Quantity(holding.share, "percent")}, confidence=0.85,
        )  # fmt: skip
        if fact is not None:
            yield fact


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
    yield from _holdings(context, company)
    for controller, _, lines in find_controllers(context.text):
        owner = context.mention_at(controller.start)
        if owner is not None:
            fact = make_fact(
                context, FactKind.OWNERSHIP, [(Role.OWNER, owner), (Role.OWNED, company)], [lines], confidence=0.85
            )
            if fact is not None:
                yield fact
