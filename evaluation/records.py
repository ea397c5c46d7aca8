"""What an evaluation knows: the gold of a document, where it stands in the text, and a score beside its floor."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]
"""Half-open, in code points of the document's text."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one measure on one set of documents.

    `gold` is how many items were sought, `found` how many were returned; what is right may be a fraction, where an
    item can be right in part.
    """

    part: str
    measure: str
    gold: int
    found: int
    correct_found: float
    correct_gold: float
    floor: float | None = None
    documents: str = "tuned"

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.correct_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was sought that was found; 1 where nothing was sought."""
        return self.correct_gold / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def has_fallen(self) -> bool:
        """Whether it stands below its floor."""
        return self.floor is not None and self.f1 < self.floor


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact a careful reader draws: `roles` are `(role, names)`, `quotes` the words it stands on.

    `values` are `(name, value)` written as `evaluation.values` writes them. `answers` are `fact_id`s of the same
    document. Of an `optional` fact two careful readers may differ: it counts neither for nor against.
    """

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    quotes: tuple[str, ...]
    act: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    claimed_by: str | None = None
    fact_id: str | None = None
    answers: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What is expected of one document; `path` is relative to the folder of documents."""

    path: str
    kind: str | None
    title: str | None
    date: str | None
    publisher: str | None
    facts: tuple[GoldFact, ...] = ()
    must_not_include: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Form:
    """Words by which somebody is named or, if `described`, referred to.

    Meant are all places where they stand, those of these `occurrences` (from 1), or the first `within` longer words.
    """

    words: str
    described: bool = False
    occurrences: tuple[int, ...] = ()
    within: str = ""

    @property
    def chosen(self) -> bool:
        """Whether it says which of the places where it stands is meant."""
        return bool(self.occurrences or self.within)


@dataclass(frozen=True, slots=True)
class Chain:
    """One entity of a document under one label, and every form it takes there; the first is its name."""

    label: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what, in the words of the text; `source` is None where nobody is named."""

    source: Form | None
    cue: Form
    content: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of gold: what a careful reader marks in one document.

    `text` is None where the document is one of the samples, whose facts stand elsewhere; `claims` is None where nobody
    marked them; `ignored` are words that readers may differ about.
    """

    path: str
    document: GoldDocument
    genre: str
    text: str | None
    chains: tuple[Chain, ...]
    ignored: tuple[Form, ...]
    claims: tuple[Claim, ...] | None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A few sentences and every fact of a kind in them; `facts` may list others, for an answer to be answered.

    `phrasing_id` names the file and the line where it begins.
    """

    phrasing_id: str
    kind: str
    text: str
    facts: tuple[GoldFact, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of fact that are marked in it: its own, and those of the facts listed."""
        return frozenset((self.kind, *(fact.kind for fact in self.facts)))


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Where an entity is mentioned; `chain` is its number in the sheet."""

    start: int
    end: int
    label: str
    chain: int
    described: bool = False


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Where source, cue and content of an attribution stand."""

    source: Span | None
    cue: Span
    content: Span


@dataclass(frozen=True, slots=True)
class Marks:
    """A sheet laid over its text: mentions in order, spans that count neither for nor against, attributions."""

    mentions: tuple[GoldMention, ...]
    ignored: tuple[Span, ...]
    attributions: tuple[GoldAttribution, ...] | None
