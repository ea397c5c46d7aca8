"""Clients that ask a server at the same time, and what they saw."""

from __future__ import annotations

import random
import socket
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.browsing.asking import Address

TIMEOUT_SECONDS = 60


@dataclass(slots=True)
class Seen:
    """How long each answer to one kind of question took, in milliseconds, how large it was, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """Return the time within which so large a share of the answers came."""
        ranked = sorted(self.milliseconds)
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))]

    @property
    def median(self) -> float:
        """Return the median time."""
        return statistics.median(self.milliseconds)


@dataclass(slots=True)
class Line:
    """A kept connection that asks and reads with as little work as can be: the machine is the server's, not ours."""

    port: int
    _socket: socket.socket | None = None

    def get(self, address: str) -> tuple[int, int]:
        """Return the status of an answer and how many bytes its body had; raises OSError."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT_SECONDS)
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n"
        self._socket.sendall(request.encode("ascii"))
        held = b""
        while (end := held.find(b"\r\n\r\n")) < 0:
            held += self._more()
        head = held[:end].lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        left = length - (len(held) - end - 4)
        while left > 0:
            left -= len(self._more())
        if b"connection: close" in head:
            self.close()
        return int(head[9:12]), length

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _more(self) -> bytes:
        assert self._socket is not None
        got = self._socket.recv(1 << 18)
        if not got:
            raise ConnectionResetError("the server hung up")
        return got


def ask(
    port: int, asked: Mapping[str, Address], *, clients: int, seconds: float, pause: float, seed: int
) -> dict[str, Seen]:
    """Let clients ask for a while, each one question after the other, kinds in turn.

    Between two questions a client waits `pause` seconds on average, exponentially distributed as in TPC-W.
    """
    seen: defaultdict[str, Seen] = defaultdict(Seen)
    lock = threading.Lock()
    until = time.monotonic() + seconds

    def client(number: int) -> None:
        dice = random.Random(seed * 1000 + number)
        line = Line(port)
        kinds = list(asked)
        dice.shuffle(kinds)
        while time.monotonic() < until:
            for kind in kinds:
                address = asked[kind](dice)
                began = time.perf_counter()
                status, size = line.get(address)
                taken = (time.perf_counter() - began) * 1000
                with lock:
                    if status == 200:
                        seen[kind].milliseconds.append(taken)
                        seen[kind].sizes.append(size)
                    else:
                        seen[kind].refused.append(f"{status} {address}")
                if pause:
                    time.sleep(min(dice.expovariate(1 / pause), 10 * pause))
        line.close()

    threads = [threading.Thread(target=client, args=(number,), daemon=True) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 2 * TIMEOUT_SECONDS)
    return dict(seen)
