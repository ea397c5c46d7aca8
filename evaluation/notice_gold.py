"""What real notices say, for want of anybody's marks: the table of a rule, and people's judgements of facts read.

The rule is an Entity List rule of the Federal Register in its XML, whose table of names is read from its own elements:
a row an entry, the name before "a.k.a.", an alias a line that begins with a dash. The notices are titles and abstracts
of the Federal Register. Neither is part of Threadline. What people judged of facts read from the notices is kept as a
hash of what a fact says with `right` or `wrong`, so that nothing of the notices themselves is kept.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from corpus.kinds import find_kind
from corpus.records import Document
from extract.pipeline import text_document
from extract.records import Fact

RULE, NOTICES = "2023-03929_entity-list-additions.xml", "federal-register.jsonl.gz"
FILES = (RULE, NOTICES)
MARKS = Path(__file__).parent / "gold" / "notices.txt"
RIGHT, WRONG = "right", "wrong"

_NAME = re.compile(r"^(?P<name>.+?)(?:,? (?:a\.?k\.?a|f\.?k\.?a)\b.*|,? also known as .*|,)?$", re.DOTALL)
_ALIAS = re.compile(r"^[—–]\s*(?P<name>.+?)(?:;? and|[;.])?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a rule's table: whom it lists, and by which other names."""

    name: str
    aliases: tuple[str, ...]


def find_missing(folder: Path) -> Path | None:
    """Return the first file that the measurement needs and that is not in the folder of notices."""
    return next((path for name in FILES if not (path := folder / name).exists()), None)


def rule_entries(rule: Path) -> Iterator[Entry]:
    """Yield the entries of the tables of a rule; a party listed under several countries has several."""
    for row in ElementTree.parse(rule).iter("ROW"):  # noqa: S314 - a file of the test sets, named by whoever measures
        cells = row.findall("ENT")
        if len(cells) < 4 or not (cells[-1].text or "").strip().startswith(("FR", "8")):
            continue  # no citation: the head, a country, stars, an address that goes on
        aliases = [_words(line) for line in cells[1].findall("LI")]
        name = _NAME.match(" ".join((cells[1].text or "").split()))
        if name is not None:
            yield Entry(name["name"], tuple(filter(None, map(_alias, aliases))))


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _alias(line: str) -> str | None:
    match = _ALIAS.match(line)
    return match["name"] if match is not None else None


def notices(folder: Path, sample: int) -> Iterator[Document]:
    """Yield so many notices as documents, in an order of chance that is always the same."""
    with gzip.open(folder / NOTICES, "rt", encoding="utf-8") as lines:
        rows = {row["doc"]: row for row in map(json.loads, lines)}
    for number in islice(sorted(rows, key=lambda number: sha256(number.encode()).digest()), sample):
        row = rows[number]
        text = f"{row['title']}\n\n{row['abstract'] or ''}".strip()
        kind, reason = find_kind(text, row["title"], webpage=False, published=False)
        read = text_document(text, number)
        yield replace(read, title=row["title"], date=row["date"], kind=kind, kind_reason=reason)


def mark_of(fact: Fact) -> str:
    """Return under which mark a fact is judged: what it says of whom in which document, not where it stands."""
    roles = sorted(f"{one.role.value}={one.name}" for one in fact.fillers)
    values = [str(value) for name, value in fact.values if name in ("name", "status")]
    said = (fact.document_id, fact.kind.value, fact.act or "", fact.claimed_by or "", *roles, *values)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def read_marks(path: Path = MARKS) -> Mapping[str, str]:
    """Return `right` or `wrong` by mark."""
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {one[0]: one[1] for one in lines}
