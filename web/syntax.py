"""Examples of queries, in words of this corpus: each finds something here, and says how much.

Made when the first reader asks for them, and again once names were joined anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import Label
from library.library import Library
from library.records import Wanted
from web.calming import calm

FORMS = (
    ('"{phrase}"', "the words next to each other"),
    ("{word} OR {other}", "either word"),
    ("{word} -{other}", "the first word without the second"),
    ("{slip}~", "spelled about like this"),
    ("{beginning}*", "words that begin so"),
    ("title:{word}", "in the title"),
    ("kind:contract amount:>1m", "contracts that name an amount over a million"),
    ("date:{year}", "dated in that year; {year}..2030 for several, {year}-10 for a month"),
    ('supplier:"{company}"', "where it is the one who supplies"),
    ('target:"{company}" fact:designation', "where it is the one who is listed"),
    ("fact:allegation denied:yes", "allegations together with a denial"),
    ('"@company {word}"~8', "any company within eight words of it"),
)
"""Queries and what they mean; the names in braces stand for words of the corpus."""
OTHERWISE = {
    "phrase": "Hangzhou Hikvision",
    "company": "Hikvision",
    "word": "camera",
    "other": "contract",
    "year": "2021",
}
TITLES = 300
WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it means, and how many documents it finds; None where there are none to look in."""

    query: str
    meaning: str
    total: int | None


@dataclass(frozen=True, slots=True)
class Syntax:
    """The examples for one workspace, as its names stood."""

    stand: tuple[int, int]
    examples: tuple[Example, ...]


def examples(source: Library) -> tuple[Example, ...]:
    """Return the examples for a workspace."""
    stand = source.rooms.graphs.outlines.stand

    def made() -> Syntax:
        return Syntax(stand(), tuple(_found(source)) or tuple(_plain()))

    return source.rooms.remembered(Syntax, lambda one: one.stand == stand(), made).examples


def _plain() -> Iterator[Example]:
    words = _spelled(OTHERWISE)
    return (Example(query.format(**words), meaning.format(**words), None) for query, meaning in FORMS)


def _found(source: Library) -> Iterator[Example]:
    words = _spelled(_words(source))
    for query, meaning in FORMS:
        asked = query.format(**words)
        if total := source.find(asked, Wanted(limit=0)).total:
            yield Example(asked, meaning.format(**words), total)


def _spelled(words: dict[str, str]) -> dict[str, str]:
    """Add a slip of the pen in a name, and the beginning of a word."""
    name = max(words["company"].split(), key=len).casefold()
    slip = name[: len(name) // 2] + name[len(name) // 2 + 1 :]
    return words | {"slip": slip, "beginning": words["word"][:5]}


def _words(source: Library) -> dict[str, str]:
    """Return words of the corpus: a company, one name of it in several words, words of titles, a year."""
    found = dict(OTHERWISE)
    entity = next(source.entities(Label.COMPANY, limit=1), None)
    if entity is not None:
        names = (calm(name.replace('"', "")) for name in (entity.name, *entity.aliases))
        ordered = sorted({name for name in names if len(name) > 4}, key=lambda name: (len(name), name))
        found["company"] = next(iter(ordered), found["company"])
        found["phrase"] = next((name for name in ordered if " " in name), found["company"])
    heads = source.rooms.documents.newest(TITLES)
    taken = found["company"].casefold() + found["phrase"].casefold()
    titles = ({word.casefold() for word in WORD.findall(head.title)} for head in heads)
    counts = Counter(word for title in titles for word in title if word not in taken)
    common = sorted(counts, key=lambda word: (-counts[word], word))[:2]
    found |= dict(zip(("word", "other"), common, strict=False))
    years = Counter(head.date[:4] for head in heads if head.date)
    return found | ({"year": max(years, key=lambda year: (years[year], year))} if years else {})
