"""Short passages of many makes with all who are named or meant in them: two banks, one to work with and one held back.

A bank is a text file; blank lines part its passages. A passage is its text (a line `..` is an empty one), then a line an
entity as in the mentions of a sheet. `nobody` marks descriptions and pronouns that name nobody of the passage: whatever
is found there is wrong. Each passage is a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import GoldError
from evaluation.marking import places
from evaluation.mention_scores import MentionTallies
from evaluation.records import Score, Sheet, Span
from evaluation.sheets import FOLDER, parse_sheet
from evaluation.marking import lay
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


def score_bank(name: str, extractor: Extractor | None = None) -> Iterator[Score]:
    """Yield the scores of mentions, and of who is meant by them, over a bank of passages."""
    tallies = MentionTallies()
    for passage, found in read_passages(read_bank(name), extractor or load(Options())):
        document = text_document(passage.text, passage.sheet.path)
        tallies.count(lay(passage.sheet, passage.text), found, document)
        tallies.count_guesses(passage.nobody, found)
    for tally in tallies.parts():
        yield from tally.scores(f"{name} passages")


def read_passages(passages: tuple[Passage, ...], extractor: Extractor) -> Iterator[tuple[Passage, tuple[Mention, ...]]]:
    """Yield each passage with the mentions that are found in it."""
    documents = [text_document(passage.text, passage.sheet.path) for passage in passages]
    contexts = extractor.contexts(documents)
    yield from ((passage, context.mentions) for passage, context in zip(passages, contexts, strict=True))


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
