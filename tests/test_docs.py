"""Docs against code: every command, option, format and page is named, and the README's commands run as they stand."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import ROOT

from cli.main import COMMANDS
from corpus.readers.table import format_table

README = (ROOT / "README.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "commands.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def shell_blocks(text: str) -> list[str]:
    """Return the shell examples of a document."""
    return re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_reference_names_every_command_and_option(name: str) -> None:
    """docs/commands.md has every command with each of its options."""
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", REFERENCE, flags=re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section {name}"
    for parameter in importlib.import_module(f"cli.commands.{name}").command.params:
        if isinstance(parameter, click.Option):
            assert any(option in section[1] for option in (*parameter.opts, *parameter.secondary_opts)), parameter.opts


def test_architecture_names_every_package() -> None:
    """ARCHITECTURE.md has a heading for every package, and names none that is gone."""
    headings = re.findall(r"^### (\w+)/", ARCHITECTURE, flags=re.MULTILINE)
    packages = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
    assert sorted(headings) == packages


def test_architecture_names_only_files_that_exist() -> None:
    """Every Python file that ARCHITECTURE.md speaks of is there."""
    for path in re.findall(r"`([a-z_]+/[\w/]+\.py)`", ARCHITECTURE):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(document: str) -> None:
    """Every relative link and picture exists."""
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8")):
        assert (ROOT / target).exists(), f"{document}: {target}"


def test_readme_has_the_table_of_formats() -> None:
    """The table of formats is the one that `python -m corpus.readers` prints."""
    assert format_table() in README


def test_readme_make_targets_exist() -> None:
    """Every `make` line of the README names a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = [
        line.split()[1] for block in shell_blocks(README) for line in block.splitlines() if line.startswith("make")
    ]
    assert {"demo", "test"} <= set(named) <= targets


@pytest.mark.slow
def test_readme_commands_run(tmp_path: Path) -> None:
    """Every `threadline` line of the README runs, in order, and ends well."""
    shutil.copytree(ROOT / "corpus" / "samples" / "documents", tmp_path / "corpus" / "samples" / "documents")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    script = binaries / "threadline"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m cli "$@"\n'
    )
    script.chmod(0o755)
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
    lines = [line for block in shell_blocks(README) for line in block.splitlines() if "threadline" in line]
    assert len(lines) >= 8
    for line in lines:
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip() or "verify" in line, f"{line} prints nothing"


def test_nothing_names_a_registry_by_host_or_holds_an_address() -> None:
    """Lock files carry versions and hashes, no addresses."""
    for path in (*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"):
        text = path.read_text("utf-8")
        assert "://" not in re.sub(r'"(funding|url)": ?"[^"]*"', "", text), path
