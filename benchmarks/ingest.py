"""How fast and in how much memory files become facts, beside a naive loop in the same run.

    python -m benchmarks.ingest [--files 60] [--pages 900] [--formats txt pdf] [--growth 1000 20000]
                                [--filling 1000 4000] [FOLDER]

The naive loop is what a first script would be: one process, one file after another, the plainest call of the format's
library, and the same language pipeline. Every piece of work runs in a process of its own; seconds are wall time and, in
brackets, processor time of all its processes, memory is the largest process. What counts is the ratio, not the seconds.
Growth is measured twice, over short notes: reading alone (`--growth`) and all that `add` does (`--filling`). FOLDER
holds PDFs to read (default: the forty contracts beside the project, where they are).
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pdfplumber
import trafilatura

from benchmarks.ingest_files import FORMATS, MAKERS, fill, long_pdf
from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.ingest import ingest
from corpus.isolation_nursery import end_readers
from corpus.options import IngestOptions
from corpus.readers.pdf import read
from corpus.readers.reading import Hint
from corpus.store import DocumentStore
from library.library import open_library
from library.records import Progress

CONTRACTS = Path(__file__).parents[2] / "shared" / "documents" / "contracts" / "cuad"
Figures = dict[str, float]


def plainly(path: Path) -> Iterator[str]:
    """Yield the text of a file as the plainest call of its library gives it; of an archive, of each member."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(data)) as opened:
            yield "\n".join(page.extract_text() for page in opened.pages)
    elif path.suffix == ".html":
        yield trafilatura.extract(data.decode()) or ""
    elif path.suffix == ".docx":
        yield "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    elif path.suffix == ".eml":
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body()
        yield "" if body is None else str(body.get_content())
    elif path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode()
    else:
        yield data.decode()


def naive(folder: Path) -> Figures:
    """Read and tag every file, one after another."""
    from extract.pipeline import load

    nlp = load().nlp
    count = 0
    for path in sorted(folder.iterdir()):
        for text in plainly(path):
            list(nlp(text[: nlp.max_length]).ents)
            count += 1
    return {"documents": count}


def whole(folder: Path, workers: int) -> Figures:
    """Add a folder to a new workspace: read, extract, compare, resolve, index; with the seconds of each stage."""
    spent: Figures = {}
    since = time.monotonic()

    def follow(progress: Progress) -> None:
        nonlocal since
        now = time.monotonic()
        # What is told is done: the time until then was spent on it.
        spent[progress.stage] = spent.get(progress.stage, 0.0) + now - since
        since = now

    with tempfile.TemporaryDirectory() as place, open_library(Path(place) / "w", workers=workers) as library:
        summary = library.add([folder], on_progress=follow)
    return {"documents": summary.documents} | {f"stage {name}": seconds for name, seconds in spent.items()}


def reading(folder: Path, workers: int) -> Figures:
    """Read a folder into documents, and no more."""
    with tempfile.TemporaryDirectory() as place, open_database(Path(place) / "threadline.db") as database:
        blobs, options = BlobStore(Path(place) / "originals"), IngestOptions(ocr=False, workers=workers)
        count = sum(1 for _ in ingest([folder], DocumentStore(database), blobs, options))
    return {"documents": count}


def naive_reading(folder: Path) -> Figures:
    """Read every file by the plainest call, and no more."""
    return {"documents": sum(1 for path in sorted(folder.iterdir()) for _ in plainly(path))}


def reader(folder: Path) -> Figures:
    """Read every PDF by our reader alone."""
    return {"documents": sum(bool(read(path.read_bytes(), Hint(ocr=False))) for path in sorted(folder.glob("*.pdf")))}


WORK: dict[str, Callable[[Path], Figures]] = {
    "naive": naive,
    "1 worker": lambda folder: whole(folder, 1),
    "2 workers": lambda folder: whole(folder, 2),
    "naive reading": naive_reading,
    "reading": lambda folder: reading(folder, 1),
    "reading by 2": lambda folder: reading(folder, 2),
    "our reader": reader,
}


def used() -> Figures:
    """Return the processor seconds of this process and its children, and the peaks of the largest and of this one."""
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "processor": own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime,
        "megabytes": max(own.ru_maxrss, below.ru_maxrss) / 1000,
        "own megabytes": own.ru_maxrss / 1000,
    }


def measured(name: str, folder: Path) -> Figures:
    """Return the figures of one piece of work in a process of its own, with its seconds and peak megabytes."""
    command = [sys.executable, "-m", "benchmarks.ingest", "--only", name, str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(result.stdout.splitlines()[-1])
    return figures


def report(title: str, folder: Path, names: tuple[str, ...]) -> None:
    """Print the figures of each piece of work over a folder, as ratios of the first."""
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{title}: {len(list(folder.iterdir()))} files, {size:.2f} MB")
    base: Figures = {}
    for name in names:
        found = measured(name, folder)
        base = base or found
        seconds = found["seconds"]
        print(
            f"  {name:<14} {seconds:8.1f} s ({found['processor']:.1f}) {found['documents'] / seconds:8.1f} documents/s "
            f"{size / seconds:7.2f} MB/s {found['megabytes']:6.0f} MB peak   {seconds / base['seconds']:5.2f} x time "
            f"({found['processor'] / base['processor']:.2f}) {found['megabytes'] / base['megabytes']:5.2f} x memory"
        )
        stages = {key[6:]: value for key, value in found.items() if key.startswith("stage ")}
        if stages:
            print("    " + ", ".join(f"{key} {value / sum(stages.values()):.0%}" for key, value in stages.items()))


def growth(place: Path, title: str, name: str, counts: list[int]) -> None:
    """Print how the memory of a piece of work grows with the number of short documents."""
    for count in counts:
        folder = place / f"{title} {count}"
        fill(folder, "note", count)
        found = measured(name, folder)
        print(
            f"{title} {count} notes: {found['own megabytes']:.0f} MB in the run, {found['megabytes']:.0f} MB in the "
            f"largest process, {count / found['seconds']:.0f} documents/s, {count / found['processor']:.0f} a "
            "second of processor time",
            flush=True,
        )


def main() -> None:
    """Measure every format, then PDFs alone, then growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 20_000])
    parser.add_argument("--filling", type=int, nargs="*", default=[1000, 4000])
    parser.add_argument("--formats", nargs="*", choices=sorted(MAKERS), default=list(FORMATS))
    parser.add_argument("--reading", action="store_true", help="only read, without names and facts")
    parser.add_argument("--only", choices=sorted(WORK))
    options = parser.parse_args()
    if options.only:
        start = time.perf_counter()
        figures = WORK[options.only](options.folder)
        end_readers()
        for worker in multiprocessing.active_children():
            worker.join(60)  # else neither its time nor its memory would count
        print(json.dumps(figures | {"seconds": time.perf_counter() - start} | used()))
        return
    names = ("naive reading", "reading", "reading by 2") if options.reading else ("naive", "1 worker", "2 workers")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for ending in options.formats:
            fill(place / ending, ending, options.files)
            report(ending, place / ending, names)
        if options.pages:
            report_pdfs(place, options.folder, options.pages)
        growth(place, "Reading", "reading", options.growth)
        growth(place, "Filling", "1 worker", options.filling)


def report_pdfs(place: Path, given: Path | None, pages: int) -> None:
    """Print the figures of reading PDFs alone: a folder of real ones, and long ones."""
    folder = given or (CONTRACTS if CONTRACTS.is_dir() else None)
    if folder is not None:
        report("Contracts", folder, ("naive reading", "our reader", "reading"))
    for count in (pages // 9, pages):
        long = place / f"long {count}"
        long.mkdir()
        (long / "long.pdf").write_bytes(long_pdf(count))
        report(f"One PDF of {count} pages", long, ("naive reading", "our reader"))


if __name__ == "__main__":
    main()
