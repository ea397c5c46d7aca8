"""The processes that read files: one that has the readers loaded and forks, and those that it forks to read.

    main process --control socket--> nursery --fork--> worker <--socket-- main process

Loading the readers takes a second, a fork a few milliseconds, so a worker that died is soon replaced. Where there is no
fork, a worker is a program of its own that talks through its standard input and output. No worker outlives the run: the
nursery ends when its control socket closes and ends its workers; they end, too, when the nursery is killed.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any, BinaryIO, NoReturn

from corpus.isolation_limits import adopt_orphans, bind_to_parent, children, limit_cpu, limit_memory, resident_bytes
from corpus.isolation_wire import receive_trusted, send
from corpus.requests import Request

ORDER_BYTES = 4096
OUT_OF_MEMORY = 77
"""The exit status of a worker that had not even the memory to say so."""
FULL = 0.6
"""The share of its memory that a worker may still hold after a file before it makes room for a fresh one."""


def serve(source: BinaryIO, sink: BinaryIO, memory_bytes: int, cpu_seconds: float) -> None:
    """Answer requests until the run is gone or this process has grown too large; `None` ends each series of answers.

    The last answer of all is `False`: read no more, start another.
    """
    from corpus.opening import answers

    limit_memory(memory_bytes)
    while True:
        try:
            request = receive_trusted(source)
        except EOFError:
            return
        assert isinstance(request, Request)
        limit_cpu(cpu_seconds)
        for answer in answers(request):
            send(sink, answer)
            del answer
        del request
        if resident_bytes(os.getpid()) > FULL * memory_bytes:
            send(sink, False)
            return
        send(sink, None)


def nursery(control: socket.socket) -> None:
    """Fork workers and end them, as ordered: `{"fork": [bytes, seconds]}` gives a pid, `{"end": pid}` how it ended."""
    from corpus.opening import warm

    warm()
    gc.collect()
    gc.freeze()
    adopt_orphans()
    workers: set[int] = set()
    while True:
        data, handles, _, _ = socket.recv_fds(control, ORDER_BYTES, 1)
        if not data:
            break
        order = json.loads(data)
        if "fork" in order:
            answer = _fork(control, handles[0], order["fork"])
            workers.add(answer)
        else:
            answer = _end(order["end"], workers) if order["end"] in workers else 0
            workers.discard(order["end"])
        control.sendall(json.dumps(answer).encode() + b"\n")
    for worker in workers:
        _end(worker, workers)


def _fork(control: socket.socket, handle: int, limits: list[Any]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        _live(control, handle, parent, limits)
    os.close(handle)
    return pid


def _live(control: socket.socket, handle: int, parent: int, limits: list[Any]) -> NoReturn:
    """Be a worker until there is nothing more to do; never return into the nursery's own code."""
    status = 1
    try:
        os.setpgid(0, 0)
        bind_to_parent(parent)
        control.close()
        channel = socket.socket(fileno=handle)
        with suppress(BrokenPipeError, ConnectionError):
            serve(channel.makefile("rb"), channel.makefile("wb"), *limits)
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _end(pid: int, workers: set[int]) -> int:
    """End a worker with all that it started, and return how it ended: its status, or minus the signal.

    What it started comes to the nursery when it is gone, wherever it had put itself, and level by level is ended too.
    """
    status = _kill(pid)
    while orphans := [child for child in children(os.getpid()) if child not in workers]:
        for orphan in orphans:
            _kill(orphan)
    return status


def _kill(pid: int) -> int:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return -signal.SIGKILL


def _silence() -> None:
    """Let nothing that a library prints reach the user or disturb the talk."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)


def main(kind: str, *arguments: str) -> None:
    """Run as nursery on the socket of that number, or as a worker on standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if kind == "nursery":
        _silence()
        nursery(socket.socket(fileno=int(arguments[0])))
    else:
        source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        _silence()
        try:
            serve(source, sink, int(arguments[0]), float(arguments[1]))
        except MemoryError:
            sys.exit(OUT_OF_MEMORY)
        except OSError:  # the run is gone
            sys.exit(1)


BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from corpus.isolation_worker import main; "
    "main(*sys.argv[2:])"
)


def command(kind: str, *arguments: str) -> list[str]:
    """Return the command line that runs `main` in a new process with this one's import path."""
    return [sys.executable, "-c", BOOT, json.dumps(sys.path), kind, *arguments]
