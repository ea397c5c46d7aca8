"""How quick the browser is: 8 people at once, on a workspace of 20,000 documents, with the memory of the server.

Run as `python -m benchmarks.web [--documents 20000] [--seconds 60] [--pause 0.5] [--closed 20] [--writer]`. The
workspace is built once (`benchmarks.browsing.building` tells how) and kept in `--folder`. The server is a process of
its own, as `threadline serve` starts it; the clients ask for pages of every kind in turn, each a different one. Times
are wall time in milliseconds from the question to the whole answer; beside them stands the ratio to `/healthz` of the
same run, which costs next to nothing, and the processor time of the server per answer.

Between two questions a client waits half a second on average. People wait longer: TPC-W has them think for 7 seconds,
so that 8 of these clients ask as often as some hundred people do. Afterwards the same clients ask without any pause,
as no people do: then they share one processor, and a time is what eight answers cost. The targets are held against the
first. What the clients themselves take of the machine is told, as they run beside the server. `--writer` measures on a
copy while the sample corpus is added to it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.browsing.asking import Address, addresses
from benchmarks.browsing.building import build
from benchmarks.browsing.clients import Seen, ask
from corpus import samples

BASELINE = "healthz"
TARGETS = {"search": 150, "document": 200, "dossier": 200, "graph": 200, "api neighbours": 200}
"""Milliseconds within which 95 of 100 answers come."""
PATIENCE_SECONDS = 60
THREADLINE = [sys.executable, "-m", "cli"]


@contextmanager
def program(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of the program, and end it however this ends."""
    process = subprocess.Popen([*THREADLINE, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def memory_mib(pid: int) -> tuple[float, float]:
    """Return what memory a process holds, and the most it held, in MiB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """What clients saw in one run; seconds by the clock, of the server's processor time, and of the clients' own."""

    seen: dict[str, Seen]
    clock: float
    server: float
    clients: float

    @property
    def answers(self) -> int:
        """How many answers came."""
        return sum(len(one.milliseconds) for one in self.seen.values())

    @property
    def shares(self) -> str:
        """Say what an answer cost, and who took how much of the machine."""
        cores = os.cpu_count() or 1
        machine = self.clock * cores / 100
        return (
            f"{self.answers / self.clock:.1f} answers a second; {self.server * 1000 / self.answers:.1f} ms of processor"
            f" time an answer; of the machine's {cores} processors the server took {self.server / machine:.0f} %,"
            f" the clients {self.clients / machine:.0f} %"
        )


def measured(pid: int, port: int, asked: dict[str, Address], *, clients: int, seconds: float, pause: float) -> Run:
    """Let clients ask, and take the times."""
    clock, server, own = time.monotonic(), processor_seconds(pid), time.process_time()
    seen = ask(port, asked, clients=clients, seconds=seconds, pause=pause, seed=2)
    took = time.monotonic() - clock, processor_seconds(pid) - server, time.process_time() - own
    return Run({kind: seen[kind] for kind in asked if kind in seen}, *took)


def report(seen: dict[str, Seen], *, held: bool) -> None:
    """Print what the clients saw, held against the targets or not."""
    base = seen[BASELINE].median
    print(
        f"{'page':28} {'answers':>7} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'x healthz':>9} {'KB sent':>8}  target"
    )
    for kind, one in seen.items():
        if not one.milliseconds:
            print(f"{kind:28} nothing but refusals: {one.refused[:3]}")
            continue
        late = one.quantile(0.95)
        target = TARGETS.get(kind) if held else None
        met = "" if target is None else f"p95 < {target}: {'met' if late < target else 'NOT MET'}"
        print(
            f"{kind:28} {len(one.milliseconds):7} {one.median:8.1f} {late:8.1f} {max(one.milliseconds):8.1f}"
            f" {one.median / base:9.1f} {max(one.sizes) / 1024:8.1f}  {met}"
        )
        if one.refused:
            print(f"{'':28} {len(one.refused)} refused, such as {one.refused[0]}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="where the workspace is kept (default: build/bench-web-DOCUMENTS)")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--pause", type=float, default=0.5, help="seconds between two questions of a client, on average"
    )
    parser.add_argument("--closed", type=float, default=20, help="seconds of asking without a pause, 0 for none")
    parser.add_argument("--writer", action="store_true", help="add documents to a copy of the workspace meanwhile")
    given = parser.parse_args()
    folder: Path = given.folder or Path("build") / f"bench-web-{given.documents}"
    with build(folder, given.documents) as library:
        asked = addresses(library)
        counts = library.rooms.extractions.counts()
    with ExitStack() as stack:
        if given.writer:
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "workspace"
            shutil.copytree(folder, copy)
            folder = copy
        port = free_port()
        server = stack.enter_context(program("serve", "-w", str(folder), "--port", str(port)))
        wait_for(port)
        fresh = memory_mib(server.pid)[0]
        ask(port, asked, clients=1, seconds=1, pause=0, seed=1)  # each kind once: what is loaded at first use
        if given.writer:
            stack.enter_context(program("add", str(samples.documents_folder()), "-w", str(folder)))
        runs = [
            (pause, measured(server.pid, port, asked, clients=given.clients, seconds=seconds, pause=pause))
            for pause, seconds in ((given.pause, given.seconds), (0.0, given.closed))
            if seconds
        ]
        kept, most = memory_mib(server.pid)
    print(f"{given.documents} documents, {counts['facts']} facts, {counts['entities']} entities", end="; ")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for pause, run in runs:
        between = f"{pause} s between two questions on average" if pause else "no pause between two questions"
        print(f"\n{given.clients} clients for {run.clock:.0f} s, {between}: {run.shares}")
        report(run.seen, held=bool(pause))
    print(
        f"\nserver: {fresh:.0f} MiB at its start, {kept:.0f} MiB after {sum(run.answers for _, run in runs)} answers,"
    )
    print(f"        {most:.0f} MiB at most")


if __name__ == "__main__":
    main()
