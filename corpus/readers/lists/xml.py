"""Elements of a large XML file one at a time: what was read is let go before the next is built."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from corpus.errors import UnreadableError

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it
BROKEN = "The XML of this list breaks off or is not well formed. Get it again."


def elements(data: bytes, *names: str) -> Iterator[Element]:
    """Yield the elements with these local names, whatever their namespace; raises UnreadableError on broken XML.

    Entities and anything from outside are never resolved. An element is empty again once the next is asked for.
    """
    tags = [f"{{*}}{name}" for name in names]
    context = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in context:
            yield element
            _let_go(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(BROKEN, str(error)) from error


def root_attributes(data: bytes) -> dict[str, str]:
    """Return the attributes of the root element, by local name."""
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True):
            return {etree.QName(name).localname: str(value) for name, value in element.attrib.items()}
    except etree.XMLSyntaxError as error:
        raise UnreadableError(BROKEN, str(error)) from error
    return {}


def _let_go(element: Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def child_text(element: Element | None, path: str) -> str:
    """Return the text at a path of local names, `programList/program`; empty where there is none."""
    return next(iter(texts(element, path)), "")


def texts(element: Element | None, path: str) -> list[str]:
    """Return the texts at a path of local names, none empty."""
    return [text for found in children(element, path) if (text := "".join(found.itertext()).strip())]


def children(element: Element | None, path: str) -> list[Element]:
    """Return the elements at a path of local names, in their order."""
    if element is None:
        return []
    return list(element.findall("/".join(f"{{*}}{step}" for step in path.split("/"))))
