"""Files are read in processes of their own, so that one that breaks, hangs or eats memory costs itself one reason.

Guarantees: every request is answered by a head and then its members, whatever becomes of the process: one that died is
replaced and the file tried again, since it may not have been to blame; one that is stopped at a limit is replaced and
the limit is the file's reason. Processes are reused for many files. At most `workers` read at a time; one whose answers
wait to be taken, since it unpacks a large container, does not count. Answers wait in memory up to `WAITING_BYTES` each.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.isolation_limits import Limits
from corpus.isolation_seat import Seat, Stopped
from corpus.requests import Answer, Head, Member, Request, Told

WAITING_BYTES = 8_000_000
TRIES = 3
"""How often a file is tried whose process died without our doing."""
TICK_SECONDS = 0.1


@dataclass(slots=True)
class Job:
    """One file on its way through a process; made by `ReadingPool.start`."""

    request: Request
    pool: ReadingPool
    told: Told | None = None
    waiting: deque[Head | Member] = field(default_factory=deque)
    waiting_bytes: int = 0
    delivered: int = 0
    over: bool = False
    dropped: bool = False
    seat: Seat | None = None
    fault: BaseException | None = None

    def head(self) -> Head:
        """Return what the file gives, as soon as it is known."""
        answer = self.pool.take(self)
        assert isinstance(answer, Head)
        return answer

    def members(self) -> Iterator[Member]:
        """Yield what is packed in the file, after its head was taken."""
        while (answer := self.pool.take(self)) is not None:
            assert isinstance(answer, Member)
            yield answer

    def close(self) -> None:
        """Say that no more answers are wanted."""
        self.pool.drop(self)


class ReadingPool:
    """Processes that read; use it as a context manager."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.workers = max(1, workers)
        self.limits = limits
        self._change = threading.Condition()
        self._queue: deque[Job] = deque()
        self._seats: set[Seat] = set()
        self._idle = 0
        self._reading = 0
        self._closed = False
        self._watch: threading.Thread | None = None

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, request: Request) -> Job:
        """Queue a file; its answers wait to be taken."""
        job = Job(request, self)
        with self._change:
            self._queue.append(job)
            self._staff()
            self._change.notify_all()
        return job

    def take(self, job: Job) -> Head | Member | None:
        """Return the next answer for a file, None after the last; raises ReaderNotStartedError."""
        with self._change:
            while not job.waiting and not job.over:
                self._change.wait(1.0)  # with a limit, so that Ctrl-C is heard on every system
            if job.fault is not None:
                raise job.fault
            if not job.waiting:
                return None
            answer = job.waiting.popleft()
            job.waiting_bytes -= _size(answer)
            self._change.notify_all()
            return answer

    def drop(self, job: Job) -> None:
        """Let go of a file, however far it is."""
        with self._change:
            job.dropped = True
            job.waiting.clear()
            if job in self._queue:
                self._queue.remove(job)
                job.over = True
            seat = None if job.over else job.seat
            self._change.notify_all()
        if seat is not None:
            seat.end()

    def close(self) -> None:
        """End every process; files that are being read are left."""
        with self._change:
            self._closed = True
            self._queue.clear()
            seats = list(self._seats)
            self._change.notify_all()
        for seat in seats:
            seat.retire()
        for seat in seats:
            seat.thread.join()
        if self._watch is not None:
            self._watch.join()

    # In the threads of the seats.

    def _staff(self) -> None:
        """Open a seat where work waits and fewer than `workers` read."""
        if self._idle >= len(self._queue) or self._reading + self._idle >= self.workers:
            return
        seat = Seat(self.limits)
        seat.thread = threading.Thread(target=self._occupy, args=(seat,), name="threadline-reading", daemon=True)
        self._seats.add(seat)
        seat.thread.start()
        if self._watch is None:
            self._watch = threading.Thread(target=self._watch_over, name="threadline-watching", daemon=True)
            self._watch.start()

    def _occupy(self, seat: Seat) -> None:
        """Serve files until the pool is closed."""
        try:
            while (job := self._next(seat)) is not None:
                self._serve(seat, job)
        finally:
            seat.close()

    def _next(self, seat: Seat) -> Job | None:
        """Return the next file, None when the pool is closed."""
        with self._change:
            self._idle += 1
            self._change.wait_for(lambda: self._closed or (self._queue and self._reading < self.workers))
            self._idle -= 1
            if self._closed:
                return None
            self._reading += 1
            job = self._queue.popleft()
            job.seat = seat
            return job

    def _serve(self, seat: Seat, job: Job) -> None:
        """Let a seat's process read a file, again where it died, and hand out what it answers."""
        stopped: Stopped | None = None
        fault: BaseException | None = None
        try:
            for _ in range(TRIES):
                stopped = self._tried(seat, job)
                if stopped is None or not stopped.again or self._closed or job.dropped:
                    break
        except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
            fault = error
        with self._change:
            if stopped is not None:
                job.waiting.append(stopped.answer(job.told, begun=job.delivered > 0))
            job.seat, job.fault, job.over = None, fault, True
            self._reading -= 1
            self._change.notify_all()

    def _tried(self, seat: Seat, job: Job) -> Stopped | None:
        """Read a file once, passing over what an earlier try delivered; return why it broke off."""
        known, count = job.delivered, 0
        try:
            for answer in seat.answers(job.request):
                if isinstance(answer, Told):
                    job.told = answer
                    continue
                count += 1
                if count > known:
                    self._deliver(seat, job, answer)
        except Stopped as stopped:
            return stopped
        return None

    def _deliver(self, seat: Seat, job: Job, answer: Head | Member) -> None:
        """Hand out an answer; wait while those before it have not been taken."""
        with self._change:
            stalled = False
            while job.waiting_bytes > WAITING_BYTES and not job.dropped and not self._closed:
                if not stalled:
                    stalled = True
                    self._reading -= 1
                    seat.pause()
                    self._staff()
                    self._change.notify_all()  # an idle seat may take what waits in the queue
                self._change.wait()
            if stalled:
                self._reading += 1
                seat.resume()
            job.delivered += 1
            if not job.dropped:
                job.waiting.append(answer)
                job.waiting_bytes += _size(answer)
            self._change.notify_all()

    def _watch_over(self) -> None:
        """Stop what passes its time or its memory, until the pool is closed."""
        while True:
            with self._change:
                if self._change.wait_for(lambda: self._closed, TICK_SECONDS):
                    return
                seats = list(self._seats)
            for seat in seats:
                seat.check()


def _size(answer: Answer) -> int:
    """Return about how much memory an answer takes."""
    if isinstance(answer, Member):
        return len(answer.data) + 200
    if isinstance(answer, Head) and answer.document is not None:
        return len(answer.document.text)
    return 200
