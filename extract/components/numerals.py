"""Numbers as people write them: `1,300,000.00`, `4.120.000,00`, `1.3million`, `5 crore`, `two hundred thousand`.

Patterns are text to build other patterns from; they hold no groups. `parse_amount` reads what they match.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?(?![\d,]\d)"  # 1,300,000.00
    r"|\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?(?!\d)"  # 1'300'000.00 as in Switzerland
    r"|(?:\d{1,3}\s?)?[½¼¾]|\d{1,3}\s(?:1/2|1/4|3/4)(?!\d)"  # 1½
    r"|\d{1,3}(?: \d{3}){2,}(?:[.,]\d{1,2})?(?!\d)|\d{1,3} \d{3}[.,]\d{2}(?!\d)"  # 4 120 000,00
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"  # 1,30,00,000 as in India
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 4.120.000,00
    r"|\d+,\d{1,2}(?![\d,])"  # 2,5
    r"|\d+(?:\.\d+)?)"
)
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "lac": 10**5, "million": 10**6, "crore": 10**7,
    "billion": 10**9, "trillion": 10**12,
    "millionen": 10**6, "millones": 10**6, "millón": 10**6, "milhões": 10**6, "milhão": 10**6, "milioni": 10**6,
    "miljoen": 10**6, "miljoner": 10**6, "milliard": 10**9, "milliarden": 10**9, "miljard": 10**9, "miljarder": 10**9,
    "miliardi": 10**9,
}  # fmt: skip
_LETTERS = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6, "cr": 10**7, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "mrd": 10**9, "tn": 10**12,
}  # fmt: skip
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(_UNITS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
_VAGUE = {"dozens": 12, "scores": 20, "tens": 10, "hundreds": 10**2, "thousands": 10**3, "millions": 10**6,
          "billions": 10**9, "trillions": 10**12}  # fmt: skip

_SCALE_WORD = (
    r"(?:hundred|thousand|lakhs?|lacs?|million(?:en)?|crores?|billion|trillion|millones|millón|milhões|milhão|milioni"
    r"|miljoen|miljoner|milliarden|milliards?|miljarder|miljard|miliardi)\b"
)
_SCALE_LETTER = r"(?:k|K|mn|mln|mil|Mio\.?|mio|m|M|cr|Cr|bn|bln|Mrd\.?|mrd|b|B|tn)(?!\w)"
_ONE_WORD = "(?:" + "|".join(sorted(SMALL, key=len, reverse=True)) + "|hundred|thousand|million|billion|trillion)"
_IN_WORDS = (
    rf"(?:(?:half\s+)?\ban?\s+(?:hundred|thousand|million|billion|trillion|dozen)\b"
    rf"|\b{_ONE_WORD}(?:\s+and\s+a\s+half)?(?:(?:[\s-]+|\s+and\s+){_ONE_WORD})*\b)"
)
_VAGUE_PATTERN = rf"\b(?:{'|'.join(_VAGUE)})(?:\s+of\s+(?:{'|'.join(_VAGUE)}))*\b"

AMOUNT = rf"(?:{_VAGUE_PATTERN}|(?<![\d.,])(?:{_DIGITS})(?:[\s-]?{_SCALE_WORD})?|{_IN_WORDS})"
"""A number with a scale in words."""
SHORT_AMOUNT = (
    rf"(?:{_VAGUE_PATTERN}|(?:{_DIGITS})(?:[\s-]?(?:{_SCALE_WORD}(?:\s{_SCALE_WORD})?|{_SCALE_LETTER}))?|{_IN_WORDS})"
)
"""A number whose scale may be a letter, as after a currency sign: `45m`, `1.2bn`."""
_NUMBER_AT_START = re.compile(_DIGITS)


def parse_amount(text: str) -> Decimal | None:
    """Return the number that a match of these patterns stands for, None where it is none.

    "Hundreds of thousands" gives its least round number, 100,000; see `is_vague`.
    """
    text = text.strip().lower()
    if is_vague(text):
        product = 1
        for word in re.findall(r"[a-z]+", text):
            product *= _VAGUE.get(word, 1)
        return Decimal(product)
    number = _NUMBER_AT_START.match(text)
    if number is None:
        return _in_words(text)
    value = (_fraction(number.group()) or _digits(number.group())) * scale_of(text[number.end() :])
    return whole(value)


def whole(value: Decimal) -> Decimal:
    """Return a number without zeros after its point."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def is_vague(text: str) -> bool:
    """Whether a number is of the kind "hundreds of thousands"."""
    return text.split(maxsplit=1)[0].lower() in _VAGUE if text.strip() else False


def scale_of(text: str) -> int:
    """Return what a scale after a number multiplies it by: 1 where there is none."""
    product = 1
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        product *= SCALES.get(word, SCALES.get(word.rstrip("s"), _LETTERS.get(word, 1)))
    return product


def _fraction(text: str) -> Decimal | None:
    """Read `1½` and `1 1/2`."""
    for sign, written in _FRACTIONS.items():
        text = text.replace(sign, f" {written}")
    if "/" not in text:
        return None
    *whole, part = text.split()
    above, below = part.split("/")
    return Decimal(int(whole[0]) if whole else 0) + Decimal(above) / Decimal(below)


def _digits(text: str) -> Decimal:
    text = re.sub(r"[\u00a0\u202f'’]", ",", text.replace(" ", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ""))


def _in_words(text: str) -> Decimal | None:
    """Add up a number in words: what stands before a scale is multiplied by it."""
    half = text.startswith("half")
    total, current, seen = Decimal(0), Decimal(0), False
    for word in re.findall(r"[a-z]+", text.replace("and a half", "andahalf")):
        if word in SMALL:
            current += SMALL[word]
        elif word == "dozen":
            current = (current or Decimal(1)) * 12
        elif word == "andahalf":
            current += Decimal("0.5")
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word in SCALES:
            total, current = total + (current or Decimal(1)) * SCALES[word], Decimal(0)
        elif word not in ("a", "an", "and", "half"):
            return None
        seen = seen or word in SMALL or word in SCALES or word == "dozen"
    value = (total + current) / (2 if half else 1)
    return whole(value) if seen else None
