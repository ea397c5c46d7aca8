"""Terms that a contract defines for its parties: `Meridian Gate Systems Limited (the "Supplier")`.

A definition belongs to the first body named in its clause: the stretch since the last definition, paragraph or
semicolon. Later uses with the same capitals are mentions of that party. Terms for things ("Agreement", "Services") and
for several parties together define nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extract.components.typed import CERTAIN, Typed
from extract.folding import listed
from extract.gazetteers.parties import PARTY_TERMS
from extract.names import initials, is_short_form
from extract.records import Label

_QUOTE = "[\"“”„‘’']"


def _term(group: str) -> str:
    return rf"{_QUOTE}\s?(?:[Tt]he\s)?(?P<{group}>[A-Z][\w&.’'-]*(?:\s[A-Z&][\w&.’'-]*){{0,3}}?)\s?{_QUOTE}"


_DEFINITION = re.compile(
    r"\(\s*(?:(?:each|collectively|together|hereinafter|hereafter|herein|also|as|referred|to|called|known|defined"
    r"|being|the"
    r"|and|or|with|its|affiliates|successors|individually|respectively),?\s+)*(?:the\s+)?"
    + _term("term")
    + r"(?:\s+(?:or|and)\s+(?:the\s+)?"
    + _term("other")
    + r")?[^()]{0,40}\)"
    r"|(?:,\s+)?\bherein(?:after)?\s+(?:(?:referred|to|called|known|as),?\s+)*(?:the\s+)?" + _term("loose")
)
_NOT_PARTIES = listed(
    "agreement parties party services products product term contract equipment deliverables price fee fees date goods"
    " software property premises works territory effective commencement schedule amendment order site project report"
    " closing shares plan program programme trademarks marks confidential act rules notes lease license licence system"
)
_VERSUS = re.compile(r"\b(?i:between|in the matter of)[ \t]*:?[ \t]*\n")
_CASE_SIDE = re.compile(
    r"(?:^|(?<=\s{3})|(?<=\| ))[ \t]*(?:\d(?:st|nd|rd)? )?(?P<side>Claimant|Plaintiff|Defendant|Appellant|Respondent"
    r"|Petitioner|Applicant|CLAIMANT|PLAINTIFF|DEFENDANT|APPELLANT|RESPONDENT|PETITIONER|APPLICANT)(?:s|S|\(s\))?"
    r"[ \t]*$",
    re.MULTILINE,
)
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")
_HEADING = 2500  # characters from the top of a judgment to its parties, and from these to its text
_REACH = 500  # characters: a party's address and registration stand between its name and its term
_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, the name it stands for, and where its definition ends in the text."""

    term: str
    party: Typed
    end: int


def find_definitions(doc: Doc, typed: Sequence[Typed]) -> list[Definition]:
    """Return what a text defines, in order; the first definition of a term holds."""
    found: dict[str, Definition] = {}
    last_end = 0
    text = doc.text  # spaCy puts it together anew each time it is asked for
    for match in _DEFINITION.finditer(text):
        party = _party(doc, text, typed, max(last_end, match.start() - _REACH), match.start())
        last_end = match.end()
        for group in ("term", "other", "loose"):
            term = match[group]
            if term and party is not None and term not in found and _names_party(doc, term, party, match.start()):
                found[term] = Definition(term, party, match.end())
    for one in _sides_of_a_case(doc, text, typed):
        found.setdefault(one.term, one)
    return list(found.values())


def _sides_of_a_case(doc: Doc, text: str, typed: Sequence[Typed]) -> Iterator[Definition]:
    """Yield who is the claimant, who the (first, second) defendant, as the heading of a judgment sets them out."""
    opening = _VERSUS.search(text, 0, _HEADING)
    last = opening.end() if opening is not None else 0
    for match in _CASE_SIDE.finditer(text, last, last + _HEADING) if opening is not None else ():
        parties = [
            one for one in typed
            if last <= doc[one.start].idx and doc[one.end - 1].idx < match.start() and one.label in _BODIES
        ]  # fmt: skip
        last, side = match.end(), match["side"].capitalize()
        if len(parties) == 1:
            yield Definition(side, parties[0], match.end())
        for number, party in zip(_ORDINALS, parties, strict=False) if len(parties) > 1 else ():
            yield Definition(f"{number} {side}", party, match.end())


def _party(doc: Doc, text: str, typed: Sequence[Typed], start: int, end: int) -> Typed | None:
    """Return the first body named in the clause that ends at `end`: a sure one, if there is one."""
    clause = text[start:end]
    for boundary in ("\n\n", ";"):
        cut = clause.rfind(boundary)
        start, clause = (start + cut + len(boundary), clause[cut + len(boundary) :]) if cut >= 0 else (start, clause)
    inside = [one for one in typed if start <= doc[one.start].idx and doc[one.end - 1].idx < end]
    bodies = [one for one in inside if one.label in _BODIES and not one.called]
    sure = [one for one in bodies if one.strength >= CERTAIN and one.label is not Label.PERSON]
    return next(iter(sure or bodies), None)


def _names_party(doc: Doc, term: str, party: Typed, start: int) -> bool:
    """Whether a term is one for a party: a party's word, the party's own short form, or right behind its name."""
    words = [word.lower() for word in re.split(r"[\s’']+", term)]
    if words[-1] in _NOT_PARTIES or words[0] in _NOT_PARTIES:
        return False
    if words[-1] in PARTY_TERMS:
        return True
    name = doc[party.start : party.end].text
    gap = start - (doc[party.end - 1].idx + len(doc[party.end - 1]))
    return gap <= 2 or is_short_form(term, name, party.label) or term.lower().replace(".", "") in initials(name)


def find_uses(doc: Doc, definitions: Sequence[Definition]) -> Iterator[tuple[int, int, Definition]]:
    """Yield the tokens where a defined term is used, its definition included; the longest term wins."""
    by_length = sorted(definitions, key=lambda one: -len(one.term))
    taken: set[int] = set()
    text = doc.text
    for definition in by_length:
        for match in re.finditer(rf"(?<!\w){re.escape(definition.term)}(?!\w)", text):
            span = doc.char_span(match.start(), match.end())
            if span is None or match.end() < definition.end - len(definition.term) - 60:
                continue
            tokens = range(span.start, span.end)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                yield span.start, span.end, definition
