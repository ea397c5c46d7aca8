"""What guards the browser: response headers, the host check, and tokens on forms.

Guarantees that every answer, errors included, carries the content security policy; that a request naming a foreign
host is refused before anything is read (DNS rebinding); and that nothing is changed without a token that only a page
of ours can know.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, session

from web.options import WebOptions

TOKEN = "csrf_token"  # noqa: S105 - the name of a form field
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("X-DNS-Prefetch-Control", "off"),
)
SECURED = ("Strict-Transport-Security", "max-age=31536000")


def check_hosts(app: Flask, options: WebOptions) -> None:
    """Put the guard of names before every request of `app`, and the headers behind every answer."""
    app.config["ANSWERS_TO"] = frozenset(host.lower() for host in options.hosts)
    app.config["ANSWERS_TO_ADDRESSES"] = not options.alone
    app.config["HTTPS"] = options.https
    app.before_request(refuse_foreign_hosts)
    app.after_request(add_headers)


def check_forms(app: Flask) -> None:
    """Put the guard of forms before every request of `app`."""
    app.before_request(refuse_forged_forms)
    app.jinja_env.globals["csrf_token"] = form_token


def host_name(header: str) -> str:
    """Return the host of a Host header without its port, in lower case; empty where it makes no sense."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def refuse_foreign_hosts() -> None:
    """Refuse a request that was addressed to a name that is not ours."""
    name = host_name(request.headers.get("Host", ""))
    if name in current_app.config["ANSWERS_TO"]:
        return
    # Somebody else's DNS lends names, not addresses: a page that was loaded from an address is ours.
    if not (current_app.config["ANSWERS_TO_ADDRESSES"] and is_address(name)):
        abort(421)


def is_address(name: str) -> bool:
    """Say whether a host is told by its address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def refuse_forged_forms() -> None:
    """Refuse a change that does not come from a form of ours."""
    if request.method in SAFE_METHODS or g.get("by_token", False):
        return  # no browser adds a token to a request by itself
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    known = session.get(TOKEN, "")
    given = request.form.get(TOKEN) or request.headers.get("X-CSRF-Token", "")
    if not known or not hmac.compare_digest(known.encode(), given.encode()):
        abort(403)


def form_token() -> str:
    """Return the token of this visitor's forms, drawn on first use."""
    if TOKEN not in session:
        session[TOKEN] = secrets.token_urlsafe(32)
    return str(session[TOKEN])


def add_headers(response: Response) -> Response:
    """Add the headers that every answer carries."""
    for name, value in HEADERS:
        response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers.setdefault(*SECURED)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    elif request.args.get("v") and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"  # the address changes with the file
    return response
