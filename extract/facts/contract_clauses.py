"""What the clauses of a contract document say: date, price, term, governing law, reference; each with its span."""

from __future__ import annotations

import re

from extract.context import Context
from extract.facts.contract_signers import signature_passages
from extract.facts.figured_dates import find_figured_dates
from extract.facts.governing_law import find_governing_law
from extract.facts.lookup import money_in
from extract.records import Date, Money, Span
from extract.structure.forms import best, find_labelled

_PRICE = re.compile(
    r"(?:total (?:contract )?(?:price|value)|contract (?:price|value|sum)|fixed price|purchase price"
    r"|total value of all orders|shall not exceed|price (?:of|is|shall be)|aggregate (?:price|fee|amount)"
    r"|fixed (?:fee|sum)|sum of|total fees?)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:dated|made|entered into|effective|executed|conclude[sd]?|signed|as of|date of (?:this )?(?:agreement|contract)"
    r"|day of|with effect)",
    re.IGNORECASE,
)
_MADE = re.compile(r"\b(?:made|entered into|dated|executed|effective)\b[^.;]{0,60}$", re.IGNORECASE)
_SIGNED = re.compile(
    r"\b(?:executed|signed)\b[^.;]{0,90}\b(?:on|as\s+of)\s+(?:the\s+)?(?:this\s+)?$|\(signature\)\s*$"
    r"|\bdated?\b[\s:|_]*$|\bday of\s*$|\bdated?:[^\n]{0,12}$",
    re.IGNORECASE,
)
_NO_PRICE = re.compile(
    r"\b(?:liabilit\w+|insur\w+|indemnif\w+|damages|penalt\w+|per claim|per occurrence|minimum|guarantee|deposit)\b",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(
    r"\s*,?\s*(?:\([^()]*\)\s*)?(?:(?:in|for|per|each|every|during)\s+){1,2}"
    r"(?:(?:contract|calendar|fiscal)\s+)?(?:year|annum|month|quarter|week|day|hour|unit|piece|share|claim)\b",
    re.IGNORECASE,
)
"""An amount of so much for each is not what a contract is worth."""
_FILED = re.compile(r"\bSource:[^\n]*$")
_ANOTHER = re.compile(
    r"\b(?:an?|its|that\s+certain|his|her|their|prior|previous|original)\s+(?:[\w-]+\s+){0,4}(?:agreement|letter"
    r"|order|notice|tender|contract|plan|lease)"
    r"(?:\s+of\s+\w+)?[^.;\n]{0,30}\b(?:dated|of|made)(?:\s+as\s+of)?\s*(?:the\s+)?$"
    r"|\b(?:under|pursuant\s+to|in\s+accordance\s+with|provisions\s+of|terms\s+of)\s[^.;\n]{0,60}"
    r"\b(?:agreement|contract)\b[^.;\n]{0,30}\b(?:dated|of)\s*$"
    r"|\b(?:amend\w*|addendum|supplement)\b[^.;]{0,60}\b(?:to|of|amends)\s+(?:the|that)\s[^.;]{0,80}"
    r"\b(?:agreement|contract|lease)\b[^.;]{0,20}\b(?:dated|made)(?:\s+as\s+of)?\s*$",
    re.IGNORECASE,
)
"""The date of something else: "by its letter of acceptance dated"."""
_DATELINE = re.compile(r"(?:^|\n)[ \t]*$")
_NEAR_PARTIES, _FAR, _SIGNATURES = 2500, 12_000, 5000  # code points
_TERM = re.compile(
    r"(?:\b(?:for|of)\s+(?:a\s+)?(?:(?:initial\s+)?(?:term|period)\s+of\s+)?|\bterm (?:of|is|shall be)\s+"
    r"|\b(?:for|runs for|continues for)\s+)"
    r"(?P<term>(?:\w+[ -]){0,2}?(?:\(\d+\)\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|fifteen|twenty|eighteen|twenty-four|thirty|thirty-six"
    r"|sixty)\s*(?:\(\d+\)\s*)?(?:calendar\s+)?(?:years?|months?))",
    re.IGNORECASE,
)
_TERM_HEADING = re.compile(
    r"\bterm\b|\bduration\b|\bcontinues?\b|\bremain in (?:full )?force\b|\bruns for\b|\bconcluded for\b", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"^(?:[^\n]{0,60}?\b(?:No\.?|Number|Ref(?:erence)?\.?|Procedure|Contract)[ :]+)?"
    r"(?P<code>[A-Z]{2,}[A-Z0-9]*(?:[-/][A-Z0-9]+){1,4})\b",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"(?:contract|agreement)?\s*\bfor (?:the )?(?:supply|provision|purchase|delivery) of\s+(?P<subject>[^\n.;(]{4,90})",
    re.IGNORECASE,
)
_HEAD = 6000


def agreement_date(context: Context, parties_at: int) -> tuple[Date, Span] | None:
    """Return the date the contract bears: in the words that open it, behind "dated", "made on", "effective as of".

    Where a table of contents parts title and opening, a date further on that is said to be that of the contract; where
    there is none, the first date beside the signatures.
    """
    text = context.text
    labelled = best([one for one in find_labelled(text) if one.sense.rank < 2], "date")  # no start of the work
    named = _whole_dates(context, labelled.value.start, labelled.value.end) if labelled is not None else []
    if labelled is not None and named:
        return named[0][0], labelled.line
    limit = min(len(text), max(parties_at + _NEAR_PARTIES, 3000))
    near = [
        item for item in _whole_dates(context, 0, limit)
        if not any(pattern.search(text, max(0, item[1] - 200), item[1]) for pattern in (_FILED, _ANOTHER))
    ]  # fmt: skip
    scored = [(_distance(text, start) + abs(start - parties_at) // 20, start, end, date) for date, start, end in near]
    if scored:
        _, start, end, date = min(scored, key=lambda one: one[:2])
        return date, _sentence(context, start, end)
    for date, start, end in _whole_dates(context, limit, parties_at + _FAR):
        if _MADE.search(text, max(0, start - 90), start):
            return date, _sentence(context, start, end)
    passages = [*signature_passages(text), Span(max(limit, len(text) - _SIGNATURES), len(text))]
    signed = [item for one in passages for item in _whole_dates(context, max(one.start, limit), one.end)]
    beside = [item for item in signed if _SIGNED.search(text, max(0, item[1] - 90), item[1])]
    chosen = beside[0] if beside else None
    return (chosen[0], _sentence(context, chosen[1], chosen[2])) if chosen else None


def _whole_dates(context: Context, start: int, end: int) -> list[tuple[Date, int, int]]:
    """Return the single days named between two places, each with where it stands."""
    found = [
        (item.value, item.start, item.end) for item in context.values_in(start, min(end, len(context.text)))
        if isinstance(item.value, Date) and item.value.end is None and len(item.value.value) == 10
    ]  # fmt: skip
    taken = {at for _, at, _ in found}
    figured = [one for one in find_figured_dates(context.text, start, end) if one[1] not in taken]
    return sorted((*found, *figured), key=lambda one: one[1]) if figured else found


def _distance(text: str, start: int) -> int:
    """Return how far before a place it is said that a contract is dated."""
    before = text[max(0, start - 90) : start]
    cues = list(_DATED.finditer(before))
    if not cues and _DATELINE.search(before) and re.match(r"[^\n]{6,24}(?:\n|$)", text[start : start + 40]):
        return 80  # a line of its own
    return len(before) - cues[-1].end() if cues else 200


def price_clause(context: Context) -> tuple[Money, Span] | None:
    """Return the price: as a form labels it, else the first amount behind words for a total price."""
    labelled = best([one for one in find_labelled(context.text) if one.sense.field == "amount"], "amount")
    price = money_in(context, labelled.value.start, labelled.value.end) if labelled is not None else None
    if labelled is not None and price is not None:
        return price, labelled.line
    for match in _PRICE.finditer(context.text):
        for item in context.values_in(match.start(), match.end() + 120):
            if isinstance(item.value, Money) and "\n\n" not in context.text[match.end() : item.start]:
                sentence = _sentence(context, match.start(), item.end)
                told = context.text[sentence.start : item.start]
                if not (_NO_PRICE.search(told) or _EACH_TIME.match(context.text, item.end)):
                    return item.value, sentence
    return None


def term_clause(context: Context) -> tuple[str, Span] | None:
    """Return the term in the words of the text ("three years"), from a sentence that speaks of it."""
    for match in _TERM.finditer(context.text):
        sentence = _sentence(context, match.start(), match.end())
        if _TERM_HEADING.search(context.text[sentence.start : sentence.end]):
            return " ".join(match.group("term").split()), sentence
    return None


def law_clause(context: Context) -> tuple[str, Span] | None:
    """Return whose law governs, with its sentence."""
    found = find_governing_law(context.text)
    return (found[0], _sentence(context, found[1].start, found[1].end)) if found is not None else None


def reference(context: Context) -> str | None:
    """Return the number a contract bears at its head: `TRPSB-SV-2019/0314`."""
    labelled = best(find_labelled(context.text[:_HEAD]), "reference")
    if labelled is not None and any(character.isdigit() for character in context.text[slice(*_ends(labelled.value))]):
        return context.text[slice(*_ends(labelled.value))].strip()
    for match in _REFERENCE.finditer(context.text, 0, 1500):
        code = match.group("code")
        if any(character.isdigit() for character in code):
            return code
    return None


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def subject_of_title(context: Context) -> str | None:
    """Return what the contract is for, where its title says so: "for the supply of town centre analytics"."""
    match = _SUBJECT.search(context.text, 0, _HEAD)
    return match.group("subject").strip().rstrip(",") if match else None


def _sentence(context: Context, start: int, end: int) -> Span:
    """Return the sentence around a span, no wider than its paragraph."""
    text = context.text
    paragraph_start = text.rfind("\n\n", 0, start) + 2 if text.rfind("\n\n", 0, start) >= 0 else 0
    paragraph_end = text.find("\n\n", end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    sentence, last = context.sentence_at(start), context.sentence_at(max(start, end - 1))
    if sentence is None or last is None:
        return Span(start, end)
    return Span(max(sentence.start_char, paragraph_start), max(end, min(last.end_char, paragraph_end)))
