"""What can go wrong in the corpus.

CorpusError
├── UnreadableError      a reader met a file it cannot turn into text: becomes a failed entry, never stops a run
├── DocumentNotFoundError
│   └── DocumentWithdrawnError   somebody took the document out; its tombstone says who, when and why
├── OriginalMissingError a document's original bytes are not in the workspace
├── ReaderNotStartedError the system starts no process to read files
├── OriginalNotKeptError the original bytes of an input cannot be written into the workspace
└── WorkspaceDatabaseError   the database cannot be opened or belongs to a newer version
"""

from __future__ import annotations

from pathlib import Path


class CorpusError(Exception):
    """Anything the corpus raises on purpose; its message is a sentence for the user."""


class UnreadableError(CorpusError):
    """A file cannot be turned into text; the message is the reason a person reads in the ledger."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class DocumentNotFoundError(CorpusError):
    """No document has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"There is no document {document_id!r} in this workspace. `threadline ledger` lists what it holds."
        )
        self.document_id = document_id


class DocumentWithdrawnError(DocumentNotFoundError):
    """Somebody took this document out."""

    def __init__(self, document_id: str, sentence: str) -> None:
        CorpusError.__init__(self, f"The document {document_id} is not here any more. {sentence}")
        self.document_id = document_id


class OriginalMissingError(CorpusError):
    """The original bytes with this hash are not in the workspace."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"The original {sha256} is missing from the workspace's folder `originals`. "
            "Add the file again, or restore the folder from a backup."
        )
        self.sha256 = sha256


class OriginalNotKeptError(CorpusError):
    """The bytes of an input cannot be written into the workspace."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"Nothing can be kept in {folder}: {problem}. Make room there, or give yourself the right to write, "
            "and run the same command again; what was stored is not lost."
        )


class ReaderNotStartedError(CorpusError):
    """The system starts no process to read files."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"No process can be started to read files: {problem}. Close other programs, or allow more processes, and "
            "run the same command again; what was stored is not lost."
        )


class WorkspaceDatabaseError(CorpusError):
    """The workspace's database cannot be used."""
