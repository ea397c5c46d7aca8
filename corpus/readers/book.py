"""Electronic books (EPUB): chapters in the order of the book's own spine, each read as a web page is.

A ZIP package and lxml: the known library for the format is under the AGPL, and a book is a list of pages.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import unquote

from lxml import etree

from corpus.composition import Composer
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.readers.markup import Block, blocks_of
from corpus.readers.origin import FIRST_HEADING, first, read_from
from corpus.readers.package import find_part, find_tree, open_package
from corpus.readers.pagemeta import iso_date, language_code
from corpus.readers.reading import Hint, Reading
from corpus.readers.webpage import parse_html
from corpus.records import SectionKind
from corpus.text import tidy

NAME = "electronic book"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
LOCKED = "The electronic book is protected against copying (DRM). Get a copy without protection and add that."


def read(data: bytes, hint: Hint) -> Reading:
    """Return the text of a book with what its package says of it."""
    package = open_package(data, hint, NAME)
    root = _package_path(package)
    opf = find_tree(package, root, NAME)
    if opf is None:
        raise UnreadableError("The electronic book has no list of its chapters. Get a new copy of it.", root)
    composer = Composer()
    blocks = [block for path in _chapters(opf, root) for block in _blocks(package, path)]
    for kind, text in blocks:
        composer.add(kind, text)
    whole = composer.finish(article=False)
    if not whole.text:
        locked = "META-INF/encryption.xml" in package.NameToInfo
        raise UnreadableError(
            LOCKED if locked else "The electronic book holds no text. There is nothing to read in it."
        )
    heading = next((text for kind, text in blocks if kind is SectionKind.HEADING), "")
    title, place = first(((next(_stated(opf, "title"), ""), "package, dc:title"), (heading, FIRST_HEADING)))
    date = iso_date(next(_stated(opf, "date"), ""))
    authors = tuple(dict.fromkeys(_stated(opf, "creator")))
    publisher = next(_stated(opf, "publisher"), None)
    return Reading(
        text=whole.text,
        sections=whole.sections,
        title=title,
        date=date,
        language=language_code(next(_stated(opf, "language"), "")),
        publisher=publisher,
        authors=authors,
        metadata=read_from(
            title=place,
            date="package, dc:date" if date else "",
            authors="package, dc:creator" if authors else "",
            publisher="package, dc:publisher" if publisher else "",
        ),
        tools=(("lxml", version("lxml")),),
    )


def _package_path(package: zipfile.ZipFile) -> str:
    """Return where the list of the book's parts lies."""
    container = find_tree(package, "META-INF/container.xml", NAME)
    found = None if container is None else container.find(f".//{CONTAINER}rootfile")
    return (found.get("full-path") or "") if found is not None else ""


def _chapters(opf: etree._Element, root: str) -> Iterator[str]:
    """Yield the paths of the chapters in order, each once."""
    items = {item.get("id"): item for item in opf.iter(f"{OPF}item")}
    seen: set[str] = set()
    for reference in opf.iter(f"{OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in PAGES:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(item.get("href") or "")))
        if path not in seen:
            seen.add(path)
            yield path


def _blocks(package: zipfile.ZipFile, path: str) -> Iterator[Block]:
    """Yield the blocks of a chapter; one that is missing or blank has none."""
    data = find_part(package, path, NAME)
    if data and data.strip():
        yield from blocks_of(parse_html(decode(data)[0]))


def _stated(opf: etree._Element, name: str) -> Iterator[str]:
    return (text for element in opf.iter(f"{DC}{name}") if (text := tidy("".join(element.itertext()))))
