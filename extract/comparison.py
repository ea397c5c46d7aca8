"""How alike two names are, and why: word by word, whatever their order, spacing, script or legal form.

A score from 0 to 1 is the weight of the words that agree against that of the words that do not. Words that both names
have and the other lacks contradict; words that only the longer one has merely leave room for doubt. A pair of names
with a score of `ALIKE` or more is worth showing to a person; nothing is joined on this alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.folding import fold, listed
from extract.gazetteers import titles
from extract.gazetteers.bodies import head_label
from extract.gazetteers.legal_forms import split_legal_form
from extract.names import initials

ALIKE = 0.7
"""The score that parts likely from unlikely on labelled pairs."""
INITIALS = "the initials of the other"
"""The reason where an acronym is compared with a name."""

_SAME_WORD = 0.6  # a word at least so similar is the same word misspelt
_SAME_LETTERS = 0.9  # names at least so similar without their spaces differ in spacing
_EXTRA = 0.25  # what a word costs that only one of the names has
_SMALL = titles.STYLES | listed("the of and for in de la el al bin ibn van von der den du da do sheikh shaikh haji")
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g"
_CYRILLIC = dict(zip(_LETTERS, _LATIN.split(), strict=True))
_DIGITS = str.maketrans("013457", "oieast")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, from 0 to 1, and the reason in words."""

    score: float
    reason: str

    @property
    def alike(self) -> bool:
        """Whether the names are likely to be of one."""
        return self.score >= ALIKE


def compare(first: str, second: str) -> Comparison:
    """Return how alike two names are; the order of the two does not matter."""
    one, other = sorted((spelled(first), spelled(second)))
    if one == other:
        return Comparison(1.0, "the same name")
    (stem, form), (other_stem, other_form) = split_legal_form(one), split_legal_form(other)
    if stem == other_stem:
        return Comparison(0.95, f"the same name but for the legal form ({form or 'none'} and {other_form or 'none'})")
    glued = _similarity(one.replace(" ", ""), other.replace(" ", ""))
    if len(one.split()) != len(other.split()) and glued >= _SAME_LETTERS:
        return Comparison(round(0.95 * glued, 3), "nearly the same letters, spaced differently")
    if _is_initials(first, second):
        return Comparison(0.85, INITIALS)
    return _by_words(stem.split(), other_stem.split())


def _is_initials(first: str, second: str) -> bool:
    pairs = ((first, second), (second, first))
    return any(fold(short).replace(" ", "") in initials(long) for short, long in pairs)


def spelled(name: str) -> str:
    """Return a name in Latin letters; figures inside a word stand for the letters they resemble."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in fold(name)).replace("_", "")
    words = (word.translate(_DIGITS) if not word.isdigit() and word[:1].isalpha() else word for word in latin.split())
    return " ".join(words)


def _by_words(first: list[str], second: list[str]) -> Comparison:
    agreed, pairs, left, right = 0.0, [], list(first), list(second)
    for similarity, one, other in sorted(
        ((_similarity(one, other), one, other) for one in set(first) for other in set(second)), reverse=True
    ):
        if similarity >= _SAME_WORD and one in left and other in right:
            left.remove(one)
            right.remove(other)
            agreed += similarity * (_weight(one) + _weight(other)) / 2
            doubt = (1 - similarity) * (_weight(one) + _weight(other))
            pairs.append((one, other, doubt))
    doubts = sum(doubt for _, _, doubt in pairs)
    lost, other_lost = sum(map(_weight, left)), sum(map(_weight, right))
    both, only = min(lost, other_lost), abs(lost - other_lost)
    whole = agreed + doubts + 1.6 * both + _EXTRA * only
    return Comparison(round(agreed / whole, 3) if whole else 0.0, _reason(pairs, left, right))


def _reason(pairs: list[tuple[str, str, float]], left: list[str], right: list[str]) -> str:
    said = [one if one == other else f"{one} ~ {other}" for one, other, _ in pairs]
    parts = [f"both have {', '.join(sorted(said))}"] if said else ["no word in common"]
    lost = [word for word in (*left, *right) if word not in _SMALL]
    return "; ".join((*parts, f"not in both: {', '.join(sorted(lost))}") if lost else parts)


def _weight(word: str) -> float:
    """A short, small or general word says little of who is meant."""
    if word in _SMALL:
        return 0.2
    return 0.6 if head_label(word) is not None or len(word) < 3 else 1.0


@lru_cache(maxsize=65536)
def _similarity(first: str, second: str) -> float:
    """Return 1 for equal words, 0.9 for an initial and its word, otherwise what edits leave of the longer word."""
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    if 1 in (len(first), len(second)):
        return 0.9 if first[0] == second[0] and not first.isdigit() else 0.0
    longest = max(len(first), len(second))
    return max(0.0, 1 - edits(first, second) / longest)


def edits(first: str, second: str) -> int:
    """Return how many letters to insert, delete, replace or swap turn one word into another (Damerau, Levenshtein)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for index, letter in enumerate(first, start=1):
        last, row, swapped = row, [index], before
        for at, other in enumerate(second, start=1):
            cost = min(row[-1] + 1, last[at] + 1, last[at - 1] + (letter != other))
            if index > 1 and at > 1 and letter == second[at - 2] and other == first[index - 2]:
                cost = min(cost, swapped[at - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
