"""The server behind `threadline serve`: waitress over `create_app`.

Where there are no accounts, nothing but a loopback address is listened on. Prints nothing: `on_ready` is told the
address once connections are taken. Stopping, by Ctrl-C, SIGTERM or `Server.stop`, takes no more connections, lets the
answers at work be sent and the job at work finish its file, and then ends.
"""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from library.errors import LibraryError
from library.library import Library
from search.errors import SearchError
from web.app import create_app
from web.current import EXTENSION
from web.errors import ListenError
from web.logbook import Logbook, to_file
from web.options import LOOPBACK_NAMES, MEBIBYTE, WebOptions

THREADS = 8
GRACE_SECONDS = 30.0
"""How long answers at work are waited for when the server stops."""
STEP_SECONDS = 0.5
TURN_SECONDS = 0.001
"""How long a thread computes before others get a turn: a quick answer lets go with every question to the database, and
behind a long one it would wait for Python's usual 5 ms each time."""
ANYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
NO_ACCOUNTS = (
    "other machines could read and change everything, as there are no accounts. Make one first, "
    "`threadline accounts add NAME`, or stay on this machine with --host 127.0.0.1."
)
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

    def __init__(
        self,
        library: Library,
        host: str,
        port: int,
        options: WebOptions | None = None,
        *,
        access_log: Path | None = None,
    ) -> None:
        options = options or WebOptions()
        if not is_loopback(host):
            if not library.accounts.any():
                raise ListenError(host, port, NO_ACCOUNTS)
            own = () if host in ANYWHERE else (host.strip("[]"),)
            names = (*LOOPBACK_NAMES, *own, socket.gethostname(), *options.hosts)
            options = replace(options, alone=False, hosts=tuple(dict.fromkeys(names)))
        self._library = library
        app = create_app(library, options)
        self._parts: dict[str, Any] = app.extensions[EXTENSION]
        self._close_log: Callable[[], None] = lambda: None
        answering: Any = app
        if access_log is not None:
            write, self._close_log = to_file(access_log)
            answering = Logbook(app.wsgi_app, write)
        self._sockets: dict[int, Any] = {}
        self._stopping = threading.Event()
        self._server = listen(answering, host, port, options, self._sockets)
        shown = f"[{host}]" if ":" in host and not host.startswith("[") else host or "0.0.0.0"  # noqa: S104
        self.address = f"http://{shown}:{self._server.effective_port}/"

    def run(self) -> None:
        """Answer until stopped."""
        sys.setswitchinterval(TURN_SECONDS)
        in_main = threading.current_thread() is threading.main_thread()
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)} if in_main else {}
        for number in before:
            signal.signal(number, self._asked_to_stop)
        self._parts["intake"].resume()
        self._mend_index()
        if self._parts["watch"] is not None:
            self._parts["watch"].start()
        try:
            while not self._stopping.is_set():
                wasyncore.loop(timeout=STEP_SECONDS, map=self._sockets, count=1)
            self._finish()
        finally:
            self._close()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """Make `run`, at work in another thread, come to its end once the answers at work are given."""
        self._stopping.set()
        self._server.pull_trigger()

    def _mend_index(self) -> None:
        """Queue the filling of an index that lacks something; one that cannot be opened is a job that failed."""
        with suppress(LibraryError, SearchError):
            if not self._library.is_behind:
                return
        self._parts["jobs"].submit("the search index", lambda report: self._library.mend(on_progress=report))

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Stop at the first signal; a second one ends the process at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self.stop()

    def _finish(self) -> None:
        """Take no more connections, and send what is being answered."""
        self._server.accepting = False
        self._server.del_channel(self._sockets)
        self._server.socket.close()
        until = time.monotonic() + GRACE_SECONDS
        while self._at_work() and time.monotonic() < until:
            wasyncore.loop(timeout=0.05, map=self._sockets, count=1)

    def _at_work(self) -> bool:
        """Say whether a request that came in waits for its answer, or an answer to be sent."""
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _close(self) -> None:
        if self._parts["watch"] is not None:
            self._parts["watch"].stop()
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets, ignore_all=True)
        self._parts["jobs"].close()
        self._close_log()


def listen(app: Any, host: str, port: int, options: WebOptions, sockets: dict[int, Any]) -> TcpWSGIServer:
    """Take the port; raise ListenError in words where it cannot be had.

    `localhost` is one address here, the older one: with two, a port drawn by the system would differ between them.
    """
    behind: dict[str, Any] = {}
    if options.https:
        # Only a proxy on this machine is believed about where a request comes from.
        behind = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}, "url_scheme": "https"}
    try:
        return create_server(
            app,
            map=sockets,
            host="127.0.0.1" if host.lower() == "localhost" else host.strip("[]") or "0.0.0.0",  # noqa: S104
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=options.upload_bytes + 16 * MEBIBYTE,
            channel_timeout=120,
            clear_untrusted_proxy_headers=True,
            **behind,
        )
    except (OSError, ValueError) as error:
        wasyncore.close_all(sockets, ignore_all=True)
        said = getattr(error, "strerror", None) or error
        raise ListenError(host, port, f"{said}. Is it taken? Try another --port.") from error


def serve(
    library: Library,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    options: WebOptions | None = None,
    access_log: Path | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve `library` until stopped; raises ListenError where the address cannot or must not be listened on."""
    server = Server(library, host, port, options, access_log=access_log)
    if on_ready is not None:
        on_ready(server.address)
    server.run()
