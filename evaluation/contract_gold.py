"""What lawyers marked in real contracts: their parties, dates and the states whose law governs them.

The contracts are those of CUAD, which is no part of Threadline: `cuad-text.jsonl.gz` and `cuad-spans.jsonl.gz` in the
folder of contracts, and `cuad/`, in which forty of them stand as PDF.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from evaluation.model.parties import key, party_name
from extract.folding import fold

FILES = ("cuad-text.jsonl.gz", "cuad-spans.jsonl.gz", "cuad")

_ASIDES = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]|[\[\]*_]{3,}.*")
_BESIDES = re.compile(
    r",?\s+(?:and|including)\s+(?:all\s+of\s+)?(?:its|their|his)\s+.*|,?\s+doing business as\s.*"
    r"|,\s+solely\s.*",
    re.DOTALL,
)
"""What gold adds to a name that is no part of it: "and all of its subsidiaries and other Affiliates"."""
_TERM = re.compile(r"[“\"']([^“”\"]+?)[”\"']")
_JOINT = re.compile(r",? and |, ")
_PIECES = re.compile(r";|,? (?:and )?(?=M[rs]s?\. )")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract and what lawyers say of it: parties, names marked as parties, ISO 8601 dates, states of its law."""

    title: str
    text: str
    parties: tuple[str, ...]
    marked: tuple[str, ...]
    dates: frozenset[str]
    laws: tuple[str, ...]
    pdf: Path | None = None


def find_missing(folder: Path) -> Path | None:
    """Return the first file that the measurement needs and that is not in the folder of contracts."""
    return next((path for name in FILES if not (path := folder / name).exists()), None)


def contracts(folder: Path) -> Iterator[Contract]:
    """Yield the contracts in an order of chance that is always the same; `pdf` where one stands there as PDF too."""
    printed = {key(path.stem): path for path in sorted((folder / "cuad").iterdir())}
    with gzip.open(folder / "cuad-spans.jsonl.gz", "rt", encoding="utf-8") as lines:
        marks = {Path(row["file"]).stem: row for row in map(json.loads, lines)}
    with gzip.open(folder / "cuad-text.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {Path(row["file"]).stem: row["text"] for row in map(json.loads, lines)}
    for title in sorted(texts, key=lambda title: sha256(title.encode()).digest()):
        if title in marks:
            yield _contract(title, texts[title], marks[title], printed.get(key(title)))


def _contract(title: str, text: str, marks: dict[str, Any], pdf: Path | None) -> Contract:
    said, spans = marks["answers"], marks["spans"]
    parties = named_parties(said.get("Parties", ""))
    marked = [name for span in spans if span[2] == "PARTY" and (name := party_name(span[3]))]
    dates = (iso(said.get(name, "")) for name in ("Agreement Date", "Effective Date"))
    laws = [law.strip() for law in re.split(r"[;,]", said.get("Governing Law", "")) if re.search(r"\w", law)]
    return Contract(
        title, text, tuple(dict.fromkeys(parties)), tuple(marked), frozenset(filter(None, dates)), tuple(laws), pdf
    )


def named_parties(said: str) -> list[str]:
    """Return the names in `Vard Ltd. ("Vard"); Osk AG ("Osk"); Vard and Osk ("Parties")`, the first two of these."""
    terms = {fold(term) for term in _TERM.findall(said)}
    pieces = [name for piece in _PIECES.split(_ASIDES.sub("", said)) if (name := party_name(_BESIDES.sub("", piece)))]
    return [name for name in pieces if not _is_joint(name, terms, pieces)]


def _is_joint(name: str, terms: set[str], pieces: list[str]) -> bool:
    """Whether a name is nothing but terms, or several of the others together."""
    parts = _JOINT.split(name)
    others = {fold(other) for other in pieces if other != name}
    return all(_is_term(part, terms) for part in parts) or (
        len(parts) > 1 and all(_is_term(part, terms | others) for part in parts)
    )


def _is_term(words: str, terms: set[str]) -> bool:
    """Whether words are a term or a part of one: "Oxbow and Global", beside "Global Energy" and "Tarn's Oxbow Ltd"."""
    return any(f" {fold(words)} " in f" {term} " for term in terms)


def iso(date: str) -> str | None:
    """Return `5/8/14`, month first, as `2014-05-08`; None where a part of it is blank."""
    match = _DATE.fullmatch(date.strip())
    if match is None:
        return None
    month, day, year = (int(part) for part in match.groups())
    whole = year if year > 99 else year + (2000 if year < 40 else 1900)
    return f"{whole}-{month:02}-{day:02}"
