"""Web archives: WARC by warcio and WACZ, a ZIP of WARCs. Every page fetched becomes an attachment with its address.

What only dresses a page (pictures, styles, scripts, fonts) and what is no page (redirections, errors, requests) stays
in the original; the ledger says so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from corpus.errors import UnreadableError
from corpus.readers.archive import BROKEN, bounded, member_of, open_zip
from corpus.readers.reading import Attachment, Hint, Reading

DRESS = re.compile(
    r"(?:text/css|text/dns|text/javascript|(?:application|text)/(?:x-)?(?:java|ecma)script|application/manifest\+json"
    r"|image/|font/|audio/|video/|application/(?:x-)?font|application/vnd\.ms-fontobject)",
    re.IGNORECASE,
)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
HOLDING = ("response", "resource", "conversion")
NOTE = "Pictures, styles, scripts, redirections and errors in it stay in the original."
REST = "(rest)"


def read_warc(data: bytes, hint: Hint) -> Reading:
    """Return the pages of a web archive, compressed or not, in its order."""
    return Reading(attachments=_pages(data, hint), container=True, note=NOTE, tools=(("warcio", version("warcio")),))


def read_wacz(data: bytes, hint: Hint) -> Reading:
    """Return the WARC files in a WACZ; its indexes repeat what they hold."""
    package = open_zip(data)
    return Reading(attachments=_warcs(package, hint), container=True, note="Its indexes stay in the original.")


def _warcs(package: zipfile.ZipFile, hint: Hint) -> Iterator[Attachment]:
    for info in package.infolist():
        if info.filename.endswith((".warc", ".warc.gz")) and not info.is_dir():
            yield member_of(package, info, hint)


def _pages(data: bytes, hint: Hint) -> Iterator[Attachment]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(data), arc2warc=True):
            if record.rec_type in HOLDING and (page := _page(record, len(data), hint)) is not None:
                yield page
    except (ArchiveLoadFailed, *BROKEN, AttributeError, IndexError, TypeError) as error:
        yield Attachment(REST, reason="The web archive is damaged or cut short from here on. Get a new copy of it.",
                         detail=f"{type(error).__name__}: {error}")  # fmt: skip


def _page(record: Any, packed_bytes: int, hint: Hint) -> Attachment | None:
    """Return what was fetched, None when it is no page but an answer or a dress."""
    address = record.rec_headers.get_header("WARC-Target-URI") or "unnamed"
    stated = record.rec_headers.get_header("Content-Type") or ""
    if record.http_headers is not None:
        if not str(record.http_headers.get_statuscode()).startswith("2"):
            return None
        stated = record.http_headers.get_header("Content-Type") or ""
    if DRESS.match(stated) or address.startswith(("dns:", "urn:")):
        return None
    address = address.strip("<>").replace("!", "%21")
    fetched = record.rec_headers.get_header("WARC-Date") or ""
    charset = CHARSET.search(stated)
    told = tuple((name, value) for name, value in (("address", address), ("retrieved", fetched)) if value)
    try:
        content = bounded(record.content_stream(), packed_bytes, hint)
    except UnreadableError as error:
        return Attachment(address, reason=error.reason, detail=error.detail, metadata=told)
    except zlib.error as error:
        return Attachment(address, reason="The page is damaged inside its web archive.", detail=str(error))
    return Attachment(address, content, encoding=charset[1] if charset else None, metadata=told) if content else None
