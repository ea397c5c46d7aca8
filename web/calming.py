"""Titles and names that shout in capitals, as a quiet title has them; the texts themselves are never touched."""

from __future__ import annotations

import re

SHORT = 3
"""Words in capitals no longer than this may be acronyms."""
VOWELS = "AEIOUYÀÁÂÄÅÆÈÉÊËÌÍÎÏÒÓÔÖØÙÚÛÜ"
SMALL_WORDS = frozenset({"A", "AN", "AND", "AS", "AT", "BY", "FOR", "FROM", "IN", "OF", "ON", "OR", "THE", "TO"})
LEGAL_FORMS = frozenset({"CO", "INC", "LTD", "CORP", "NO"})
WORD = re.compile(r"\w+(?:['’]S\b)?")


def calm(text: str) -> str:
    """Return text without the shouting of capitals: `SUPPLY AND INSTALLATION AGREEMENT` gets small letters.

    Text with fewer than two long words in capitals is not shouted; short words, which may be acronyms, and words with
    digits stay as they are.
    """
    words = text.split(" ")
    if sum(is_shouted(word) and len(word) > SHORT for word in words) < 2:
        return text
    return " ".join(calmed(word, first=not index) for index, word in enumerate(words))


def is_shouted(word: str) -> bool:
    """Whether a word is in capitals throughout, and holds no digit."""
    return word.isupper() and not any(character.isdigit() for character in word)


def calmed(word: str, *, first: bool) -> str:
    """Return one word of a shouted title as a quiet one has it."""
    bare = word.rstrip(",.;:")
    if not is_shouted(word):
        return word
    if bare in SMALL_WORDS and not first:
        return word.lower()
    if bare in SMALL_WORDS | LEGAL_FORMS or (len(bare) > SHORT and any(letter in VOWELS for letter in bare)):
        return WORD.sub(lambda found: found.group().capitalize(), word)
    return word
