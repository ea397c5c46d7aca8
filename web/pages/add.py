"""`/add`: files and folders dropped or chosen, or a path on this machine; how it goes on, and what is watched.

Where there are accounts, only admins add by a path: it would let everybody else read the server's own disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from corpus.records import Kind, LedgerEntry
from library.accounts.records import Right
from web import uploads, wording
from web.current import intake, jobs, library, note_change, options, person, watch
from web.errors import NotAllowedError
from web.intake import FILES, Order, outcome
from web.jobs import Job
from web.rendering import Page, render
from web.watching import Watch

blueprint = Blueprint("add", __name__)
SHOWN = 500
BAR = 1000
"""How fine the bar is that shows how far work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage(Page):
    """The form; `problem` says what was wrong with the last one, `jobs` what is being done."""

    template = "add.html"
    section = "add"
    problem: str
    most: int
    by_path: bool
    jobs: tuple[Job, ...]
    watch: Watch | None

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
        """What is done."""
        return self.job.what[:1].upper() + self.job.what[1:] if self.job.link else f"Adding {self.job.what}"


def page(problem: str = "") -> str:
    """Return the form."""
    shown = AddPage(
        problem=problem, most=options().upload_bytes, by_path=person().may(Right.ADMINISTER), jobs=jobs().recent()[:8],
        watch=watch(),
    )  # fmt: skip
    return render(shown)


@blueprint.get("/add")
def form() -> str:
    """Show the form."""
    return page()


@blueprint.post("/add")
def add() -> ResponseReturnValue:
    """Queue what the form names and lead to its progress."""
    sent = [upload for name in ("files", "folder") for upload in request.files.getlist(name) if upload.filename]
    path = request.form.get("path", "").strip()
    kind, source = request.form.get("kind", ""), " ".join(request.form.get("source", "").split())[:200]
    known = (kind if kind in set(Kind) else None, source or None)
    if sent:
        job = take_uploads(sent, request.form.getlist("paths"), *known)
    elif path and not person().may(Right.ADMINISTER):
        raise NotAllowedError(403, "Only admins add by a path on the server. Choose files, or drop them on the page.")
    elif path and Path(path).expanduser().exists():
        job = intake().add_paths([Path(path).expanduser()], Order(path, person().name, *known))
    else:
        said = f"There is no file or folder {path} on this machine." if path else "Choose files, or name a path."
        return page(said if person().may(Right.ADMINISTER) else "Choose files, or drop them here."), 400
    note_change(job.what, f"/add/{job.job_id}")
    return redirect(f"/add/{job.job_id}", 303)


def take_uploads(sent: list[FileStorage], paths: list[str], kind: str | None, source: str | None) -> Job:
    """Lay uploads into the folder of an order, under the paths that they ask for, and place it."""
    names = paths if len(paths) == len(sent) else [upload.filename or "" for upload in sent]
    folder = intake().new_folder()
    try:
        for upload, name in zip(sent, names, strict=True):
            uploads.put(upload, uploads.free_place(folder / FILES, uploads.safe_path(name)))
    except OSError as error:
        intake().drop(folder)
        sentence = f"The upload cannot be kept: {error.strerror or error}. Make room on the server and send it again."
        raise NotAllowedError(507, sentence) from error
    what = wording.file_name(names[0]) if len(sent) == 1 else wording.count(len(sent), "file")
    return intake().place(folder, Order(what, person().name, kind, source))


@blueprint.get("/add/<job_id>")
def progress(job_id: str) -> str:
    """Show how an addition stands."""
    job = job_called(job_id)
    entries = library().register.under(job.locations, SHOWN) if job.over and job.locations else ()
    return render(JobPage(job=job, entries=entries))


@blueprint.get("/add/<job_id>.json")
def progress_json(job_id: str) -> Response:
    """Answer how an addition stands, for the page to follow it without being loaded again."""
    job = job_called(job_id)
    return jsonify(state=job.state, over=job.over, said=said(job), share=share(job), bar=BAR)


def job_called(job_id: str) -> Job:
    """Return a job, or say where to look for what became of it."""
    job = jobs().find(job_id)
    if job is None:
        abort(404, "This addition is over and forgotten; the ledger knows what became of it.")
    return job


def said(job: Job) -> str:
    """Return in a sentence how far a job is."""
    if job.over:
        return outcome(job) or "Done."
    if job.progress is None:
        return "Waiting for its turn" if job.state == "waiting" else "Starting"
    return wording.progress(job.progress)


def share(job: Job) -> int | None:
    """Return how much of the step at hand is done, in parts of `BAR`; None where nobody knows."""
    if job.over:
        return BAR
    at = job.progress
    if at is None or not at.total or at.stage == "wait":
        return None
    if at.total_size:
        return min(BAR, BAR * at.size // at.total_size)
    return min(BAR, BAR * at.done // at.total)
