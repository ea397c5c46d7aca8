"""Scores of mentions by type, and of who is meant by them within the document.

A mention by name is right when label and bounds are; an article, a title of a person and a possessive at its edges are
forgiven. Who is meant is scored by B-cubed over the mentions found and sought: for each, how much of its cluster it
should share, and how much of what it should share it does. A description ("the Dutch camera maker") is right when
its last word, the noun that our mention of it is, is taken for what most names of its entity are taken for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.records import Document
from evaluation.model.counting import trimmed
from evaluation.records import GoldMention, Marks, Span
from evaluation.tally import Tally
from extract.gazetteers import titles
from extract.pieces import boilerplate_spans
from extract.records import Form, Mention

NAMED = (Form.NAME, Form.SHORT, Form.ACRONYM, Form.DEFINED_TERM)
_TITLE = re.compile(rf"(?:the|a|an|{titles.spelled(titles.STYLES, frozenset(('colonel',)))})\b\.?\s+", re.IGNORECASE)
Key = tuple[int, int, str]


class MentionTallies:
    """The counts of mentions and of who is meant over the documents of a set."""

    def __init__(self) -> None:
        self.mentions, self.linking = Tally("mentions"), Tally("linking", summed=False)

    def parts(self) -> tuple[Tally, ...]:
        """Return the counts in the order in which they are told."""
        return self.mentions, self.linking

    def count(self, marks: Marks, found: Sequence[Mention], document: Document) -> None:
        """Count the mentions of one document; boilerplate counts neither for nor against."""
        text, hidden = document.text, boilerplate_spans(document)
        gold = {
            key_of(text, mention.start, mention.end, mention.label): mention
            for mention in marks.mentions
            if not mention.described and not _touches((mention.start, mention.end), hidden)
        }
        named = {
            key_of(text, mention.start, mention.end, mention.label.value): mention
            for mention in found
            if mention.form in NAMED
        }
        doubtful = [*hidden, *marks.ignored]
        counted = [key for key in named if key in gold or not _touches(key[:2], doubtful)]
        for key in gold:
            self.mentions.add(key[2], gold=1, right=key in named)
        for key in counted:
            self.mentions.add(key[2], found=1)
        both = [(gold[key].chain, named[key].name_id) for key in gold if key in named]
        precisions, recalls = b_cubed(both)
        self.linking.add_shares("names", precisions, recalls)
        self._count_descriptions(marks, found, both, text)

    def count_guesses(self, nobody: Iterable[Span], found: Sequence[Mention]) -> None:
        """Count what is found at words that mean nobody: each is wrong."""
        for start, end in nobody:
            at = [mention for mention in found if mention.form not in NAMED and start <= mention.start < end]
            self.linking.add("descriptions", found=bool(at))

    def _count_descriptions(
        self, marks: Marks, found: Sequence[Mention], both: Sequence[tuple[int, str | None]], text: str
    ) -> None:
        at = {bare(text, mention.start, mention.end)[1]: mention for mention in found if mention.form not in NAMED}
        for gold in described(marks.mentions):
            mention = at.get(bare(text, gold.start, gold.end)[1])
            said = None if mention is None else mention.name_id
            names = Counter(name for chain, name in both if chain == gold.chain)
            meant = names.most_common(1)[0][0] if names else None
            self.linking.add("descriptions", gold=1, found=said is not None, right=said is not None and said == meant)


def described(mentions: Iterable[GoldMention]) -> list[GoldMention]:
    """Return the mentions that are no names."""
    return [mention for mention in mentions if mention.described]


def key_of(text: str, start: int, end: int, label: str) -> Key:
    """Return what two marks of one mention have in common."""
    return (*bare(text, start, end), label)


def bare(text: str, start: int, end: int) -> Span:
    """Return the bounds of a name without articles, titles and possessives."""
    while (title := _TITLE.match(text, start, end)) and title.end() < end:
        start = title.end()
    return trimmed(text, start, end)


def b_cubed(pairs: Sequence[tuple[int, str | None]]) -> tuple[list[float], list[float]]:
    """Return the precision and the recall of each item, given as (cluster sought, cluster found); None stands alone."""
    items = [(sought, found or f"alone {number}") for number, (sought, found) in enumerate(pairs)]
    of_sought = Counter(sought for sought, _ in items)
    of_found = Counter(found for _, found in items)
    of_both = Counter(items)
    precisions = [of_both[one] / of_found[one[1]] for one in items]
    recalls = [of_both[one] / of_sought[one[0]] for one in items]
    return precisions, recalls


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
