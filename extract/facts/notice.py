"""Sanctions notices: every entry of a list as a designation, with authority, list, date, status, grounds and aliases.

An entry is a paragraph or labelled group that begins with a name and carries the marks of an entry: aliases, an
address, identifiers, grounds, a programme tag. What a heading above says (added, amended, removed) is its status. The
legal text around the entries names nobody as designated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.records import Kind
from extract.context import Context
from extract.facts.allegation import allege
from extract.facts.drafts import make_fact
from extract.facts.notice_parts import (
    aliases_in,
    effective_date,
    find_authority,
    find_programme,
    grounds_of,
    grounds_span,
    status_at,
)  # fmt: skip
from extract.facts.notice_ties import find_ties
from extract.facts.triggers import HARM
from extract.records import Date, Fact, FactKind, Form, Label, Mention, Role, Span
from extract.structure.fields import Field
from extract.structure.listed_names import find_listed_names

_TARGETS = (Label.COMPANY, Label.PERSON, Label.ORGANISATION)
_NUMBERED = r"(?:No\.?\s?\d{1,5}\s?[:.)]|\d{1,4}[.)])\s"
_PARAGRAPH = re.compile(rf"(?:[^\n]|\n(?!\s*\n|\s*{_NUMBERED}))+")
_OPENING = re.compile(
    r"\s*(?:No\.?\s?\d{1,5}\s?[:.)]|\(?\d{1,3}[.)]|\([a-z]\)|[-•*—]|\d{1,3}\s)?\s*(?:(?:Name|Entity|ENTITY)\s*:\s*)?[\"“]?"
)
_MARKS = re.compile(
    r"\ba\.?\s?k\.?\s?a\.?\b|\bf\.?k\.?a\.?\b|also known as|\bAddress\b|\breasons?\b|\bgrounds\b|\[[A-Z][A-Z0-9-]+\]"
    r"|\bDOB\b"
    r"|\bborn\b|date of birth|\bpassport\b|registration (?:number|no)|licence \d|listed on|date of listing|Linked To"
    r"|nationality|\balt\. address|Company Number|Identification Number|Tax ID|^\s*\(?\d{1,3}[.)]\s"
    r"|^\s*No\.?\s?\d{1,5}\s?[:.)]",
    re.IGNORECASE | re.MULTILINE,
)
_BULLETS = re.compile(r"\b(?:adds?|adding|removes?|removing|lists?|amends?)\b[^.\n]{0,80}\bfollowing\b", re.IGNORECASE)
_ALIAS_LINES = re.compile(r"(?:\s*\n\s*[—–-][^\n]+)+")
_ADDRESS = re.compile(r"\d\S* \d")
"""No name is written with two numbers beside each other."""
_BESIDE = 24  # code points between a name and an alias right behind it
_ANNEX = re.compile(
    r"^[ \t]*(?:ANNEX|SCHEDULE|Annex|Schedule|APPENDIX|Appendix)\b[^\n]{0,60}\n(?:[^\n]*\n){0,3}?"
    r"[^\n]*\b(?i:designated|listed|natural|following|legal)\b[^\n]{0,40}\b(?i:persons?|entit(?:y|ies)|entries)\b",
    re.MULTILINE,
)
"""The annex of an act of law that names who is listed."""
_IS_NOTICE = re.compile(
    r"\b(?:addition|additions|removal|removals|amendment|listing|designat\w+|restrictive measures|sanctions?"
    r"|entity list"
    r"|control list|restricted|blocked|debar\w*|blacklist|embargo|measures against|proscri\w+|ineligib\w+"
    r"|exclu(?:sion|ded))\b",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:debar\w*|ineligib\w+|exclu(?:ded|sion)|sanction\w*|designat\w+|restrictive|control list)\b", re.IGNORECASE
)
_ADDING = re.compile(
    r"\b(?:adds?|adding|added|designat\w+|list(?:ed|ing)|remov\w+|amend\w*|includ\w+|impos\w+|insert\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a notice: who it is about and the stretch of text that it takes."""

    target: Mention
    span: Span
    cells: Mapping[Field, Span] = field(default_factory=dict)


def is_notice(context: Context) -> bool:
    """Whether a document lists people or firms: by its kind, or by its title and opening where the kind is open."""
    if context.document.kind is Kind.SANCTIONS_NOTICE:
        return True
    if context.document.kind is not Kind.OTHER:
        return False
    opening = context.text[:600]
    if any(listed.cells for listed in find_listed_names(context.text)) and _EXCLUDES.search(context.text[:3000]):
        return True
    if not (_IS_NOTICE.search(opening) and _ADDING.search(context.text[:3000])):
        return False
    return bool(find_programme(context) or _ANNEX.search(context.text))


def find_notice_facts(context: Context) -> Iterator[Fact]:
    """Yield the designations of a notice and the aliases its entries give."""
    if not is_notice(context):
        return
    entries = list(find_entries(context))
    authority = find_authority(context, {entry.target.name_id for entry in entries})
    programme = find_programme(context)
    for entry in entries:
        status = status_at(context, entry.span.start)
        fact = _designation(context, entry, authority, programme, status)
        if fact is not None:
            yield fact
            yield from _aliases(context, entry)
            yield from find_ties(context, entry.target, entry.span)
            grounds = _grounds(context, entry, authority) if status != "removed" else None
            if grounds is not None:
                yield grounds


def _designation(
    context: Context, entry: Entry, authority: Mention | None, programme: str | None, status: str
) -> Fact | None:
    roles = [(Role.TARGET, entry.target)]
    if authority is not None and authority.name_id != entry.target.name_id:
        roles.append((Role.AUTHORITY, authority))
    date: Date | None = _since(context, entry) or effective_date(context, entry.span)
    return make_fact(
        context, FactKind.DESIGNATION, roles, [entry.span],
        values={"status": status, "programme": programme, "date": date, "reason": grounds_of(context, entry.span)},
        act=status, confidence=0.9,
    )  # fmt: skip


def _since(context: Context, entry: Entry) -> Date | None:
    """Return the date in the column that says since when a party of a table is listed."""
    cell = entry.cells.get("since")
    found = context.values_in(cell.start, cell.end) if cell is not None else ()
    return next((item.value for item in found if isinstance(item.value, Date)), None)


def _grounds(context: Context, entry: Entry, authority: Mention | None) -> Fact | None:
    """Return what the authority alleges as the grounds of an entry, where the entry gives any that tell of harm."""
    content = entry.cells.get("grounds") or grounds_span(context, entry.span)
    if content is None or authority is None or authority.name_id == entry.target.name_id:
        return None
    if not HARM.search(context.text[content.start : content.end]):
        return None
    return allege(
        context, claimant=authority, words=None, targets=[entry.target], content=content, act="states",
        evidence=[content], confidence=0.8,
    )  # fmt: skip


def _aliases(context: Context, entry: Entry) -> Iterator[Fact]:
    for name, span in aliases_in(context.text, entry.span):
        fact = make_fact(
            context, FactKind.ALIAS, [(Role.ENTITY, entry.target)], _alias_evidence(entry, span),
            values={"name": name}, confidence=0.9,
        )  # fmt: skip
        if fact is not None:
            yield fact


def _alias_evidence(entry: Entry, alias: Span) -> list[Span]:
    """Return the words from the name to the alias, or both apart where others stand between them."""
    if alias.start - entry.target.end <= _BESIDE:
        return [Span(entry.target.start, max(alias.end, entry.target.end))]
    return [Span(entry.target.start, entry.target.end), alias]


def find_entries(context: Context) -> Iterator[Entry]:
    """Yield the entries of a notice in the order of the text: those whose form says what they are, then paragraphs."""
    formal = list(_formal(context))
    yield from formal
    taken = {entry.span.start for entry in formal} | {entry.target.start for entry in formal}
    for match in _PARAGRAPH.finditer(context.text):
        opening = _OPENING.match(context.text, match.start(), match.end())
        at = opening.end() if opening is not None else match.start()
        mention = context.mention_at(at) if at < match.end() else None
        if mention is None or mention.start > at or mention.label not in _TARGETS or mention.name_id is None:
            continue
        if mention.form not in (Form.NAME, Form.SHORT) or mention.start in taken or _ADDRESS.search(mention.text):
            continue
        rest = context.text[match.start() : match.end()]
        bullet = (
            opening is not None
            and "•" in opening.group()
            and bool(_BULLETS.search(context.text[: match.start()][-3000:]))
        )
        behind = context.text[mention.end : match.end()]
        if not (_MARKS.search(rest) or bullet) or not _looks_listed(behind, numbered=opening is not None and any(
            character.isdigit() for character in opening.group())
        ):  # fmt: skip
            continue
        yield Entry(
            mention, Span(match.start() + len(rest) - len(rest.lstrip()), _with_alias_list(context.text, match.end()))
        )


def _formal(context: Context) -> Iterator[Entry]:
    for listed in sorted(find_listed_names(context.text), key=lambda one: one.name.start):
        mention = context.mention_at(listed.name.start)
        if mention is not None and mention.label in _TARGETS and mention.name_id is not None:
            yield Entry(mention, listed.span, listed.cells)


def _with_alias_list(text: str, end: int) -> int:
    """Return where an entry ends whose aliases stand on lines of their own below it."""
    if not text[:end].rstrip().endswith(("alias:", "aliases:")):
        return end
    following = _ALIAS_LINES.match(text, end)
    return following.end() if following is not None else end


def _looks_listed(behind: str, *, numbered: bool) -> bool:
    """Whether a name is followed as in a list: by a mark or a line, not by a verb."""
    tail = behind.lstrip(".")
    if tail[:1] in (",", ";", "(", "\n", "[", "") or tail.lstrip().startswith(("(", "[")):
        return True
    return numbered and bool(re.match(r"\s*(?:,|\(|;|\n|a\.k\.a)", tail))
