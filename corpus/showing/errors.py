"""Why an original cannot be shown: `NotShownError`, with a sentence for the reader."""

from __future__ import annotations

from corpus.errors import CorpusError


class NotShownError(CorpusError):
    """The original, or this page of it, cannot be shown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
