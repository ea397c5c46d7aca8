"""Passages of the sample documents, each truly extracted, and what is needed to tell them of other names.

A passage is told under other names by putting coined words of equal length in place of the words that only names
have: every offset stays, and so does everything that was found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.records import Document, Kind, SectionKind
from extract.extraction import Extraction
from extract.identity import fact_id, name_id
from extract.names import key
from extract.records import Evidence, Fact, Filler, Label, Name
from library.library import Library

WORDS_A_PASSAGE = 60
RENAMED = (Label.COMPANY, Label.ORGANISATION, Label.PERSON)
WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
PLAIN = frozenset({"GmbH", "Holding", "Contractor", "Approach", "Integration", "Monitor"})
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, with what was found in it as if it were a document of its own."""

    kind: Kind
    text: str
    found: Extraction


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages, and the words in them that stand for somebody."""

    by_kind: dict[Kind, tuple[Passage, ...]]
    words: frozenset[str]


def read(library: Library) -> Passages:
    """Return the passages of a library's documents; each is extracted here."""
    held: dict[Kind, list[Passage]] = {}
    for head in library.heads():
        for text in stretches(library.document(head.document_id)):
            document = Document(
                f"passage-{len(text)}", "", "", "text/plain", head.kind, "", "", text, date=head.date, language="en"
            )
            found = next(iter(library.rooms.extractor.stream([document])))
            held.setdefault(head.kind, []).append(Passage(head.kind, text, found))
    every = [passage for some in held.values() for passage in some]
    return Passages({kind: tuple(some) for kind, some in held.items()}, own_words(every))


def stretches(document: Document) -> Iterator[str]:
    """Yield the story of a document in stretches of whole paragraphs."""
    hidden = [section for section in document.sections if section.kind is SectionKind.BOILERPLATE]
    gathered: list[str] = []
    for match in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", document.text):
        if any(section.start <= match.start() < section.end for section in hidden):
            continue
        gathered.append(match[0])
        if sum(len(part.split()) for part in gathered) >= WORDS_A_PASSAGE:
            yield "\n\n".join(gathered)
            gathered = []


def own_words(passages: list[Passage]) -> frozenset[str]:
    """Return the words that only names of companies, organisations and persons have."""
    named: set[str] = set()
    others: set[str] = set()
    for passage in passages:
        for name in passage.found.names:
            words = WORD.findall(" ".join((name.name, *name.aliases)))
            (named if name.label in RENAMED else others).update(words)
        others.update(word.capitalize() for word in WORD.findall(passage.text) if word.islower())
    own = frozenset(word for word in named if word.capitalize() not in others and word not in others)
    return own - PLAIN


@lru_cache(maxsize=200_000)
def coined(word: str, variant: int) -> str:
    """Return another word of the same length and case; variant 0 is the word itself."""
    if not variant:
        return word
    dice = random.Random(f"{word.lower()} {variant}")
    letters = "".join(dice.choice((CONSONANTS, VOWELS)[at % 2]) for at in range(len(word)))
    return letters.upper() if word.isupper() else letters.capitalize()


def renamed(text: str, words: frozenset[str], variant: int) -> str:
    """Return a text of the same length with the words that stand for somebody changed."""
    return WORD.sub(lambda match: coined(match[0], variant) if match[0] in words else match[0], text)


@dataclass(slots=True)
class Retelling:
    """Tells passages under other names, one behind the other, as parts of one document."""

    document_id: str
    words: frozenset[str]

    def told(self, passage: Passage, variant: int, start: int, page: int) -> Extraction:
        """Return the findings of a passage that stands at `start` of its document, on a page of its own."""
        text = renamed(passage.text, self.words, variant)
        found = passage.found
        names = {name.name_id: self._name(name, variant) for name in found.names}
        ids = {old: name.name_id for old, name in names.items()}
        facts = [self._fact(fact, names, text, start, variant, page) for fact in found.facts]
        new_ids = {old.fact_id: new.fact_id for old, new in zip(found.facts, facts, strict=True)}
        return Extraction(
            document_id=self.document_id,
            version=found.version,
            mentions=tuple(
                replace(
                    mention, document_id=self.document_id, start=mention.start + start, end=mention.end + start,
                    text=text[mention.start : mention.end],
                    name_id=None if mention.name_id is None else ids.get(mention.name_id, mention.name_id),
                )
                for mention in found.mentions
            ),
            names=tuple(names.values()),
            values=tuple(
                replace(one, document_id=self.document_id, start=one.start + start, end=one.end + start)
                for one in found.values
            ),
            facts=tuple(
                replace(fact, answers=tuple(new_ids[answer] for answer in fact.answers if answer in new_ids))
                for fact in facts
            ),
        )  # fmt: skip

    def _name(self, name: Name, variant: int) -> Name:
        """Return a name under its other words; one that has none of them stays the same name."""
        told = renamed(name.name, self.words, variant)
        if told == name.name:
            return name
        aliases = tuple(renamed(alias, self.words, variant) for alias in name.aliases)
        return Name(name_id(name.label, key(told, name.label)), name.label, told, aliases, name.identifiers)

    def _fact(self, fact: Fact, names: dict[str, Name], text: str, start: int, variant: int, page: int) -> Fact:
        """Return a fact at its place in the document, with the words that stand there now."""
        evidence = tuple(
            Evidence(self.document_id, one.start + start, one.end + start, text[one.start : one.end], page)
            for one in fact.evidence
        )
        fillers = tuple(self._filler(filler, names, start, variant) for filler in fact.fillers)
        said = fact.claimed_by
        return replace(
            fact,
            fact_id=fact_id(self.document_id, fact.kind, fillers, evidence),
            document_id=self.document_id,
            fillers=fillers,
            evidence=evidence,
            content=None if fact.content is None else renamed(fact.content, self.words, variant),
            claimed_by=None if said is None else renamed(said, self.words, variant),
            values=tuple(
                (name, renamed(value, self.words, variant) if isinstance(value, str) else value)
                for name, value in fact.values
            ),
        )

    def _filler(self, filler: Filler, names: dict[str, Name], start: int, variant: int) -> Filler:
        name = names.get(filler.name_id)
        return replace(
            filler,
            start=filler.start + start,
            end=filler.end + start,
            name=renamed(filler.name, self.words, variant),
            name_id=filler.name_id if name is None else name.name_id,
        )
