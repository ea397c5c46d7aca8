"""A day in a real Chromium: look for words, land on them, follow the graph; nothing complains in the console."""

from __future__ import annotations

import pytest
from browser import Browser
from web_workspace import HOSTILE_NAME

from extract.records import FactKind, Label
from library.library import Library
from web import vendor

pytestmark = pytest.mark.browser
POSITIONS = "threadlineGraph.nodes().map(n => [n.id(), n.position('x'), n.position('y')])"
DRAWN = "document.querySelector('.explorer')?.dataset.drawn"


def test_a_search_leads_to_the_highlighted_sentence(quiet: Browser, address: str) -> None:
    """Search, click a hit: the document opens with the words in view and marked."""
    quiet.open(f"{address}/search?q=cameras")
    quiet.follow(".found .snippet a")
    assert quiet.ask("location.hash") == "#here"
    box = quiet.ask(
        "(() => { const r = document.getElementById('here').getBoundingClientRect(); return [r.top, r.bottom] })()"
    )
    assert 120 < box[0] < box[1] < 700, "in sight, below the bars that stay"
    assert "camera" in quiet.ask("[...document.querySelectorAll('mark')].map(m => m.textContent).join(' ')").lower()


def test_keys_step_through_hits_and_marks(quiet: Browser, address: str) -> None:
    """`/` goes to the search box, `j` to the next hit, `n` to the next marked place, `?` opens the list of keys."""
    quiet.open(f"{address}/search?q=cameras")
    quiet.press("j")
    assert quiet.ask("document.querySelectorAll('.found.at').length") == 1
    quiet.press("?")
    assert quiet.ask("document.querySelector('details.keys').open")
    quiet.press("/")
    assert quiet.ask("document.activeElement.id") == "q"
    quiet.open(f"{address}/search?q=cameras")
    quiet.follow(".found h2 a")
    quiet.press("n")
    assert quiet.ask("document.querySelectorAll('mark.at').length") == 1


def test_a_label_can_be_switched_off(quiet: Browser, address: str, web_library: Library) -> None:
    """Taking the tick from a label in the legend takes its marks from the text, and the choice is kept."""
    head = next(web_library.heads())
    quiet.open(f"{address}/documents/{head.document_id}")
    line = "getComputedStyle(document.querySelector('.sheet .m-company')).textDecorationLine"
    assert quiet.ask(line) == "underline"
    quiet.ask("document.getElementById('show-company').click()")
    assert quiet.ask(line) == "none"
    quiet.open(f"{address}/documents/{head.document_id}")
    assert quiet.ask(line) == "none"
    quiet.ask("document.getElementById('show-company').click()")


def test_the_graph_is_drawn_grows_and_tells(quiet: Browser, address: str, web_library: Library) -> None:
    """The graph draws its nodes; a fact clicked tells its sentence; an entity clicked grows it; undo takes it back."""
    if not vendor.is_present():
        pytest.skip("the graph library is not fetched: run `python -m web.vendor`")
    fact = next(fact for fact in web_library.facts(FactKind.CONTRACT) if len(fact.fillers) > 1)
    supplier = next(filler for filler in fact.fillers if filler.label is Label.COMPANY)
    entity_id, _ = web_library.naming(supplier.name_id, supplier.name)
    quiet.open(f"{address}/graph?entity={entity_id}")
    assert int(quiet.wait_for(DRAWN)) >= 3
    quiet.ask(f"threadlineGraph.getElementById('{fact.fact_id}').emit('tap'); 0")
    assert quiet.ask("document.querySelector('#told blockquote p').textContent") in {e.quote for e in fact.evidence}
    before = quiet.ask(POSITIONS)
    quiet.ask("threadlineGraph.nodes('.entity').not('.root').first().emit('tap'); 0")
    quiet.wait_for("Boolean(document.querySelector('#told h3 a'))")
    after = {row[0]: row[1:] for row in quiet.ask(POSITIONS)}
    assert all(after[node_id] == [x, y] for node_id, x, y in before), "what stood must keep still"
    if len(after) > len(before):
        quiet.ask("document.querySelector('[data-do=undo]').click()")
        assert quiet.ask("threadlineGraph.nodes().length") == len(before)


def test_claims_are_drawn_dashed(quiet: Browser, address: str, web_library: Library) -> None:
    """Every edge of an allegation is dashed, and its responses are in the drawing."""
    if not vendor.is_present():
        pytest.skip("the graph library is not fetched: run `python -m web.vendor`")
    fact = next(fact for fact in web_library.facts(FactKind.ALLEGATION) if fact.fillers)
    entity_id, _ = web_library.naming(fact.fillers[0].name_id, "")
    quiet.open(f"{address}/graph?entity={entity_id}")
    quiet.wait_for(DRAWN)
    lines = quiet.ask(
        "threadlineGraph.nodes(\"[kind = 'allegation']\").outgoers('edge').map(e => e.style('line-style'))"
    )
    assert lines
    assert set(lines) == {"dashed"}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(quiet: Browser, address: str, web_library: Library, width: int) -> None:
    """On a phone and on a desk, nothing has to be scrolled sideways."""
    quiet.look(width=width, mobile=width < 500)
    entity = next(web_library.entities(Label.COMPANY))
    lists = ("/", "/search?q=cameras", "/documents", "/entities", "/ledger", "/add", f"/entities/{entity.entity_id}")
    for path in (*lists, *(f"/documents/{head.document_id}" for head in web_library.heads())):
        quiet.open(address + path)
        assert quiet.ask("document.documentElement.scrollWidth") <= width, path


def test_hostile_documents_run_nothing(quiet: Browser, address: str, web_library: Library) -> None:
    """A document full of scripts leaves the page's title as it was."""
    head = next(head for head in web_library.heads() if head.location.endswith(HOSTILE_NAME))
    quiet.open(f"{address}/documents/{head.document_id}")
    assert quiet.ask("document.title") != "run"
    assert quiet.ask("document.querySelectorAll('.sheet script, .sheet img').length") == 0
