"""Work that goes on behind the pages: adding documents, one job at a time, in the order asked for.

Guarantees that a job never ends in silence: it is done with its summary, or failed with a sentence.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

from corpus.errors import CorpusError
from extract.errors import ExtractError
from library.errors import LibraryError
from library.records import AddSummary, Progress
from search.errors import SearchError

State = Literal["waiting", "working", "done", "failed"]
KEPT = 50
LOGGER = logging.getLogger(__name__)
Work = Callable[[Callable[[Progress], None]], AddSummary]


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `what` names it for people, `locations` are what it adds, as the ledger will name them."""

    job_id: str
    what: str
    locations: tuple[str, ...] = ()
    state: State = "waiting"
    progress: Progress | None = None
    summary: AddSummary | None = None
    message: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of one server, in memory: the ledger keeps what they did."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="threadline-job")

    def find(self, job_id: str) -> Job | None:
        """Return a job, None when it is unknown or long past."""
        with self._lock:
            return self._jobs.get(job_id)

    def submit(self, what: str, locations: tuple[str, ...], work: Work) -> Job:
        """Queue work and return its job."""
        job = Job(secrets.token_hex(8), what, locations)
        with self._lock:
            self._jobs[job.job_id] = job
            for old in [key for key, value in self._jobs.items() if value.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
        self._pool.submit(self._run, job.job_id, work)
        return job

    def wait(self) -> None:
        """Return when everything queued so far is over."""
        self._pool.submit(lambda: None).result()

    def close(self) -> None:
        """Finish the job at work, drop those that wait: adding is resumable."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _change(self, job_id: str, **fields: object) -> None:
        with self._lock:
            self._jobs[job_id] = replace(self._jobs[job_id], **fields)  # type: ignore[arg-type]

    def _run(self, job_id: str, work: Work) -> None:
        self._change(job_id, state="working")
        try:
            summary = work(lambda progress: self._change(job_id, progress=progress))
        except (LibraryError, CorpusError, ExtractError, SearchError, OSError) as error:
            self._change(job_id, state="failed", message=str(error))
        except Exception:  # a bug must reach the page as a sentence, and the log as a traceback
            LOGGER.exception("job %s failed", job_id)
            self._change(job_id, state="failed", message="The program made a mistake; its log says where.")
        else:
            self._change(job_id, state="done", summary=summary)
