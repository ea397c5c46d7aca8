"""Searches in a real Chromium: completion by keyboard, marks by key, a search saved and told, all without an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Browser
from stocked import paper, stock
from web_workspace import serving

from extract.records import Entity, Label, Tier
from library.library import Library, open_library

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workspace with a few documents and one company."""
    with open_library(tmp_path_factory.mktemp("browsed") / "w") as opened:
        stock(opened, [paper(name, f"Veshtar cameras, {name}.", date=f"20{number}") for number, name in
                       enumerate(("one", "two", "three"), start=18)])  # fmt: skip
        company = Entity("n1", Label.COMPANY, "Veshtar Optics Ltd", ("Veshtar",), ("n1",), 7, 0, Tier.CANDIDATE)
        opened.rooms.extractions.save_entities([company])
        yield opened


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    """A running server's address, without the slash at its end."""
    with serving(library) as place:
        yield place


def key(browser: Browser, name: str) -> None:
    """Press a key that stands for no character."""
    code = {"ArrowDown": 40, "Enter": 13}[name]
    for kind in ("rawKeyDown", "keyUp"):
        browser.send("Input.dispatchKeyEvent", {"type": kind, "key": name, "windowsVirtualKeyCode": code})


def test_names_are_completed_by_keyboard(chromium: Browser, address: str) -> None:
    """What is typed brings names; the arrow chooses one and Enter takes it into the query, in quotes."""
    chromium.console.clear()
    chromium.look(width=390)
    chromium.open(f"{address}/search")
    chromium.press("/")
    chromium.send("Input.insertText", {"text": "camera vesh"})
    chromium.wait_for("document.querySelectorAll('#suggested li').length")
    assert chromium.ask("document.getElementById('q').ariaExpanded") == "true"
    key(chromium, "ArrowDown")
    assert chromium.ask("document.querySelector('#suggested li').ariaSelected") == "true"
    key(chromium, "Enter")
    assert chromium.ask("document.getElementById('q').value") == 'camera "Veshtar Optics Ltd" '
    assert chromium.ask("document.getElementById('suggested').hidden")
    assert chromium.console == []


def test_a_hit_is_marked_by_key(chromium: Browser, address: str, library: Library) -> None:
    """`j` goes to a hit, `s` marks it, and the page comes back to it."""
    chromium.console.clear()
    chromium.open(f"{address}/search?q=cameras")
    chromium.press("j")
    chromium._loaded = False
    chromium.press("s")
    chromium.settle()
    assert len(library.searches.seen()) == 1
    assert chromium.ask("location.hash").startswith("#hit-")
    assert chromium.ask("document.querySelectorAll('.was-seen').length") == 1
    assert chromium.console == []


def test_a_search_is_saved_and_its_news_are_read(chromium: Browser, address: str, library: Library) -> None:
    """Saved from the page of hits; a document that comes later is on the page of news, until it is known."""
    chromium.console.clear()
    chromium.open(f"{address}/search?q=cameras")
    chromium.follow(".keep form[action='/saved'] button")
    assert "Saved as" in chromium.ask("document.querySelector('.keep').textContent")
    stock(library, [paper("four", "More cameras.")])
    chromium.open(f"{address}/alerts")
    assert chromium.ask("document.querySelectorAll('.alert .found').length") == 1
    chromium.follow(".alert header form button")
    assert "Nothing is new" in chromium.ask("document.querySelector('main').textContent")
    assert chromium.console == []
