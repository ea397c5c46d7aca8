"""Finds and loads the spaCy pipeline, and says plainly what is wrong when it cannot be used."""

from __future__ import annotations

import re
from pathlib import Path

import spacy
from spacy.language import Language

from extract.errors import ModelError
from extract.versions import BUNDLED, model_folder

_NEEDED = (
    ("doc.ents", "finds names (such as `ner`)"),
    ("token.dep", "parses sentences (`parser`)"),
    ("token.lemma", "gives base forms of words (`lemmatizer` or `trainable_lemmatizer`)"),
)
_ADVICE = "Give the path of a spaCy pipeline, or the name of one that is installed."
_UNREADABLE = (OSError, ValueError, KeyError, ImportError, TypeError, AttributeError, RuntimeError)
"""What loading a damaged pipeline raises, and a package that is none: each of its parts is read by another library."""
_CODE = re.compile(r"^\[[EW]\d+\] ")
"""The number that spaCy puts before its messages."""


def load_language(model: str | None) -> Language:
    """Return the pipeline with this name or path, or the one that comes with Threadline.

    Raises ModelError when it is not there, cannot be read or lacks a component.
    """
    nlp = read_language(model)
    lack = find_lack(nlp)
    if lack is not None:
        raise ModelError(str(BUNDLED) if model is None else model, f"{lack}.")
    return nlp


def read_language(model: str | None) -> Language:
    """Return a pipeline whatever its components; raises ModelError when it is not there or cannot be read."""
    _register()
    name = str(BUNDLED) if model is None else model
    if model is None and not (BUNDLED / "meta.json").is_file():
        raise ModelError("extract/model", "it is not installed with this copy of Threadline. Install Threadline again.")
    folder = model_folder(model)
    if folder is None and not Path(name).exists():
        raise ModelError(name, f"there is none of that name. {_ADVICE}")
    if folder is None or not (folder / "meta.json").is_file():
        raise ModelError(name, f"it is no pipeline, for it holds no meta.json. {_ADVICE}")
    try:
        return spacy.load(name)
    except _UNREADABLE as error:
        raise ModelError(name, f"it cannot be loaded ({_first_line(error)}). {_ADVICE}") from error


def find_lack(nlp: Language) -> str | None:
    """Return what extraction needs and the pipeline has no component for, as a clause; None where it has all."""
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    missing = [what for attribute, what in _NEEDED if attribute not in assigned]
    if not missing:
        return None
    return f"it has no component that {' and none that '.join(missing)}; it has: {', '.join(nlp.pipe_names) or 'none'}"


def _register() -> None:
    """Make spaCy know our components: importing them does."""
    import extract.components.encoder
    import extract.components.sentences  # noqa: F401


def _first_line(error: Exception) -> str:
    text = _CODE.sub("", str(error).strip()) or type(error).__name__
    return text.splitlines()[0][:200].rstrip(".")
