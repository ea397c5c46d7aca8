"""The options of a workspace, read from one TOML file; what is not understood is reported, all of it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.options import IngestOptions
from extract.options import Options as ExtractOptions
from library.errors import OptionsError


@dataclass(frozen=True, slots=True)
class Options:
    """Every stage's options; a section of the file a stage."""

    ingest: IngestOptions = field(default_factory=IngestOptions)
    extract: ExtractOptions = field(default_factory=ExtractOptions)


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
        if name not in (known.name for known in fields(Options)):
            problems.append(f"there is no section [{name}]; there are {_listed(defaults)}")
        elif not isinstance(values, dict):
            problems.append(f"{name} is a section: write [{name}]")
        else:
            sections[name] = _section(name, default, values, problems)
    if problems:
        raise OptionsError(path, problems)
    return replace(defaults, **sections)


def _section(section: str, default: Any, values: dict[str, Any], problems: list[str]) -> Any:
    known = {item.name: getattr(default, item.name) for item in fields(default)}
    taken: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            problems.append(f"[{section}] has no {name}; it has {_listed(default)}")
        elif not _fits(value, known[name]):
            problems.append(f"[{section}] {name} is {value!r}, which is not of the kind of {known[name]!r}")
        else:
            taken[name] = value
    return replace(default, **taken)


def _fits(value: Any, default: Any) -> bool:
    if default is None:
        return isinstance(value, str)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    return isinstance(value, type(default))


def _listed(record: Any) -> str:
    return ", ".join(item.name for item in fields(record))
