"""Every page in a real Chromium: no serious finding of axe-core in both schemes; light; all from this server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from flask import Flask
from web_pages import addresses

from library.library import Library

pytestmark = pytest.mark.browser
HEAVIEST = 300_000
"""Bytes that a page may bring over the line, pictures aside."""
AXE = "node_modules/axe-core/axe.min.js"
RUN = """axe.run(document, {iframes: false, resultTypes: ['violations'], %s}).then(found => found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' | ' + node.failureSummary)]))"""
COLOURS = "runOnly: ['color-contrast']"
BROUGHT = """[performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]
  .map(one => [one.name, one.transferSize, one.initiatorType])"""
PICTURES = (".webp", ".svg", ".png")


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    """The checker's script."""
    path = root / AXE
    if not path.is_file():
        pytest.skip("axe-core is not fetched: run `npm ci --ignore-scripts`")
    return path.read_text("utf-8")


@pytest.fixture
def fresh(quiet: Browser) -> Iterator[Browser]:
    """A Chromium that keeps nothing, so that all a page needs comes over the line."""
    quiet.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield quiet
    quiet.send("Network.setCacheDisabled", {"cacheDisabled": False})


@pytest.mark.slow
def test_every_page_is_accessible_light_and_from_here(
    fresh: Browser, address: str, axe: str, web_app: Flask, web_library: Library
) -> None:
    """No serious or critical finding in either colour scheme, at most 300 KB, nothing from another host."""
    problems: list[str] = []
    pages = list(addresses(web_app, web_library))
    assert len(pages) > 20
    for path in pages:
        fresh.look(width=1280, scheme="light")
        fresh.open(address + path)
        brought = fresh.ask(BROUGHT)
        foreign = [name for name, _, _ in brought if not name.startswith((address, "data:"))]
        weight = sum(size for name, size, kind in brought if kind != "img" and not name.endswith(PICTURES))
        if foreign or weight > HEAVIEST:
            problems.append(f"{path}: {weight} bytes, from elsewhere: {foreign}")
        fresh.ask(axe + "; 0")
        problems += [f"{path} light: {json.dumps(one)}" for one in fresh.ask(RUN % "rules: {}")]
        fresh.look(width=1280, scheme="dark")
        problems += [f"{path} dark: {json.dumps(one)}" for one in fresh.ask(RUN % COLOURS)]
        if path == "/no-such-page":
            fresh.console.clear()
    assert problems == []


REACHABLE = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.checkVisibility()).length"""
WATCH = """window.reached = new Set(); window.hidden = [];
  addEventListener('focusin', (event) => { const one = event.target; reached.add(one);
    const style = getComputedStyle(one);
    if (style.outlineStyle === 'none' && !one.matches('.skip')) hidden.push(one.outerHTML.slice(0, 120)); }); 0"""


@pytest.mark.parametrize("path", ["/search?q=cameras", "/review", "/documents/{document}", "/entities/{entity}"])
def test_every_control_is_reached_by_tab(quiet: Browser, address: str, web_library: Library, path: str) -> None:
    """Tab alone comes to every link, button and field, each shows that it has the focus, and nothing holds it."""
    from web_pages import known

    quiet.open(address + path.format(**known(web_library)))
    quiet.ask(WATCH)
    wanted = quiet.ask(REACHABLE)
    for _ in range(wanted + 5):
        tab(quiet)
        if quiet.ask("reached.size") >= wanted:
            break
    assert quiet.ask("reached.size") >= wanted
    assert quiet.ask("hidden") == []


def tab(browser: Browser) -> None:
    """Press Tab."""
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    browser.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    browser.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
