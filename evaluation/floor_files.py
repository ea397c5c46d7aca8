"""Files of floors: TOML, a table within a table, in it a floor a measure."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

Floors = dict[tuple[str, str, str], float]
"""(outer table, inner table, measure) -> floor"""


def read_floors(path: Path) -> Floors:
    """Return the floors of a file; none where there is no file."""
    if not path.is_file():
        return {}
    raw = tomllib.loads(path.read_text("utf-8"))
    return {
        (outer, inner, measure): float(floor)
        for outer, tables in raw.items()
        for inner, measures in tables.items()
        for measure, floor in measures.items()
    }


def write_floors(floors: Mapping[tuple[str, str, str], float], head: str, path: Path) -> None:
    """Write the floors under a comment; tables keep together, in the order in which they were first met."""
    tables: dict[str, dict[str, list[str]]] = {}
    for (outer, inner, measure), floor in floors.items():
        tables.setdefault(outer, {}).setdefault(inner, []).append(f"{_quoted(measure)} = {floor}")
    blocks = [
        "\n".join([f"[{_quoted(outer)}.{_quoted(inner)}]", *lines])
        for outer, inside in tables.items()
        for inner, lines in inside.items()
    ]
    path.write_text("\n\n".join([head.rstrip("\n"), *blocks]) + "\n", "utf-8")


def _quoted(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)
