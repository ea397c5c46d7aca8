"""Builds the browser over a library: `create_app(library, options)`.

The app holds nothing of its own but the jobs at work; everything shown is asked of the library. The order of the guards
is that of this file: the host's name, who it is and what they may, the form's token.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined

from web import access, compression, rendering, security
from web.current import EXTENSION
from web.intake import Intake
from web.jobs import Jobs
from web.options import MEBIBYTE, WebOptions
from web.pages import BLUEPRINTS, problems
from web.uploads import UploadRequest
from web.watching import Watch

if TYPE_CHECKING:
    from library.library import Library


MOST_PARTS = 40_000
FORM_BYTES = 16 * MEBIBYTE
"""How many fields and files a form may have, and how much its fields, files aside, may hold in memory."""


def create_app(library: Library, options: WebOptions | None = None) -> Flask:
    """Return the browser over `library`."""
    options = options or WebOptions()
    mimetypes.add_type("text/javascript", ".js")
    app = Flask("web", static_folder="static", template_folder="templates")
    app.request_class = UploadRequest
    app.config.update(
        SECRET_KEY=options.secret or library.rooms.accounts.secret(),
        MAX_CONTENT_LENGTH=options.upload_bytes,
        MAX_FORM_PARTS=MOST_PARTS,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        SESSION_COOKIE_SECURE=options.https,
        SESSION_COOKIE_NAME="threadline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    jobs = Jobs()
    intake = Intake(library, jobs)
    watch = None if options.watch is None else Watch(library, intake, options.watch, options.watch_seconds)
    app.extensions[EXTENSION] = {
        "library": library, "options": options, "jobs": jobs, "intake": intake, "watch": watch,
    }  # fmt: skip
    compression.install(app)
    security.check_hosts(app, options)
    access.install(app)
    security.check_forms(app)
    rendering.install(app)
    problems.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
