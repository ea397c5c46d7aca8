"""Forms in plain text: lines that say what they hold: "Contracting authority: X", "Value | EUR 7,850,000".

A label may bear a number ("V.2.1) Date of conclusion: ..."), stand over its value, or beside another label in a second
column. Labels whose meaning depends on their section ("Official name", "Name") take it from the heading above. What a
label says is for `fields` to tell.

Guarantees: all is found from the text alone; spans are half-open, in code points, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.records import Span
from extract.structure.fields import Field, Sense, Side, column_of, sense_of
from extract.structure.signing import STYLES

_NUMBER = r"(?:(?:(?:[IVX]{1,4}|\d{1,3}|[A-Za-z])(?:\.\d+)*[.)]+|\d{1,3}(?:\.\d+)+)[ \t]*)?"
_LINE = re.compile(
    rf"(?:^|(?<=\S[ \t]{{4}})|(?<=[|\t]))[ \t]*(?P<label>{_NUMBER}[A-Z][^\n:|\t]{{1,70}}?)[ \t]*(?::|\|)[ \t]*"
    r"(?P<value>\S[^\n]*?)(?=[ \t]*$|[ \t]{5,}\S|[ \t]*\|)",
    re.MULTILINE,
)
_ABOVE = re.compile(
    rf"^[ \t]*(?P<label>{_NUMBER}[A-Z][^\n:|\t.,;]{{1,60}}?)[ \t]*:?[ \t]*\n[ \t]*(?P<value>[^\s:|][^\n:|]{{1,140}})$",
    re.MULTILINE,
)
_TWO_SIDES = re.compile(
    r"^[ \t|]*(?P<left>[A-Z][A-Za-z ]{2,30}?):?[ \t]*\|[ \t]*(?P<right>[A-Z][A-Za-z ]{2,30}?):?[ \t|]*\n+"
    r"[ \t|]*(?P<first>[^\s|][^\n|]*?)[ \t]*\|[ \t]*(?P<second>[^\s|][^\n|]*?)[ \t|]*$",
    re.MULTILINE,
)
_SIGNS = re.compile(r"(?:by|name|signed|signature|date|title)\b|/s/|_{2,}", re.IGNORECASE)
_NAMED = re.compile(
    rf"^[ \t]*{_NUMBER}(?:(?:official|full|legal|registered|trading|organi[sz]ation|company) )?names?[ \t]*:[ \t]*"
    r"(?P<value>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_BUYING = re.compile(
    r"\b(?:contracting (?:authority|entity)|buyer|purchas\w+|procuring (?:entity|agency)|client|customer)\b",
    re.IGNORECASE,
)
_SUPPLYING = re.compile(
    r"\b(?:contractors?|winners?|suppliers?|tenderers?|awarded to|economic operators?|awardee|vendor|provider)\b",
    re.IGNORECASE,
)
_OTHER_SECTION = re.compile(
    r"\b(?:review|appeal|mediation|complementary|body responsible|signed|signature|witness|contact|represent\w+)\b",
    re.IGNORECASE,
)
_HEADING_REACH = 500
_OVER: tuple[Field, ...] = ("supplier", "buyer", "amount", "reference", "date")
"""What stands under a label of its own; other such labels are headings of clauses."""
_ENDS_SENTENCE = re.compile(r"[.;]$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled value: what its label says, the span of its value, and the span of label and value together."""

    sense: Sense
    value: Span
    line: Span

    @property
    def field(self) -> Field:
        """What the value is."""
        return self.sense.field


_TITLE = rf"(?:(?:{STYLES}|M/s|Messrs)\b\.?\s+)*"
_OPENED = re.compile(rf"(?:the\s+)?(?:\d{{1,3}}[.)]\s+)?{_TITLE}[\"“‘']?", re.IGNORECASE)
_FORM_WORD = (
    r"(?:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|L\.P|LP|Corp|Co|PLC|plc|S\.A|N\.V|B\.V|GmbH|Pte|Pty"
    r"|S\.p\.A|S\.r\.l)\b"
)
_NAME_END = re.compile(
    rf"\s*(?:[(;|\n\t]|,(?!\s+{_FORM_WORD})|\s[-–—]\s|\s{{3,}}|\bhereinafter\b|\brepresented by\b|\ba company\b"
    r"|\b(?:reg(?:istered|istration)?|company) (?:no|number)\b)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(rf"(?P<name>.*?\b{_FORM_WORD}\.?),?\s+\d", re.IGNORECASE)
"""A name up to its legal form, with its address right behind: "Osk Works, Inc. 9931 Service Drive"."""
_LONGEST_NAME = 14  # words
_LONGEST_VALUE = 6  # words of an amount, a number or a date


def name_in(text: str, value: Span) -> Span | None:
    """Return where the name stands with which a value begins, without titles, addresses and asides, if one does."""
    opened = _OPENED.match(text, value.start, value.end)
    start = opened.end() if opened else value.start
    ending = _NAME_END.search(text, start, value.end)
    words = text[start : ending.start() if ending else value.end]
    addressed = _ADDRESSED.match(words)
    words = (addressed["name"] if addressed else words).rstrip(" ,:\"”’'*")
    letters = [word for word in words.split() if word[0].isalpha()]
    if not letters or len(letters) > _LONGEST_NAME or not (words[0].isupper() or words[0].isdigit()):
        return None
    capitals = sum(word[0].isupper() for word in letters)
    return Span(start, start + len(words)) if capitals * 2 >= len(letters) else None


def find_labelled(text: str) -> tuple[Labelled, ...]:
    """Return the labelled values of a text that tell of a contract, in order, none over another."""
    found = [_labelled(match) for match in _LINE.finditer(text)]
    found += [_under_heading(text, match) for match in _NAMED.finditer(text)]
    found += _in_columns(text)
    beside = sorted((one for one in found if one is not None), key=lambda one: one.line.start)
    lines = {one.line.start for one in beside}
    above = [_labelled(match) for match in _ABOVE.finditer(text)] if beside else []
    every = [*beside, *(one for one in above if one is not None and _stands_alone(text, one, lines))]
    return tuple(sorted(every, key=lambda one: one.line.start))


def _in_columns(text: str) -> Iterator[Labelled]:
    """Yield the parties below "BUYER | VENDOR"; below "For the Buyer | For the Vendor" people sign."""
    for match in _TWO_SIDES.finditer(text):
        senses = [sense_of(match["left"]), sense_of(match["right"])]
        if {one.field for one in senses if one is not None} != {"buyer", "supplier"}:
            continue
        for sense, head, below in zip(senses, ("left", "right"), ("first", "second"), strict=True):
            value = Span(*match.span(below))
            if sense is not None and not _SIGNS.match(match[below]) and name_in(text, value) is not None:
                yield Labelled(sense, value, Span(match.start(head), value.end))


def _labelled(match: re.Match[str]) -> Labelled | None:
    sense = sense_of(match["label"]) if column_of(match["value"].split("|")[0]) is None else None
    return Labelled(sense, Span(*match.span("value")), Span(match.start("label"), match.end())) if sense else None


def _stands_alone(text: str, one: Labelled, taken: set[int]) -> bool:
    """Whether a label over its value is one: the value is no label of its own and no sentence."""
    value = text[one.value.start : one.value.end].strip()
    if one.field in ("amount", "reference", "date"):
        named = any(character.isdigit() for character in value) and len(value.split()) <= _LONGEST_VALUE
    else:
        named = name_in(text, one.value) is not None
    return (
        one.field in _OVER
        and named
        and not _ENDS_SENTENCE.search(value)
        and one.line.start not in taken
        and one.value.start not in taken
    )


def _under_heading(text: str, match: re.Match[str]) -> Labelled | None:
    side = _side_above(text, match.start())
    return Labelled(Sense(side), Span(*match.span("value")), Span(*match.span())) if side else None


def _side_above(text: str, offset: int) -> Side | None:
    """Return on which side the nearest heading above puts a name; None where it speaks of others."""
    lines = [line for line in text[max(0, offset - _HEADING_REACH) : offset].split("\n") if line.strip()]
    for line in reversed(lines):
        label = line if _SECTION.match(line) else line.partition(": ")[0]
        if _OTHER_SECTION.search(label):
            return None
        if len(line) < 90 and _SUPPLYING.search(label):
            return "supplier"
        if len(line) < 90 and _BUYING.search(label):
            return "buyer"
    return None


_SECTION = re.compile(
    r"^\s*(?:section|lot|award|part|contract)\b[^:\n]{0,60}(?::[^\n]{0,40})?$", re.IGNORECASE | re.MULTILINE
)


def close_groups(lines: Sequence[Labelled], text: str) -> list[tuple[Labelled, ...]]:
    """Return the labelled values that belong together: all of a text that names one supplier, else by its sections.

    In a text of several suppliers a label that comes again begins a new group, and so does a new section.
    """
    suppliers = {text[one.value.start : one.value.end] for one in lines if one.field == "supplier"}
    if len(suppliers) <= 1:
        return [tuple(lines)] if lines else []
    groups: list[list[Labelled]] = []
    for line in lines:
        if groups and _belongs(text, groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _belongs(text: str, group: Sequence[Labelled], line: Labelled) -> bool:
    between = text[group[-1].line.end : line.line.start]
    lines = between.count("\n")
    if line.field != "signers" and any(line.sense == other.sense for other in group):
        return False
    return lines <= 3 or (lines <= 10 and not _SECTION.search(between) and len(between) < 400)


def best(lines: Sequence[Labelled], field: Field) -> Labelled | None:
    """Return the value that a group gives for a field: the one whose label is surest, the first of equals."""
    return min((one for one in lines if one.field == field), key=lambda one: one.sense.rank, default=None)
