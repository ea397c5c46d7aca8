"""One run at a time fills a workspace; another waits until it has ended, however it ended.

The turn is a lock on a small SQLite file beside the database: the system gives it back when a process dies, it holds
between processes and between threads, and it works wherever the database does. Reading needs no turn.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from library.errors import WorkspaceError

LOCK = "filling.lock"
SECONDS_A_TRY = 0.5
SECONDS_A_LOOK = 0.05


@contextmanager
def own_turn(folder: Path, on_wait: Callable[[int], None]) -> Iterator[None]:
    """Give the turn to fill the workspace in `folder`; call `on_wait` with the seconds waited while another has it.

    Raises WorkspaceError when the lock cannot be taken at all, for example on a full disk.
    """
    started = time.monotonic()
    with _explained(folder):
        connection = sqlite3.connect(folder / LOCK, timeout=SECONDS_A_TRY, isolation_level=None)
    with closing(connection):
        while not _taken(connection, folder):
            on_wait(int(time.monotonic() - started))
        yield


@contextmanager
def turn_if_free(folder: Path) -> Iterator[bool]:
    """Give the turn if nobody has it, and say whether it was given; never waits for long."""
    with _explained(folder):
        connection = sqlite3.connect(folder / LOCK, timeout=SECONDS_A_LOOK, isolation_level=None)
    with closing(connection):
        yield _taken(connection, folder)


def _taken(connection: sqlite3.Connection, folder: Path) -> bool:
    with _explained(folder):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
    return True


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        problem = f"{error}. Check that there is room, and that you may write to the file {LOCK} in it."
        raise WorkspaceError(folder, problem) from error
