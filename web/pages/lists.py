"""`/lists`: many queries at once, typed in or from a table, each answered by itself."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from library.library import Library
from library.records import Wanted
from library.searches import exporting, lists
from library.searches.records import ListAnswer
from search.results import Results
from web.current import library
from web.pages.exports import attachment, hit_link
from web.rendering import Page, render

blueprint = Blueprint("lists", __name__)
HITS = 3
SHOWN = 300
"""Rows that a page shows; a download has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """The form, and the answers once there are any; `more` where the page does not show every row."""

    template = "lists.html"
    section = "saved"
    queries: str
    answers: tuple[ListAnswer, ...] | None
    more: bool

    @property
    def heading(self) -> str:
        """What it is."""
        return "A list of queries"


@blueprint.get("/lists")
def form() -> str:
    """Show the form."""
    return render(ListPage(queries="", answers=None, more=False))


@blueprint.post("/lists")
def answer() -> ResponseReturnValue:
    """Answer every query: on a page, or as a file where the form asks for one."""
    text = asked_text()
    wanted = request.form.get("form", "")
    found = lists.answers(lists.read(io.StringIO(text, newline="")), searching(library()))
    if wanted in exporting.FORMS:
        return attachment(written(found, wanted, hit_link()), wanted, "answers")
    shown = tuple(islice(found, SHOWN + 1))
    return render(ListPage(queries=readable(text), answers=shown[:SHOWN], more=len(shown) > SHOWN))


def asked_text() -> str:
    """Return the table that was sent, or else what was typed, as text; bytes that are no UTF-8 stay marked."""
    upload = request.files.get("table")
    if upload is not None and upload.filename:
        data: bytes = upload.read()
        return data.decode("utf-8-sig", "surrogateescape")
    return request.form.get("queries", "")


def searching(behind: Library) -> Callable[[str], Results]:
    """Return what answers one query of a list, also when the request is over and the answer is still being sent."""

    def search(query: str) -> Results:
        return behind.find(query, Wanted(limit=HITS))

    return search


def written(answers: Iterable[ListAnswer], form: str, link: exporting.Link) -> Iterator[str]:
    """Yield answers as the lines of a file."""
    if form == "jsonl":
        yield from (json.dumps(lists.answer_json(one, link), ensure_ascii=False) + "\n" for one in answers)
        return
    yield from exporting.table(lists.COLUMNS, (row for one in answers for row in lists.answer_rows(one, link)))


def readable(text: str) -> str:
    """Return text with what was no UTF-8 as replacement characters, as a page can show it."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
