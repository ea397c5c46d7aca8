"""The Groningen Meaning Bank made consistent with itself and with cleaner sets.

It is two thirds of all words, and its labels were made by machine and corrected in part: "West Bank" is an
organisation there, "Darfur" is marked in three places of four. A name takes the label that most places give it; where
they are divided, and where a word is now a name and now none, the words are hidden from the loss.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from extract.gazetteers.countries import find_country
from extract.training.scheme import BODIES, COUNTRIES, HIDDEN, TITLES, words
from extract.training.sets import Sentence, Span

CLEANER_WEIGHT = 5
"""So many times a vote of a cleaner set counts."""
AGREED = 0.5
"""The share of the votes that settles a name's label."""
SEEN = 4
"""A name that occurs less often keeps the labels it has."""
DOUBTFUL = 0.1
"""A capitalised word that is part of a name in so large a share of its places is hidden in the others."""

SETTLED = {
    **dict.fromkeys(
        ("West Bank", "Gaza", "Gaza Strip", "Tibet", "Darfur", "Kashmir", "Chechnya", "Pyongyang"), "PLACE"
    ),
    **dict.fromkeys(("Tehran", "Washington", "Beijing", "Moscow", "London", "Kabul", "Islamabad", "Brussels"), "PLACE"),
    **dict.fromkeys(("Fatah", "Hamas", "Hezbollah", "FARC", "Taliban", "Taleban", "Xinhua", "Fed"), "ORG"),
    **dict.fromkeys(
        ("Islam", "Western", "Internet", "Secretary-General", "Ramadan", "Republic", "North", "South"), HIDDEN
    ),
    **dict.fromkeys(BODIES, "ORG"),
    **dict.fromkeys(COUNTRIES, "PLACE"),
}
_NO_NAMES = TITLES | words(
    "H5N1 GDP AIDS HIV TV II III IV DVD CD I'm I GMT EST World War Cup Day January February March April May June July "
    "August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday The A An In"
)
_JOINING = words(
    "Party Forces Authority Front Movement League Union Alliance Brotherhood Jihad Congress Airlines Airways Army "
    "Society Association Club Conference Council Broadcasting Corporation Bank Orchestra Brigade Brigades Guard"
)


def votes(noisy: Iterable[Sentence], cleaner: Iterable[Sentence]) -> dict[str, str]:
    """Return the label of each name that occurs often enough, HIDDEN where the places are divided."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for weight, sentences in ((1, noisy), (CLEANER_WEIGHT, cleaner)):
        for sentence in sentences:
            for start, end, label in sentence.spans:
                if label != HIDDEN:
                    counts[" ".join(sentence.words[start:end])][label] += weight
    settled: dict[str, str] = {}
    for name, labels in counts.items():
        label, most = labels.most_common(1)[0]
        if labels.total() >= SEEN:
            settled[name] = label if most >= AGREED * labels.total() else HIDDEN
    settled.update({name: "PLACE" for name in counts if find_country(name)})
    return {**settled, **{name: label for name, label in SETTLED.items() if name in counts}}


def doubtful_words(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the capitalised words that are now in a name and now in none, and acronyms that may be names."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for sentence in sentences:
        covered = {i for start, end, _ in sentence.spans for i in range(start, end)}
        for index, word in enumerate(sentence.words[1:], 1):
            if word[:1].isupper():
                (inside if index in covered else outside)[word] += 1
    return frozenset(
        word
        for word, times in outside.items()
        if word not in _NO_NAMES
        and (inside[word] >= DOUBTFUL * (inside[word] + times) or (word.isupper() and len(word) > 1))
    )


def denoised(noisy: list[Sentence], cleaner: Iterable[Sentence]) -> list[Sentence]:
    """Return the noisy set's sentences with settled labels, whole names of bodies, and doubtful words hidden."""
    joined = [replace(sentence, spans=_with_peoples(sentence)) for sentence in noisy]
    labels, doubtful = votes(joined, cleaner), doubtful_words(joined)
    made = []
    for sentence in joined:
        spans = [(s, e, labels.get(" ".join(sentence.words[s:e]), label)) for s, e, label in sentence.spans]
        covered = {i for start, end, _ in spans for i in range(start, end)}
        spans += [
            (index, index + 1, HIDDEN)
            for index, word in enumerate(sentence.words)
            if index and index not in covered and word in doubtful
        ]
        made.append(replace(sentence, spans=tuple(sorted(spans))))
    return made


def _with_peoples(sentence: Sentence) -> tuple[Span, ...]:
    """Return the spans with a nationality joined to the body it names: "Iraqi" + "Islamic Party"."""
    spans: list[Span] = []
    for span in sentence.spans:
        before = spans[-1] if spans else None
        body = span[2] == "ORG" and sentence.words[span[1] - 1] in _JOINING
        while body and before and before[2] == "GROUP" and before[1] == span[0]:
            span = (before[0], span[1], "ORG")  # noqa: PLW2901
            spans.pop()
            before = spans[-1] if spans else None
        spans.append(span)
    return tuple(spans)
