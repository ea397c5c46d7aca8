"""The options of a workspace, read from one TOML file; what is not understood is reported, all of it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.options import IngestOptions
from corpus.records import Kind
from extract.options import Options as ExtractOptions
from library.errors import OptionsError

NOT_OF_A_WORKSPACE = frozenset(("base", "prefix", "retry", "passwords", "isolated"))
"""Options of one run, which it would make no sense to keep."""
TYPE_WORDS: dict[type, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a text in quotes"}


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """A folder whose files the server adds as they come, looked at every so many seconds."""

    folder: str | None = None
    seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Options:
    """Every stage's options; a section of the file a stage."""

    ingest: IngestOptions = field(default_factory=IngestOptions)
    extract: ExtractOptions = field(default_factory=ExtractOptions)
    watch: WatchOptions = field(default_factory=WatchOptions)


def read_options(path: Path) -> Options:
    """Read `path`; a missing file gives the defaults. Raises OptionsError naming every problem."""
    if not path.exists():
        return Options()
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionsError(path, [f"it is not TOML: {error}"]) from error
    defaults = Options()
    problems: list[str] = []
    sections: dict[str, Any] = {}
    for name, values in raw.items():
        default = getattr(defaults, name, None)
        if name not in _names(defaults):
            problems.append(f"there is no section [{name}]; there are {_listed(defaults)}")
        elif not isinstance(values, dict):
            problems.append(f"{name} is a section: write [{name}]")
        else:
            sections[name] = _section(name, default, values, problems)
    if problems:
        raise OptionsError(path, problems)
    return replace(defaults, **sections)


def _section(section: str, default: Any, values: dict[str, Any], problems: list[str]) -> Any:
    taken: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _names(default):
            problems.append(f"[{section}] has no {name}; it has {_listed(default)}")
        elif problem := _problem(name, value, getattr(default, name)):
            problems.append(f"[{section}] {name} is {value!r}; it must be {problem}")
        else:
            taken[name] = Kind(value) if name == "kind" else value
    return replace(default, **taken)


def _problem(name: str, value: Any, default: Any) -> str:
    """Return what a value must be where it is not, else nothing."""
    if name == "kind":
        return "" if value in tuple(Kind) else "one of " + ", ".join(Kind)
    wanted = str if default is None else type(default)
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        return TYPE_WORDS[wanted]
    return "0 or more" if isinstance(value, int | float) and value < 0 else ""


def _names(record: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(record) if item.name not in NOT_OF_A_WORKSPACE)


def _listed(record: Any) -> str:
    return ", ".join(_names(record))
