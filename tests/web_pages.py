"""Every page of the browser, found by its routes, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.records import FactKind, Label

if TYPE_CHECKING:
    from flask import Flask

    from library.library import Library

ASKED = {
    "/search": ("?q=cameras", "?q=cameras&apart=1", "?q=%22nothing+like+it%22", ""),
    "/graph": ("?entity={entity}", "", "?entity={entity}&other={other}"),
    "/entities": ("", "?label=company"),
    "/review": ("", "?kind=merge", "?kind=join"),
    "/judgements": ("", "?shown=new"),
}
"""Addresses with what is asked of them; the others are asked nothing."""


def known(library: Library) -> dict[str, str]:
    """Return an id of each sort that stands in addresses."""
    fact = next(fact for fact in library.facts(FactKind.ALLEGATION) if fact.fillers)
    first, second = (entity.entity_id for entity in library.entities(Label.COMPANY, limit=2))
    return {"document": fact.document_id, "fact": fact.fact_id, "entity": first, "other": second}


def addresses(app: Flask, library: Library) -> Iterator[str]:
    """Yield the address of every page: what answers a GET with HTML."""
    ids = known(library)
    pdf = next(head for head in library.heads() if head.pages > 1)
    client = app.test_client()
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static" or rule.rule.startswith("/api/"):
            continue
        path = rule.rule
        for name, value in (("document_id", ids["document"]), ("entity_id", ids["entity"]), ("fact_id", ids["fact"])):
            path = path.replace(f"<{name}>", value)
        if "<" in path or rule.endpoint.startswith("looks."):
            continue
        for asked in ASKED.get(path, ("",)):
            answer = client.get(path + asked.format(**ids))
            if answer.status_code == 200 and answer.mimetype == "text/html":
                yield path + asked.format(**ids)
    yield f"/documents/{pdf.document_id}?q=cameras&page=3"
    yield f"/documents/{pdf.document_id}?view=text"
    yield f"/entities/{ids['entity']}?kind=allegation"
    yield "/no-such-page"
