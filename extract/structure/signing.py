"""Signature blocks and letterheads: a person's name on a line of its own, and what they are beside or below it.

    For and on behalf of Osk Steel Ltd          By: /s/ Lydia Ferncastle      Sincerely,
    Name: Maren Feld                            Lydia Ferncastle
    Title: Director                             EVP, Global Sales             Imelda Tarrow
                                                                              Chief Procurement Officer

Blocks side by side are read column by column. Guarantees: found from the text alone; a position is labelled as such or
holds the word of an office and no verb; `above` are the lines of the same column over the name, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.facts.role_words import POSITIONS
from extract.gazetteers import titles
from extract.gazetteers.titles import spelled
from extract.records import Span
from extract.structure.tables import cells_of

PERSON = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|da|al|bin|el|la|di|du)){1,4}"
STYLES = spelled(titles.STYLES)
"""What is set before the name of a person on papers of all kinds."""
TITLES = rf"(?:(?:{spelled(titles.STYLES, titles.RANKS, titles.JUDGES, titles.SENATORS)})\b\.?[ ]+)*"
_NAME = re.compile(
    rf"(?:(?:By|Name|Full name|Print(?:ed)? name|Signed(?: by)?|Signature|Per)[ ]*:?[ ]+)?(?:/s/[ ]*)?{TITLES}"
    rf"(?P<name>{PERSON})(?:,[ ]*(?P<position>[A-Z][^\n]{{3,70}}))?,?",
)
_LABELLED = re.compile(
    r"(?:Title|Role|Position|Its|Office|Capacity|Designation|Function)[ ]*:[ ]*(?P<position>\S.*)", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:Committee|Council|Office|Board|Department|Street|Road|Hall|Room|Limited|Ltd|LLC|Inc|Corp|Company|Services"
    r"|Contract|Agreement|Authority|Ministry|Bank|Agency|Government|University|Article|Section|Schedule|Annex|Act|Order"
    r"|Notice|List|Rule|Rules|Deed|Date|Party|Parties|Whereas|Dear|Sincerely|Yours)\b|^(?:The|This|In|For|And|On) "
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|shall|will|may|said|who|that|which|to)\b")
_TITLED = re.compile(rf"{TITLES}(?<=[. ])[A-Z]")
"""Words that begin with a title are a person's name."""
_LONGEST_POSITION = 80  # code points
_ABOVE, _BELOW = 7, 3  # lines


@dataclass(frozen=True, slots=True)
class Signing:
    """A name, the position beside it, the span of both, and the lines over it."""

    name: Span
    position: str
    span: Span
    above: tuple[Span, ...]
    below: tuple[Span, ...]


def find_signings(text: str) -> Iterator[Signing]:
    """Yield the names with positions of a text, column by column where lines stand side by side."""
    for column in _columns(text):
        for at, line in enumerate(column):
            found = _signing(text, column, at, line)
            if found is not None:
                yield found


def _columns(text: str) -> Iterator[list[Span]]:
    """Yield the lines of a text that are not empty, then those of each run of lines in two columns."""
    whole: list[Span] = []
    runs: list[tuple[list[Span], list[Span]]] = []
    start = 0
    for line in text.split("\n"):
        cells = [cell for cell in cells_of(line, start) if cell.end > cell.start]
        if len(cells) == 2:
            if not runs or whole:
                yield whole
                whole = []
                runs.append(([], []))
            runs[-1][0].append(cells[0])
            runs[-1][1].append(cells[1])
        elif cells:
            whole.append(Span(cells[0].start, cells[-1].end))
        start += len(line) + 1
    yield whole
    for left, right in runs:
        yield left
        yield right


def _signing(text: str, column: Sequence[Span], at: int, line: Span) -> Signing | None:
    match = _NAME.fullmatch(text, line.start, line.end)
    if (
        match is None
        or _NO_NAME.search(match["name"])
        or (match["name"].isupper() and match.start("name") == line.start)
    ):
        return None
    name = Span(*match.span("name"))
    above = tuple(column[max(0, at - _ABOVE) : at][::-1])
    if match["position"] is not None:
        position = _clean(match["position"])
        return (
            Signing(name, position, line, above, _below(text, column, at)) if is_position(match["position"]) else None
        )
    for number, following in enumerate(column[at + 1 : at + 1 + _BELOW], at + 1):
        words = text[following.start : following.end]
        labelled = _LABELLED.fullmatch(words)
        if labelled is not None or is_position(words):
            position = _clean(labelled["position"] if labelled else words)
            side_by_side = "|" in text[line.end : following.start]
            span = line if side_by_side else Span(line.start, following.end)
            return Signing(name, position, span, above, _below(text, column, number))
        if not _passes(text, name, words):
            return None
    return None


def _below(text: str, column: Sequence[Span], at: int) -> tuple[Span, ...]:
    """Return the lines right below a position, up to a blank one."""
    found: list[Span] = []
    for one, following in zip(column[at:], column[at + 1 : at + 1 + _BELOW], strict=False):
        if "\n\n" in text[one.end : following.start]:
            break
        found.append(following)
    return tuple(found)


def _passes(text: str, name: Span, words: str) -> bool:
    """Whether a line may stand between a name and its position: the name again, or another labelled value."""
    return text[name.start : name.end] in words or re.match(r"[A-Z][\w ]{1,30}:", words) is not None


def is_position(words: str) -> bool:
    """Whether words are a title of office: short, with the word of an office, without a verb, and no sentence."""
    plain = {word.strip(".,;()").lower() for word in re.split(r"[\s/-]+", words)}
    titled = bool(plain & POSITIONS) or bool(
        plain & {"evp", "svp", "vp", "solicitor", "clerk", "registrar", "chairperson"}
    )
    return (
        titled
        and not _TITLED.match(words)
        and len(words) <= _LONGEST_POSITION
        and words[:1].isupper()
        and ":" not in words
        and not words[-1:].isdigit()
        and not _VERB.search(words)
    )


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;|")
