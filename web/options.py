"""The options of the browser, as values built by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the browser behaves.

    `hosts` are the names it answers to, without ports; a request that names another host is refused (DNS rebinding).
    `upload_bytes` caps one upload. `secret` signs the cookie that guards forms; None draws a new one at every start.
    """

    hosts: tuple[str, ...] = LOOPBACK_NAMES
    upload_bytes: int = 256 * MEBIBYTE
    page_size: int = 20
    graph_nodes: int = 60
    secret: bytes | None = None
