"""A reader that does harm, for the tests of isolation; imported in the process that forks the readers, not in tests.

A text file that begins with one of the words in `ACTS` is read by it.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import readers
from corpus.readers.plain import read as read_plain
from corpus.readers.reading import Attachment, Hint, Reader, Reading


def hang(_data: bytes) -> Reading:
    """Wait for ever."""
    time.sleep(600)
    return Reading()


def spin(_data: bytes) -> Reading:
    """Keep the interpreter to itself for ever, in C."""
    re.match(r"(a+)+$", "a" * 60 + "b")
    return Reading()


def eat(_data: bytes) -> Reading:
    """Take memory until there is none."""
    held = []
    while True:
        held.append(bytearray(20_000_000))


def crash(_data: bytes) -> Reading:
    """Follow a pointer that leads nowhere."""
    ctypes.string_at(0)
    return Reading()


def leave(_data: bytes) -> Reading:
    """End the process."""
    os._exit(3)


def talk(_data: bytes) -> Reading:
    """Give far more text than there was."""
    return Reading(text="word " * 2_000_000)


def pack(_data: bytes) -> Reading:
    """Give two members, then crash."""

    def members() -> Iterator[Attachment]:
        yield Attachment("one.txt", b"The first file that came out of it.")
        yield Attachment("two.txt", b"The second file that came out of it.")
        crash(b"")

    return Reading(attachments=members(), container=True)


def drip(data: bytes) -> Reading:
    """Give twelve large members, with so many seconds before each."""
    _, pause, name = data.decode().split()

    def members() -> Iterator[Attachment]:
        for number in range(12):
            time.sleep(float(pause))
            yield Attachment(f"{number}.png", b"\x89PNG\r\n\x1a\n" + f"{name} {number}".encode() * 500_000)

    return Reading(attachments=members(), container=True)


def killed(data: bytes) -> Reading:
    """Be killed by somebody else the first time."""
    mark = Path(data.decode().split()[1])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(text="Read at the second try.")


def modules(_data: bytes) -> Reading:
    """Say what is imported, and in which process."""
    return Reading(text=f"{os.getpid()} " + " ".join(sorted(sys.modules)))


def start(data: bytes) -> Reading:
    """Start a program that would outlive us, in a session of its own, note both, and wait."""
    child = subprocess.Popen(["sleep", "600"], start_new_session=True).pid
    Path(data.decode().split()[1]).write_text(f"{os.getpid()} {child} {os.getppid()}")
    return hang(data)


ACTS: dict[str, Callable[[bytes], Reading]] = {
    act.__name__: act for act in (hang, spin, eat, crash, leave, talk, pack, drip, killed, modules, start)
}


def read(data: bytes, hint: Hint) -> Reading:
    """Do what the first word says; read plain text otherwise."""
    act = ACTS.get(data.split()[0].decode("ascii", "ignore")) if data.split() else None
    return read_plain(data, hint) if act is None else act(data)


readers.READERS = (Reader("test", ("text/plain",), read), *readers.READERS)
