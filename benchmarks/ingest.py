"""How fast and in how much memory files are read, beside pdfplumber's plain `extract_text` in the same run.

    python -m benchmarks.ingest [--pages 900] [FOLDER]

FOLDER holds PDFs (default: the forty contracts beside the project, or made ones where they are not there). Times are
those of the processor, memory the peak of a process of its own; what counts is the ratio, not the seconds.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.ingest import ingest
from corpus.options import IngestOptions
from corpus.readers.pdf import read
from corpus.readers.reading import Hint
from corpus.store import DocumentStore

CONTRACTS = Path(__file__).parents[2] / "shared" / "documents" / "contracts" / "cuad"
CLAUSE = (
    "The Supplier shall deliver the equipment to the sites named in the schedules on the dates agreed there, and shall "
    "tell the Purchaser in writing when it becomes aware that a delivery will be late, giving the reason and the date. "
)
LINES_A_PAGE = 48


def made(pages: int) -> bytes:
    """Return a PDF of so many pages of numbered clauses under a running head."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    clauses = "".join(f"{number}. {CLAUSE}" for number in range(1, 12))
    lines = simpleSplit(clauses, "Helvetica", 10, 440)[:LINES_A_PAGE]
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 810, "Framework Agreement No. 12")
        canvas.drawString(280, 30, f"Page {page} of {pages}")
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def naively(data: bytes) -> None:
    """Read a PDF as a first script would."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        "\n".join(page.extract_text() for page in document.pages)


def ours(data: bytes) -> None:
    """Read a PDF as the corpus does."""
    read(data, Hint(ocr=False))


def ingested(folder: Path) -> None:
    """Take a folder into a new workspace."""
    with tempfile.TemporaryDirectory() as place, open_database(Path(place) / "threadline.db") as database:
        blobs = BlobStore(Path(place) / "originals")
        for _ in ingest([folder], DocumentStore(database), blobs, IngestOptions(ocr=False)):
            pass


def each(work: Callable[[bytes], None], folder: Path) -> None:
    """Do the work on every PDF in a folder."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".pdf":
            work(path.read_bytes())


WORK: dict[str, Callable[[Path], None]] = {
    "naive": lambda folder: each(naively, folder),
    "ours": lambda folder: each(ours, folder),
    "ingest": ingested,
}


def measured(name: str, folder: Path) -> dict[str, float]:
    """Return processor seconds and peak megabytes of one piece of work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ingest", "--only", name, str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return figures


def report(title: str, folder: Path, names: tuple[str, ...]) -> None:
    """Print the figures of each piece of work over a folder, as ratios of the first."""
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{title}: {len(list(folder.iterdir()))} files, {size:.1f} MB")
    base = measured(names[0], folder)
    for name in names:
        found = base if name == names[0] else measured(name, folder)
        print(
            f"  {name:<7} {found['seconds']:8.1f} s  {found['megabytes']:7.0f} MB peak   "
            f"{found['seconds'] / base['seconds']:5.2f} x time  {found['megabytes'] / base['megabytes']:5.2f} x memory"
        )


def main() -> None:
    """Measure both ways over a folder of PDFs and over one long PDF."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--only", choices=sorted(WORK))
    options = parser.parse_args()
    if options.only:
        start = time.process_time()
        WORK[options.only](options.folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(json.dumps({"seconds": time.process_time() - start, "megabytes": peak}))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder or (CONTRACTS if CONTRACTS.is_dir() else None)
        if folder is None:
            folder = Path(place) / "contracts"
            folder.mkdir()
            for number in range(10):
                (folder / f"{number}.pdf").write_bytes(made(10 + number))
        report("Contracts", folder, ("naive", "ours", "ingest"))
        for pages in (options.pages // 9, options.pages):
            long = Path(place) / f"long {pages}"
            long.mkdir()
            (long / "long.pdf").write_bytes(made(pages))
            report(f"One PDF of {pages} pages", long, ("naive", "ours"))


if __name__ == "__main__":
    main()
