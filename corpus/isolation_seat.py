"""One place at which a process reads, file after file; it is replaced when it died or was stopped.

The limits on time and memory are kept from here: `check` is called from another thread several times a second.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pickle import UnpicklingError

from corpus.errors import ReaderNotStartedError
from corpus.isolation_limits import Limits, resident_bytes
from corpus.isolation_nursery import Process, start
from corpus.isolation_wire import TooLargeError, receive, send
from corpus.isolation_worker import OUT_OF_MEMORY
from corpus.requests import BROKEN_OFF, Answer, Head, Member, Request, Told, Trouble

MEGABYTE = 1_000_000
ADVICE = "Split it and add the parts, or raise {option} under [ingest] in workspace.toml and run `threadline retry`."
TIME = "It took longer than {seconds:,.0f} seconds to read, and no file may take more. " + ADVICE.format(
    option="seconds"
)
CPU = "It kept the processor busy for more than {seconds:,.0f} seconds, and no file may. " + ADVICE.format(
    option="cpu_seconds"
)
MEMORY = "It needs more than {megabytes:,} MB of memory to be read, and no file may take more. " + ADVICE.format(
    option="memory_bytes"
)
OUTPUT = "It gives more than {megabytes:,} MB of text, and no file may give more. " + ADVICE.format(option="text_bytes")
DIED = (
    "The program that reads it broke down on it, each time it was tried: the {kind} is damaged or built to do harm. "
    "Save it in another form and add that."
)
KILLED = (
    "The program that reads it was ended from outside each time it was tried, most often because the computer's memory "
    "ran out. Try it again with `threadline retry` when there is more."
)
SIGKILL, SIGXCPU = 9, 24


class Stopped(Exception):  # noqa: N818 - it is an end like others, not always a fault
    """A process ended before it had answered; `again` when the file may not have been to blame."""

    def __init__(self, reason: str, detail: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.again = again

    def answer(self, told: Told | None, *, begun: bool) -> Head | Member:
        """Return this as an answer: the trouble a file is, or what stands for the members that were not got out."""
        reason = self.reason.format(kind=f"{told.reader} file" if told and told.reader else "file")
        if begun:
            return Member(BROKEN_OFF, reason=reason, detail=self.detail)
        media_type = told.media_type if told else "application/octet-stream"
        return Head(media_type, trouble=Trouble("read", reason, self.detail))


class Seat:
    """A place for one process, which one thread talks to."""

    def __init__(self, limits: Limits) -> None:
        self.thread = threading.current_thread()
        self._limits = limits
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._began: float | None = None
        self._paused = 0.0
        self._pause_began: float | None = None
        self._verdict: Stopped | None = None
        self._retired = False

    def answers(self, request: Request) -> Iterator[Answer]:
        """Yield the answers to a request.

        Raises Stopped when the process ends before the last, ReaderNotStartedError when there can be none.
        """
        process = self._process or self._started()
        with self._lock:
            self._process = process  # even where it is not wanted any more: whoever leaves the seat ends it
            if self._retired:
                raise Stopped("The run was ended.", "")
            self._began, self._paused, self._pause_began, self._verdict = time.monotonic(), 0.0, None, None
        try:
            send(process.sink, request)
            while isinstance(answer := receive(process.source, self._limits.answer_bytes), Answer):
                yield answer
            if answer is False:
                self.close()
        except (OSError, EOFError, UnpicklingError) as error:
            raise self._ended(process, error) from error
        except TooLargeError as error:
            self.close()
            reason = OUTPUT.format(megabytes=self._limits.answer_bytes // MEGABYTE)
            raise Stopped(reason, "") from error
        finally:
            self._began = None

    def pause(self) -> None:
        """Stop the clock: the process waits for us."""
        self._pause_began = time.monotonic()

    def resume(self) -> None:
        """Let the clock run on."""
        if self._pause_began is not None:
            self._paused += time.monotonic() - self._pause_began
            self._pause_began = None

    def check(self) -> None:
        """Stop the process if it is over its time or its memory."""
        with self._lock:
            process, began = self._process, self._began
            if process is None or began is None or self._verdict is not None:
                return
            now = self._pause_began or time.monotonic()
            held = resident_bytes(process.pid)
            if now - began - self._paused > self._limits.seconds:
                self._verdict = Stopped(TIME.format(seconds=self._limits.seconds), "stopped at the time limit")
            elif held > self._limits.memory_bytes:
                self._verdict = self._too_much(f"stopped at {held // MEGABYTE} MB")
            else:
                return
        process.end()

    def end(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            process = self._process
        if process is not None:
            process.end()

    def retire(self) -> None:
        """End the process and let there be no other."""
        with self._lock:
            self._retired = True
        self.end()

    def close(self) -> None:
        """End the process and forget it; only for the thread that talks to it."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.close()

    def _started(self) -> Process:
        try:
            return start(self._limits)
        except OSError as error:
            raise ReaderNotStartedError(error.strerror or str(error)) from error

    def _ended(self, process: Process, error: Exception) -> Stopped:
        """Return why a process ended, having laid it to rest."""
        status = process.end()
        self.close()
        if self._verdict is not None:
            return self._verdict
        if status == OUT_OF_MEMORY:
            return self._too_much("no memory left")
        if status == -SIGXCPU:
            return Stopped(CPU.format(seconds=self._limits.cpu_seconds), "stopped at the limit of processor time")
        detail = f"signal {-status}" if status < 0 else f"status {status}, {type(error).__name__}"
        return Stopped(KILLED if status == -SIGKILL else DIED, f"the reading process ended: {detail}", again=True)

    def _too_much(self, detail: str) -> Stopped:
        return Stopped(MEMORY.format(megabytes=self._limits.memory_bytes // MEGABYTE), detail)
