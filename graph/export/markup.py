"""XML written as a stream, one element after another, so that a large graph is never held as a tree.

NetworkX writes GEXF and GraphML too, but holds the whole tree in memory and puts the day into the file, so that the
same graph would give another file tomorrow.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from graph.export.part import clean_xml

KEPT = {"\r": "&#13;"}  # a reader of XML turns a bare carriage return into a line feed: quotes would change


class Markup:
    """Writes elements to a binary stream as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw('<?xml version="1.0" encoding="UTF-8"?>')

    def open(self, tag: str, **attributes: str | int) -> None:
        """Begin an element; a name that Python keeps for itself is given with `_` after it."""
        self._raw(f"<{tag}{written(attributes)}>")

    def close(self, tag: str) -> None:
        """End an element."""
        self._raw(f"</{tag}>")

    def leaf(self, tag: str, text: str | None = None, **attributes: str | int) -> None:
        """Write an element that holds text or nothing."""
        if text is None:
            self._raw(f"<{tag}{written(attributes)}/>")
        else:
            self._raw(f"<{tag}{written(attributes)}>{escape(clean_xml(text), KEPT)}</{tag}>")

    def _raw(self, text: str) -> None:
        self._stream.write(text.encode() + b"\n")


def written(attributes: dict[str, str | int]) -> str:
    """Return attributes as they stand in a tag."""
    return "".join(f" {name.rstrip('_')}={quoteattr(clean_xml(str(value)))}" for name, value in attributes.items())
