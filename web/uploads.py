"""Uploaded files go straight to disk, into the workspace's folder, whatever their size: none is held in memory.

Guarantees: a name that was sent is never a path of ours: each part of it loses what means something to a file system,
`..` and drives are dropped, and what is left lies under the folder it is put into.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import IO, cast

from flask import Request, current_app
from werkzeug.datastructures import FileStorage

FOLDER = "uploads"
ARRIVING = "arriving"
LONGEST_NAME, DEEPEST = 120, 12
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\ud800-\udfff]+")


class UploadRequest(Request):
    """A request whose files are written to the disk that they will stay on."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - the library's own signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        workspace = current_app.extensions["threadline"]["library"].rooms.workspace
        folder = workspace.path / FOLDER / ARRIVING
        folder.mkdir(parents=True, exist_ok=True)
        return cast("IO[bytes]", tempfile.NamedTemporaryFile("w+b", dir=folder))


def put(upload: FileStorage, path: Path) -> None:
    """Give an uploaded file its name; it is not copied where the disk can do without."""
    path.parent.mkdir(parents=True, exist_ok=True)
    upload.stream.flush()
    try:
        os.link(str(getattr(upload.stream, "name", "")), path)
    except OSError:
        with path.open("wb") as target:
            upload.stream.seek(0)
            shutil.copyfileobj(upload.stream, target)


def safe_path(name: str) -> PurePosixPath:
    """Return the path that an uploaded file asks for, made harmless; never empty, never absolute."""
    parts = [safe_name(part) for part in name.replace("\\", "/").split("/") if part.strip(" .")]
    return PurePosixPath(*parts[-DEEPEST:]) if parts else PurePosixPath("unnamed")


def safe_name(name: str) -> str:
    """Return the last part of an uploaded name without what a file system or a shell might stumble over."""
    last = UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    if len(last.encode()) <= LONGEST_NAME * 2 and len(last) <= LONGEST_NAME:
        return last or "unnamed"
    kept = suffix if len(suffix) <= 20 else ""
    return f"{(stem or last)[: LONGEST_NAME - len(kept)]}{dot if kept else ''}{kept}" or "unnamed"


def free_place(folder: Path, wanted: PurePosixPath) -> Path:
    """Return where a file can lie under a folder: what would lie on another one lies beside it."""
    number, root = 1, folder
    while (root / wanted).exists() or any((root / part).is_file() for part in wanted.parents):
        number += 1
        root = folder / f"again {number}"
    return root / wanted
