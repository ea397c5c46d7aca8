"""`/add`: upload files, or name a path on this machine; the answer is what the ledger says of each.

Uploaded names are never trusted as paths: each upload is written under its last part into a folder of its own, which
goes away once the library has stored the originals.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from corpus.records import Kind, LedgerEntry
from library.records import AddSummary, Progress
from web import wording
from web.current import jobs, library, options
from web.jobs import Job
from web.rendering import Page, render

blueprint = Blueprint("add", __name__)
UPLOADED = "uploaded"
"""What the ledger calls the place that uploads come from."""
SHOWN = 500
LONGEST_NAME = 120
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage(Page):
    """The form; `problem` says what was wrong with the last one."""

    template = "add.html"
    section = "add"
    problem: str
    most: int

    @property
    def heading(self) -> str:
        """What it is for."""
        return "Add documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage(Page):
    """How an addition stands, and once it is over what the ledger says of every input."""

    template = "job.html"
    section = "add"
    job: Job
    entries: tuple[LedgerEntry, ...]

    @property
    def heading(self) -> str:
        """What is added."""
        return f"Adding {self.job.what}"


@blueprint.get("/add")
def form() -> str:
    """Show the form."""
    return render(AddPage(problem="", most=options().upload_bytes))


@blueprint.post("/add")
def add() -> ResponseReturnValue:
    """Queue what the form names and lead to its progress."""
    uploads = [upload for upload in request.files.getlist("files") if upload.filename]
    path = request.form.get("path", "").strip()
    kind = request.form.get("kind", "")
    kind = kind if kind in set(Kind) else ""
    source = request.form.get("source", "").strip()
    if uploads:
        job = queue_uploads(uploads, kind or None, source or None)
    elif path and Path(path).expanduser().exists():
        place = Path(path).expanduser()
        job = jobs().submit(path, (str(place),), adding(place, kind or None, source or None))
    else:
        problem = f"There is no file or folder {path} on this machine." if path else "Choose files, or name a path."
        return render(AddPage(problem=problem, most=options().upload_bytes)), 400
    return redirect(f"/add/{job.job_id}", 303)


def safe_name(name: str) -> str:
    """Return the last part of an uploaded name without what a file system or a shell might stumble over."""
    last = UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix)]}{dot}{suffix}" if len(last) > LONGEST_NAME else last or "unnamed"


def queue_uploads(uploads: list[FileStorage], kind: str | None, source: str | None) -> Job:
    """Write uploads to a folder of their own and queue it; equal names get folders apart."""
    folder = Path(tempfile.mkdtemp(prefix="threadline-upload-"))
    for number, upload in enumerate(uploads):
        name = safe_name(upload.filename or "")
        place = folder if not (folder / name).exists() else folder / str(number)
        place.mkdir(exist_ok=True)
        upload.save(place / name)
    what = wording.file_name(uploads[0].filename or "") if len(uploads) == 1 else wording.count(len(uploads), "file")
    places = tuple(f"{UPLOADED}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file())
    return jobs().submit(what, places, adding(folder, kind, source, uploaded=True))


def adding(
    place: Path, kind: str | None, source: str | None, *, uploaded: bool = False
) -> Callable[[Callable[[Progress], None]], AddSummary]:
    """Return the work of adding a path; an upload's folder is removed once its originals are stored."""
    behind = library()
    told: dict[str, Any] = {"base": place, "prefix": UPLOADED} if uploaded else {}

    def work(on_progress: Callable[[Progress], None]) -> AddSummary:
        try:
            return behind.add([place], kind=kind, source=source, on_progress=on_progress, **told)
        finally:
            if uploaded:
                shutil.rmtree(place, ignore_errors=True)

    return work


@blueprint.get("/add/<job_id>")
def progress(job_id: str) -> str:
    """Show how an addition stands."""
    job = jobs().find(job_id)
    if job is None:
        abort(404, "This addition is over and forgotten; the ledger knows what became of it.")
    entries = tuple(islice(entries_of(job), SHOWN)) if job.over else ()
    return render(JobPage(job=job, entries=entries))


def entries_of(job: Job) -> list[LedgerEntry]:
    """Return the ledger's lines on what a job added, failures first."""
    places = tuple(job.locations)
    lines = [entry for entry in library().ledger() if is_under(entry.source.location, places)]
    return sorted(lines, key=lambda entry: (entry.state.value != "failed", entry.source.location))


def is_under(location: str, places: tuple[str, ...]) -> bool:
    """Whether a location is one of these places or lies in one."""
    return any(location == place or location.startswith((f"{place}/", f"{place}!")) for place in places)
