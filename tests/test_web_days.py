"""Two people's days in a real Chromium: the investigator finds, reads and exports; the editor judges and takes back."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from web_workspace import serving

from extract.records import FactKind, FactStatus, Label
from library.library import Library, open_library

pytestmark = pytest.mark.browser
HERE = "(() => { const r = document.getElementById('here').getBoundingClientRect(); return [r.top, r.bottom] })()"
MARKED = "[...document.querySelectorAll('mark.here')].map(mark => mark.textContent).join('')"
DRAWN = "[...document.querySelectorAll('.look img')].filter(i => i.complete && i.naturalWidth > 100).length"


@pytest.fixture
def office(web_library: Library, tmp_path: Path) -> Iterator[tuple[Library, str]]:
    """A workspace of the editor's own, and the address of a server over it."""
    shutil.copytree(web_library.rooms.workspace.path, tmp_path / "w")
    with open_library(tmp_path / "w") as library, serving(library) as address:
        yield library, address


def test_the_investigators_day(quiet: Browser, address: str, tmp_path: Path) -> None:
    """She types words, opens the hit on page 3 of a PDF, sees it marked beside the page's picture, exports all hits."""
    quiet.open(f"{address}/")
    quiet.press("/")
    for letter in '"function for remote access"':
        quiet.press(letter)
    quiet.follow("form.find button")
    assert quiet.ask("document.querySelector('.understood code').textContent")
    assert quiet.ask("[...document.querySelectorAll('.snippet small')].map(s => s.textContent.trim())") == ["page 3"]
    quiet.follow(".found .snippet a")
    top, bottom = quiet.ask(HERE)
    assert 120 < top < bottom < 700, "in sight, below the bars that stay"
    assert "function for remote access" in quiet.ask(MARKED)
    assert quiet.ask("document.querySelector('mark.here').closest('.printed').id") == "page-3"
    quiet.wait_for("document.querySelector('#page-3 .look img').complete")
    quiet.wait_for(f"{DRAWN} >= 2")
    marks = quiet.ask("fetch(document.querySelector('#page-3 img.marks').src).then(answer => answer.text())")
    assert marks.count('fill="#ffb700"') >= 1, "the place is marked on the picture of the page"
    quiet.open(f"{address}/search?q=%22remote+access%22")
    downloads = tmp_path / "downloads"
    quiet.send("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    quiet.ask("document.querySelector('.keep .ways a').click()")
    rows = list(csv.DictReader(io.StringIO(arrived(downloads).read_text("utf-8"))))
    assert len(rows) == quiet.ask("document.querySelectorAll('.found').length")
    assert any(row["page"] == "3" and "function for remote access" in row["snippet"] for row in rows)
    assert all("remote access" in row["snippet"].lower() for row in rows)


def arrived(folder: Path) -> Path:
    """Return the one file of a folder of downloads, once it is whole."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        files = [path for path in folder.glob("*") if not path.name.endswith(".crdownload")] if folder.is_dir() else []
        if files and files[0].stat().st_size:
            return files[0]
        time.sleep(0.05)
    raise AssertionError("nothing was downloaded")


def test_the_editors_day(quiet: Browser, office: tuple[Library, str]) -> None:
    """She rejects a fact by key with a note, merges two entities, and takes both back; all of it is in the history."""
    library, address = office
    quiet.open(f"{address}/review?kind=contract")
    fact_id = quiet.ask("document.querySelector('.item').id").removeprefix("item-")
    quiet.press("j")
    quiet.press("t")
    for letter in "Not this firm":
        quiet.press(letter)
    quiet.ask("document.activeElement.blur()")
    act(quiet, "x")
    assert library.fact(fact_id).status is FactStatus.REJECTED
    assert "Rejected" in quiet.ask("document.querySelector('#done').textContent")
    assert quiet.ask(f"document.querySelectorAll('#item-{fact_id}').length") == 0
    act(quiet, "u")
    assert library.fact(fact_id).status is FactStatus.PROPOSED
    first, second = (entity.entity_id for entity in library.entities(Label.COMPANY, limit=2))
    quiet.open(f"{address}/entities/{first}#judge")
    quiet.ask(f"document.querySelector('#judge input[name=entity][required]').value = '{second}'; 0")
    quiet.follow("#judge button[value=merge]")
    assert library.entity(second).entity_id == library.entity(first).entity_id
    quiet.follow("#done button")
    assert library.entity(second).entity_id != library.entity(first).entity_id
    quiet.open(f"{address}/judgements")
    told = quiet.ask(
        "[...document.querySelectorAll('.decided tbody tr')].map(row => row.children[2].textContent.trim())"
    )
    assert [one.split()[0] for one in told[:4]] == ["took", "merged", "took", "rejected"]
    assert "Not this firm" in quiet.ask("document.querySelector('.decided').textContent")


def act(browser: Browser, key: str) -> None:
    """Press a key that sends a form, and wait for the page it leads to."""
    browser._loaded = False
    browser.press(key)
    browser.settle()


def test_an_editor_corrects_a_fact(quiet: Browser, office: tuple[Library, str]) -> None:
    """She puts another amount and a new name in the form; the page shows what was read beside what she says."""
    library, address = office
    fact = next(fact for fact in library.facts(FactKind.CONTRACT) if dict(fact.values).get("amount"))
    quiet.open(f"{address}/facts/{fact.fact_id}")
    quiet.ask("document.querySelector('[name=value-amount]').value = '5 EUR total'; 0")
    quiet.ask("document.querySelector('[name=role-buyer]').value = 'company: Newmarket Holdings plc'; 0")
    quiet.follow(".editing button.main")
    assert "Newmarket Holdings plc" in quiet.ask("document.querySelector('.fact .statement').textContent")
    assert quiet.ask("document.querySelector('.as-read').textContent")
    assert quiet.ask("document.querySelector('[name=value-amount]').value") == "5 EUR total"
