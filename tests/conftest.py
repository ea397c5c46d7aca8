"""Fixtures that more than one test file needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from filled_once import filled_once
from web_workspace import address, chromium, client, quiet, web_app, web_library  # noqa: F401 - fixtures

from corpus import samples
from library.library import Library, open_library

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and data beside the project, which is no part of it."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real documents, `shared/`, is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace that holds the sample corpus; shared by all tests, which only read it."""

    def fill(library: Library, _files: Path) -> None:
        folder = samples.documents_folder()
        library.add([folder], source="samples", base=folder, prefix="samples")

    with open_library(filled_once(tmp_path_factory, "demo", fill)) as library:
        yield library
