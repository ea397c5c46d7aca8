"""Where files are taken in: each order lies in a folder of the workspace until it is done, so that no restart loses it.

Guarantees: an upload that was answered is read, also when the server is stopped or killed before; an upload that broke
off leaves nothing behind; what came of an order is told to the audit log.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from library.library import Library
from library.records import AddSummary
from web import wording
from web.jobs import Job, Jobs, Report
from web.uploads import ARRIVING, FOLDER

ABOUT = "order.json"
FILES = "files"
UPLOADED = "uploaded"
"""What the ledger calls the place that uploads come from."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be added, and what is known of it; without `paths` it is what lies in the order's own folder."""

    what: str
    by: str
    kind: str | None = None
    source: str | None = None
    paths: tuple[str, ...] = ()


class Intake:
    """The orders of one workspace."""

    def __init__(self, library: Library, jobs: Jobs) -> None:
        self._library = library
        self._jobs = jobs
        self._folder = library.rooms.workspace.path / FOLDER

    def new_folder(self) -> Path:
        """Return a new folder for the files of an order; they belong into its folder `files`."""
        folder = self._folder / secrets.token_hex(8)
        (folder / FILES).mkdir(parents=True)
        return folder

    def drop(self, folder: Path) -> None:
        """Forget an order that was not placed."""
        shutil.rmtree(folder, ignore_errors=True)

    def place(self, folder: Path, order: Order, then: Callable[[Job], None] | None = None) -> Job:
        """Write an order down, and queue it."""
        written = folder / f"{ABOUT}.new"
        written.write_text(json.dumps(asdict(order)), "utf-8")
        written.replace(folder / ABOUT)
        return self._queue(folder, order, then)

    def add_paths(self, paths: Iterable[Path], order: Order, then: Callable[[Job], None] | None = None) -> Job:
        """Queue what lies on this machine."""
        named = Order(order.what, order.by, order.kind, order.source, tuple(str(path) for path in paths))
        return self.place(self.new_folder(), named, then)

    def resume(self) -> int:
        """Queue what an earlier server left, and clear away what broke off; return how many orders there were."""
        if not self._folder.is_dir():
            return 0
        shutil.rmtree(self._folder / ARRIVING, ignore_errors=True)
        found = 0
        for folder in sorted(self._folder.iterdir(), key=lambda one: one.stat().st_mtime):
            order = _read(folder / ABOUT)
            if order is None:
                self.drop(folder)
            elif self._jobs.find(folder.name) is None:
                found += 1
                self._queue(folder, order, None)
        return found

    def _queue(self, folder: Path, order: Order, then: Callable[[Job], None] | None) -> Job:
        files = folder / FILES
        own = sorted(path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file())
        locations = order.paths or tuple(f"{UPLOADED}/{name}" for name in own)

        def work(report: Report) -> AddSummary:
            paths = [Path(path) for path in order.paths] or [files]
            told: dict[str, Any] = {} if order.paths else {"base": files, "prefix": UPLOADED}
            return self._library.add(paths, kind=order.kind, source=order.source, on_progress=report, **told)

        def over(job: Job) -> None:
            if job.state != "stopped":
                self.drop(folder)
                self._library.audit.record(order.by, "finished adding", order.what, outcome(job), via="server")
            if then is not None:
                then(job)

        return self._jobs.submit(order.what, work, by=order.by, locations=locations, job_id=folder.name, then=over)


def outcome(job: Job) -> str:
    """Return what came of a job in a sentence."""
    if job.summary is None:
        return job.message
    counts = job.summary
    return (
        f"{wording.count(counts.found, 'file')}: {counts.added} added, {counts.duplicate} already there, "
        f"{counts.failed} failed"
    )


def _read(path: Path) -> Order | None:
    try:
        told = json.loads(path.read_text("utf-8"))
        return Order(told["what"], told["by"], told["kind"], told["source"], tuple(told["paths"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
