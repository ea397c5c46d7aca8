"""The language a text is written in, told from its letters."""

from __future__ import annotations

from functools import cache
from typing import Any

SAMPLE_CHARACTERS = 5_000
LEAST_LETTERS = 60
LEAST_SURE = 0.9


def find_language(text: str) -> str | None:
    """Return the two-letter code (ISO 639-1) of the text's language, None where it is too short or unclear."""
    sample = text[:SAMPLE_CHARACTERS]
    if sum(char.isalpha() for char in sample) < LEAST_LETTERS:
        return None
    language, sure = _identifier().classify(sample)
    return str(language) if float(sure) >= LEAST_SURE else None


@cache
def _identifier() -> Any:
    """Load the model once, at the first text; it takes a moment."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
