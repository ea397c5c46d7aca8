"""Renders the pictures of the README from a workspace: `python docs/screenshots.py [WORKSPACE]`.

Takes the demo's workspace (`threadline demo --no-serve` builds it) unless another is named, serves it to a Chromium on
this machine, and writes `docs/images/*.webp`: the first page, a document, an original beside its text, a dossier,
the queue and the graph.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import Browser, find_chromium  # noqa: E402 - the folder of the tests is put on the path above

from corpus.records import Kind  # noqa: E402
from extract.records import Fact, FactKind, Label  # noqa: E402
from library.library import Library, open_library  # noqa: E402
from library.threads import strongest  # noqa: E402
from web.server import Server  # noqa: E402

IMAGES = ROOT / "docs" / "images"
TAP = (
    "threadlineGraph.nodes(\"[kind = 'allegation']\").sort((a, b) => b.degree() - a.degree())"
    ".first().emit('tap'); scrollTo(0, document.querySelector('.graphform').offsetTop - 70)"
)
"""Opens the allegation with most answers beside the drawing."""
PICTURED = "[...document.querySelector('.look').querySelectorAll('img')].every(i => i.complete && i.naturalWidth > 100)"
"""Says that the first page of the original is drawn, with its marks."""
SIZE = {"width": 1280, "height": 900}
SCHEMES = {
    "home": ("light",), "document": ("light",), "original": ("light",), "entity": ("light",), "review": ("dark",),
    "graph": ("light",),
}  # fmt: skip
"""Which pictures there are, each in which colour schemes."""


def told_most(library: Library) -> Fact:
    """Return an allegation that is answered, or any fact where there is none: the document it is read from is shown."""
    answered = {fact_id for response in library.facts(FactKind.RESPONSE) for fact_id in response.answers}
    allegations = [fact for fact in library.facts(FactKind.ALLEGATION) if fact.fact_id in answered]
    return allegations[0] if allegations else next(library.facts())


def pages(library: Library) -> dict[str, str]:
    """Return what is pictured: name of the picture -> address."""
    threads = strongest(library.rooms, 1)
    entity = threads[0].entity if threads else next(library.entities(Label.COMPANY))
    fact = told_most(library)
    place = fact.evidence[0]
    return {
        "home": "/",
        "document": f"/documents/{fact.document_id}?start={place.start}&end={place.end}#here",
        "original": original(library),
        "entity": f"/entities/{entity.entity_id}",
        "review": "/review",
        "graph": f"/graph?entity={entity.entity_id}",
    }


def original(library: Library) -> str:
    """Return the address of the first contract that is a PDF and names an amount, at the sentence that does."""
    heads = {head.document_id for head in library.heads(Kind.CONTRACT) if head.media_type == "application/pdf"}
    found = (fact for fact in library.facts(FactKind.CONTRACT) if fact.document_id in heads and fact.values)
    fact = max(found, key=lambda one: len(one.values))
    place = fact.evidence[0]
    return f"/documents/{fact.document_id}?start={place.start}&end={place.end}#here"


def render(library: Library, program: str) -> None:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    server = Server(library, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        with Browser(program) as browser:
            for name, path in pages(library).items():
                for scheme in SCHEMES[name]:
                    browser.look(width=SIZE["width"], height=SIZE["height"], scheme=scheme)
                    browser.open(server.address.rstrip("/") + path)
                    if name == "graph":
                        browser.wait_for("document.querySelector('.explorer').dataset.drawn")
                        browser.ask(TAP)
                        browser.wait_for("new Promise(done => setTimeout(() => done(true), 400))")
                    if name == "original":
                        browser.wait_for(PICTURED)
                    if name == "document":
                        browser.wait_for("new Promise(done => setTimeout(() => done(true), 3000))")
                    browser.picture(IMAGES / f"{name}-{scheme}-{SIZE['width']}.webp")
    finally:
        server.stop()
        thread.join()


def main(arguments: list[str]) -> int:
    """Run as a script: 0 when the pictures are written, 1 with a message when they cannot be."""
    workspace = Path(arguments[0]) if arguments else ROOT / "demo-workspace"
    program = find_chromium()
    if program is None:
        sys.stderr.write("There is no Chromium on this machine: install it, or name one in CHROMIUM.\n")
        return 1
    if not (workspace / "threadline.db").exists():
        sys.stderr.write(f"{workspace} is no workspace yet: `threadline demo --no-serve` builds one.\n")
        return 1
    with open_library(workspace) as library:
        render(library, program)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
