"""The parties block of a contract: who stands in `by and between X, a corporation (the "Supplier"), and Y`.

Guarantees: a name is a party only where the block goes on from one party to the next: right behind "between", behind
"and", behind a number, or behind a comma where its legal form makes it sure. Names inside brackets, in addresses and in
what is said of a party ("a subsidiary of Z") are no parties. A block goes on while parties follow each other, however
many they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.folding import fold
from extract.gazetteers.countries import find_country, is_state
from extract.gazetteers.legal_forms import split_legal_form
from extract.records import Form, Label, Mention

HEAD = 12_000
"""Code points within which the parties are introduced."""
_LONGEST = 3000  # code points of a block, or from its last party to its end
_FROM_AGREED = 120  # code points behind "confirm their agreement with"
_CLOSE = 400  # code points between parties of a long block
_MOST = 200  # parties: more are a list that something else was taken for a block
_OPENING = re.compile(
    r"\b(?:by\s+and\s+)?(?:between|among(?:st)?)\b(?:\s+the\s+(?:following|undersigned)[^:]{0,30})?:?"
    r"|\b(?:entered\s+into|made|executed)\s+by\s+(?!and\b|between\b|among)|\b[Tt]he\s+undersigned,\s",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:hereby\s+)?(?:mutually\s+)?agrees?,?\s+(?:to\s+the\s+following|as\s+follows)|\bhereby\s+enters?\s+into\s+this\s"
    r"|\bconfirms?\s+(?:its|their)\s+agreement\s+with\s",
    re.IGNORECASE,
)
"""How a contract ends the sentence that begins with its parties: "X, a corporation, and Y agree as follows"."""
_SPEAKS = re.compile(
    r"\b(?:agreement|contract|made|entered|dated|effective|executed|addendum|amendment|lease|deed)\b", re.IGNORECASE
)
STOP = re.compile(
    r"(?:^|\s)(?:WHEREAS|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|WITNESSETH|R\s?E\s?C\s?I\s?T\s?A\s?L\s?S?"
    r"|NOW,?\s+THEREFORE"
    r"|In\s+consideration|Whereas|Recitals|Preliminary|Preamble)\b"
    r"|\n\s*(?:BACKGROUND|Background|ARTICLE|1\.\s|IT IS (?:HEREBY )?AGREED|It is (?:hereby )?agreed)"
)
_FIRST = re.compile(r"[\s:]*1\.\s")
_JOINT = re.compile(
    r"(?:(?:^|[\s,;)”\"])(?:and|&|between|among|amongst|with)|^|;|\(\s*[1-9a-eivx]{1,3}\s*\)|\b[1-9a-e][.)]|[–—-]"
    r"|\bagreement\s+with)[\s,:]*"
    r"(?:\(\s*(?:[1-9a-eivx]{1,3}|[A-Z][a-z]{3,20})\s*\)\s*)?(?:[Tt]he\s+|THE\s+|its\s+(?:subsidiary|affiliate),?\s+"
    r"|[Mm]essrs?\.?\s+|[Mm][rs]{1,2}\.?\s+|Dr\.?\s+)?$",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"_{3,}|\[[\s*●_•-]*\d*\]|X{4,}|\*{3}"
    r"|\b(?:persons?|part(?:y|ies)|entit(?:y|ies)|individuals?)\s+(?:listed|set\s+forth|named|specified|identified)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\b(?:on|in)\s+the\s+signature\s+(?:pages?|blocks?)\b", re.IGNORECASE)
_COMMA = re.compile(r",\s+$")
_SENTENCE_END = re.compile(r"[a-z)]\.\s+[A-Z]")
_LETTER = re.compile(r"\b(?:Party|PARTY)\s+(?P<letter>[A-H]|[1-8])\b[^:\n]{0,40}[:：]\s*")
_LETTER_BEHIND = re.compile(
    r"\(\s*(?:hereinafter|hereafter)[^()]{0,40}?[“\"‘„']?(?:Party|PARTY)\s+(?P<letter>[A-H]|[1-8])[”\"’']?\s*\)"
)
_TERM = re.compile(r"[“\"‘„]\s?(?:[Tt]he\s)?(?P<term>[A-Z][^“”\"‘’„()]{0,50}?)\s?[”\"’]")
_FORM_OF_STATE = re.compile(
    r"(?P<state>(?:[\w’']+\s){0,2}?)(?:limited\s+liability\s+company|(?:limited\s+)?partnership|corporation)",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r",?\s+(?:acting\s+)?as\s+(?:the\s+)?(?P<term>Less(?:or|ee)|Landlord|Tenant|Supplier|Seller|Vendor|Contractor|Buyer|Purchaser"
    r"|Customer|Client|Licens(?:or|ee)|Employer|Consultant)\b",
    re.IGNORECASE,
)
"""What a party is without quotes: "Vard AS, as Lessor"."""
_LABELS = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)
_COLLECTIVE = re.compile(r"^(?:part(?:y|ies)|agreement|contract|effective date|.* parties|.* date)$", re.IGNORECASE)


Introduced = tuple[Mention, str, int]
"""A party, what the contract calls it (empty where it is not said), and where its introduction ends."""


def find_block(context: Context) -> list[Introduced]:
    """Return the parties of the first block that names two, else of the first that names one.

    A title page names parties shortly: a block below it that gives the same parties terms of their own tells more.
    """
    lettered = _named(context, _lettered(context))
    if len(lettered) > 1:
        return lettered
    agreeing = _agreeing(context)
    if sum(bool(term) for _, term, _ in agreeing) > 1:
        return agreeing
    named: list[Introduced] = []
    alone: list[Introduced] = []
    for opening in _OPENING.finditer(context.text, 0, HEAD):
        if not _SPEAKS.search(context.text, max(0, opening.start() - 250), opening.start()):
            continue
        found = _named(context, _in_block(context, opening.end()))
        if sum(bool(term) for _, term, _ in found) > 1 and _tells_more(found, named):
            return found
        named = named or (found if len(found) > 1 else [])
        alone = alone or found
    return named or agreeing or alone


def _agreeing(context: Context) -> list[Introduced]:
    """Return the parties of a sentence that begins with them and says that they agree, two or more."""
    for closing in _AGREED.finditer(context.text, 0, HEAD):
        start = context.text.rfind("\n\n", max(0, closing.start() - _LONGEST), closing.start()) + 2
        first = next((one for one in context.mentions_in(start, closing.end()) if _is_name(one)), None)
        if start > 1 and first is not None and first.start - start < 12 + context.text[start : first.start].count(" "):
            found = _named(context, _in_block(context, start, closing.end() + _FROM_AGREED))
            if len(found) > 1:
                return found
    return []


def _tells_more(found: list[Introduced], earlier: list[Introduced]) -> bool:
    """Whether a block is the one that a title page told shortly: some of the same parties, and no fewer."""
    known = {mention.name_id for mention, _, _ in earlier}
    return not earlier or (len(found) >= len(earlier) and any(mention.name_id in known for mention, _, _ in found))


def has_blank(context: Context, start: int) -> bool:
    """Whether the block around a party leaves another party blank: a form, a name struck out or named elsewhere."""
    return bool(_BLANK.search(context.text, max(0, start - 300), start + 600))


def is_signed_below(context: Context, start: int) -> bool:
    """Whether the block around a party says that others are named where they sign."""
    return bool(_BELOW.search(context.text, max(0, start - 300), start + 600))


def _stop(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what ends a block that begins at `start`; the "1." right behind "between" is the first party's."""
    first = _FIRST.match(text, start)
    return STOP.search(text, first.end() if first else start, end)


def _end(text: str, start: int) -> int:
    stop = _stop(text, start, start + _LONGEST)
    return stop.start() if stop else min(len(text), start + _LONGEST // 2)


def _lettered(context: Context) -> Iterator[tuple[Mention, int]]:
    """Yield who stands behind "Party A (Shipper):", with the end of its line; the first for each letter."""
    seen: set[str] = set()
    for match in _LETTER.finditer(context.text, 0, HEAD):
        if match["letter"] in seen:
            continue
        near = context.mentions_in(match.end(), match.end() + 200)
        first = next((one for one in near if _is_name(one) and one.start < match.end() + 8), None)
        if first is not None:
            seen.add(match["letter"])
            yield first, first.end
    if not seen:
        yield from _lettered_behind(context)


def _lettered_behind(context: Context) -> Iterator[tuple[Mention, int]]:
    """Yield who stands right before "(hereinafter referred to as Party A)"; the first for each letter."""
    seen: set[str] = set()
    for match in _LETTER_BEHIND.finditer(context.text, 0, HEAD):
        near = [one for one in context.mentions_in(max(0, match.start() - 200), match.start()) if _is_name(one)]
        beside = next((one for one in near if match.start() - one.end < 4), None)
        if match["letter"] not in seen and beside is not None:
            seen.add(match["letter"])
            yield beside, match.end()


def _in_block(context: Context, start: int, end: int | None = None) -> Iterator[tuple[Mention, int]]:
    """Yield the parties behind an opening, each with where the next one or the block begins or ends.

    A block that is longer than most goes on while its parties stand close together.
    """
    parties: list[Mention] = []
    last, end = start, end or _end(context.text, start)
    stop = _stop(context.text, start, len(context.text))
    for mention in context.mentions_in(start, stop.start() if stop else len(context.text)):
        if mention.start >= end and mention.start - last > _CLOSE:
            break
        if mention.start < last or not _is_name(mention):
            continue
        before = context.text[last : mention.start]
        if before.count("(") > before.count(")"):
            continue
        if _joins(context, mention, before, first=not parties):
            parties.append(mention)
            last = mention.end
        if len(parties) == _MOST:
            break
    limits = [*(one.start for one in parties[1:]), max(end, last)]
    yield from zip(parties, limits, strict=False)


def _joins(context: Context, mention: Mention, before: str, *, first: bool) -> bool:
    """Whether the words since the last party, or since the block began, lead on to another party."""
    formal = bool(split_legal_form(context.fullest_name(mention))[1]) and mention.label is Label.COMPANY
    if first:
        return not _SENTENCE_END.search(before) and (len(before) < 40 or (formal and len(before) < 150))
    if len(before) > 900 or re.search(r"[.;]\s+(?:The|This|Each|In|Under|Pursuant)\s", before):
        return False  # the block has ended
    if _JOINT.search(before) and before.strip():
        return True
    return formal and bool(_COMMA.search(before))


def _is_name(mention: Mention) -> bool:
    return mention.label in _LABELS and mention.name_id is not None and mention.form in (Form.NAME, Form.SHORT)


def _named(context: Context, parties: Iterator[tuple[Mention, int]]) -> list[Introduced]:
    """Return each name once, with the terms that stand between it and the next."""
    found: dict[str | None, Introduced] = {}
    for mention, limit in parties:
        said = [(one["term"].strip(), one.end()) for one in _TERM.finditer(context.text, mention.end, limit)]
        terms = [(term, end) for term, end in said if not _COLLECTIVE.match(term)][:3]
        capacity = _CAPACITY.match(context.text, mention.end)
        if capacity is not None and not terms:
            terms = [(capacity["term"], capacity.end())]
        end = terms[-1][1] if terms else mention.end
        found.setdefault(mention.name_id, (mention, " / ".join(term for term, _ in terms), end))
    return _whole(list(found.values()))


def _whole(parties: list[Introduced]) -> list[Introduced]:
    """Return the parties without nameless ends of another's name, and without words for what a party is."""
    names = [fold(mention.text) for mention, _, _ in parties]
    ends = [
        not term and any(other.endswith(f" {name}") for other in names)
        for name, (_, term, _) in zip(names, parties, strict=True)
    ]
    return [one for one, end in zip(parties, ends, strict=True) if not end and not is_form(one[0].text)]


def is_form(name: str) -> bool:
    """Whether words say what a party is, with capitals: "Nevada Corporation"."""
    match = _FORM_OF_STATE.fullmatch(name)
    return match is not None and (not match["state"] or is_state(match["state"]) or bool(find_country(match["state"])))
