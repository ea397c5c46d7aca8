"""The server behind `threadline serve`: waitress over `create_app`, on this machine only.

There are no accounts yet, so nothing but a loopback address is listened on. Prints nothing: `on_ready` is told the
address once connections are taken. Stopping, by Ctrl-C, SIGTERM or `Server.stop`, lets the answers at work finish.
"""

from __future__ import annotations

import ipaddress
import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from library.library import Library
from web.app import create_app
from web.current import EXTENSION
from web.errors import ListenError
from web.options import MEBIBYTE, WebOptions

THREADS = 8
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait a moment is no news


def is_loopback(host: str) -> bool:
    """Whether a host can be reached from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Server:
    """A server that holds its port from the start and answers while `run` runs."""

    def __init__(self, library: Library, host: str, port: int, options: WebOptions | None = None) -> None:
        if not is_loopback(host):
            raise ListenError(
                host, port, "other machines could read everything, as there are no accounts. Use --host 127.0.0.1."
            )
        options = options or WebOptions()
        self._app = create_app(library, options)
        self._sockets: dict[int, Any] = {}
        self._server = listen(self._app, host, port, options, self._sockets)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._server.effective_port}/"

    def run(self) -> None:
        """Answer until stopped."""
        before = signal.getsignal(signal.SIGTERM)
        in_main = threading.current_thread() is threading.main_thread()
        if in_main:
            signal.signal(signal.SIGTERM, leave)
        try:
            self._server.run()
        finally:
            self._close()
            self._app.extensions[EXTENSION]["jobs"].close()
            if in_main:
                signal.signal(signal.SIGTERM, before)

    def stop(self) -> None:
        """Make `run`, at work in another thread, come to its end once the answers at work are given."""
        self._server.trigger.pull_trigger(self._close)

    def _close(self) -> None:
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets, ignore_all=True)


def leave(_number: int, _frame: FrameType | None) -> None:
    """Leave the loop as Ctrl-C does."""
    raise SystemExit(0)


def listen(app: Any, host: str, port: int, options: WebOptions, sockets: dict[int, Any]) -> TcpWSGIServer:
    """Take the port; raise ListenError in words where it cannot be had.

    `localhost` is one address here, the older one: with two, a port drawn by the system would differ between them.
    """
    try:
        return create_server(
            app,
            map=sockets,
            host="127.0.0.1" if host.lower() == "localhost" else host.strip("[]"),
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=options.upload_bytes + 16 * MEBIBYTE,
            channel_timeout=120,
        )
    except OSError as error:
        wasyncore.close_all(sockets, ignore_all=True)
        raise ListenError(host, port, f"{error.strerror or error}. Is it taken? Try another --port.") from error


def serve(
    library: Library,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    options: WebOptions | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve `library` until stopped; raises ListenError where the address cannot or must not be listened on."""
    server = Server(library, host, port, options)
    if on_ready is not None:
        on_ready(server.address)
    server.run()
