"""Nothing that is typed makes the commands, the pages or the API fail or wait; the whole is 200,000 queries.

Here is a part of them; with `THREADLINE_WHOLE=1` it is all (see `tests/sizes.py`). Time is the processor's, so that a
busy machine fails nobody.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from command_line import run_here
from hostile_queries import hostile
from processes import started, until
from sizes import sized
from stocked import paper, stock

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from library.library import Library

pytestmark = pytest.mark.slow

SLOWEST_SECONDS = 2.0
STARTING_SECONDS = 240.0
WORDS = ["camera", "contract", "denied", "labour", "region", "police", "company", "of", "the", "in", "2019", "a"]
TEXTS = [
    "Hikvision won contracts worth $290 million with authorities in Xinjiang. The company denies forced labour.",
    " ",
    "lone \ufffd and \x01",
    "新疆棉花 " * 700,
    "a" * 30_000,
    "a-" * 3_000,
    "((( \n" * 900,
    "é\u0301" * 5_000,
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace of strange documents and of plain ones."""
    from library.library import open_library

    dice = random.Random(1)
    texts = [*TEXTS, *(" ".join(dice.sample(WORDS, len(WORDS))) for _ in range(60))]
    with open_library(tmp_path_factory.mktemp("hostile") / "w") as opened:
        stock(opened, [paper(f"d{n}", text, title=text[:50], date="2019-10") for n, text in enumerate(texts)])
        yield opened


def queries(seed: int, count: int) -> Iterator[str]:
    """Yield so many queries."""
    dice = random.Random(seed)
    return (hostile(dice) for _ in range(count))


def encoded(query: str) -> str:
    """Return a query as part of an address, random bytes as they are."""
    return quote(query.encode("utf-8", "surrogatepass"), safe="")


def check_pages(library: Library, path: str, seed: int, count: int) -> None:
    """Ask the WSGI application so many times: each answer is 200 and soon there."""
    from web.app import create_app
    from web.options import WebOptions

    client: FlaskClient = create_app(library, WebOptions()).test_client()
    for query in queries(seed, count):
        begun = time.thread_time()
        answer = client.get(f"{path}?q={encoded(query)}&facets=1&limit=5")
        assert time.thread_time() - begun < SLOWEST_SECONDS, query
        assert answer.status_code == 200, query
        assert b"Traceback" not in answer.data, query


def test_the_api_answers_every_query(library: Library) -> None:
    """Any query is answered with 200 and JSON; the whole is 90,000."""
    check_pages(library, "/api/v1/search", 1, sized(900, 90_000))


def test_the_page_answers_every_query(library: Library) -> None:
    """Any query is answered with a page; the whole is 20,000."""
    check_pages(library, "/search", 2, sized(200, 20_000))


def test_a_list_of_queries_is_answered_to_its_end(library: Library, tmp_path: Path) -> None:
    """A file of any queries is answered row by row, with exit status 0; the whole is 80,000."""
    table, answers = tmp_path / "queries.csv", tmp_path / "answers.jsonl"
    asked = [" ".join(query.split()) or "nothing" for query in queries(3, sized(800, 80_000))]
    table.write_bytes(b"".join(query.encode("utf-8", "surrogatepass") + b"\n" for query in asked))
    begun = time.thread_time()
    workspace = str(library.rooms.workspace.path)
    done = run_here("search", "--list", str(table), "-o", str(answers), "--json", "--limit", "1", "-w", workspace)
    assert time.thread_time() - begun < SLOWEST_SECONDS * len(asked)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    with answers.open(encoding="utf-8") as lines:
        for line in lines:
            answer = json.loads(line)
            assert (answer["error"] is None) == ("total" in answer)
            known = not answer["query"] or "UTF-8" in str(answer["error"]) or "too long" in str(answer["error"])
            assert answer["error"] is None or known, answer


def test_the_command_answers_every_query(library: Library) -> None:
    """`threadline search` ends with status 0 whatever it is asked; the whole is 9,000."""
    workspace = str(library.rooms.workspace.path)
    for query in queries(4, sized(90, 9_000)):
        text = query.replace("\0", "") or "a"  # no system passes a NUL to a program
        begun = time.thread_time()
        done = run_here("search", "--json", "--limit", "2", "-w", workspace, "--", text)
        assert time.thread_time() - begun < SLOWEST_SECONDS, query
        assert done.returncode == 0, (query, done.stderr)
        assert "Traceback" not in done.stderr, query
        json.loads(done.stdout)


def test_a_server_answers_every_query(library: Library, root: Path, tmp_path: Path) -> None:
    """A server in a process of its own answers, over real connections, and lives on; the whole is 1,000."""
    command = [sys.executable, "-u", "-m", "cli", "serve", "--port", "0", "-w", str(library.rooms.workspace.path)]
    said = tmp_path / "said.txt"
    with said.open("wb") as log, started(command, stdout=log, stderr=subprocess.STDOUT, cwd=root) as process:
        assert until(lambda: "http://" in said.read_text("utf-8"), STARTING_SECONDS), "the server says where it listens"
        address = urlsplit(re.search(r"http://\S+", said.read_text("utf-8"))[0])  # type: ignore[index]
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        for number, query in enumerate(queries(5, sized(60, 1_000))):
            path = "/api/v1/search" if number % 2 else "/search"
            connection.request("GET", f"{path}?q={encoded(query)}")
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, query
            assert b"Traceback" not in body, query
        connection.close()
        assert process.poll() is None
    assert "Traceback" not in said.read_text("utf-8")
