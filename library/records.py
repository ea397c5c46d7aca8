"""The records that the library answers with, beside those of the rooms to its left."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import DocumentHead
from search.index import Order


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
class Wanted:
    """What is wanted of a search.

    `fold` shows one of several copies. With a `reader`, documents that reader has not seen are counted, and with
    `unseen_only` nothing else is found. `only_new` is the id of a saved search: only what nobody was told of counts.
    """

    limit: int = 20
    offset: int = 0
    sort: Order = "relevance"
    facets: bool = False
    fold: bool = True
    reader: str | None = None
    unseen_only: bool = False
    only_new: str | None = None
    snippets: int = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """A document of a group of copies; `same_words` where it differs in nothing but its wrapping."""

    head: DocumentHead
    same_words: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How a workspace stands.

    `documents` and `inputs` are `(kind or state, count)` in order of name; `unextracted` and `unindexed` are documents
    that a stopped run left behind, which the next `add` finishes. `outdated` are those among the unextracted that an
    older version extracted, and that are shown so; `rejected` facts are not among the `facts`. `orphaned` counts the
    facts that somebody judged and that are not found any more.
    """

    workspace: str
    documents: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[str, int], ...]
    entities: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, int], ...]
    unextracted: int
    unindexed: int
    extractor: str
    outdated: int = 0
    rejected: int = 0
    judgements: int = 0
    orphaned: int = 0

    @property
    def fresh(self) -> bool:
        """Whether every document is extracted and indexed."""
        return not (self.unextracted or self.unindexed)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where long work stands: `stage` is wait, read, extract, compare, resolve, index or fixity.

    `total` is None while it is not known. While it waits for another run to end, `done` counts seconds. While it reads,
    `done` counts files on disk, of `size` bytes out of `total_size`; `inputs` counts what was in them too, and `failed`
    what of it failed; `item` is the file it turns to. While it extracts, `size` and `total_size` count characters, and
    `item` is where the document was found.
    """

    stage: str
    done: int
    total: int | None
    item: str = ""
    inputs: int = 0
    failed: int = 0
    size: int = 0
    total_size: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `verify` found: `check` is original, evidence, ledger or index; `subject` an id or a path."""

    check: str
    subject: str
    problem: str
