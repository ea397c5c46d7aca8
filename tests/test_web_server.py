"""The server: where it listens, and how it stops."""

from __future__ import annotations

import json
import shutil
import threading
import urllib.request
from pathlib import Path

import pytest
from processes import until
from stocked import extracted, paper, stock
from web_workspace import inbox, serving

from library.library import Library, open_library
from web.errors import ListenError
from web.server import Server, is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "", "127.0.0.1.example.org"])
def test_other_addresses_are_refused_while_there_are_no_accounts(web_library: Library, host: str) -> None:
    """Nothing but this machine is listened on, and the message says why and what to do."""
    with pytest.raises(ListenError, match=r"no accounts.*accounts add.*--host 127\.0\.0\.1"):
        Server(web_library, host, 0)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_loopback_addresses_are_known(host: str) -> None:
    """Every way to write this machine's own address is accepted."""
    assert is_loopback(host)


def test_it_serves_until_it_is_stopped(web_library: Library) -> None:
    """A server takes a free port, answers, and ends when told to; a taken port is said in words."""
    server = Server(web_library, "localhost", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        with urllib.request.urlopen(f"{server.address}healthz", timeout=10) as answer:
            assert answer.status == 200
        port = int(server.address.rstrip("/").rpartition(":")[2])
        with pytest.raises(ListenError, match="--port"):
            Server(web_library, "127.0.0.1", port)
    finally:
        server.stop()
        thread.join(15)
    assert not thread.is_alive()


PATHS = ("/", "/search?q=cameras", "/documents", "/entities", "/review", "/graph?q=cameras", "/ledger")


def test_readers_are_answered_while_a_writer_adds(tmp_path: Path) -> None:
    """Four readers ask for every kind of page while files are added: all are answered, and all is found in the end."""
    with open_library(tmp_path / "w") as library, open_library(tmp_path / "w") as writer:
        stock(library, [paper("a", "Grain.")])
        extracted(library)
        library.reindex()
        files = [inbox(tmp_path / "in", f"{number}.txt", f"Crate {number} held cameras.") for number in range(6)]
        answers: list[tuple[int, str]] = []
        done = threading.Event()

        def read(address: str) -> None:
            while not done.is_set():
                for path in PATHS:
                    with urllib.request.urlopen(address + path, timeout=30) as answer:
                        answers.append((answer.status, path))

        with serving(library) as address:
            readers = [threading.Thread(target=read, args=(address,), daemon=True) for _ in range(4)]
            for reader in readers:
                reader.start()
            try:
                writer.add(files)
            finally:
                done.set()
                for reader in readers:
                    reader.join(60)
            with urllib.request.urlopen(f"{address}/api/v1/search?q=cameras", timeout=30) as answer:
                assert json.load(answer)["total"] == len(files)
        assert not any(reader.is_alive() for reader in readers)
        assert {path for _, path in answers} >= {"/", "/search?q=cameras"}
        assert {status for status, _ in answers} == {200}


def test_an_index_that_was_lost_is_filled_while_it_serves(tmp_path: Path) -> None:
    """A server over a workspace whose index is gone puts everything into a new one, without being asked."""
    with open_library(tmp_path / "w") as library:
        stock(library, [paper("a", "Grain."), paper("b", "Cameras.")])
        extracted(library)
        shutil.rmtree(library.rooms.workspace.index)
    with open_library(tmp_path / "w") as library:
        server = Server(library, "localhost", 0)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            assert until(lambda: library.search("grain").total == 1)
        finally:
            server.stop()
            thread.join(30)
        assert not library.is_behind
