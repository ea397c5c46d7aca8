"""Extraction in one process or in several: the same extractions in the same order, whatever the number of workers.

No worker outlives the run that started it, however that ended.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from corpus.records import Document
from extract.extraction import Extraction
from extract.options import Options
from library.errors import WorkerDiedError

if TYPE_CHECKING:
    from extract.pipeline import Extractor

DOCUMENTS_AT_ONCE = 16
LETTERS_AT_ONCE = 60_000
"""A batch is full with so many characters, too: long documents show their progress one by one."""
WAITING_A_WORKER = 2

_extractor: Extractor | None = None
"""In a worker process: its own pipeline, loaded once."""


def extract_in_workers(documents: Iterable[Document], options: Options) -> Iterator[Extraction]:
    """Yield what is found in each document, in the order given, found by `options.workers` processes.

    Only a few batches a worker are in memory at a time. Raises WorkerDiedError when a process is killed; what was
    yielded before stands.
    """
    workers = options.workers
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[list[Extraction]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(options,)) as pool:
        try:
            for batch in _batches(documents):
                pending.append(pool.submit(_extract, batch))
                if len(pending) > workers * WAITING_A_WORKER:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDiedError from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in order, as many together as are worth a message to another process."""
    batch: list[Document] = []
    letters = 0
    for document in documents:
        batch.append(document)
        letters += len(document.text)
        if len(batch) >= DOCUMENTS_AT_ONCE or letters >= LETTERS_AT_ONCE:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _prepare(options: Options) -> None:
    global _extractor  # noqa: PLW0603 - a worker process has one pipeline, and only the initializer can set it
    threading.Thread(target=_end_with_the_run, name="threadline-parent", daemon=True).start()
    from extract.pipeline import load

    _extractor = load(options)


def _end_with_the_run() -> None:
    """End this process when the run is gone; a run that was killed tells its workers nothing, and they would wait."""
    run = multiprocessing.parent_process()
    if run is not None:
        wait([run.sentinel])
        os._exit(1)


def _extract(documents: list[Document]) -> list[Extraction]:
    assert _extractor is not None
    return list(_extractor.stream(documents))
