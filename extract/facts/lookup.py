"""What stands near a predicate: dates, amounts and periods, parties by label, places and groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.grammar.phrases import Phrase, joined, named
from extract.records import Date, Form, Label, Mention, Money, Quantity

PARTIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
BODIES = frozenset({Label.GOVERNMENT, Label.ORGANISATION})
STATES = frozenset({Label.GOVERNMENT, Label.PLACE})


def date_near(context: Context, passage: TokenSpan, anchor: int) -> Date | None:
    """Return the date that belongs to what stands at `anchor`: the next one behind it, else the last before it."""
    dates = [
        item for item in context.values_in(passage.start_char, passage.end_char)
        if isinstance(item.value, Date) and item.value.end is None
    ]  # fmt: skip
    behind = [item for item in dates if item.start > anchor]
    before = [item for item in dates if item.start < anchor]
    chosen = behind[:1] or before[-1:]
    value = chosen[0].value if chosen else None
    return value if isinstance(value, Date) else None


def week_near(context: Context, passage: TokenSpan) -> Date | None:
    """Return the week or month a passage dates itself by: "last week"; spans of more than 31 days are no dates."""
    for item in context.values_in(passage.start_char, passage.end_char):
        value = item.value
        if not isinstance(value, Date) or value.end is None or not len(value.value) == len(value.end) == 10:
            continue
        if (date.fromisoformat(value.end) - date.fromisoformat(value.value)).days <= 31:
            return value
    return None


def period_near(context: Context, passage: TokenSpan) -> Date | None:
    """Return the first period of a passage: a date with an end."""
    for item in context.values_in(passage.start_char, passage.end_char):
        if isinstance(item.value, Date) and item.value.end is not None:
            return item.value
    return None


def money_in(context: Context, start: int, end: int) -> Money | None:
    """Return the first amount from `start` to `end`."""
    for item in context.values_in(start, end):
        if isinstance(item.value, Money):
            return item.value
    return None


def quantity_in(context: Context, start: int, end: int) -> Quantity | None:
    """Return the first count or share from `start` to `end`."""
    for item in context.values_in(start, end):
        if isinstance(item.value, Quantity):
            return item.value
    return None


def parties(
    context: Context, phrase: Phrase, passage: TokenSpan, labels: Iterable[Label], until: int = -1
) -> tuple[Mention, ...]:
    """Return the mentions that a phrase and those listed with it name, of the labels asked for."""
    allowed = frozenset(labels)
    found: list[Mention] = []
    for item in joined(context, phrase, passage, until):
        mention = named(context, item, passage)
        if mention is not None and mention.label in allowed and mention.name_id is not None and mention not in found:
            found.append(mention)
    return tuple(found)


def first_party(
    context: Context, phrases: Iterable[Phrase], passage: TokenSpan, labels: Iterable[Label], until: int = -1
) -> tuple[Mention, ...]:
    """Return the parties of the first phrase that names one of the labels asked for."""
    allowed = frozenset(labels)
    for phrase in phrases:
        mention = named(context, phrase, passage)
        if mention is not None and mention.label in allowed and mention.name_id is not None:
            return parties(context, phrase, passage, allowed, until)
    return ()


def labelled(context: Context, start: int, end: int, *labels: Label) -> Iterator[Mention]:
    """Yield the mentions of some labels from `start` to `end` that belong to a name."""
    for mention in context.mentions_in(start, end):
        if mention.label in labels and mention.name_id is not None and mention.form is not Form.PRONOUN:
            yield mention


def bare(text: str) -> str:
    """Return a phrase without its opening article or possessive."""
    for opening in ("the ", "a ", "an ", "its ", "their ", "The ", "A ", "An ", "Its ", "Their ",
                    "his ", "her ", "His ", "Her "):  # fmt: skip
        if text.startswith(opening):
            return text[len(opening) :]
    return text
