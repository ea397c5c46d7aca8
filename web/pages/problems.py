"""What a visitor reads when something is wrong: a sentence that says what to do, never a traceback.

Answers JSON under `/api/`, a page elsewhere. What the library refuses with its own errors is shown in its words.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound

from corpus.errors import CorpusError, DocumentNotFoundError, DocumentWithdrawnError
from extract.errors import EntityNotFoundError, ExtractError
from extract.judgements.errors import FactNotFoundError, JudgedMeanwhileError, JudgementNotFoundError
from graph.errors import GraphError, NodeNotFoundError
from library.accounts.records import ALONE
from library.errors import LibraryError, NameNotFoundError
from search.errors import SearchError
from web import wording
from web.access import find_person, may
from web.current import options
from web.errors import NotAllowedError
from web.rendering import Page, render

LOGGER = logging.getLogger(__name__)
NOT_FOUND = (
    DocumentNotFoundError,
    EntityNotFoundError,
    FactNotFoundError,
    JudgementNotFoundError,
    NameNotFoundError,
    NodeNotFoundError,
)
SENTENCES = {
    400: "The address or the form is not understood. Go back and try again.",
    403: "This form is out of date or did not come from this page. Go back, reload the page and send it again.",
    404: "There is no such page here. Search for it, or start from the first page.",
    405: "This page cannot be used in that way.",
    421: "This server does not answer to that host name. Open it as http://localhost or http://127.0.0.1.",
    500: "The program made a mistake; its log says where. Your documents are unharmed. Other pages should still work.",
}
HEADINGS = {
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    410: "Withdrawn",
    413: "Too large",
    421: "Wrong address",
    429: "Wait a little",
    500: "A mistake of ours",
    507: "No room",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage(Page):
    """Something went wrong; `sentence` says what to do."""

    template = "problem.html"
    status: int
    sentence: str

    @property
    def heading(self) -> str:
        """What sort of problem it is."""
        return HEADINGS.get(self.status, "Not understood")


def install(app: Flask) -> None:
    """Let `app` answer every error in words."""
    app.register_error_handler(HTTPException, on_http_error)
    for kind in NOT_FOUND:
        app.register_error_handler(kind, on_missing)
    for error in (LibraryError, CorpusError, ExtractError, GraphError, SearchError):
        app.register_error_handler(error, on_refusal)
    app.register_error_handler(DocumentWithdrawnError, on_withdrawn)
    app.register_error_handler(JudgedMeanwhileError, on_conflict)
    app.register_error_handler(NotAllowedError, on_not_allowed)
    app.register_error_handler(Exception, on_mistake)


def answer(status: int, sentence: str) -> ResponseReturnValue:
    """Return a problem as JSON for programs and as a page for people."""
    if request.path.startswith("/api/"):
        return jsonify(error={"status": status, "message": sentence}), status
    return render(ProblemPage(status=status, sentence=sentence)), status


def on_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer what Flask refuses; a redirect passes through."""
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    if status == 413:
        return answer(413, too_large())
    described = isinstance(error, NotFound) and error.description != NotFound.description
    return answer(status, str(error.description) if described else SENTENCES.get(status, SENTENCES[400]))


def too_large() -> str:
    """Return how much can be sent at once and what to do: only who may add by a path is told of that way."""
    most = wording.size(options().upload_bytes)
    where = "this machine" if find_person() is ALONE else "the server"
    other = f"Add it by its path on {where}, or in parts." if may("administer") else "Send it in parts."
    return f"That is more than {most} at once. {other}"


def on_missing(error: Exception) -> ResponseReturnValue:
    """Answer that there is no such document or entity."""
    return answer(404, str(error))


def on_withdrawn(error: Exception) -> ResponseReturnValue:
    """Answer that somebody took a document out: gone on a page, not found for a program."""
    return answer(404 if request.path.startswith("/api/") else 410, str(error))


def on_not_allowed(error: NotAllowedError) -> ResponseReturnValue:
    """Answer that whoever asks may not."""
    return answer(error.status, str(error))


def on_refusal(error: Exception) -> ResponseReturnValue:
    """Answer in the words of the stage that refused."""
    return answer(400, str(error))


def on_conflict(error: Exception) -> ResponseReturnValue:
    """Answer that somebody else was there first."""
    return answer(409, str(error))


def on_mistake(error: Exception) -> ResponseReturnValue:
    """Log a bug with its traceback and answer without it."""
    LOGGER.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(500, SENTENCES[500])
