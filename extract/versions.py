"""The extractor's version, known without loading the language pipeline: what is stale is counted quickly."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from extract.options import Options

BUNDLED = Path(__file__).parent / "model"
CODE_VERSION = "28"
"""Raised whenever a change of the rules changes what is found: documents are then read again."""


def model_folder(model: str | None) -> Path | None:
    """Return where a pipeline lies, None where it is neither a path nor an installed package.

    None as `model` means the pipeline that comes with Threadline.
    """
    if model is None:
        return BUNDLED
    if (Path(model) / "meta.json").is_file():
        return Path(model)
    try:
        spec = find_spec(model) if model.isidentifier() else None
    except ValueError:
        return None
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def extractor_version(options: Options | None = None) -> str:
    """Return the version of pipeline and rules: equal versions find the same in the same text."""
    folder = model_folder(options.model if options else None)
    meta = folder / "meta.json" if folder else None
    described = meta.read_bytes() if meta and meta.is_file() else b""
    return f"{CODE_VERSION}-{sha256(described).hexdigest()[:12]}"
