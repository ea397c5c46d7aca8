"""Names and silver passages from sanctions lists and notices: OFAC's list, and additions to the Entity List.

Names of organisations are swapped into other sentences. The entries of a rule that adds to the Entity List are passages
too: the names that it lists are certain, other capitalised words, of addresses say, are hidden from the loss.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from extract.training.contracts import is_party, tagged
from extract.training.scheme import SUFFIXES
from extract.training.sets import Sentence

SOURCE = "notices"
LONGEST = 45
"""Longer names are not swapped into sentences."""
_ALSO_KNOWN = re.compile(r",? a\.k\.a\.,? ")
_ENTITY_LIST = "Entity List (EL)"


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation that a rule adds to the Entity List: its name, its other names, and the entry as it reads."""

    name: str
    aliases: tuple[str, ...]
    text: str


def entries(rule: Path) -> Iterator[Entry]:
    """Yield the organisations of a rule of the Federal Register, as XML; only names like a firm's, no persons."""
    for cell in ElementTree.parse(rule).iter("ENT"):  # noqa: S314 - a rule of the government, read to train
        lines = [" ".join("".join(item.itertext()).split()) for item in cell.iter("LI")]
        head = " ".join((cell.text or "").split())
        name = _ALSO_KNOWN.split(head)[0].strip(" ,.")
        name += "." if head.startswith(f"{name}.") else ""
        if is_party(name):
            aliases = tuple(_alias(line) for line in lines if line.startswith("—"))
            yield Entry(name, aliases, " ".join((head, *lines)))


def _alias(line: str) -> str:
    name = line.removeprefix("—").removesuffix(" and").strip(" ;,")
    return name if name.split()[-1] in SUFFIXES else name.removesuffix(".")


def read(documents: Path) -> Iterator[Sentence]:
    """Yield the entries of the rules in `documents/notices` as passages, an organisation's names certain."""
    for rule in sorted((documents / "notices").glob("*entity-list*.xml")):
        for entry in entries(rule):
            known = sorted({entry.name, *entry.aliases}, key=len, reverse=True)
            pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known))
            yield tagged(entry.text, pattern, SOURCE, rule.stem)


def organisations(documents: Path) -> list[str]:
    """Return the names of organisations to swap in: OFAC's in capitals and not in turn, then the Entity List's."""
    with (documents / "lists" / "ofac" / "sdn.csv").open(encoding="latin-1") as lines:
        listed = [
            row[1] if i % 2 else row[1].title()
            for i, row in enumerate(csv.reader(lines))
            if len(row) > 2 and row[2].strip() == "-0-" and len(row[1]) < LONGEST
        ]
    return listed + sorted(name for name in _on_entity_list(documents) if len(name) < LONGEST)


def _on_entity_list(documents: Path) -> set[str]:
    found = {
        name
        for rule in (documents / "notices").glob("*entity-list*.xml")
        for entry in entries(rule)
        for name in (entry.name, *entry.aliases)
    }
    for table in (documents / "lists").glob("consolidated*.csv"):
        with table.open(encoding="utf-8", newline="") as lines:
            rows = [row["name"] for row in csv.DictReader(lines) if row["source"].startswith(_ENTITY_LIST)]
        found |= {name for name in rows if is_party(name)}
    return found
