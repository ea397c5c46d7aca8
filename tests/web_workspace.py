"""A real workspace behind the browser's tests: a few sample documents, files that mean harm, a server, a Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Browser, find_chromium
from filled_once import filled_once

from corpus import samples

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from library.library import Library
    from web.options import WebOptions

CHOSEN = (
    "news/courier-2019-03-21-veshtar-tavrin-cameras.html",
    "news/courier-2020-10-08-open-lens-report.html",
    "news/courier-2021-02-18-kestria-blacklists-veshtar.html",
    "news/pennine-2021-07-15-councils-keep-cameras.html",
    "contracts/TRPSB-2019-0314 Supply and Installation Agreement.pdf",
    "inbox/mcta_agreement_protected.pdf",
)
SCRIPT = "<script>document.title = 'run'</script>"
HOSTILE_NAME = 'a "quoted" & <b>bold<b> name\';--.txt'
HOSTILE_TEXT = f"""Notes of a reader about "Brightwell & Sons".

{SCRIPT} and <img src=x onerror=alert(1)>

Brightwell Cameras Ltd signed a contract worth $4 million with the Ministry of Interior of Portugal. {SCRIPT}

Lantern Watch said that Brightwell Cameras Ltd sold "cameras" used against protesters in Lisbon.
"""
UPLOAD_BYTES = 200_000


@pytest.fixture(scope="session")
def web_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library over a workspace with the chosen samples and a hostile file."""
    from library.library import open_library  # other tests need not pay for loading it

    def fill(library: Library, files: Path) -> None:
        hostile = files / HOSTILE_NAME
        hostile.write_text(HOSTILE_TEXT, "utf-8")
        library.add([*(samples.documents_folder() / name for name in CHOSEN), hostile], source="samples")

    with open_library(filled_once(tmp_path_factory, "web", fill)) as library:
        yield library


@pytest.fixture(scope="session")
def web_app(web_library: Library) -> Flask:
    """The browser over that library."""
    from web.app import create_app
    from web.options import WebOptions

    return create_app(web_library, WebOptions(upload_bytes=UPLOAD_BYTES, page_size=5))


@pytest.fixture
def client(web_app: Flask) -> FlaskClient:
    """A visitor without cookies."""
    return web_app.test_client()


@contextmanager
def serving(library: Library, options: WebOptions | None = None) -> Iterator[str]:
    """Run a server over a library, and give its address without the slash at its end."""
    from web.server import Server

    server = Server(library, "127.0.0.1", 0, options)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.address.rstrip("/")
    finally:
        server.stop()
        thread.join(15)


@pytest.fixture(scope="session")
def address(web_library: Library) -> Iterator[str]:
    """The address of a server over the chosen samples."""
    with serving(web_library) as place:
        yield place


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium, where this machine has one: starting it costs more than most tests."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on this machine: install the package `chromium`, or name one in CHROMIUM")
    with Browser(program) as browser:
        yield browser


@pytest.fixture
def quiet(chromium: Browser) -> Iterator[Browser]:
    """A Chromium that knows nothing of the tests before, and whose console must stay empty."""
    chromium.forget()
    chromium.look(width=1280)
    yield chromium
    assert chromium.console == []


def inbox(folder: Path, name: str, text: str) -> Path:
    """Write a file to be added, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name
