"""Web pages and mail as markup that can do nothing: a short list of elements and attributes, everything else left out.

Guarantees: no script, style sheet, form, frame, link, picture or address of another host comes out, whatever went in;
what is asked to be marked is marked where its words stand, white space aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from corpus.decoding import decode
from corpus.showing.errors import NotShownError

MAIL = "message/rfc822"
LONGEST = 8_000_000
"""Bytes of a page that are shown; longer ones can be downloaded."""
KEPT = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "select",
        "textarea",
        "audio",
        "video",
        "canvas",
        "title",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
    ]
)
"""Elements of which not even the text comes out."""
EMPTY = frozenset(("br", "hr", "col", "wbr"))
SPANS = frozenset(("colspan", "rowspan"))
SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
SHEET = (
    "body{font:15px/1.5 Georgia,serif;color:#1b1d1f;background:#fff;margin:1rem 1.2rem;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;max-width:100%}td,th{padding:.15rem .5rem;vertical-align:top;text-align:left}"
    "pre{white-space:pre-wrap;font:13px/1.5 monospace}mark{background:#ffd042;color:inherit}a{color:inherit}"
    "a+a{margin-left:.6em}nav,footer{font-size:.86em;color:#565a5f}"
    ".lost{color:#565a5f;font:12px/1.4 sans-serif;border:1px dashed #8a8d91;padding:.1rem .4rem}"
    ".headers{border-bottom:1px solid #ccc;margin-bottom:1rem;padding-bottom:.5rem;font-family:sans-serif}"
)
FRAME = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title><style>{sheet}</style><body>'
)


class Inert(HTMLParser):
    """Takes markup apart into pieces: text, and tags from the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[bool, str]] = []
        self._silent: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Let a tag of the list through, with no attributes but spans of cells."""
        if tag in SILENT:
            self._silent.append(tag)
        elif self._silent:
            return
        elif tag == "img":
            said = next((value for name, value in attrs if name == "alt" and value), "") or "picture"
            self._tag(f'<span class="lost">{escape(said[:300])}</span>')
        elif tag in KEPT:
            kept = "".join(
                f' {name}="{value}"'
                for name, value in attrs
                if name in SPANS and value and re.fullmatch("[0-9]{1,3}", value)
            )
            self._tag(f"<{tag}{kept}>")
            if tag not in EMPTY:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<x/>` as browsers do: as a start, but of what is silent."""
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
        elif tag in self._open[-60:]:
            while True:
                last = self._open.pop()
                self._tag(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Let text through."""
        if not self._silent:
            self.pieces.append((True, data))

    def close(self) -> None:
        """Close what was never closed."""
        super().close()
        for tag in reversed(self._open):
            self._tag(f"</{tag}>")
        self._open.clear()

    def _tag(self, text: str) -> None:
        self.pieces.append((False, text))


def inert(path: Path, media_type: str, quote: str = "") -> bytes:
    """Return a page or message as inert markup, UTF-8, with the words of `quote` marked; raises NotShownError."""
    data = path.read_bytes()
    if len(data) > LONGEST:
        raise NotShownError("It is too long to be shown here.")
    pieces = list(_mail(data) if media_type == MAIL else _page(decode(data, None)[0]))
    head = FRAME.format(language="und", title="The original, without anything that runs or loads", sheet=SHEET)
    return (head + "".join(_marked(pieces, quote))).encode("utf-8", "replace")


def _page(text: str) -> Iterator[tuple[bool, str]]:
    reader = Inert()
    reader.feed(text)
    reader.close()
    yield from reader.pieces


def _mail(data: bytes) -> Iterator[tuple[bool, str]]:
    """Yield the headers that matter and the body: as markup where the message has it, else as text."""
    message = message_from_bytes(data, policy=policy.default)
    yield False, '<div class="headers">'
    for name in SHOWN_HEADERS:
        value = _header(message, name)
        if value:
            yield False, f"<div><b>{name}</b> "
            yield True, value
            yield False, "</div>"
    yield False, "</div>"
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for wanted in ("text/html", "text/plain"):
        found = [part for part in parts if part.get_content_type() == wanted and part.get_filename() is None]
        if found:
            break
    for part in found:
        payload = part.get_payload(decode=True)
        text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())[0]
        if wanted == "text/html":
            yield from _page(text)
        else:
            yield from ((False, "<pre>"), (True, text), (False, "</pre>"))


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _marked(pieces: list[tuple[bool, str]], quote: str) -> Iterator[str]:
    """Yield the pieces as markup; the words of the quote are marked, wherever tags part them."""
    wanted = "".join(quote.split())
    held = [
        (at, index)
        for at, (is_text, text) in enumerate(pieces)
        if is_text
        for index, x in enumerate(text)
        if not x.isspace()
    ]
    said = "".join(pieces[at][1][index] for at, index in held)
    start = said.find(wanted) if wanted else -1
    bounds: dict[int, tuple[int, int]] = {}
    for at, index in held[start : start + len(wanted)] if start >= 0 else ():
        first, _ = bounds.get(at, (index, index))
        bounds[at] = first, index + 1
    first_at = min(bounds, default=-1)
    for at, (is_text, text) in enumerate(pieces):
        if not is_text:
            yield text
        elif at in bounds:
            begin, end = bounds[at]
            name = ' id="here"' if at == first_at else ""
            yield f"{escape(text[:begin])}<mark{name}>{escape(text[begin:end])}</mark>{escape(text[end:])}"
        else:
            yield escape(text)
