"""Asks the process that looks at originals, and ends it when it takes too long: one question at a time.

Guarantees: a question is answered, or refused with a sentence, within `SECONDS`; the process is started when first
needed, replaced when it died, after `QUESTIONS`, and ended with `close`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.showing.errors import NotShownError
from corpus.showing.records import Place, Spot, Spots

SECONDS = 20.0
CPU_SECONDS = 15.0
MEMORY_BYTES = 900_000_000
QUESTIONS = 400
ANSWER_BYTES = 40_000_000
ROOT = Path(__file__).resolve().parent.parent.parent
TOO_MUCH = "Drawing it took too long or too much memory, so it was stopped. The original can be downloaded."


class Workshop:
    """The one process, and its turn-taking."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def picture(self, path: Path, media_type: str, page: int, width: int) -> bytes:
        """Return a page as WebP; raises NotShownError."""
        return self._ask({"what": "picture", "page": page, "width": width}, path, media_type)

    def spots(self, path: Path, media_type: str, page: int, places: tuple[Place, ...]) -> Spots:
        """Return where runs of lines stand on a page; raises NotShownError."""
        sent = [(place.box, place.text, place.runs) for place in places]
        told = json.loads(self._ask({"what": "spots", "page": page, "places": sent}, path, media_type))
        spots = tuple(Spot(one["place"], one["run"], tuple(one["box"])) for one in told["spots"])
        return Spots(told["width"], told["height"], spots)

    def markup(self, path: Path, media_type: str, quote: str) -> bytes:
        """Return a web page or message as inert markup; raises NotShownError."""
        return self._ask({"what": "markup", "quote": quote}, path, media_type)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, question: dict[str, Any], path: Path, media_type: str) -> bytes:
        line = json.dumps({**question, "path": str(path), "media_type": media_type}).encode() + b"\n"
        with self._lock:
            if self._process is None or self._process.poll() is not None or self._asked >= QUESTIONS:
                self._end()
                self._start()
            process = self._process
            assert process is not None
            self._asked += 1
            clock = threading.Timer(SECONDS, process.kill)
            clock.daemon = True
            clock.start()
            try:
                shown, body = _exchange(process, line)
            except (OSError, ValueError, EOFError) as error:
                self._end()
                raise NotShownError(TOO_MUCH) from error
            finally:
                clock.cancel()
        if not shown:
            raise NotShownError(body.decode("utf-8", "replace"))
        return body

    def _start(self) -> None:
        arguments = [str(os.getpid()), str(MEMORY_BYTES), str(CPU_SECONDS)]
        self._asked = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "corpus.showing.worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "VIRTUAL_ENV") if name in os.environ},
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)


def _exchange(process: subprocess.Popen[bytes], line: bytes) -> tuple[bool, bytes]:
    """Send a question and return whether it was answered, and with what; raises EOFError when the process ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line)
    process.stdin.flush()
    told = process.stdout.readline(1000)
    if not told:
        raise EOFError
    head = json.loads(told)
    size = int(head["size"])
    if not 0 <= size <= ANSWER_BYTES:
        raise EOFError
    body = process.stdout.read(size)
    if len(body) != size:
        raise EOFError
    return bool(head["shown"]), body
