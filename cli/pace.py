"""How fast work goes and how long it will still take, in words and in numbers.

Guarantees: what is left is measured in what costs the time, which is bytes while files are read and characters while
names and facts are looked for; files and documents are only counted. The rate is that of the last minutes, so that an
hour of scans says nothing of the mail behind them. Each stage has its own, kept while other stages come in between.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

from library.records import Progress

SECONDS_BEFORE_GUESSING = 2.0
SECONDS_OF_STARTING, LEAST_DONE = 30.0, 0.02
SECONDS_REMEMBERED = 90.0
"""After so long a time counts for a third of what it did."""
MEGABYTE = 1_000_000
UNITS = {"read": "bytes", "fixity": "bytes", "extract": "characters"}
NOUNS = {"read": " files", "fixity": " originals", "wait": " seconds", "resolve": ""}


@dataclass(slots=True)
class _Stage:
    """How far a stage is, and its seconds, items and size of late, the older for less."""

    last: Progress
    at: float
    seconds: float = 0.0
    done: float = 0.0
    size: float = 0.0

    def go_on(self, progress: Progress, now: float) -> None:
        """Take up what was done since the last time."""
        fade = math.exp((self.at - now) / SECONDS_REMEMBERED)
        self.seconds = self.seconds * fade + now - self.at
        self.done = self.done * fade + max(0, progress.done - self.last.done)
        self.size = self.size * fade + max(0, progress.size - self.last.size)
        self.last, self.at = progress, now

    def left(self) -> int | None:
        """Return the seconds that are left, None while nobody can tell."""
        last = self.last
        if self.seconds < SECONDS_BEFORE_GUESSING or last.stage == "wait" or self._is_early():
            return None
        if last.total_size:
            return round(self.seconds * max(0, last.total_size - last.size) / self.size) if self.size else None
        if last.total and self.done:
            return round(self.seconds * max(0, last.total - last.done) / self.done)
        return None

    def _is_early(self) -> bool:
        """Say whether too little is done to guess from: starting up took most of the time so far."""
        done, total = (
            (self.last.size, self.last.total_size) if self.last.total_size else (self.last.done, self.last.total)
        )
        return self.seconds < SECONDS_OF_STARTING and done < LEAST_DONE * (total or 0)


class Pace:
    """Follows stages, which may take turns; `now` is a clock in seconds."""

    def __init__(self) -> None:
        self._stages: dict[str, _Stage] = {}
        self._current = ""

    def numbers(self, progress: Progress, now: float | None = None) -> dict[str, Any]:
        """Return where work stands, per second of late and to the end: seconds left are None while nobody can tell."""
        stage = self._follow(progress, time.monotonic() if now is None else now)
        numbers: dict[str, Any] = {
            "stage": progress.stage,
            "done": progress.done,
            "total": progress.total,
            "item": progress.item,
            "per_second": round(stage.done / stage.seconds, 2) if stage.seconds else None,
            "seconds_left": stage.left(),
        }
        if progress.stage == "read":
            numbers |= {"inputs": progress.inputs, "failed": progress.failed}
        if unit := UNITS.get(progress.stage):
            numbers |= {
                unit: progress.size,
                f"{unit}_total": progress.total_size,
                f"{unit}_per_second": round(stage.size / stage.seconds) if stage.seconds else None,
            }
        return numbers

    def words(self, progress: Progress, now: float | None = None) -> str:
        """Return the same as a line for people, the item aside."""
        numbers = self.numbers(progress, now)
        total = "" if progress.total is None else f" of {progress.total:,}"
        parts = [f"{progress.done:,}{total}{NOUNS.get(progress.stage, ' documents')}"]
        if progress.stage in ("read", "fixity"):
            of = "" if progress.total_size is None else f" of {progress.total_size / MEGABYTE:,.1f}"
            parts.append(f"{progress.size / MEGABYTE:,.1f}{of} MB")
        elif progress.total_size:
            parts.append(f"{progress.size / progress.total_size:.0%} of their text")
        if progress.inputs > progress.done:
            parts.append(f"{progress.inputs:,} with what is packed in them")
        if progress.failed:
            parts.append(f"{progress.failed:,} failed")
        if numbers["per_second"] and progress.stage != "wait":
            parts.append(f"{numbers['per_second']:,.1f} a second")
        if numbers["seconds_left"] is not None:
            parts.append(f"about {_spoken(numbers['seconds_left'])} left")
        return ", ".join(parts)

    def _follow(self, progress: Progress, now: float) -> _Stage:
        """Return the stage with this taken up; time in which another stage had its turn does not count."""
        stage = self._stages.setdefault(progress.stage, _Stage(progress, now))
        if progress.stage != self._current or progress.done < stage.last.done:
            stage.last, stage.at = progress, now
        self._current = progress.stage
        stage.go_on(progress, now)
        return stage


def _spoken(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
