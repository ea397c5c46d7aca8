"""The sample corpus: invented documents for the demo, the tests and the pictures of the README."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def documents_folder() -> Path:
    """Return the folder of the sample documents."""
    return FOLDER / "documents"


def expected_file() -> Path:
    """Return the file that says what a careful reader draws from them; `README.md` beside it says how it is read."""
    return FOLDER / "expected.json"
