"""Answers go out gzip-compressed where the browser takes them so and they are large enough to be worth it.

What arrives unpacked is unchanged, byte for byte. A strong ETag becomes a weak one, as the bytes sent differ, and
`Vary` keeps caches from mixing the two. Static files, whose addresses change with their content, are compressed once.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

LEAST_BYTES = 1024
LEVEL = 6
STATIC_LEVEL = 9
TEXTUAL = ("text/", "application/json", "application/javascript", "image/svg+xml")


def install(app: Flask) -> None:
    """Compress the answers of `app`."""
    static = Path(app.static_folder or "")

    @app.after_request
    def compress(response: Response) -> Response:
        return compressed(response, static)


def compressed(response: Response, static: Path) -> Response:
    """Return an answer compressed, or as it is where that is not asked for or not worth it."""
    if not (response.mimetype or "").startswith(TEXTUAL) or (response.is_streamed and request.endpoint != "static"):
        return response  # what is sent as it is made would have to be held whole
    response.vary.add("Accept-Encoding")
    asked = request.accept_encodings.quality("gzip") > 0 and response.status_code not in (204, 206, 304)
    if not asked or request.method == "HEAD" or "Content-Encoding" in response.headers:
        return response
    if request.endpoint == "static":
        path = static / str((request.view_args or {}).get("filename", ""))
        packed = packed_file(path, path.stat().st_mtime_ns)
        if packed:
            response.call_on_close(getattr(response.response, "close", lambda: None))  # the file that was opened
            response.direct_passthrough = False
    else:
        body = response.get_data()
        packed = gzip.compress(body, LEVEL, mtime=0) if len(body) >= LEAST_BYTES else b""
    if not packed:
        return response
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=64)
def packed_file(path: Path, _changed: int) -> bytes:
    """Return a static file compressed; empty where it is too small to be worth it."""
    body = path.read_bytes()
    return gzip.compress(body, STATIC_LEVEL, mtime=0) if len(body) >= LEAST_BYTES else b""
