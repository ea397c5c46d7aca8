"""Short passages of many makes with all who are named or meant in them: two banks, one to work with and one held back.

The form of a bank is told in `evaluation/gold/README.md`. Each passage is read as a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.records import Document
from evaluation.errors import GoldError
from evaluation.marking import lay, places
from evaluation.mention_scores import NAMED, Key, MentionTallies, bare, key_of
from evaluation.records import Marks, Score, Sheet, Span
from evaluation.sheets import FOLDER, parse_sheet
from extract.options import Options
from extract.pipeline import Extractor, load, text_document
from extract.records import Label, Mention

BANKS = FOLDER / "phrasings" / "mentions"
DEVELOPED, HELD = "developed", "held"
_MARK = re.compile(rf"(?:{'|'.join(label.value for label in Label)}|ignore|nobody): ")
_NOBODY = "nobody: "
_OCCURRENCE = re.compile(r"(?P<words>.+?)(?:#(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and its marks; `nobody` are the bounds of words that refer to nobody."""

    sheet: Sheet
    text: str
    nobody: tuple[Span, ...]


def read_bank(name: str, folder: Path = BANKS) -> tuple[Passage, ...]:
    """Read the passages of a bank in order; raises `GoldError` with all that does not hold in any."""
    body = (folder / f"{name}.txt").read_text("utf-8")
    passages, problems = [], []
    for block in re.split(r"\n{2,}", body):
        lines = [line for line in block.strip("\n").splitlines() if not line.startswith("#")]
        if not lines:
            continue
        try:
            passages.append(_passage(lines, f"{name}: {lines[0][:40]}"))
        except GoldError as error:
            problems.extend(str(error).splitlines())
    if problems:
        raise GoldError(name, problems)
    return tuple(passages)


def score_passages(model: str | None = None) -> Iterator[Score]:
    """Yield the scores of mentions and of who is meant, as sets `phrasings developed` and `phrasings held`."""
    extractor = load(Options(model=model))
    for bank in (DEVELOPED, HELD):
        tallies = MentionTallies()
        for passage, found in read_passages(read_bank(bank), extractor):
            tallies.count(lay(passage.sheet, passage.text), found, _document(passage))
            tallies.count_guesses(passage.nobody, found)
        for tally in tallies.parts():
            yield from tally.scores(f"phrasings {bank}")


def wrong_mentions(model: str | None = None) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the text of each developed passage in which something is wrong, what is missed, and what is made up."""
    for passage, found in read_passages(read_bank(DEVELOPED), load(Options(model=model))):
        missed, made_up = _differences(passage, found)
        if missed or made_up:
            yield passage.text, missed, made_up


def _differences(passage: Passage, found: Sequence[Mention]) -> tuple[list[str], list[str]]:
    text, marks = passage.text, lay(passage.sheet, passage.text)
    sought = {key_of(text, one.start, one.end, one.label): one for one in marks.mentions if not one.described}
    named = {key_of(text, one.start, one.end, one.label.value): one for one in found if one.form in NAMED}
    meant = {named[key].name_id: one.chain for key, one in sought.items() if key in named}
    said = {bare(text, one.start, one.end)[1]: one.name_id for one in found if one.form not in NAMED}
    missed = [f"{label} {text[start:end]}" for start, end, label in sought.keys() - named.keys()]
    made_up = [f"{key[2]} {one.text}" for key, one in named.items() if key not in sought and not _is_open(marks, key)]
    missed += [
        f"{text[one.start : one.end]} = {passage.sheet.chains[one.chain].forms[0].words}"
        for one in marks.mentions
        if one.described and meant.get(said.get(bare(text, one.start, one.end)[1]), -1) != one.chain
    ]
    for start, end in passage.nobody:
        made_up += [f"{one.text} is nobody" for one in found if one.form not in NAMED and start <= one.start < end]
    return sorted(missed), made_up


def _is_open(marks: Marks, key: Key) -> bool:
    return any(key[0] < end and start < key[1] for start, end in marks.ignored)


def read_passages(passages: Sequence[Passage], extractor: Extractor) -> Iterator[tuple[Passage, tuple[Mention, ...]]]:
    """Yield each passage with the mentions that are found in it."""
    contexts = extractor.contexts(_document(passage) for passage in passages)
    yield from ((passage, context.mentions) for passage, context in zip(passages, contexts, strict=True))


def _document(passage: Passage) -> Document:
    return text_document(passage.text, passage.sheet.path)


def _passage(lines: list[str], name: str) -> Passage:
    marks = [line for line in lines if _MARK.match(line)]
    text = "\n".join("" if line == ".." else line for line in lines if not _MARK.match(line)) + "\n"
    named = "\n".join(line for line in marks if not line.startswith(_NOBODY))
    sheet = parse_sheet(f"\n---\n{text}=== mentions\n{named}\n", name)
    words = [words for line in marks if line.startswith(_NOBODY) for words in line.removeprefix(_NOBODY).split(" | ")]
    return Passage(sheet, text, tuple(span for one in words for span in _nobody(one, text, name)))


def _nobody(words: str, text: str, name: str) -> list[Span]:
    match = _OCCURRENCE.fullmatch(words)
    found = places(match["words"], text) if match else []
    if not match or len(found) < int(match["number"] or 1):
        raise GoldError(name, [f"the text does not say `{words}`"])
    return [found[int(match["number"]) - 1]] if match["number"] else found
