"""Work behind the pages: it ends in a summary or in a sentence, never in silence."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import pytest

from library.errors import LibraryError
from library.records import AddSummary, Progress
from web.jobs import Job, Jobs

SUMMARY = AddSummary(found=1, added=1, duplicate=0, failed=0, seconds=0.1)
Report = Callable[[Progress], None]


def outcome(work: Callable[[Report], AddSummary]) -> Job:
    """Return a job once it is over."""
    jobs = Jobs()
    job = jobs.submit("a file", work)
    jobs.wait()
    jobs.close()
    found = jobs.find(job.job_id)
    assert found is not None
    assert found.over
    return found


def test_a_job_keeps_its_progress_and_its_summary() -> None:
    """What the library reports on the way and at the end can be read from the job."""

    def work(report: Report) -> AddSummary:
        report(Progress("read", 1, None, "a.pdf"))
        return SUMMARY

    job = outcome(work)
    assert job.state == "done"
    assert job.summary == SUMMARY
    assert job.progress is not None
    assert job.progress.item == "a.pdf"


def test_a_refusal_is_shown_in_its_own_words() -> None:
    """What the library refuses is the job's message."""

    def work(_: Report) -> AddSummary:
        raise LibraryError("The disk is full; make room and add it again.")

    assert outcome(work).message == "The disk is full; make room and add it again."


def test_a_mistake_is_logged_and_said(caplog: pytest.LogCaptureFixture) -> None:
    """A bug ends the job with a sentence, its traceback in the log, and the next job runs."""

    def work(_: Report) -> AddSummary:
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        job = outcome(work)
    assert job.state == "failed"
    assert "mistake" in job.message
    assert "ZeroDivisionError" in caplog.text


def test_old_jobs_are_forgotten_and_unknown_ones_not_found() -> None:
    """Memory does not grow with the jobs done."""
    jobs = Jobs()
    ids = [jobs.submit("x", lambda _: SUMMARY).job_id for _ in range(130)]
    jobs.wait()
    last = jobs.submit("y", lambda _: SUMMARY).job_id
    jobs.wait()
    jobs.close()
    assert jobs.find("none") is None
    assert jobs.find(ids[0]) is None
    assert jobs.find(last) is not None


def test_a_server_that_stops_lets_the_file_at_hand_be_finished() -> None:
    """A job that is stopped ends where it next tells its progress; those that wait are not begun."""
    jobs, begun, done = Jobs(), threading.Event(), []

    def work(report: Report) -> AddSummary:
        begun.set()
        for number in range(1000):
            time.sleep(0.01)
            done.append(number)
            report(Progress("read", number, 1000, "a.pdf"))
        return SUMMARY

    told: list[Job] = []
    first = jobs.submit("a folder", work, then=told.append)
    second = jobs.submit("another", lambda _: SUMMARY)
    assert begun.wait(10)
    jobs.close()
    stopped, waiting = jobs.find(first.job_id), jobs.find(second.job_id)
    assert stopped is not None
    assert waiting is not None
    assert (stopped.state, waiting.state) == ("stopped", "waiting")
    assert 0 < len(done) < 1000
    assert [job.state for job in told] == ["stopped"]
