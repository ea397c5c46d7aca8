"""The records of custody: what was set by hand, what was withdrawn, what a check of the originals found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Property(StrEnum):
    """What of a document can be set by hand."""

    KIND = "kind"
    SOURCE = "source"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ByHand:
    """A property that somebody set; `found` is what the program had found, `at` ISO 8601 in UTC."""

    name: Property
    value: str | None
    found: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The tombstone of a document: what it was called and where it was, who took it out, when and why."""

    document_id: str
    sha256: str
    title: str
    location: str
    by: str
    at: str
    reason: str

    @property
    def sentence(self) -> str:
        """What the ledger says of its inputs."""
        return f"Withdrawn by {self.by} on {self.at[:10]}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FixityProblem:
    """An original that is not as it was kept: gone, or its bytes are not those of its hash; `said` is a sentence."""

    what: Literal["missing", "changed"]
    sha256: str
    location: str
    said: str


@dataclass(frozen=True, slots=True)
class FixityReport:
    """What one reading of all originals found; `originals` and `size_bytes` count what was read."""

    started_at: str
    ended_at: str
    by: str
    originals: int
    size_bytes: int
    problems: tuple[FixityProblem, ...]


WITHDRAWN = "withdrawn"
"""The stage at which the inputs of a withdrawn document failed."""
