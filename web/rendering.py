"""Pages become HTML: one frozen record a page, one template, and the words and addresses that templates use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from flask import Flask, render_template, url_for
from markupsafe import Markup, escape

from web import cards, wording
from web.calming import calm
from web.marking import Block, Segment

STATIC = Path(__file__).resolve().parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a template is given: every page is a frozen record of its own.

    `template` is the file, `section` the part of the navigation it belongs to, `heading` what the window is called.
    """

    template: ClassVar[str]
    section: ClassVar[str] = ""

    @property
    def heading(self) -> str:
        """What the page is called in the window's title."""
        return ""


def install(app: Flask) -> None:
    """Give the templates of `app` their filters and functions."""
    app.jinja_env.filters.update(
        calm=calm,
        coded=coded,
        day=wording.day,
        folder=wording.folder,
        media=wording.media,
        zip=zip,
        plain=wording.plain,
        size=wording.size,
        file_name=wording.file_name,
        highlighted=highlighted,
        marked=marked,
    )
    app.jinja_env.globals.update(
        asset=asset,
        count=wording.count,
        span_link=cards.span_link,
        words=wording,
    )


def render(page: Page) -> str:
    """Return a page as HTML."""
    return render_template(page.template, page=page)


@cache
def fingerprint(name: str) -> str:
    """Return a short digest of a static file, so that a new version is fetched at once."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Return the address of a static file."""
    return url_for("static", filename=name, v=fingerprint(name))


def highlighted(text: str, highlights: tuple[tuple[int, int], ...]) -> Markup:
    """Return text with its highlights marked, everything escaped."""
    parts: list[Markup | str] = []
    at = 0
    for start, end in sorted(highlights):
        if start < at:
            continue
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def coded(text: str) -> Markup:
    """Return a sentence with what stands between backticks as code, everything escaped."""
    return Markup("").join(
        Markup("<code>{0}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(text.split("`"))
    )


REF = Markup('<a class="ref" href="#note-{0}" id="ref-{0}" data-number="{0}" aria-label="fact {0}"></a>')
LINK = Markup('<a class="m m-{label}" href="/entities/{entity_id}">{text}</a>')
SPAN = Markup('<span class="m m-{label}">{text}</span>')
WRAP = Markup('<{tag} class="{names}"{here}>{text}</{tag}>')
HERE = Markup(' id="here" tabindex="-1"')


def marked(block: Block, entities: dict[str, str]) -> Markup:
    """Return a block's text with its marks; `entities` leads from name ids to entity ids."""
    return Markup("").join(marked_segment(segment, entities) for segment in block.segments)


def marked_segment(segment: Segment, entities: dict[str, str]) -> Markup:
    """Return a run of text inside its marks, everything escaped."""
    text: Markup = escape(segment.text)
    if segment.mention is not None:
        entity_id = entities.get(segment.mention.name_id or "")
        shape = SPAN if entity_id is None else LINK
        text = shape.format(label=segment.mention.label.value, entity_id=entity_id, text=text)
    names = [name for name in ("ev", "hit", "here") if segment.is_marked(name)]
    if names:
        tag = "mark" if segment.hit or segment.here else "span"
        here = HERE if segment.first_here else ""
        text = WRAP.format(tag=tag, names=" ".join(names), here=here, text=text)
    refs = Markup("").join(REF.format(number) for number in segment.begins if number)
    return refs + text
