"""A chunk or quotation becomes the leaf it stands for, in the field it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from extract.records import Label
from search.analysis import HIDDEN, LETTERS, is_ideographic, surfaces, words
from search.fields import KNOWN_VALUES, Field
from search.tree import Choice, Fuzzy, Node, Pattern, Phrase, Range, Slot, Term, both
from search.values import days, find_date, find_number

MAX_DISTANCE = 1_000
MAX_EDITS = 2
MAX_WORD = 128
"""Letters of a word that are read; in scripts without spaces, of a run of them."""

MAX_PHRASE = 64
"""Words of a phrase that are read."""

_OPERATORS = frozenset({"OR", "AND", "NOT"})
_FUZZY = re.compile(r"(.+)~(\d*)", re.DOTALL)
_WILD = re.compile(r"[*?]")
_RUN = re.compile(rf"[{LETTERS}*?]+")
_SLOT = re.compile(r"@(\w+)")
_BOUND = re.compile(r"(>=|<=|>|<|)(.*)", re.DOTALL)
_YES = {"true": "yes", "y": "yes", "1": "yes", "false": "no", "n": "no", "0": "no"}
_LABELS = {label.value: label for label in Label}


def words_of(chunk: str, field: Field | None, warnings: list[str]) -> Node | None:
    """Read words, patterns, fuzzy words and `@label`; None where there is no letter or digit."""
    _warn_of_long_words(chunk, warnings)
    name = re.match(r"([^\W\d_]\w*):(?=.)", chunk, re.DOTALL)
    if name:
        warnings.append(f"“{name[1]}:” is no field: it is read as a word.")
    if (slot := _SLOT.fullmatch(chunk)) and slot[1].lower() in _LABELS:
        return Phrase((Slot(_LABELS[slot[1].lower()]),), field=field)
    fuzzy = _FUZZY.fullmatch(chunk)
    if fuzzy and (leaf := _fuzzy(fuzzy[1], fuzzy[2], field, warnings)):
        return leaf
    parts = list(_pieces(chunk, field))
    return both(parts) if parts else None


def _fuzzy(text: str, edits: str, field: Field | None, warnings: list[str]) -> Node | None:
    """Return a fuzzy word, None where the text is not one word that can be."""
    found = list(words(text))
    whole = len(found) == 1 and (found[0].shape.joined or len(found[0].shape.parts) == 1)
    distance = int(edits[:6] or "1")
    surface = _plain(next(_words(text), ""))
    if not whole or not surface or not distance or is_ideographic(text) or _WILD.search(text):
        warnings.append(f"“{text}~” cannot be taken loosely: it is searched for as written.")
        return None
    if distance > MAX_EDITS:
        warnings.append(f"At most {MAX_EDITS} letters may differ: ~{distance} is read as ~{MAX_EDITS}.")
    if len(surface) <= min(distance, MAX_EDITS) + 1:
        warnings.append(f"“{text}~” is too short to be taken loosely: it is searched for as written.")
        return Term(surface, field)
    return Fuzzy(surface, min(distance, MAX_EDITS), field)


def _pieces(chunk: str, field: Field | None) -> Iterator[Node]:
    """Yield the words and patterns of a chunk."""
    done = 0
    for run in () if is_ideographic(chunk) else _RUN.finditer(chunk):
        if not _WILD.search(run.group()):
            continue
        yield from _terms(chunk[done : run.start()], field)
        # Question marks at either end are punctuation.
        text = re.sub(r"\*+", "*", HIDDEN.sub("", run.group())).strip("?")
        if _WILD.search(text) and re.search(r"[^\W_]", text):
            yield Pattern(text, field)
        else:
            yield from _terms(text, field)
        done = run.end()
    yield from _terms(chunk[done:], field)


def _terms(text: str, field: Field | None) -> Iterator[Node]:
    for surface in _words(text):
        yield Term(_plain(surface), field)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, the longest of them cut."""
    for surface in surfaces(text):
        yield from (surface,) if len(surface) <= MAX_WORD else islice(surfaces(surface[:MAX_WORD]), 1)


def _warn_of_long_words(text: str, warnings: list[str]) -> None:
    if len(text) > MAX_WORD and any(len(surface) > MAX_WORD for surface in surfaces(text)):
        warnings.append(f"Only the first {MAX_WORD} letters of a word are read.")


def _plain(surface: str) -> str:
    """Keep a word from being read as an operator."""
    return surface.lower() if surface in _OPERATORS else surface


def phrase(text: str, distance: int, field: Field | None, warnings: list[str]) -> Node | None:
    """Read what stands between quotes; None where there is no word in it."""
    _warn_of_long_words(text, warnings)
    items: list[str | Slot] = []
    done = 0
    for slot in _SLOT.finditer(text):
        if slot[1].lower() in _LABELS:
            items += _words(text[done : slot.start()])
            items.append(Slot(_LABELS[slot[1].lower()]))
            done = slot.end()
    items += _words(text[done:])
    if not items:
        warnings.append("There is no word between two quotation marks: they are ignored.")
        return None
    if len(items) > MAX_PHRASE:
        warnings.append(f"Only the first {MAX_PHRASE} words of a quotation are read.")
    if distance > MAX_DISTANCE:
        warnings.append(f"Words can be at most {MAX_DISTANCE} words apart: ~{distance} is read as ~{MAX_DISTANCE}.")
    return Phrase(tuple(items[:MAX_PHRASE]), min(distance, MAX_DISTANCE) if len(items) > 1 else 0, field)


def choice(field: Field, text: str, warnings: list[str]) -> Node | None:
    """Read one of the values of a field; a plural is taken for its singular."""
    value = re.sub(r"[^\w-]+|_+", "_", text.lower()).strip("_-")
    known = KNOWN_VALUES.get(field, ())
    if field is Field.DENIED:
        value = _YES.get(value, value)
    elif value not in known and value.removesuffix("s") in known:
        value = value.removesuffix("s")
    if not value:
        warnings.append(f"There is no value after {field}: — it is ignored.")
        return None
    if known and value not in known:
        warnings.append(f"{field}:{value} matches nothing: {field} is one of {', '.join(known)}.")
    return Choice(field, value)


def range_of(field: Field, text: str, warnings: list[str]) -> Node | None:
    """Read bounds; text that has none is read as words."""
    read = find_date if field is Field.DATE else find_number
    match = _BOUND.fullmatch(text)
    assert match is not None, "the pattern takes any text"
    sign, rest = match[1], match[2]
    low, dots, high = (part.strip() for part in rest.partition(".."))
    bounds = [read(part) if part else None for part in (low, high)]
    written = [part for part in (low, high) if part]
    if not written or [bound is not None for bound in bounds] != [bool(low), bool(high)] or (sign and dots):
        what = "date" if field is Field.DATE else "number"
        warnings.append(f"{field}:{text} has no {what} that can be read: it is searched for as words.")
        return words_of(text, None, [])
    if dots:
        return _between(field, bounds[0], bounds[1], warnings)
    exclusive = sign in {"<", ">"}
    if sign.startswith("<"):
        return Range(field, None, bounds[0], exclusive)
    return Range(field, bounds[0], None if sign else bounds[0], exclusive)


def _between(field: Field, low: str | Decimal | None, high: str | Decimal | None, warnings: list[str]) -> Range:
    if low is not None and high is not None and _order(low) > _order(high):
        warnings.append(f"The bounds of {field} stand the wrong way round: they are exchanged.")
        low, high = high, low
    return Range(field, low, high)


def _order(bound: str | Decimal) -> Decimal:
    return bound if isinstance(bound, Decimal) else Decimal(days(bound)[0])
