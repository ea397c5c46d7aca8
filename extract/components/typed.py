"""A name with its label: what typing hands on to the joining of names."""

from __future__ import annotations

from dataclasses import dataclass

from extract.records import Form, Label

DEFAULT, CONTEXT, HEAD, CERTAIN = 0, 1, 2, 3
"""How strong the reason for a label is: none, the words around it, its head word, a legal form or a list."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A mention at tokens `start` to `end`; `called` is its name where the words themselves are no name."""

    start: int
    end: int
    label: Label
    reason: str
    strength: int = DEFAULT
    form: Form = Form.NAME
    called: str | None = None
