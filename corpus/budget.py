"""What one file on disk may cost with all that is packed in it: members, bytes, depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.options import IngestOptions
from corpus.readers.reading import Attachment, Hint

BROKEN_OFF = "(rest)"


class Budget:
    """What is left to spend for one file on disk."""

    def __init__(self, options: IngestOptions) -> None:
        self.options = options
        self.members = options.members
        self.total_bytes = options.total_bytes

    def hint(self, name: str, media_type: str, encoding: str | None) -> Hint:
        """Return what a reader is told, its limits no wider than what is left."""
        options = self.options
        return Hint(
            name=name,
            media_type=media_type,
            encoding=encoding,
            ocr=options.ocr,
            member_bytes=min(options.member_bytes, max(0, self.total_bytes)),
            free_bytes=options.free_bytes,
            ratio=options.ratio,
            seconds=options.seconds,
            passwords=options.passwords,
        )

    def spend(self, members: Iterable[Attachment], *, depth: int) -> Iterator[tuple[Attachment, bool]]:
        """Yield members with whether that was the last, which then stands for the rest and says why it is not read."""
        source = iter(members)
        while True:
            try:
                member = next(source, None)
            except Exception as error:  # noqa: BLE001 - what came out before the damage is kept
                detail = f"{type(error).__name__}: {error}"
                yield Attachment(BROKEN_OFF, reason="The container is damaged from here on.", detail=detail), True
                return
            if member is None:
                return
            self.members -= 1
            self.total_bytes -= len(member.data)
            refusal = self._refusal(depth)
            if refusal:
                yield Attachment(BROKEN_OFF, reason=refusal), True
                return
            yield member, False

    def _refusal(self, depth: int) -> str:
        """Return why nothing more is opened, nothing while there is something left."""
        advice = "Unpack it yourself and add the files."
        if depth > self.options.depth:
            return f"It lies more than {self.options.depth} containers deep. {advice}"
        if self.members < 0:
            return f"More than {self.options.members:,} files are packed in one file; the rest was not read. {advice}"
        if self.total_bytes < 0:
            megabytes = self.options.total_bytes // 1_000_000
            return f"More than {megabytes:,} MB are packed in one file; the rest was not read. {advice}"
        return ""
