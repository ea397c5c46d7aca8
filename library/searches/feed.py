"""What saved searches found, as an Atom feed (RFC 4287) for any feed reader.

Guarantees: well-formed whatever documents say; the id of an entry hangs on search and document alone, so that a reader
shows it once; `updated` is when the document was found, and does not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from library.searches.exporting import Link
from library.searches.records import LOCAL, FoundDocument, SavedSearch
from search.results import Hit

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACE = UUID("6c0f3c5e-5f0b-5d0e-9a43-7d1f1c7b2a11")
EPOCH = "1970-01-01T00:00:00+00:00"
"""When a feed changed in which nothing ever was."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def atom(
    title: str,
    address: str,
    about: str,
    found: Iterable[tuple[FoundDocument, SavedSearch, Hit]],
    link: Link,
    *,
    search: SavedSearch | None = None,
    reader: str = LOCAL,
) -> bytes:
    """Return a feed: `address` is its own, `about` that of the page it tells of; `search` where it is of one alone."""
    feed = Element("feed", {"xmlns": ATOM})
    entries = list(found)
    _put(feed, "id", _urn(search.search_id if search else f"alerts of {reader}"))
    _put(feed, "title", title)
    _put(feed, "updated", max((one.found_at for one, _, _ in entries), default=search.created_at if search else EPOCH))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _clean(address)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _clean(about)})
    _put(SubElement(feed, "author"), "name", "Threadline")
    for one, saved, hit in entries:
        _entry(feed, one, saved, hit, link(hit))
    body: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _entry(feed: Element, one: FoundDocument, saved: SavedSearch, hit: Hit, link: str) -> None:
    entry = SubElement(feed, "entry")
    _put(entry, "id", _urn(f"{one.search_id} {one.document_id}"))
    _put(entry, "title", hit.title or "untitled")
    _put(entry, "updated", one.found_at)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _clean(link)})
    SubElement(entry, "category", {"term": _clean(saved.name)})
    said = " ".join(hit.snippets[0].text.split()) if hit.snippets else ""
    page = f" (page {hit.page})" if hit.page is not None else ""
    _put(entry, "summary", f"{saved.name}: {said}{page}")


def _urn(text: str) -> str:
    return uuid5(NAMESPACE, text).urn


def _put(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
