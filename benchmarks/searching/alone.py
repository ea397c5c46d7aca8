"""Opens one engine's index in a process of its own and asks it everything: how long opening takes, and the memory.

python -m benchmarks.searching.alone ENGINE FOLDER
"""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.searching.corpus import vocabulary
from benchmarks.searching.questions import questions

ENGINES = {
    "ours": ("benchmarks.searching.engines", "Ours"),
    "stock": ("benchmarks.searching.engines", "Stock"),
    "fts5": ("benchmarks.searching.engines", "Fts5"),
    "tantivy": ("benchmarks.searching.tantivy_engine", "Tantivy"),
}
ROUNDS = 20
SECONDS = 600
"""One engine may take so long."""


def told(name: str, folder: Path) -> str:
    """Return what a process that has nothing but this engine says of it."""
    call = [sys.executable, "-m", __name__, name, str(folder)]
    try:
        return subprocess.run(call, capture_output=True, text=True, timeout=SECONDS, check=True).stdout.strip()
    except subprocess.TimeoutExpired:
        return f"{name:<8} did not end within {SECONDS} s"


def held() -> dict[str, float]:
    """Return MB this process holds: its own, and in all, with pages of mapped files, which the system takes back."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("RssAnon", "VmRSS"))}


def main() -> None:
    """Open, ask, and say what it took."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    module, face = ENGINES[name]
    make = getattr(importlib.import_module(module), face)
    known, dice = vocabulary(), random.Random(3)
    before, begun, worked = held(), time.perf_counter(), time.process_time()
    engine = make(folder)
    opening, working = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)
    for _ in range(ROUNDS):
        for question in questions(known, dice):
            engine.ask(question)
    after = held()
    own, everything = (after.get(key, 0.0) - before.get(key, 0.0) for key in ("RssAnon", "VmRSS"))
    whole = after.get("VmRSS", 0.0)
    print(
        f"{name:<8} opening {opening:8.1f} ms ({working:.1f} of the processor); "
        f"after {ROUNDS} questions of each class {own:.0f} MB of its own, "
        f"{everything:.0f} MB with mapped files, the whole process {whole:.0f} MB"
    )


if __name__ == "__main__":
    main()
