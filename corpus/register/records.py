"""What is asked of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Standing = Literal["", "added", "duplicate", "failed", "withdrawn"]
STANDINGS: tuple[Standing, ...] = ("added", "duplicate", "failed", "withdrawn")


@dataclass(frozen=True, slots=True)
class LedgerQuestion:
    """Which inputs are asked for; what is empty asks nothing.

    `standing` is the state, except that what failed because it was withdrawn stands apart. `name` is a part of the
    path, case aside; `reason` the reason why it failed and `media_type` the type, whole.
    """

    standing: Standing = ""
    name: str = ""
    reason: str = ""
    media_type: str = ""
