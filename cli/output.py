"""What a command prints: JSON lines for programs, plain text for people; messages go to standard error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line; characters stand as they are, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False))


def print_message(text: str) -> None:
    """Print a message on standard error."""
    click.echo(text, err=True)


def columns(rows: Sequence[Sequence[str]], *, gap: int = 2) -> str:
    """Return rows as lines of aligned columns, the last one ragged."""
    if not rows:
        return ""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    return "\n".join(
        "".join(cell.ljust(width + gap) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip() for row in rows
    )


def one_line(text: str, width: int = 160) -> str:
    """Return text on one line, cut at `width` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
