"""The graph explorer in a real Chromium: every step can be undone, a link restores it, and it leaves as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser
from test_web_days import arrived

from extract.records import FactKind, Role
from library.library import Library
from web import vendor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not vendor.is_present(), reason="the graph library is not fetched: run `python -m web.vendor`"),
]
DRAWN = "document.querySelector('.explorer')?.dataset.drawn"
NODES = "threadlineGraph.nodes().map(node => node.id()).sort().join()"
STEP = "document.querySelector('.explorer').dataset.step"


@pytest.fixture
def vendor_id(web_library: Library) -> str:
    """A company of whom something is alleged and answered."""
    answered = {fact_id for fact in web_library.facts(FactKind.RESPONSE) for fact_id in fact.answers}
    fact = next(one for one in web_library.facts(FactKind.ALLEGATION) if one.fact_id in answered)
    target = fact.filled(Role.TARGET)[0]
    return web_library.naming(target.name_id, target.name)[0]


def stepped(browser: Browser, script: str, step: int) -> str:
    """Do something in the explorer, wait until it stands at a step, and return the ids of what is drawn."""
    browser.ask(f"{script}; 0")
    browser.wait_for(f"{STEP} === '{step}'")
    return str(browser.ask(NODES))


def test_steps_are_taken_back_and_a_link_restores_them(quiet: Browser, address: str, vendor_id: str) -> None:
    """A kind put away and a day chosen change the drawing; undo, redo and the address bring back what was there."""
    quiet.open(f"{address}/graph?entity={vendor_id}")
    quiet.wait_for(DRAWN)
    first = quiet.ask(NODES)
    click = "[...document.querySelectorAll('#legend a.on')].find(a => /alleg/.test(a.textContent)).click()"
    without = stepped(quiet, click, 1)
    assert set(without.split(",")) < set(first.split(","))
    assert quiet.ask("threadlineGraph.nodes('.claim').length") == 0
    assert stepped(quiet, "document.querySelector('[data-do=undo]').click()", 0) == first
    assert stepped(quiet, "document.querySelector('[data-do=redo]').click()", 1) == without
    assert stepped(quiet, "document.querySelector('[data-do=undo]').click()", 0) == first
    slide = "day.value = 0; day.dispatchEvent(new Event('input')); day.dispatchEvent(new Event('change'))"
    early = stepped(quiet, slide, 1)
    assert set(early.split(",")) < set(first.split(","))
    quiet.open(quiet.ask("location.href"))
    quiet.wait_for(DRAWN)
    assert quiet.ask(NODES) == early


def test_a_claim_is_never_drawn_without_its_answer(quiet: Browser, address: str, vendor_id: str) -> None:
    """Responses are drawn wherever their allegation is, joined to it; the allegation clicked tells both."""
    quiet.open(f"{address}/graph?entity={vendor_id}")
    quiet.wait_for(DRAWN)
    answered = "threadlineGraph.edges('.answers').targets().first()"
    assert quiet.ask(f"{answered}.data('kind')") == "allegation"
    quiet.ask(f"{answered}.emit('tap'); 0")
    told = quiet.ask("document.getElementById('told').innerText").lower()
    assert "claimant" in told
    assert "response" in told


def test_the_drawing_leaves_as_a_file(quiet: Browser, address: str, vendor_id: str, tmp_path: Path) -> None:
    """PNG and SVG hold what is drawn, GEXF the same as a graph."""
    quiet.open(f"{address}/graph?entity={vendor_id}")
    quiet.wait_for(DRAWN)
    name = quiet.ask("threadlineGraph.nodes('.root').data('name')")
    for form, begins in (("png", b"\x89PNG"), ("svg", b"<")):
        folder = tmp_path / form
        quiet.send("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        quiet.ask(f"document.querySelector('[data-do={form}]').click()")
        data = arrived(folder).read_bytes()
        assert data.startswith(begins)
        assert form == "png" or name.split()[0] in data.decode()
    gexf = quiet.ask("fetch(document.querySelector('#legend .files a[href*=gexf]').href).then(got => got.text())")
    assert "<gexf" in gexf
    assert name.split()[0] in gexf


MANY = """(() => {
  const facts = 1300, nodes = [], edges = [], hub = location.search.match(/entity=([^&]+)/)?.[1];
  let more = 0;
  const view = () => {
    nodes.length = edges.length = 0;
    nodes.push({ id: hub, kind: "company", name: "Hub", attributes: {} });
    for (let i = 0; i < facts + more; i += 1) {
      nodes.push({ id: `f${i}`, kind: ["contract", "designation"][i % 2], name: "contract", attributes: {} });
      edges.push({ id: `a${i}`, source: `f${i}`, target: hub, role: "supplier", evidence: [] });
      if (i % 2) continue;
      nodes.push({ id: `n${i}`, kind: "company", name: `Party ${i}`, attributes: {} });
      edges.push({ id: `b${i}`, source: `f${i}`, target: `n${i}`, role: "buyer", evidence: [] });
    }
    return { nodes, edges, hidden: [], kinds: [], more: [], first: null, last: null, ways: [] };
  };
  const fetched = window.fetch;
  window.fetch = (address) => {
    if (!String(address).includes("/graph/view")) return fetched(address);
    const answer = new Response(JSON.stringify(view()), { headers: { "Content-Type": "application/json" } });
    more = 50;
    return Promise.resolve(answer);
  };
})()"""
"""Lets the explorer be given about 2,000 nodes, and 75 more with the second answer."""


def test_two_thousand_nodes_stay_smooth_and_still(quiet: Browser, address: str, vendor_id: str) -> None:
    """A large drawing is moved as a picture, and one that grows moves nothing that stood; a small one is drawn anew."""
    quiet.open(f"{address}/graph?entity={vendor_id}")
    quiet.wait_for(DRAWN)
    assert quiet.ask("threadlineGraph.renderer().textureOnViewport") is False
    script = quiet.send("Page.addScriptToEvaluateOnNewDocument", {"source": MANY})["identifier"]
    try:
        quiet.open(f"{address}/graph?entity={vendor_id}")
        quiet.wait_for(DRAWN)
        assert quiet.ask("threadlineGraph.nodes().length") == 1951
        assert quiet.ask("threadlineGraph.renderer().textureOnViewport") is True
        quiet.ask("window.stood = new Map(threadlineGraph.nodes().map(n => [n.id(), { ...n.position() }])); 0")
        quiet.ask("document.querySelector('#legend a[data-go]').click(); 0")
        quiet.wait_for(f"{STEP} === '1'")
        assert quiet.ask("threadlineGraph.nodes().length") == 2026
        moved = "[...stood].filter(([id, { x, y }]) => { const at = threadlineGraph.getElementById(id).position(); "
        assert quiet.ask(moved + "return at.x !== x || at.y !== y; }).length") == 0
        wide = quiet.ask("(() => { const { w, h } = threadlineGraph.nodes().boundingBox(); return w / h; })()")
        assert 0.4 < wide < 2.5, "it fills the canvas rather than a line"
    finally:
        quiet.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
