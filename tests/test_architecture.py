"""The house: who may import whom, which engine lives where, and no cycles, read from the syntax trees."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "corpus": (),
    "extract": ("corpus",),
    "graph": ("corpus", "extract"),
    "search": ("corpus", "extract"),
    "library": ("corpus", "extract", "graph", "search"),
    "web": ("corpus", "extract", "graph", "search", "library"),
    "cli": ("corpus", "extract", "graph", "search", "library", "web", "evaluation"),
    "evaluation": ("corpus", "extract", "graph", "search", "library"),
    "benchmarks": ("corpus", "extract", "graph", "search", "library", "web", "evaluation"),
}
"""`cli` may ask `evaluation` for its scores (`threadline evaluate`); nothing else may."""

DATABASE_FILES = ("store.py", "schema.py", "database.py", "migrations")
READER_FILES = ("readers", "sniff.py")
TRAINING = ("training",)

ONLY_IN: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "spacy": (("extract", ()), ("evaluation", ("model",))),  # a pipeline is scored as such, without our stages
    "onnxruntime": (("extract", ()), ("corpus", READER_FILES)),
    "tokenizers": (("extract", ()),),
    "torch": (("extract", TRAINING),),
    "transformers": (("extract", TRAINING),),
    "networkx": (("graph", ()),),
    "argon2": (("library", ("accounts",)),),
    "whoosh": (("search", ()),),
    "flask": (("web", ()),),
    "jinja2": (("web", ()),),
    "waitress": (("web", ()),),
    "click": (("cli", ()),),
    "rich": (("cli", ()),),
    "sqlalchemy": (("corpus", DATABASE_FILES), ("extract", DATABASE_FILES), ("library", DATABASE_FILES)),
    "alembic": (("corpus", DATABASE_FILES), ("extract", DATABASE_FILES), ("library", DATABASE_FILES)),
    "pdfplumber": (("corpus", READER_FILES),),
    "pypdfium2": (("corpus", ("showing", *READER_FILES)),),
    "trafilatura": (("corpus", READER_FILES),),
    "lxml": (("corpus", READER_FILES),),
    "docx": (("corpus", READER_FILES),),
    "pptx": (("corpus", READER_FILES),),
    "openpyxl": (("corpus", READER_FILES),),
    "xlrd": (("corpus", READER_FILES),),
    "olefile": (("corpus", READER_FILES),),
    "msoffcrypto": (("corpus", READER_FILES),),
    "py7zr": (("corpus", READER_FILES),),
    "rarfile": (("corpus", READER_FILES),),
    "striprtf": (("corpus", READER_FILES),),
    "warcio": (("corpus", READER_FILES),),
    "compressed_rtf": (("corpus", READER_FILES),),
    "markdown_it": (("corpus", READER_FILES),),
    "rapidocr_onnxruntime": (("corpus", READER_FILES),),
}
"""Engine -> the packages, and the files or folders in them (none named: all), that may import it."""


def sources() -> list[Path]:
    """Every Python file of the packages."""
    return sorted(
        path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py") if "node_modules" not in path.parts
    )


def module_name(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return every module that a file imports, wherever in the file, types included."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; name the package"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_imports_point_left(path: Path) -> None:
    """A package imports only what stands to its left."""
    package = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        target = name.partition(".")[0]
        if target in MAY_IMPORT or target == "tests":
            assert target == package or target in MAY_IMPORT[package], f"{package} may not import {name}"


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_engines_stay_in_their_rooms(path: Path) -> None:
    """An engine is imported only in its own room."""
    package, *rest = path.relative_to(ROOT).parts
    if package == "benchmarks" or (package == "corpus" and rest[0] == "samples"):
        return  # benchmarks measure engines bare; the sample corpus is rendered by scripts outside the program
    for name in imports(path):
        rooms = ONLY_IN.get(name.partition(".")[0])
        if rooms is None:
            continue
        assert any(package == room and (not parts or any(part in parts for part in rest)) for room, parts in rooms), (
            f"{path.relative_to(ROOT)} may not import {name}"
        )


def test_no_import_cycles() -> None:
    """No module imports itself by way of others, not even for types."""
    files = {module_name(path): path for path in sources()}
    edges = {name: {target for target in imports(path) if target in files} - {name} for name, path in files.items()}
    # A package's own __init__ is imported by its modules without being a step of a cycle.
    edges = {name: {t for t in targets if not name.startswith(t + ".")} for name, targets in edges.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for target in sorted(edges[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(files):
        visit(name, ())


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_modules_say_what_they_are_for(path: Path) -> None:
    """Every module begins with a sentence on what it is for."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"


def test_modules_stay_small() -> None:
    """No file of the packages passes 300 lines: past that it has a second subject."""
    long = {
        module_name(path): count for path in sources() if (count := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert not long


def test_every_package_is_shipped() -> None:
    """Every package is listed in pyproject.toml, since setuptools ships only what is listed."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {path.parent for path in sources() if path.name == "__init__.py"}
    found = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(listed) == {name for name in found if not name.startswith("corpus.samples.build")}
