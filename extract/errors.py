"""What can go wrong in extraction.

ExtractError
├── ModelError            the language pipeline cannot be loaded or lacks a component
└── EntityNotFoundError
"""

from __future__ import annotations


class ExtractError(Exception):
    """Anything extraction raises on purpose; its message is a sentence for the user."""


class ModelError(ExtractError):
    """The language pipeline cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"The language model {name!r} cannot be used: {problem}")
        self.name = name


class EntityNotFoundError(ExtractError):
    """No entity has this id."""

    def __init__(self, entity_id: str) -> None:
        super().__init__(
            f"There is no entity {entity_id!r} in this workspace. `threadline entities --name NAME` finds its id."
        )
        self.entity_id = entity_id
