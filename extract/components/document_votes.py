"""What a document as a whole says of its names: the strongest reason found anywhere holds for every mention.

A dateline and the council of a town show a place, "members of the Tavri minority" a people, the full name of a company
its short forms; what nothing is known of is what it mostly is in the document.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from extract.components.typed import CERTAIN, CONTEXT, DEFAULT, HEAD, Typed
from extract.folding import listed
from extract.gazetteers.countries import find_by_seat, find_country, is_city, is_state
from extract.longer_names import LongerNames
from extract.names import base, is_acronym
from extract.records import Form, Label

PEOPLE_ENDING = re.compile(r"[a-z]{2}(?:ian|ean|ese|ish|ians|eans)$")
_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_DATELINE = re.compile(
    r"(?:\A|\n)[ \t]*(?P<place>[A-Z][A-Z.’' -]{2,30}?)(?:, [A-Z\d][\w. ]{2,20})? ?"
    r"(?:\((?P<agency>[^()\n]{2,30})\) ?)?[—–-]{1,2} "
)
_DATED = re.compile(
    r"(?:\A|\n)[ \t]*(?P<place>[A-Z][\w.’' -]{2,30}?), "
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?,? ?"
    r"(?:\((?P<agency>[^()\n]{2,30})\) ?)?[—–-]{1,2} "
)
_PEOPLE_NOUN = listed(
    "minority minorities people peoples exiles exile refugees diaspora family families tribe tribes clan clans faces"
    " activists dissidents detainees ethnicity heritage descent identity nationalists separatists villagers leaders"
    " communities community herders elders farmers fishermen speakers nomads protesters"
)
_LOCATING = listed("in at near outside across throughout around inside towards")
_HELD = listed("stake stakes share shares holding interest confidence investment investor investors trust faith")
_COUNCILS = re.compile(
    r"\b([A-Z][\w’'-]+) (?:(?:Borough|District|City|County|Town|Parish|Metropolitan|Municipal|Regional) )+"
    r"(?:Council|Authority|Police|Court|Hospital)\b"
)


def agree(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Return the same names, in order, each with the label that the whole document gives it."""
    typed = _homelands(doc, typed)
    typed = _placed(doc, typed)
    typed = _peoples(doc, typed)
    return _coordinated(doc, _coined(doc, _voted(doc, _agreed(doc, typed))))


def is_known_place(text: str) -> bool:
    """Whether a text is a country, a capital, a state of the United States or a large city."""
    return bool(find_country(text) or find_by_seat(text)) or is_state(text) or is_city(text)


def find_datelines(text: str) -> tuple[re.Match[str], ...]:
    """Return where stories are dated from, as matches with a `place` and perhaps an `agency`."""
    return (*_DATELINE.finditer(text), *_DATED.finditer(text))


def named_councils(doc: Doc) -> dict[str, str]:
    """Return the one council that each town of the document has, by the town's name."""
    found: dict[str, set[str]] = {}
    for match in _COUNCILS.finditer(doc.text):
        found.setdefault(match[1], set()).add(match[0])
    return {town: min(councils) for town, councils in found.items() if len(councils) == 1}


def _placed(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """A dateline is a place, with an agency in its brackets; a place is a word that a council is named after."""
    datelines = find_datelines(doc.text)
    starts = {match.start("place") for match in datelines}
    agencies = {match.start("agency") for match in datelines if match["agency"]}
    towns = named_councils(doc)
    result = []
    for one in typed:
        text = doc[one.start : one.end].text
        if doc[one.start].idx in agencies and one.strength < CERTAIN:
            one = replace(one, label=Label.ORGANISATION, reason="an agency in a dateline", strength=HEAD)  # noqa: PLW2901
        elif one.strength == DEFAULT and one.label is not Label.PLACE:
            if doc[one.start].idx in starts:
                one = replace(one, label=Label.PLACE, reason="a dateline", strength=CONTEXT)  # noqa: PLW2901
            elif text in towns:
                one = replace(one, label=Label.PLACE, reason="a council is named so", strength=CONTEXT)  # noqa: PLW2901
        result.append(one)
    return result


_COINED = re.compile(r"(?!(?:Ma?c|De|Di|La|Le|Van|Fitz|O[’'])[A-Z])[A-Za-z]*[a-z]{2}[A-Z]\w*")
"""A word with a capital inside, as firms coin them: ParkLightly, MediQ; not McDonald."""


def _coined(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """A coined word that the tagger calls a person or a place and nothing else is known of is a company."""
    return [
        replace(one, label=Label.COMPANY, reason="a coined word")
        if one.strength == DEFAULT
        and one.label in (Label.PERSON, Label.PLACE)
        and one.end - one.start == 1
        and _COINED.fullmatch(doc[one.start].text)
        else one
        for one in typed
    ]


def _peoples(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """One word that "minority" or "exiles" follows is a people here, and wherever else no place is meant."""
    named = {one.start for one in typed if _is_people_here(doc, one)}
    peoples = {doc[index].text for index in named}
    return [
        replace(one, label=Label.GROUP, reason="a people", strength=CONTEXT)
        if one.end - one.start == 1
        and one.strength <= CONTEXT
        and (one.start in named or (doc[one.start].text in peoples and not is_located(doc, one)))
        else one
        for one in typed
    ]


def _is_people_here(doc: Doc, one: Typed) -> bool:
    text = doc[one.start : one.end].text
    if one.end - one.start > 1 or one.strength > CONTEXT or is_known_place(text) or one.end >= len(doc):
        return False
    before = doc[one.start - 1].lower_ if one.start else ""
    return (doc[one.end].lower_ in _PEOPLE_NOUN and before not in _LOCATING) or before in ("ethnic", "indigenous")


def is_located(doc: Doc, one: Typed) -> bool:
    """Whether "in" or "near" stands before a name, and no share that one may have in a company before that."""
    index = one.start - 1
    if index < 0 or doc[index].lower_ not in _LOCATING:
        return False
    return not any(token.lower_ in _HELD for token in doc[max(0, index - 3) : index])


def _homelands(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Where the text has a word `Kestrian`, or Kestria has a ministry, it is a place if nothing says more."""
    adjectives = {token.text.removesuffix("s") for token in doc if token.is_title and PEOPLE_ENDING.search(token.text)}
    lands = {adjective.removesuffix("n") for adjective in adjectives if adjective.endswith("n")}
    lands |= {match[1] for match in _RULED.finditer(doc.text)}
    return [
        replace(one, label=Label.PLACE, reason="the land of a people or a ministry named beside it", strength=CONTEXT)
        if one.strength == DEFAULT and doc[one.start : one.end].text in lands
        else one
        for one in typed
    ]


_RULED = re.compile(
    r"\b([A-Z][\w-]+)[’']s (?:[a-z]+ )?(?:ministry|embassy|parliament|prime minister|foreign minister|interior minister"
    r"|defence minister|finance minister|central bank|capital city|constitution|coastline)\b"
)
"""Whoever has these is a land."""


def _voted(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Let a name that the tagger calls a person here and a body there be what it mostly, and most surely, is."""
    votes: dict[str, Counter[Label]] = {}
    for one in typed:
        weight = (1, 2, 4, 8)[one.strength]
        votes.setdefault(base(doc[one.start : one.end].text), Counter())[one.label] += weight
    voted = []
    for one in typed:
        label, weight = votes[base(doc[one.start : one.end].text)].most_common(1)[0]
        if one.strength == DEFAULT and label is not one.label and weight > 1:
            one = replace(one, label=label, reason="as elsewhere in the document", strength=CONTEXT)  # noqa: PLW2901
        voted.append(one)
    return voted


def _agreed(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """Give a body's short forms and its weakly typed mentions the label that the strongest reason gives it."""
    texts = [doc[one.start : one.end].text for one in typed]
    surnames = {text.split()[-1] for one, text in zip(typed, texts, strict=True) if " " in text and _is_person(one)}
    names = {
        index: text
        for index, (one, text) in enumerate(zip(typed, texts, strict=True))
        if one.label in _BODIES or _may_be_body(one, text, surnames)
    }
    best: dict[str, Typed] = {}
    for index, name in names.items():
        if typed[index].label not in _BODIES:
            continue
        if base(name) not in best or best[base(name)].strength < typed[index].strength:
            best[base(name)] = typed[index]
    agreed = list(typed)
    located = {base(text) for one, text in zip(typed, texts, strict=True) if is_located(doc, one)}
    longer = LongerNames((name for name in names.values() if " " in name and base(name) in best), Label.COMPANY)
    for index, name in names.items():
        strongest = best.get(base(name), typed[index])
        if strongest.strength < CERTAIN:
            others = (best[base(long)] for long in longer.longer_than(name))
            fitting = [other for other in others if _may_lend(other, name, typed[index], located=base(name) in located)]
            strongest = max([*fitting, strongest], key=lambda one: one.strength)
        if strongest.strength > typed[index].strength:
            reason = "as elsewhere in the document"
            agreed[index] = replace(typed[index], label=strongest.label, reason=reason, strength=strongest.strength)
    return agreed


def _may_lend(longer: Typed, short: str, one: Typed, *, located: bool) -> bool:
    """Whether a longer name lends its label to a shorter one, which the tagger may have called a person or a place.

    A place that something is `in` or `near` stays one, unless the longer name is a company's for certain.
    """
    if one.label not in _BODIES:
        sure = CERTAIN if one.label is Label.PLACE and located else HEAD
        return longer.strength >= sure and longer.label is not Label.GOVERNMENT
    return longer.label is not Label.GOVERNMENT or is_acronym(short) or " " in short


def _may_be_body(one: Typed, text: str, surnames: set[str]) -> bool:
    """Whether what the tagger calls a person or a place may be a firm named in full elsewhere."""
    if one.strength > DEFAULT:
        return False
    if one.label is Label.PLACE:
        return " " in text and not is_known_place(text)
    return one.label is Label.PERSON and text not in surnames


def _is_person(one: Typed) -> bool:
    return one.label is Label.PERSON


def _coordinated(doc: Doc, typed: list[Typed]) -> list[Typed]:
    """A name nothing is known of takes the label of its neighbour in a list: "Hikvision, Dahua and Veshtar"."""
    result = list(typed)
    for order in (range(1, len(typed)), range(len(typed) - 2, -1, -1)):
        for index in order:
            other = index - 1 if order.step == 1 else index + 1
            one, neighbour = result[index], result[other]
            first, second = sorted((one, neighbour), key=lambda item: item.start)
            link = doc[first.end : second.start].text.strip().lower()
            if neighbour.label is Label.PLACE and _is_placed_beside(doc, one, first, link):
                result[index] = replace(one, label=Label.PLACE, reason="listed beside a place", strength=CONTEXT)
            elif (
                one.strength == DEFAULT
                and one.label in _BODIES
                and neighbour.label in _BODIES
                and neighbour.strength > DEFAULT
                and link in (",", "and", "or", ", and", "&")
                and one.form is Form.NAME
            ):
                result[index] = replace(one, label=neighbour.label, reason="listed beside one", strength=CONTEXT)
    return result


def _is_placed_beside(doc: Doc, one: Typed, first: Typed, link: str) -> bool:
    """Whether nothing is known of one word that stands beside a place behind "between" or "in"."""
    before = doc[first.start - 1].lower_ if first.start else ""
    unknown = one.strength == DEFAULT and one.label in _BODIES and one.end - one.start == 1
    return unknown and link in ("and", "or") and (before == "between" or before in _LOCATING)
