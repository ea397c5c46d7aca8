"""Ctrl-C is heard even where a library swallows it.

Compiled code that asks an object for an attribute drops every error on the way, an interrupt among them. So an
interrupt is remembered, and raised again at the next sign of progress.
"""

from __future__ import annotations

import signal
from types import FrameType

_heard: list[int] = []


def listen() -> None:
    """Remember each interrupt of the main thread, and raise it as Python does."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt where one was heard and got lost."""
    if _heard:
        raise KeyboardInterrupt


def _interrupted(number: int, frame: FrameType | None) -> None:
    _heard.append(number)
    signal.default_int_handler(number, frame)
