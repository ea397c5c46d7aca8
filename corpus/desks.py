"""Where files are given to be read: to processes of their own, or, for tests and for finding faults, in this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from corpus.isolation import ReadingPool
from corpus.isolation_limits import limits_of
from corpus.options import IngestOptions
from corpus.requests import Answer, Head, Member, Request, Told

AHEAD_A_WORKER = 4


class Reading(Protocol):
    """A file that was given to be read."""

    def head(self) -> Head:
        """Return what the file gives."""

    def members(self) -> Iterator[Member]:
        """Yield what is packed in the file, after its head was taken."""

    def close(self) -> None:
        """Say that no more answers are wanted."""


class Desk(Protocol):
    """Takes files to be read."""

    @property
    def ahead(self) -> int:
        """How many files are best given before the first is asked for."""

    def start(self, request: Request) -> Reading:
        """Take a file."""


def open_desk(options: IngestOptions) -> AbstractContextManager[Desk]:
    """Return where files are read under these options, to be used as a context manager."""
    return _Processes(options) if options.isolated else _Here()


class _Processes(ReadingPool):
    """Reads in other processes."""

    def __init__(self, options: IngestOptions) -> None:
        super().__init__(options.workers, limits_of(options))

    def __enter__(self) -> _Processes:
        return self

    @property
    def ahead(self) -> int:
        return AHEAD_A_WORKER * self.workers


class _Here:
    """Reads in this process, when asked for the answers."""

    ahead = 0

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def start(self, request: Request) -> _ReadHere:
        from corpus.opening import answers  # with every format library

        return _ReadHere(answers(request))


class _ReadHere:
    """A file that is read as its answers are taken."""

    def __init__(self, answers: Iterator[Answer]) -> None:
        self._answers = (answer for answer in answers if not isinstance(answer, Told))

    def head(self) -> Head:
        answer = next(self._answers)
        assert isinstance(answer, Head)
        return answer

    def members(self) -> Iterator[Member]:
        for answer in self._answers:
            assert isinstance(answer, Member)
            yield answer

    def close(self) -> None:
        self._answers.close()
