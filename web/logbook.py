"""The access log: one line a request, written when its answer is sent.

    2026-11-23T21:40:01.123Z 192.0.2.7 ann GET /documents/d0123456789abcdef 200 18231 12.4

Time in UTC, address, account (`-` where nobody is signed in), method, path, status, bytes of the body, milliseconds.
Parts are separated by one space and hold none. Guarantees: what was searched for is not in it, as the path is written
without what stands behind its `?`; nothing that is sent can begin a new line or reach a terminal's controls.
"""

from __future__ import annotations

import logging
import logging.handlers
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES, KEPT = 10_000_000, 5
LONGEST_PATH = 500
Write = Callable[[str], None]


def to_file(path: Path) -> tuple[Write, Callable[[], None]]:
    """Return what writes a line to a file, and what closes it; a file that is full is put aside, five are kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")

    def write(line: str) -> None:
        handler.emit(logging.LogRecord("access", logging.INFO, "", 0, line, (), None))

    return write, handler.close


class Logbook:
    """Wraps an app and writes down what it answers."""

    def __init__(self, app: WSGIApplication, write: Write) -> None:
        self._app = app
        self._write = write

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, and write its line once the answer was sent."""
        started = time.perf_counter()
        status = "-"

        def noted(line: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
            nonlocal status
            status = line.split(" ", 1)[0]
            return start_response(line, headers, error) if error else start_response(line, headers)

        sent = Sent(self._app(environ, noted))
        sent.then = lambda: self._write(line_of(environ, status, sent.size, time.perf_counter() - started))
        return sent


class Sent:
    """An answer on its way: counts its bytes, and does `then` when it is closed."""

    def __init__(self, body: Iterable[bytes]) -> None:
        self._body = body
        self.size = 0
        self.then: Callable[[], None] = lambda: None

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self.size += len(part)
            yield part

    def close(self) -> None:
        """End the answer."""
        try:
            getattr(self._body, "close", lambda: None)()
        finally:
            self.then()


def line_of(environ: WSGIEnvironment, status: str, size: int, seconds: float) -> str:
    """Return the line of one request."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    person = plain(str(environ.get("threadline.person", "-")))
    path = plain(str(environ.get("PATH_INFO", "")).encode("latin-1", "replace")[:LONGEST_PATH]) or "/"
    address, method = plain(str(environ.get("REMOTE_ADDR", "-"))), plain(str(environ.get("REQUEST_METHOD", "-")))
    return f"{now} {address} {person} {method} {path} {status} {size} {seconds * 1000:.1f}"


def plain(text: str | bytes) -> str:
    """Return text with everything but plain characters in percent signs and digits."""
    return quote(text, safe="/:@.-_~!,;=+[]()")
