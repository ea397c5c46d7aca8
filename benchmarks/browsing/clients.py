"""Clients that ask a server at the same time, and what they saw."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection

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


def ask(
    port: int, asked: Mapping[str, Address], *, clients: int, seconds: float, pause: float, seed: int
) -> dict[str, Seen]:
    """Let clients ask for a while, each one question after the other with a pause between; kinds come in turn."""
    seen: defaultdict[str, Seen] = defaultdict(Seen)
    lock = threading.Lock()
    until = time.monotonic() + seconds

    def client(number: int) -> None:
        dice = random.Random(seed * 1000 + number)
        connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        kinds = list(asked)
        dice.shuffle(kinds)
        while time.monotonic() < until:
            for kind in kinds:
                address = asked[kind](dice)
                began = time.perf_counter()
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                size = len(answer.read())
                taken = (time.perf_counter() - began) * 1000
                with lock:
                    if answer.status == 200:
                        seen[kind].milliseconds.append(taken)
                        seen[kind].sizes.append(size)
                    else:
                        seen[kind].refused.append(f"{answer.status} {address}")
                if pause:
                    time.sleep(dice.random() * 2 * pause)
        connection.close()

    threads = [threading.Thread(target=client, args=(number,), daemon=True) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 2 * TIMEOUT_SECONDS)
    return dict(seen)
