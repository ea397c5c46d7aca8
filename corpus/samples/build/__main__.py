"""Rewrites `documents/` and `expected.json` from the sources."""

from pathlib import Path

from corpus.samples.build.everything import render_all
from corpus.samples.build.expectations import expected_json

SAMPLES = Path(__file__).parent.parent


def main() -> None:
    """Render every file and drop files that no source makes any more."""
    files, documents = render_all()
    folder = SAMPLES / "documents"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (SAMPLES / "expected.json").write_bytes(expected_json(documents))
    print(f"{len(files)} files, {sum(map(len, files.values())):,} bytes")


if __name__ == "__main__":
    main()
