"""The parties of a contract document: who they are, what the contract calls them, and which side that puts them on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.context import Context
from extract.facts.contract_block import find_block, has_blank, is_form, is_signed_below
from extract.facts.contract_signers import find_signers
from extract.gazetteers.legal_forms import has_legal_form
from extract.records import Form, Label, Mention, Role
from extract.structure.forms import find_labelled

_HEAD = 8000  # code points within which the parties are introduced
_DEFINED = re.compile(
    r"\(\s*(?:[^()]{0,80}?\s)?[“\"‘'„]\s?(?:[Tt]he\s)?(?P<term>[A-Z][^“”\"‘’'„()]{0,50}?)\s?[”\"’']"
    r"(?P<more>[^()]{0,80}?)\)",
)
_REFERRED = re.compile(
    r"\((?:hereinafter|hereafter)\s+(?:referred\s+to\s+as|called|known\s+as)\s+(?:the\s+)?(?P<term>[A-Z][\w ]{1,30}?)"
    r"(?P<more>)\)"
)
"""A term without quotes: "(hereinafter referred to as Party A)"."""
_REGISTERED = re.compile(
    r"[\s,.]*(?:\(\s*(?:registered\s+|incorporated\s+)?(?:company|registered|registration)?\s*(?:no|number|nr)\b[^()]{0,60}\)"
    r"|,?\s+(?:a\s+company\s+)?(?:incorporated|registered)\s+(?:and\s+registered\s+)?in\s[^.;()]{3,60}?\b(?:no|number)\b"
    r"|\s+whose\s+registered\s+office\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"[“\"‘'„]([^“”\"‘’'„]+)[”\"’']")
_BETWEEN = re.compile(r"\b(?:by and between|by and among|between|among|BETWEEN|BY AND BETWEEN)\b:?")
_STOP = re.compile(
    r"\n\s*(?:WHEREAS|RECITALS?|BACKGROUND|WITNESSETH|1\.|IT IS AGREED|NOW,? THEREFORE|ARTICLE)", re.IGNORECASE
)
_PARTY_LABELS = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)
_SUPPLIER_TERMS = re.compile(
    r"\b(?:supplier|seller|vendor|contractor|provider|consultant|licensor|manufacturer|lessor|landlord|subcontractor"
    r"|developer"
    r"|owner|franchisor|integrator|installer|advisor|adviser|servicer|carrier|content provider|outsourcer|grantor)\b",
    re.IGNORECASE,
)
_BUYER_TERMS = re.compile(
    r"\b(?:buyer|purchaser|customer|client|council|contracting authority|licensee|employer|reseller|distributor|lessee"
    r"|tenant|principal|user|sponsor|franchisee|dealer|recipient|grantee|ministry|bureau)\b",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(
    r"\b(?:part(?:y|ies)|agreement|contract|effective date|products?|services?|goods|framework|term|deed|amendment"
    r"|addendum|programme|program|date)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:guarantor|surety|escrow agent|trustee|collateral agent)\b", re.IGNORECASE)
"""Parties that stand on neither side."""
_LETTERED = re.compile(r"Party [A-H1-8]")
_SALUTATION = re.compile(
    r"\b(?:Ladies\s+and\s+Gentlemen|Dear\s+(?:Sirs?|Madam|Mr|Ms|Dr)\b[^:\n]{0,40}|Gentlemen)\s*[:,]"
)
_REPORTED = re.compile(r"\b(?:with|by|of|from|under|to)\s+(?:the\s+)?(?:U\.?S\.?\s+)?$", re.IGNORECASE)
"""What stands before a body that a clause mentions: "filed with the Commission"."""
_NO_DEAL = re.compile(
    r"\b(?:settlement|non-?disclosure|confidentiality|release|assignment|joint filing|standstill|shareholders?"
    r"|stockholders?)"
    r"[\w\s-]{0,40}\bagreement\b|\bconsent (?:order|decree|agreement)\b", re.IGNORECASE,
)  # fmt: skip
_TITLE = 300  # code points
_NEAR = 600  # code points between a party and its defined term


@dataclass(frozen=True, slots=True)
class Party:
    """A party, what the contract calls it, where its introduction ends, and its side where the term tells."""

    mention: Mention
    term: str
    end: int
    side: Role | None = None


def find_parties(context: Context) -> list[Party]:
    """Return the parties in the order of their introduction, each name once."""
    labelled = _by_label(context)
    block = [Party(*one) for one in find_block(context)]
    if len(block) < 2 and {party.side for party in labelled} == {Role.SUPPLIER, Role.BUYER}:
        return labelled
    addressee = _addressee(context)
    if addressee is not None:
        block = _merged(block, [addressee])
    if block and is_signed_below(context, block[0].mention.start):
        return _merged(block, _signers(context))
    if len(block) > 1 or (block and has_blank(context, block[0].mention.start)):
        return block
    found = _merged(_by_definition(context), block)
    if len(found) < 2:
        registered = _by_registration(context)
        found = registered if len(registered) > 1 else found
    if len(found) < 2:
        found = _merged(found, labelled)
    if len(found) < 2:
        found = _merged(found, _by_between(context))
    if len(found) < 2:
        signers = _signers(context)
        found = _merged(found, signers) if len(signers) > 1 or found else found
    return found


def _signers(context: Context) -> list[Party]:
    return [Party(mention, "", mention.end) for mention in find_signers(context)]


def _addressee(context: Context) -> Party | None:
    """Return who a contract in the form of a letter is written to: the body above "Ladies and Gentlemen:"."""
    salutation = _SALUTATION.search(context.text, 0, _HEAD)
    if salutation is None:
        return None
    above = context.mentions_in(max(0, salutation.start() - 300), salutation.start())
    first = next(
        (one for one in above if one.label is Label.COMPANY and has_legal_form(one.text) and one.name_id), None
    )
    return Party(first, "", first.end) if first is not None else None


def _merged(one: list[Party], other: list[Party]) -> list[Party]:
    known = {party.mention.name_id for party in one}
    return [*one, *(party for party in other if party.mention.name_id not in known)]


def _by_definition(context: Context) -> list[Party]:
    """Read `X, a company of Y (the "Supplier")`: the nearest party named since the last definition."""
    found: dict[str, Party] = {}
    last = 0
    last_party = 0
    for match in _definitions(context.text):
        between = context.text[last_party : match.start()]
        if len(found) >= 2 and (len(between) > _NEAR or _STOP.search(between)):
            break  # the parties are introduced together; later terms are for others
        term = match.group("term").strip()
        if (
            _COLLECTIVE.search(term)
            and not _LETTERED.fullmatch(term)
            and not _SUPPLIER_TERMS.search(term)
            and not _BUYER_TERMS.search(term)
        ):
            continue
        mention = _introduced(context, max(last, match.start() - _NEAR), match.start())
        last = match.end()
        if mention is None or mention.name_id is None:
            continue
        terms = " / ".join([term, *_MORE.findall(match.group("more"))])
        found.setdefault(mention.name_id, Party(mention, terms, match.end()))
        if len(found) == 4:
            break
        last_party = match.end()
    return list(found.values())


def _definitions(text: str) -> list[re.Match[str]]:
    found = [*_DEFINED.finditer(text, 0, _HEAD), *_REFERRED.finditer(text, 0, _HEAD)]
    return sorted(found, key=lambda match: match.start())


def _introduced(context: Context, start: int, end: int) -> Mention | None:
    """Return the first party named in a stretch, by a name of its own, where it stands last, past any heading."""
    candidates = [
        mention for mention in context.mentions_in(start, end)
        if mention.label in _PARTY_LABELS and mention.name_id is not None and mention.form in (Form.NAME, Form.SHORT)
        and not is_form(mention.text)
        and not (mention.label is Label.GOVERNMENT and _REPORTED.search(context.text, 0, mention.start))
    ]  # fmt: skip
    strong = [mention for mention in candidates if mention.label in (Label.COMPANY, Label.GOVERNMENT)]
    first = next(iter(strong or candidates), None)
    same = [mention for mention in candidates if first is not None and mention.name_id == first.name_id]
    return same[-1] if same else None


def _by_registration(context: Context) -> list[Party]:
    """Read "X LIMITED (Company no 2085882) whose registered office is at ...": companies introduced by their number."""
    found: dict[str, Party] = {}
    for match in _REGISTERED.finditer(context.text, 0, _HEAD):
        near = context.mentions_in(max(0, match.start() - _NEAR), match.start() + 1)
        beside = next((one for one in near if one.label is Label.COMPANY and match.start() - one.end < 3), None)
        if beside is not None and beside.name_id is not None and beside.form is Form.NAME:
            found.setdefault(beside.name_id, Party(beside, "", match.end()))
    return list(found.values())


def _by_label(context: Context) -> list[Party]:
    """Read "Contractor | X" at the head of a form."""
    found: list[Party] = []
    for line in find_labelled(context.text):
        if line.field not in ("supplier", "buyer") or line.line.start > _HEAD:
            continue
        mention = _introduced(context, line.value.start, line.value.end)
        side = Role.SUPPLIER if line.field == "supplier" else Role.BUYER
        if mention is not None and mention.label is Label.PERSON and any(party.side is side for party in found):
            continue  # who signs for the contractor is no second one
        if mention is not None and all(mention.name_id != party.mention.name_id for party in found):
            found.append(Party(mention, line.field, line.line.end, side))
    return found


def _by_between(context: Context) -> list[Party]:
    """Read "between X and Y": the first party of each half."""
    match = _BETWEEN.search(context.text, 0, _HEAD)
    if match is None:
        return []
    stop = _STOP.search(context.text, match.end(), match.end() + 2500)
    end = stop.start() if stop else min(len(context.text), match.end() + 1200)
    found: dict[str, Party] = {}
    position = match.end()
    for joint in re.finditer(r"(?:,|;)?\s+(?:and|AND)\s+", context.text[position:end]):
        mention = _introduced(context, position, match.end() + joint.start())
        if mention is not None and mention.name_id is not None:
            found.setdefault(mention.name_id, Party(mention, "", mention.end))
            position = match.end() + joint.end()
            break
    mention = _introduced(context, position, end)
    if mention is not None and mention.name_id is not None and found:
        found.setdefault(mention.name_id, Party(mention, "", mention.end))
    return list(found.values())


def with_sides(parties: Iterable[Party], *, deal: bool = True) -> list[Party]:
    """Return the parties with the side that their terms give them, and the second of two by exclusion.

    Where nothing is dealt in (not a `deal`), a public body does not buy for being one.
    """
    every = list(parties)
    beside = [party for party in every if _BESIDE.search(party.term)]
    if beside and len(every) - len(beside) > 1:
        return [*with_sides(party for party in every if party not in beside), *beside]
    sided = [party if party.side is not None else replace(party, side=_side(party)) for party in every]
    known = [party for party in sided if party.side is not None]
    if len(sided) == 2 and len(known) == 1:
        other = Role.BUYER if known[0].side is Role.SUPPLIER else Role.SUPPLIER
        sided = [party if party.side is not None else replace(party, side=other) for party in sided]
    if len(sided) == 2 and not known and deal:
        bodies = [party for party in sided if party.mention.label is Label.GOVERNMENT]
        companies = [party for party in sided if party.mention.label is Label.COMPANY]
        if len(bodies) == 1 and len(companies) == 1:
            sided = [replace(party, side=Role.BUYER if party in bodies else Role.SUPPLIER) for party in sided]
    sides = {party.side for party in sided}
    if len(sided) >= 2 and len(sides) == 1 and None not in sides:
        return [replace(party, side=None) for party in sided]  # all on one side: the terms do not tell
    return sided


def is_deal(context: Context) -> bool:
    """Whether a contract is one in which somebody supplies: no settlement, secret, assignment or joint filing."""
    return _NO_DEAL.search(context.text, 0, _TITLE) is None


def _side(party: Party) -> Role | None:
    supplies, buys = _SUPPLIER_TERMS.search(party.term), _BUYER_TERMS.search(party.term)
    if bool(supplies) == bool(buys):
        return None
    return Role.SUPPLIER if supplies else Role.BUYER
