"""The workspace's one SQLite file: how it is opened, written in whole transactions, and brought up to date.

Guarantees: what `writing()` committed survives a killed process and a power cut (write-ahead log, synchronous FULL);
readers are not held up by a writer; a database made by a newer version is refused with a clear message, and so is
whatever the disk refuses. Every stage that keeps tables brings its own folder of migrations and its own version table,
see `Database.migrate`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import connect
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from corpus.errors import WorkspaceDatabaseError

BUSY_SECONDS = 30
ENVIRONMENT = Path(__file__).parent / "migrations"
ADVICE = (
    ("disk is full", "The disk is full. Make room and run the same command again; what was stored is not lost."),
    (
        "locked",
        "Another program has been writing to it for long. Wait for that to end and run the same command again.",
    ),
    (
        "readonly",
        "It may not be written to. Give yourself the right to write to the workspace's folder, or choose another one.",
    ),
    (
        "malformed",
        "The file is damaged. Restore it from a backup, or add the files in the workspace's `originals` to a new one.",
    ),
)
"""What SQLite says, by a part of it, and what a person can do."""
ADVICE_OTHERWISE = (
    "Check that the disk is in order and has room, then run the same command again; what was stored is not lost."
)


class Database:
    """An open workspace database; close it, or use it as a context manager."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine
        self._watch: SQLiteConnection | None = None
        self._watch_lock = threading.Lock()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection; the object can not be used afterwards."""
        with self._watch_lock:
            if self._watch is not None:
                self._watch.close()
            self._watch = None
        self.engine.dispose()

    def revision(self) -> int:
        """Return a number that changes with every change of the database, whoever makes it; it costs microseconds.

        SQLite tells a connection what others changed, so one that never writes is kept for asking.
        """
        with _explained(self.path), self._watch_lock:
            if self._watch is None:
                self._watch = connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
            number: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return number

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the database."""
        with _explained(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed together at the end, or not at all if an error leaves it.

        The write lock is taken at the start, so two writers wait for each other instead of failing half-way.
        """
        with (
            _explained(self.path),
            self.engine.connect().execution_options(threadline_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def migrate(self, script_location: str | Path, version_table: str) -> None:
        """Bring one stage's tables to the newest version; quick when they already are.

        `script_location` is a folder that holds `versions/`; revision files there begin with their revision id and an
        underscore (`0001_documents.py`), in a straight line by name. `version_table` is the stage's own.
        Raises WorkspaceDatabaseError when the tables come from a newer version of the program.
        """
        folder = Path(script_location) / "versions"
        known = sorted(path.name.partition("_")[0] for path in folder.glob("[0-9]*_*.py"))
        with self.reading() as connection:
            version = _version(connection, version_table)
        if version == known[-1]:
            return
        if version is not None and version not in known:
            raise WorkspaceDatabaseError(
                f"{self.path} was written by a newer version of Threadline (its {version_table} is {version}, this "
                f"version knows up to {known[-1]}). Install the newer version, or use another workspace."
            )
        with self.writing() as connection:
            _upgrade(connection, folder, version_table)


def open_database(path: Path) -> Database:
    """Open the SQLite file at `path`, made when missing; raises WorkspaceDatabaseError when it cannot be used."""
    # Written out rather than left to the default: a pool of its own for each file, shared by the server's threads.
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, poolclass=QueuePool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    database = Database(path, engine)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with database.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except (WorkspaceDatabaseError, OSError) as error:
        database.close()
        raise WorkspaceDatabaseError(
            f"The workspace database {path} cannot be opened: {getattr(error.__cause__, 'orig', None) or error}. "
            "Check that the folder can be written to and that the file is a Threadline database, "
            "or choose another workspace with --workspace."
        ) from error
    return database


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the disk or the file refused into a sentence; mistakes of the program stay what they are."""
    try:
        yield
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError):
            raise
        said = str(error.orig)
        advice = next((advice for part, advice in ADVICE if part in said), ADVICE_OTHERWISE)
        raise WorkspaceDatabaseError(f"The workspace database {path} refused ({said}). {advice}") from error


def _set_pragmas(connection: SQLiteConnection, _record: Any) -> None:
    """Prepare a new connection; transactions are begun by `_begin`, not by the driver, which would skip DDL."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Start a transaction; a writer takes the lock at once."""
    writes = connection.get_execution_options().get("threadline_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection, version_table: str) -> str | None:
    """Return the revision a stage's tables stand at, None when it has none yet."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (version_table,)
    ).scalar_one()
    if not found:
        return None
    version = connection.exec_driver_sql(f'SELECT version_num FROM "{version_table}"').scalar()  # noqa: S608
    return None if version is None else str(version)


def _upgrade(connection: Connection, folder: Path, version_table: str) -> None:
    """Run the missing migrations inside the open transaction; Alembic is imported only here, a start stays quick."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", str(ENVIRONMENT).replace("%", "%%"))
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = version_table
    command.upgrade(config, "head")
