"""Finds and loads the spaCy pipeline, and says plainly what is wrong when it cannot be used."""

from __future__ import annotations

import spacy
from spacy.language import Language

from extract.errors import ModelError
from extract.versions import BUNDLED

_NEEDED = (
    ("doc.ents", "finds names (such as `ner`)"),
    ("token.dep", "parses sentences (`parser`)"),
    ("token.lemma", "gives base forms of words (`lemmatizer` or `trainable_lemmatizer`)"),
)


def load_language(model: str | None) -> Language:
    """Return the pipeline with this name or path, or the one that comes with Threadline.

    Raises ModelError when it is not there, cannot be read or lacks a component.
    """
    _register()
    name = str(BUNDLED) if model is None else model
    if model is None and not (BUNDLED / "meta.json").is_file():
        raise ModelError("extract/model", "it is not installed with this copy of Threadline. Install Threadline again.")
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, KeyError, ImportError) as error:
        advice = "Give the path of a spaCy pipeline, or the name of one that is installed."
        raise ModelError(name, f"it cannot be loaded ({_first_line(error)}). {advice}") from error
    _check(nlp, name)
    return nlp


def _register() -> None:
    """Make spaCy know our components: importing them does."""
    import extract.components.encoder_ner
    import extract.components.sentences  # noqa: F401


def _check(nlp: Language, name: str) -> None:
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    missing = [what for attribute, what in _NEEDED if attribute not in assigned]
    if missing:
        raise ModelError(name, f"it has no component that {missing[0]}; it has: {', '.join(nlp.pipe_names) or 'none'}.")


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
