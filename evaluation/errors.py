"""What goes wrong while gold is read: the sheet, and everything in it that does not hold."""

from __future__ import annotations

from collections.abc import Sequence


class GoldError(ValueError):
    """A sheet of gold does not hold together; the message lists every problem, a line each."""

    def __init__(self, sheet: str, problems: Sequence[str]) -> None:
        super().__init__("\n".join(f"{sheet}: {problem}" for problem in problems))
        self.problems = tuple(problems)
