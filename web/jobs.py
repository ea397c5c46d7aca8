"""Work that goes on behind the pages: adding documents and the like, one job at a time, in the order asked for.

Guarantees that a job never ends in silence: it is done with what came of it, failed with a sentence, or stopped with
the server once the file at hand was finished.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

from corpus.errors import CorpusError
from extract.errors import ExtractError
from library.errors import LibraryError
from library.records import AddSummary, Progress
from search.errors import SearchError

State = Literal["waiting", "working", "done", "failed", "stopped"]
KEPT = 50
LOGGER = logging.getLogger(__name__)
Report = Callable[[Progress], None]
Work = Callable[[Report], AddSummary | str]
"""What a job does; it gives a summary, or a sentence on what came of it."""

STOPPED = "The server was stopped in the middle of it; what was stored stays. It goes on when the server starts again."


class StoppingError(Exception):
    """The server stops: raised inside of work where it tells its progress, between one file and the next."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `what` names it for people, `locations` are what it adds, as the ledger will name them.

    `link` is where to look when it is done. `began` is seconds since 1970, 0 while it waits.
    """

    job_id: str
    what: str
    by: str = ""
    locations: tuple[str, ...] = ()
    link: str = ""
    state: State = "waiting"
    progress: Progress | None = None
    summary: AddSummary | None = None
    message: str = ""
    began: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed", "stopped")


class Jobs:
    """The jobs of one server, in memory: the ledger keeps what they did."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="threadline-job")

    def find(self, job_id: str) -> Job | None:
        """Return a job, None when it is unknown or long past."""
        with self._lock:
            return self._jobs.get(job_id)

    def recent(self) -> tuple[Job, ...]:
        """Return the jobs that are known, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def submit(
        self,
        what: str,
        work: Work,
        *,
        by: str = "",
        locations: tuple[str, ...] = (),
        link: str = "",
        job_id: str = "",
        then: Callable[[Job], None] | None = None,
    ) -> Job:
        """Queue work and return its job; `then` is called with the job when it is over, whatever came of it."""
        job = Job(job_id or secrets.token_hex(8), what, by, locations, link)
        with self._lock:
            self._jobs[job.job_id] = job
            for old in [key for key, value in self._jobs.items() if value.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
        self._pool.submit(self._run, job.job_id, work, then)
        return job

    def wait(self) -> None:
        """Return when everything queued so far is over."""
        self._pool.submit(lambda: None).result()

    def close(self) -> None:
        """Let the job at work end at its next step, and drop those that wait: adding is resumable."""
        self._stopping.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _change(self, job_id: str, **fields: object) -> Job:
        with self._lock:
            self._jobs[job_id] = changed = replace(self._jobs[job_id], **fields)  # type: ignore[arg-type]
        return changed

    def _run(self, job_id: str, work: Work, then: Callable[[Job], None] | None) -> None:
        self._change(job_id, state="working", began=time.time())
        over = self._change(job_id, **self._outcome(job_id, work))
        if then is not None:
            then(over)

    def _outcome(self, job_id: str, work: Work) -> dict[str, object]:
        def report(progress: Progress) -> None:
            self._change(job_id, progress=progress)
            if self._stopping.is_set():
                raise StoppingError

        try:
            told = work(report)
        except StoppingError:
            return {"state": "stopped", "message": STOPPED}
        except (LibraryError, CorpusError, ExtractError, SearchError, OSError) as error:
            return {"state": "failed", "message": str(error)}
        except Exception:  # a bug must reach the page as a sentence, and the log as a traceback
            LOGGER.exception("job %s failed", job_id)
            return {"state": "failed", "message": "The program made a mistake; its log says where."}
        return {"state": "done", "message": told} if isinstance(told, str) else {"state": "done", "summary": told}
