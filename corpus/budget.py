"""What one file on disk may cost with all that is packed in it: members, bytes, depth."""

from __future__ import annotations

from corpus.options import IngestOptions

ADVICE = "Unpack it yourself and add the files."


class Budget:
    """What is left to spend for one file on disk."""

    def __init__(self, options: IngestOptions) -> None:
        self.options = options
        self.members = options.members
        self.total_bytes = options.total_bytes

    def spend(self, size_bytes: int, *, depth: int) -> str:
        """Take one member of so many bytes; return why it and what follows is not read, nothing while there is room."""
        self.members -= 1
        self.total_bytes -= size_bytes
        if depth > self.options.depth:
            return f"It lies more than {self.options.depth} containers deep. {ADVICE}"
        if self.members < 0:
            return f"More than {self.options.members:,} files are packed in one file; the rest was not read. {ADVICE}"
        if self.total_bytes < 0:
            megabytes = self.options.total_bytes // 1_000_000
            return f"More than {megabytes:,} MB are packed in one file; the rest was not read. {ADVICE}"
        return ""
