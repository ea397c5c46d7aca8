"""Starts and ends the processes that read: by the nursery where there is fork, else each as a program of its own.

One nursery serves a whole program, is started when first needed, and is started anew when it was killed.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from corpus.isolation_limits import ENFORCED, Limits
from corpus.isolation_worker import command

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Threads for arithmetic would take memory in every worker and could not be forked."""


TRIES = 5
"""How often a nursery is started anew before it is said that none can be."""
ORDER_SECONDS = 120.0
"""How long a nursery may take over an order, its start included; one that takes longer is stuck and is ended."""


class Process(Protocol):
    """A process that reads, and the two ends of the talk with it."""

    source: BinaryIO
    sink: BinaryIO
    pid: int

    def end(self) -> int:
        """End it with all that it started, and return its status, or minus the signal that had ended it before.

        Whoever waits for its answer then meets their end. Any thread may call this, and again.
        """

    def close(self) -> None:
        """End it and give back what the talk took; only for the thread that talks."""


def start(limits: Limits) -> Process:
    """Start a process that reads."""
    return _nursery.fork(limits) if ENFORCED else Program(limits)


class Program:
    """A worker that is a program of its own."""

    def __init__(self, limits: Limits) -> None:
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        self._process = subprocess.Popen(
            command("worker", str(limits.memory_bytes), str(limits.cpu_seconds)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            creationflags=flags,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.source: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self.sink: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self.pid = self._process.pid

    def end(self) -> int:
        """End it, and return its status, or minus the signal that had ended it before."""
        self._process.kill()
        return self._process.wait()

    def close(self) -> None:
        """End it and give back what the talk took."""
        self.end()
        for stream in (self.sink, self.source):
            with suppress(OSError):
                stream.close()


@dataclass(slots=True)
class Fork:
    """A worker that the nursery forked."""

    nursery: Nursery
    pid: int
    channel: socket.socket
    source: BinaryIO
    sink: BinaryIO
    ended: int | None = None

    def end(self) -> int:
        """End it with all that it started, and return its status, or minus the signal that had ended it before."""
        if self.ended is None:
            self.ended = self.nursery.end(self.pid)
            with suppress(OSError):
                self.channel.shutdown(socket.SHUT_RDWR)
        return self.ended

    def close(self) -> None:
        """End it and give back what the talk took."""
        self.end()
        for part in (self.sink, self.source, self.channel):
            with suppress(OSError):
                part.close()


class Nursery:
    """The process that forks workers, as this program knows it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def fork(self, limits: Limits) -> Fork:
        """Start a worker."""
        ours, theirs = socket.socketpair()
        with theirs:
            order = {"fork": [limits.memory_bytes, limits.cpu_seconds]}
            with self._lock:
                pid = self._ordered(order, theirs)
                for _ in range(TRIES):
                    if pid is not None:
                        break
                    pid = self._ordered(order, theirs)
        if pid is None:
            ours.close()
            raise OSError("the process that reads files cannot be started")
        return Fork(self, pid, ours, ours.makefile("rb"), ours.makefile("wb"))

    def end(self, pid: int) -> int:
        """End a worker and return how it ended; where the nursery is gone, its workers are too."""
        with self._lock:
            status = None if self._control is None else self._ordered({"end": pid}, None)
        return -signal.SIGKILL if status is None else status

    def close(self) -> None:
        """End the nursery with its workers."""
        with self._lock:
            control, process, self._control, self._process = self._control, self._process, None, None
            if control is None or process is None or self._owner != os.getpid():
                return
            control.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()

    def _ordered(self, order: dict[str, Any], handle: socket.socket | None) -> int | None:
        """Return what the nursery answers; None when it was killed or is stuck, and then it is laid to rest."""
        control = self._started()
        answer = b""
        with suppress(OSError):
            data = json.dumps(order).encode()
            if handle is None:
                control.sendall(data)
            else:
                socket.send_fds(control, [data], [handle.fileno()])
            answer = control.recv(64)
        if not answer:
            self.close()
            return None
        return int(json.loads(answer))

    def _started(self) -> socket.socket:
        if self._control is None or self._owner != os.getpid():
            ours, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    command("nursery", str(theirs.fileno())),
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                    env=os.environ | ONE_THREAD,
                )
            ours.settimeout(ORDER_SECONDS)
            self._control, self._owner = ours, os.getpid()
        return self._control


def end_readers() -> None:
    """End every process that reads; whoever reads next starts others."""
    _nursery.close()


_nursery = Nursery()
atexit.register(end_readers)
