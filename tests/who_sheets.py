"""Documents in whose text everybody named or referred to is marked, and how well an extractor finds them.

A sheet's first line is the kind of document; then comes the text with marks: `{c1:Tarnvik Sonar ASA}` is a company
named, `{~c1:The firm}` or `{~c1:it}` refers to it, `{?:Havnegade 4}` counts neither for nor against. The letter is the
label (c g l p o n for company, government, place, person, organisation, group), letter and number the chain. Every
reference to somebody named that a reader is sure of is marked, so that one more is a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.records import Document, Kind
from evaluation.mention_scores import NAMED, b_cubed, bare
from extract.pipeline import Extractor
from extract.records import Form, Mention

FOLDER = Path(__file__).parent / "data" / "who"
_MARK = re.compile(r"\{(?P<described>~?)(?P<chain>\?|[cglpon]\d+):(?P<words>[^{}]+)\}")
_LABELS = {"c": "company", "g": "government", "l": "place", "p": "person", "o": "organisation", "n": "group"}
_KINDS = {"news": Kind.NEWS, "contract": Kind.CONTRACT, "notice": Kind.OTHER}


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention that a reader marks: offsets, chain (`?` where readers may differ), whether it is a reference."""

    start: int
    end: int
    chain: str
    described: bool

    @property
    def label(self) -> str:
        """The label that the chain's letter stands for."""
        return _LABELS[self.chain[0]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document without its marks, and the marks."""

    document: Document
    marks: tuple[Marked, ...]


@dataclass(slots=True)
class Count:
    """How much was sought, found and right."""

    gold: int = 0
    found: int = 0
    right: float = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was sought that was found."""
        return self.right / self.gold if self.gold else 1.0


def read_sheet(path: Path) -> Sheet:
    """Read a sheet."""
    kind, _, marked = path.read_text("utf-8").partition("\n")
    text, last, marks = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match["words"]
        marks.append(Marked(start, len(text), match["chain"], bool(match["described"])))
        last = match.end()
    text += marked[last:]
    name = path.stem
    document = Document(name, "", path.name, "text/plain", _KINDS[kind], "", "", text, date="2022-05-10")
    return Sheet(document, tuple(marks))


def read_sheets(folder: Path = FOLDER) -> tuple[Sheet, ...]:
    """Read every sheet of a folder, in order of name."""
    return tuple(read_sheet(path) for path in sorted(folder.glob("*.txt")))


def score(extractor: Extractor, sheets: Iterable[Sheet], faults: list[str] | None = None) -> dict[str, Count]:
    """Return counts by label, of `names` (all labels), `linking` (B-cubed) and `references`; `faults` takes each."""
    counts: dict[str, Count] = {}
    for sheet in sheets:
        mentions = extractor.extract(sheet.document).mentions
        _score(sheet, mentions, counts, [] if faults is None else faults)
    names = [counts[label] for label in _LABELS.values() if label in counts]
    counts["names"] = Count(*(sum(getattr(one, part) for one in names) for part in ("gold", "found", "right")))
    return counts


def _score(sheet: Sheet, mentions: Iterable[Mention], counts: dict[str, Count], faults: list[str]) -> None:
    text, mentions = sheet.document.text, list(mentions)

    def told(what: str, start: int, end: int) -> None:
        around = text[max(0, start - 40) : end + 30].replace("\n", " ")
        faults.append(f"{sheet.document.document_id}: {what} {text[start:end]!r} in {around!r}")

    doubtful = [(mark.start, mark.end) for mark in sheet.marks if mark.chain == "?"]
    gold = {
        (*bare(text, mark.start, mark.end), mark.label): mark
        for mark in sheet.marks
        if not mark.described and mark.chain != "?"
    }
    named = {(*bare(text, one.start, one.end), one.label.value): one for one in mentions if one.form in NAMED}
    for key in gold:
        counts.setdefault(key[2], Count()).gold += 1
        if key not in named:
            told(f"missed {key[2]}", key[0], key[1])
    for key in named:
        if any(key[0] < end and start < key[1] for start, end in doubtful):
            continue
        count = counts.setdefault(key[2], Count())
        count.found += 1
        count.right += key in gold
        if key not in gold:
            told(f"wrong {key[2]}", key[0], key[1])
    _link([(gold[key].chain, named[key].name_id) for key in gold if key in named], counts)
    _refer(sheet, mentions, [(gold[key].chain, named[key].name_id) for key in gold if key in named], counts, told)


def _link(pairs: list[tuple[str, str | None]], counts: dict[str, Count]) -> None:
    numbers = {chain: number for number, chain in enumerate(dict.fromkeys(chain for chain, _ in pairs))}
    precisions, recalls = b_cubed([(numbers[chain], name) for chain, name in pairs])
    for measure, shares in (("linked precisely", precisions), ("linked wholly", recalls)):
        count = counts.setdefault(measure, Count())
        count.gold += len(shares)
        count.found += len(shares)
        count.right += sum(shares)


def _refer(
    sheet: Sheet,
    mentions: list[Mention],
    pairs: list[tuple[str, str | None]],
    counts: dict[str, Count],
    told: Callable[[str, int, int], None],
) -> None:
    """A reference is right when it ends where the marked one does and its name is what most of the chain is called."""
    called = {name for _, name in pairs}
    doubtful = {mark.end for mark in sheet.marks if mark.chain == "?"}
    sought = {mark.end: mark for mark in sheet.marks if mark.described}
    for pronoun, measure in ((False, "descriptions"), (True, "pronouns")):
        count = counts.setdefault(measure, Count())
        marks = {end: mark for end, mark in sought.items() if _is_pronoun(sheet, mark) == pronoun}
        count.gold += len(marks)
        form = Form.PRONOUN if pronoun else Form.DESCRIPTION
        held = [one for one in mentions if one.form is form and one.name_id in called and one.end not in doubtful]
        count.found += len(held)
        answered = set()
        for one in held:
            mark = marks.get(one.end)
            names = Counter(name for chain, name in pairs if mark and chain == mark.chain)
            if names and one.name_id == names.most_common(1)[0][0]:
                count.right += 1
                answered.add(one.end)
            else:
                told(f"wrong reference ({sorted(set(_words(sheet, mentions, one)))})", one.start, one.end)
        for end, mark in marks.items():
            if end not in answered:
                told("missed reference", mark.start, mark.end)


def _words(sheet: Sheet, mentions: list[Mention], one: Mention) -> Iterable[str]:
    return (other.text for other in mentions if other.name_id == one.name_id and other.form is Form.NAME)


def _is_pronoun(sheet: Sheet, mark: Marked) -> bool:
    words = sheet.document.text[mark.start : mark.end].lower()
    return words in ("he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "himself", "herself")
