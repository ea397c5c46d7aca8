"""A workspace on disk: one folder that holds the database, the originals, the index and the options.

It is made on first use. Guarantees: a folder that holds something else is never turned into a workspace silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from library.errors import WorkspaceError

OPTIONS_TEMPLATE = """\
# Options of this workspace; what is not said here has its default.
# `threadline` refuses a name it does not know, so that a slip does not pass unnoticed.
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the parts of a workspace lie."""

    path: Path

    @property
    def options(self) -> Path:
        """The options, TOML."""
        return self.path / "workspace.toml"

    @property
    def database(self) -> Path:
        """Documents, ledger, mentions, facts and entities, SQLite."""
        return self.path / "threadline.db"

    @property
    def originals(self) -> Path:
        """The original bytes under their SHA-256."""
        return self.path / "originals"

    @property
    def index(self) -> Path:
        """The search index; can be deleted and is built again."""
        return self.path / "index"

    @property
    def pictures(self) -> Path:
        """Pictures of pages, kept so that each is drawn once; can be deleted."""
        return self.path / "pictures"


def open_workspace(path: Path) -> Workspace:
    """Return the workspace at `path`, made if the folder is missing or empty; raises WorkspaceError."""
    workspace = Workspace(path.absolute())
    try:
        if path.exists() and not path.is_dir():
            raise WorkspaceError(path, "it is a file; name a folder.")
        if not workspace.options.exists():
            if path.exists() and any(path.iterdir()) and not workspace.database.exists():
                raise WorkspaceError(path, "it holds other files. Name an empty or a new folder with --workspace.")
            path.mkdir(parents=True, exist_ok=True)
            workspace.options.write_text(OPTIONS_TEMPLATE, "utf-8")
    except OSError as error:
        raise WorkspaceError(path, f"{error.strerror}. Name a folder you may write to with --workspace.") from error
    return workspace
