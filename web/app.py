"""Builds the browser over a library: `create_app(library, options)`.

The app holds nothing of its own but the jobs at work; everything shown is asked of the library.
"""

from __future__ import annotations

import mimetypes
import secrets
from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined

from web import compression, rendering, security
from web.current import EXTENSION
from web.jobs import Jobs
from web.options import WebOptions
from web.pages import BLUEPRINTS, problems

if TYPE_CHECKING:
    from library.library import Library


def create_app(library: Library, options: WebOptions | None = None) -> Flask:
    """Return the browser over `library`."""
    options = options or WebOptions()
    mimetypes.add_type("text/javascript", ".js")
    app = Flask("web", static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=options.secret or secrets.token_bytes(32),
        MAX_CONTENT_LENGTH=options.upload_bytes,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_NAME="threadline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = {"library": library, "options": options, "jobs": Jobs()}
    compression.install(app)
    security.guard(app, options.hosts)
    rendering.install(app)
    problems.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
