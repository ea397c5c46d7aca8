"""The process that looks at originals: one question a line in JSON, one answer a line with the bytes behind it.

It holds no workspace and opens nothing but the file a question names; memory and processor time are bounded, and it
ends with whoever asks.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from corpus.isolation_limits import bind_to_parent, limit_cpu, limit_memory
from corpus.showing.errors import NotShownError
from corpus.showing.records import Place


def answer(asked: dict[str, Any]) -> bytes:
    """Return the answer to a question; raises NotShownError."""
    path, media_type = Path(asked["path"]), str(asked["media_type"])
    if asked["what"] == "markup":
        from corpus.showing import markup

        return markup.inert(path, media_type, asked["quote"])
    from corpus.showing import pages

    if asked["what"] == "picture":
        return pages.picture(path, media_type, asked["page"], asked["width"])
    places = [Place(tuple(box), text, tuple(map(tuple, runs))) for box, text, runs in asked["places"]]
    return json.dumps(asdict(pages.spots(path, media_type, asked["page"], places))).encode()


def serve(source: BinaryIO, sink: BinaryIO, cpu_seconds: float) -> None:
    """Answer until nobody asks any more."""
    for line in source:
        limit_cpu(cpu_seconds)
        try:
            head, body = {"shown": True}, answer(json.loads(line))
        except NotShownError as error:
            head, body = {"shown": False}, error.reason.encode()
        except MemoryError:
            head, body = {"shown": False}, b"It takes more memory than is safe."
        sink.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
        sink.flush()


if __name__ == "__main__":
    bind_to_parent(int(sys.argv[1]))
    limit_memory(int(sys.argv[2]))
    serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[3]))
