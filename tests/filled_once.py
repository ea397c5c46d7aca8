"""Workspaces that are filled once for all workers of a run: reading and extracting costs more than most tests."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from library.library import Library

PATIENCE_SECONDS = 400


def filled_once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Library, Path], None]) -> Path:
    """Return a workspace of one's own: a copy of the one that whoever came first filled.

    `fill` is given the open workspace and an empty folder for files that stay.
    """
    from library.library import open_library  # other tests need not pay for loading it

    base = factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name}-once"
    whole, failed = root / "whole", root / "failed"
    try:
        root.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE_SECONDS
        while not whole.exists():
            assert not failed.exists(), f"the worker that was to fill the workspace of {name!r} could not"
            assert time.monotonic() < until, f"the workspace of {name!r} was not filled in time"
            time.sleep(0.1)
    else:
        try:
            (root / "files").mkdir()
            with open_library(root / "making") as library:
                fill(library, root / "files")
            (root / "making").rename(whole)
        except BaseException:
            failed.touch()
            raise
    own = factory.mktemp(name) / "workspace"
    shutil.copytree(whole, own)
    return own
