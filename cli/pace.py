"""How fast work goes and how long it will still take, in words and in numbers."""

from __future__ import annotations

import time
from typing import Any

from library.records import Progress

SECONDS_BEFORE_GUESSING = 2.0
MEGABYTE = 1_000_000


class Pace:
    """Follows one stage after another; `now` is a clock in seconds."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = 0.0
        self._first: Progress | None = None

    def numbers(self, progress: Progress, now: float | None = None) -> dict[str, Any]:
        """Return where work stands, per second and to the end: seconds left are None while nobody can tell."""
        now = time.monotonic() if now is None else now
        if progress.stage != self._stage or self._first is None:
            self._stage, self._began, self._first = progress.stage, now, progress
        seconds = now - self._began
        done, size = progress.done - self._first.done, progress.size_bytes - self._first.size_bytes
        numbers: dict[str, Any] = {
            "stage": progress.stage,
            "done": progress.done,
            "total": progress.total,
            "item": progress.item,
            "per_second": round(done / seconds, 2) if seconds else None,
            "seconds_left": self._left(progress, seconds, done, size),
        }
        if progress.stage == "read":
            numbers |= {
                "inputs": progress.inputs,
                "failed": progress.failed,
                "bytes": progress.size_bytes,
                "bytes_total": progress.total_bytes,
                "bytes_per_second": round(size / seconds) if seconds else None,
            }
        return numbers

    def words(self, progress: Progress, now: float | None = None) -> str:
        """Return the same as a line for people, the item aside."""
        numbers = self.numbers(progress, now)
        total = "" if progress.total is None else f" of {progress.total:,}"
        parts = [f"{progress.done:,}{total}"]
        if progress.stage == "read":
            of = "" if progress.total_bytes is None else f" of {progress.total_bytes / MEGABYTE:,.1f}"
            parts[0] += " files"
            parts.append(f"{progress.size_bytes / MEGABYTE:,.1f}{of} MB")
            if progress.inputs > progress.done:
                parts.append(f"{progress.inputs:,} with what is packed in them")
            if progress.failed:
                parts.append(f"{progress.failed:,} failed")
        if numbers["per_second"]:
            parts.append(f"{numbers['per_second']:,.1f} a second")
        if numbers["seconds_left"] is not None:
            parts.append(f"about {_spoken(numbers['seconds_left'])} left")
        return ", ".join(parts)

    def _left(self, progress: Progress, seconds: float, done: int, size: int) -> int | None:
        """Return the seconds that are left, by bytes where they are counted, since files differ in size."""
        if seconds < SECONDS_BEFORE_GUESSING or progress.stage == "wait":
            return None
        if progress.total_bytes and size:
            return round(seconds * max(0, progress.total_bytes - progress.size_bytes) / size)
        if progress.total and done:
            return round(seconds * max(0, progress.total - progress.done) / done)
        return None


def _spoken(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
