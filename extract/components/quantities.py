"""Percentages and counts: "around 65% of councils", "338,543 networks", "as many as a million Uyghurs".

The unit of a count is the noun it counts, in the words of the text. Counts of time ("two years") are no quantities of
their own, and a number that only numbers something ("Article 5", "2019") counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Doc, Token

from extract.components.numerals import AMOUNT, is_vague, parse_amount
from extract.components.qualifiers import find_qualifier
from extract.folding import listed
from extract.records import Quantity

PERCENT = "percent"
_NUMBER = r"(?<![\d.,])\d{1,3}(?:\.\d+|,\d{1,2}(?!\d))?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_SIGN = r"\s?(?:%|(?i:per\s?cent\b|percent\b))"
_PERCENT = re.compile(
    rf"(?<=[bB]etween )(?P<least>{_NUMBER})(?:{_SIGN})?\s+and\s+{_NUMBER}{_SIGN}"
    rf"|(?P<low>{_NUMBER})(?:(?:\s?%)?\s?(?:[-–]|to)\s?(?P<high>\d{{1,3}}(?:\.\d+)?))?{_SIGN}"
    r"|(?i:\b(?P<fraction>half|two[\s-]thirds|three[\s-]quarters|(?:a|one)[\s-](?:third|quarter|fifth|tenth)"
    r"|(?:two|three|four)[\s-]fifths|nine[\s-]tenths))(?=\s+of\b)"
    r"|(?i:\b(?P<most>two[\s-]thirds|three[\s-]quarters|(?:a|one)[\s-](?:third|quarter|fifth|tenth)"
    r"|(?:two|three|four)[\s-]fifths|nine[\s-]tenths))"
    r"(?=\s+(?:said|say|had|have|were|are|did|do|reported|felt|feel|believed?|think|thought|want|wanted|feared|lacked"
    r"|lack|received|receive|did|knew|know|told|agreed?|opposed?|supported?)\b)"
    r"|(?i:\b(?:by|down|up|fallen|risen)\s(?:(?:nearly|almost|about|around|over|roughly|some|more than|at least)\s)?"
    r"(?P<change>half|two[\s-]thirds|three[\s-]quarters|(?:a|one)[\s-](?:third|quarter|fifth|tenth)))\b"
    r"|(?i:\b(?P<half>half)(?=\s(?:the|all|its|their|those|respondents|households|adults|workers)\b))"
    r"|(?i:\bevery\s(?P<every>second|third|fourth|fifth|tenth))"
    r"(?=\s(?!second|minute|hour|day|week|month|year|time|monday|friday|sunday|saturday)[a-z])"
    rf"|(?i:\b(?P<part>{_SMALL})\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{_SMALL})"
    r"(?=\s(?!day|week|month|year|hundred|thousand|million)[a-z]))"
    rf"|(?i:(?<![\w-])(?P<words>(?:(?:{_TENS})[\s-])?(?:{_SMALL})|{_TENS}|eleven|twelve|\w+teen){_SIGN})"
)
_FRACTIONS = {
    "half": Decimal(50), "two thirds": Decimal("66.7"), "three quarters": Decimal(75), "third": Decimal("33.3"),
    "quarter": Decimal(25), "fifth": Decimal(20), "tenth": Decimal(10), "second": Decimal(50), "fourth": Decimal(25),
    "two fifths": Decimal(40), "three fifths": Decimal(60), "four fifths": Decimal(80), "nine tenths": Decimal(90),
}  # fmt: skip
_AMOUNT = re.compile(AMOUNT, re.IGNORECASE)
_TIME = listed(
    "second minute hour day week month year decade century quarter time semester night fortnight am pm day-old year-old"
)
_NUMBERED = listed(
    "article section chapter clause page paragraph no number schedule annex exhibit item part figure table room level"
    " version volume rule title phase appendix form step"
)
_NOUNS = frozenset(("NOUN", "PROPN"))
_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "ADV"))
_NOT_COUNTED = frozenset(("percent", "cent", "%", "dollars", "euros", "pounds"))
_STOP = listed(
    "the a an of in on at to for and or by with from as is are was were be been has have had that which who this it"
    " its their his her not per than but if when while said says will would shall may can"
)
_WHOSE = frozenset(("the", "its", "their", "his", "her", "these", "those", "our"))


def find_percentages(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Yield shares in percent with where they stand, in order; of a range the lower end, as `at_least`."""
    for match in _PERCENT.finditer(text):
        value, otherwise = _share(match)
        if value is not None:
            start = match.start("change") if match["change"] else match.start()
            qualifier = find_qualifier(text, start, match.end())
            said = otherwise if qualifier == "exact" else qualifier
            yield start, match.end(), Quantity(value, PERCENT, said)


def _share(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """Return a share in percent, and how exact it is where no word beside it says so."""
    fraction = match["fraction"] or match["most"] or match["change"]
    if fraction:
        words = re.sub(r"[\s-]+", " ", fraction.lower())
        return _FRACTIONS[words.removeprefix("a ").removeprefix("one ")], "about"
    if match["half"] or match["every"]:
        return _FRACTIONS[(match["half"] or match["every"]).lower()], "about"
    if match["part"]:
        part, whole = (parse_amount(match[name]) or Decimal(0) for name in ("part", "whole"))
        return (round(100 * part / whole, 1), "about") if part < whole else (None, "")
    if match["words"]:
        return parse_amount(match["words"]), "exact"
    if match["least"]:
        return _number(match["least"]), "at_least"
    return _number(match["low"]), "at_least" if match["high"] else "exact"


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def find_counts(doc: Doc) -> Iterator[tuple[int, int, Quantity]]:
    """Yield counted things, from the number to the end of what is counted, in order."""
    text = doc.text
    for match in _AMOUNT.finditer(text):
        value = parse_amount(match.group())
        counts = value is not None and match.end() < len(text) and not _only_numbers(text, match)
        unit = _unit(doc, match.end()) if counts else None
        if value is not None and unit is not None:
            qualifier = "about" if is_vague(match.group()) else find_qualifier(text, match.start(), match.end())
            yield match.start(), unit[-1].idx + len(unit[-1]), Quantity(value, _words(unit), qualifier)


def _only_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a label, a year, part of a word, or the pronoun "one"."""
    written = match.group()
    before = text[max(0, match.start() - 15) : match.start()]
    if (before and (before[-1].isalnum() or before[-1] in "$€£/-–()#§")) or text[match.end() : match.end() + 1] in (
        "%", "(", ")", ".", "/", ":", "-", "–",
    ):  # fmt: skip
        return True
    if re.fullmatch(r"(?:1[89]|20)\d\d", written) or written.lower() in ("one", "zero"):
        return True
    word = before.split()[-1].lower().rstrip(".") if before.split() else ""
    return word in _NUMBERED


def _unit(doc: Doc, offset: int) -> list[Token] | None:
    """Return the words that are counted: up to the last noun of the phrase that begins after the number."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or span.start >= len(doc):  # nothing but white space behind the number
        return None
    index = span.start if doc[span.start].idx >= offset and not doc[span.start].is_space else span.end
    if index >= len(doc):
        return None
    phrase = _phrase(doc, _past_owner(doc, index))
    while phrase and not _is_noun(phrase[-1]):
        phrase.pop()
    if (
        not phrase
        or "." in phrase[-1].text
        or phrase[-1].lower_.rstrip("s") in _TIME
        or phrase[0].lower_ in _NOT_COUNTED
    ):
        return None
    return phrase


def _past_owner(doc: Doc, index: int) -> int:
    """Return where the noun begins: past `of`, and past `the company's` after it."""
    if doc[index].lower_ != "of":
        return index
    index += 1
    if index < len(doc) and doc[index].lower_ in _WHOSE:
        index += 1
    return next((token.i + 1 for token in doc[index : index + 4] if token.lower_ in ("'s", "’s")), index)


def _phrase(doc: Doc, index: int) -> list[Token]:
    phrase: list[Token] = []
    for token in doc[index : index + 4]:
        described = token.pos_ == "VERB" and token.dep_ == "amod"  # "2,211 exposed cameras"
        inside = (
            token.pos_ in _INSIDE or described
            if token.pos_
            else (token.is_alpha and token.lower_ not in _STOP and not phrase)
        )
        later = token.pos_ == "ADJ" and bool(phrase) and phrase[-1].pos_ == "NOUN"  # "3,120 complaints last year"
        if not inside or later or not token.text[0].isalpha():
            break
        phrase.append(token)
    return phrase


def _is_noun(token: Token) -> bool:
    return token.pos_ in _NOUNS if token.pos_ else True


def _words(unit: list[Token]) -> str:
    return " ".join(token.text for token in unit)
