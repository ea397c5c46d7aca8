"""The options of the browser, as values built by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the browser behaves.

    `hosts` are the names it answers to, without ports; a request that names another host is refused (DNS rebinding).
    `upload_bytes` caps one upload. `secret` signs the cookie that guards forms; None takes the workspace's own.
    `alone` says that only this machine can reach it: then no account is needed while there are none. With `https`,
    browsers come by way of a proxy on this machine that encrypts. `watch` is a folder whose files are added as they
    come, looked at every `watch_seconds`.
    """

    hosts: tuple[str, ...] = LOOPBACK_NAMES
    upload_bytes: int = 256 * MEBIBYTE
    page_size: int = 20
    graph_nodes: int = 60
    secret: bytes | None = None
    alone: bool = True
    https: bool = False
    watch: Path | None = None
    watch_seconds: float = 5.0
