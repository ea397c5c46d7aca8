"""What can go wrong in the browser's own part.

- WebError
  - ListenError: the address asked for cannot, or must not, be listened on
  - VendorError: the graph library cannot be fetched
  - NotAllowedError: whoever asks may not, or has to sign in first
"""

from __future__ import annotations


class WebError(Exception):
    """Anything the browser raises on purpose; its message is a sentence for the user."""


class ListenError(WebError):
    """The server cannot, or must not, listen on this address."""

    def __init__(self, host: str, port: int, problem: str) -> None:
        super().__init__(f"Cannot serve on {host}:{port}: {problem}")
        self.host = host
        self.port = port


class VendorError(WebError):
    """The graph library cannot be fetched or copied."""


class NotAllowedError(WebError):
    """Whoever asks may not, or has to sign in first; `status` is that of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
