"""The archivist's day in a real Chromium: files dropped, followed, explained, tried again; a document withdrawn."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from web_workspace import serving

from library.library import Library, open_library
from web.options import WebOptions

pytestmark = pytest.mark.browser
WORDS = "correct horse battery"
TEXTS = {
    "first.txt": "Orlane Systems signed a contract worth EUR 3 million with the city of Marseille in May 2022.",
    "second.txt": "Veshtar Optics Ltd said that its cameras were never sold to the police of Lyon.",
}
MINUTES = {f"minutes/{number:02}.txt": f"Minutes {number}: nothing was decided in Toulouse." for number in range(25)}


def box(files: dict[str, str], broken: str) -> bytes:
    """A ZIP of texts and a broken PDF."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(broken, b"%PDF-1.7 cut off")
    return out.getvalue()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An empty workspace with an archivist's account."""
    from library.accounts.records import Role

    with open_library(tmp_path_factory.mktemp("archivist") / "w") as opened:
        opened.accounts.add("ann", Role.ADMIN, WORDS)
        opened.accounts.add("art", Role.ARCHIVIST, WORDS)
        yield opened


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    """A server over it."""
    with serving(library, WebOptions(upload_bytes=3_000_000)) as place:
        yield place


def drop(browser: Browser, *paths: Path) -> None:
    """Drop files and folders of this machine on the page, as a hand with a mouse does."""
    carried = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": carried})
    browser.wait_for("!document.querySelector('.chosen').hidden")


def text(browser: Browser, selector: str = "main") -> str:
    """What stands on the page."""
    return str(browser.ask(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''"))


def fill(browser: Browser, selector: str, value: str) -> None:
    """Type into a field."""
    browser.ask(f"document.querySelector({json.dumps(selector)}).value = {json.dumps(value)}")


def over(browser: Browser) -> None:
    """Wait until the page at work says that it is over."""
    loaded = "location.pathname.startsWith('/add/') && document.readyState === 'complete'"
    browser.wait_for(f"{loaded} && !document.querySelector('.going') && !!document.querySelector('.sums, .notice')")


@pytest.fixture
def desk(quiet: Browser, address: str) -> Browser:
    """A Chromium in which the archivist is signed in, led back to the page she asked for."""
    quiet.open(f"{address}/add")
    assert quiet.ask("location.pathname") == "/login"
    fill(quiet, "[name=name]", "art")
    fill(quiet, "[name=password]", WORDS)
    quiet.follow("form.adding button")
    assert quiet.ask("location.pathname") == "/add"
    return quiet


def test_the_archivists_day(desk: Browser, address: str, library: Library, tmp_path: Path) -> None:
    """She drops a ZIP, follows it over a reload, reads why a file failed, retries; withdraws a document."""
    (tmp_path / "box.zip").write_bytes(box(TEXTS | MINUTES, "broken.pdf"))
    drop(desk, tmp_path / "box.zip")
    assert "box.zip" in text(desk, ".chosen")
    desk.follow("button.main")
    where = desk.ask("location.pathname")
    assert where.startswith("/add/")
    going = "Boolean(document.querySelector('.going')) || Boolean(document.querySelector('.sums'))"
    desk.wait_for(going)
    desk.open(address + where)
    desk.wait_for(going)
    over(desk)
    assert "1 failed" in " ".join(text(desk, ".sums").split())

    desk.open(f"{address}/ledger?state=failed")
    assert "The PDF is damaged" in text(desk, ".reasons")
    assert "broken.pdf" in text(desk, "table.ledger")
    desk.follow(".reasons form button")
    over(desk)
    assert "1 failed" in " ".join(text(desk, ".sums").split())
    (entry,) = library.ledger(failed_only=True)
    assert len(library.rooms.documents.attempts(entry.input_id)) == 2

    desk.open(f"{address}/search?q=marseille")
    assert desk.ask("document.querySelectorAll('.found').length") == 1
    desk.follow(".found h2 a")
    desk.ask("document.querySelector('.provenance').open = true")
    desk.follow("a[href$='/custody']")
    fill(desk, "[name=date]", "2022-05-03")
    desk.follow("form.adding button.main")
    assert "Set by hand by art" in text(desk)
    fill(desk, "[name=reason]", "The source asked for it.")
    desk.follow(".withdrawing button")
    over(desk)
    assert "Withdrawn" in text(desk, ".notice")
    desk.open(f"{address}/search?q=marseille")
    assert desk.ask("document.querySelectorAll('.found').length") == 0
    desk.open(f"{address}/withdrawn")
    assert "The source asked for it." in text(desk)
    assert [change.by for change in library.audit.changes(about="withdrew")] == ["art"]


def test_a_dropped_folder_and_too_large_a_pile(desk: Browser, address: str, tmp_path: Path) -> None:
    """Files of two folders keep their paths; more than the server takes at once is told before it is sent."""
    (tmp_path / "leak" / "2020").mkdir(parents=True)
    (tmp_path / "leak" / "a.txt").write_text("Notes from Nantes.", "utf-8")
    (tmp_path / "leak" / "2020" / "a.txt").write_text("Notes from Nice.", "utf-8")
    (tmp_path / "large.bin").write_bytes(b"x" * 3_200_000)
    desk.open(f"{address}/add")
    drop(desk, tmp_path / "leak")
    desk.wait_for("document.querySelectorAll('.chosen li').length === 3")
    assert "leak/2020/a.txt" in text(desk, ".chosen")
    desk.follow("button.main")
    over(desk)
    assert "uploaded/leak/2020" in text(desk, "table.ledger")
    desk.open(f"{address}/add")
    drop(desk, tmp_path / "large.bin")
    desk.ask("document.querySelector('button.main').click()")
    desk.wait_for("!document.querySelector('.sending').hidden")
    assert "Send them in parts" in text(desk, ".sending")


def test_it_works_without_javascript(desk: Browser, address: str) -> None:
    """Without scripts the form is there, the ledger can be asked, and a page at work loads itself again."""
    desk.send("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        desk.open(f"{address}/add")
        html = desk.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        markup = desk.send("DOM.getOuterHTML", {"nodeId": html})["outerHTML"]
        assert "webkitdirectory" in markup
        assert 'class="droppable" hidden' in markup
    finally:
        desk.send("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("width", [390, 1280])
def test_no_desk_is_wider_than_its_window(desk: Browser, address: str, library: Library, width: int) -> None:
    """On a phone and on a desk, nothing has to be scrolled sideways."""
    desk.look(width=width, mobile=width < 500)
    head = next(library.heads())
    for path in ("/add", "/ledger", "/withdrawn", "/originals", "/account", f"/documents/{head.document_id}/custody"):
        desk.open(address + path)
        assert desk.ask("document.documentElement.scrollWidth") <= width, path
