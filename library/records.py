"""The records that the library answers with, beside those of the rooms to its left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What became of one `add`: found = added + duplicate + failed.

    `documents` are new documents; an archive counts as an input of its own beside its members, and as added when it
    could be opened. `facts` and `entities` are the workspace's totals afterwards; `seconds` is wall time.
    """

    found: int
    added: int
    duplicate: int
    failed: int
    seconds: float
    documents: int = 0
    facts: int = 0
    entities: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """How a workspace stands.

    `documents` and `inputs` are `(kind or state, count)` in order of name; `unextracted` and `unindexed` are documents
    that a stopped run left behind, which the next `add` finishes.
    """

    workspace: str
    documents: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[str, int], ...]
    entities: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, int], ...]
    unextracted: int
    unindexed: int
    extractor: str

    @property
    def fresh(self) -> bool:
        """Whether every document is extracted and indexed."""
        return not (self.unextracted or self.unindexed)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where long work stands: `stage` is wait, read, extract, resolve or index; `total` is None while it is not known.

    While it waits for another run to end, `done` counts seconds.
    """

    stage: str
    done: int
    total: int | None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `verify` found: `check` is original, evidence, ledger or index; `subject` an id or a path."""

    check: str
    subject: str
    problem: str
