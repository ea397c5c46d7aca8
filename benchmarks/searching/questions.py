"""Questions of every class, each in a form that every engine can put in its own language."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.searching.corpus import KINDS, Vocabulary

Form = Literal["words", "any", "phrase", "near", "prefix", "fuzzy", "range"]
PAGE = 10
DISTANCE = 8


@dataclass(frozen=True)
class Question:
    """What is asked: words joined by `form`, with a filter, an order, a facet, snippets or a later page."""

    name: str
    form: Form
    words: tuple[str, ...] = ()
    years: tuple[int, int] = (0, 0)
    kind: str = ""
    newest: bool = False
    facet: str = ""
    snippets: bool = False
    offset: int = 0
    limit: int = field(default=PAGE)


def questions(known: Vocabulary, dice: random.Random) -> Iterator[Question]:
    """Yield one question of each class."""
    common, other = dice.sample(known.words[5:80], 2)
    rare, odd = dice.sample(known.words[5_000:30_000], 2)
    middle = dice.choice(known.words[300:3_000])
    year = dice.randrange(2000, 2020)
    yield Question("common word", "words", (common,))
    yield Question("rare word", "words", (rare,))
    yield Question("AND", "words", (common, other))
    yield Question("AND with a rare one", "words", (common, rare))
    yield Question("OR", "any", (common, other, middle))
    yield Question("phrase", "phrase", (common, other))
    yield Question("near", "near", (common, other))
    yield Question("prefix", "prefix", (middle[:4],))
    yield Question("fuzzy", "fuzzy", (odd,))
    yield Question("kind, by date", "words", (common,), kind=dice.choice(KINDS).value, newest=True)
    yield Question("date range", "range", years=(year, year + 3))
    yield Question("facet kind", "words", (common,), facet="kind")
    yield Question("facet company", "words", (common,), facet="company")
    yield Question("ten highlighted", "words", (middle,), snippets=True)
    yield Question("page 100", "words", (common,), offset=99 * PAGE)
