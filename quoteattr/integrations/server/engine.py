"""The worker of the service: one thread that owns the pipeline, and a bounded queue in front of it."""

import logging
import math
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from itertools import groupby
from time import monotonic
from typing import TYPE_CHECKING

from quoteattr.integrations.server.problems import RequestError
from quoteattr.integrations.server.settings import Settings
from quoteattr.options import Options
from quoteattr.types import Article

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["Engine", "Item"]

logger = logging.getLogger(__name__)

Item = tuple[str | None, str]

_FIRST_GUESS = 0.2
_LONGEST_RETRY = 600


@dataclass(slots=True, eq=False)
class _Job:
    item: Item
    options: Options
    answer: "Future[Article]" = field(default_factory=Future)


class Engine:
    """Annotate articles one after the other, for many who ask at once.

    Requests take turns, an article each, so that a short one does not wait for all of a long one. Articles that come
    within a few milliseconds are handed to the pipeline together; each one's result is the same as alone.

    Args:
        load: Called in the worker's thread; returns the pipeline.
        settings: How the service is set up.

    Example:
        >>> from quoteattr import Pipeline
        >>> engine = Engine(Pipeline.from_pretrained, Settings())
        >>> engine.start()
        >>> [answer] = engine.submit([("a", "“It is safe,” said Ada Burns.")], Options())
        >>> answer.result().speakers[0].name
        'Ada Burns'
        >>> engine.close()
    """

    def __init__(self, load: "Callable[[], Pipeline]", settings: Settings) -> None:
        self._load = load
        self._settings = settings
        self._state = threading.Condition()
        self._requests: deque[deque[_Job]] = deque()
        self._closed = False
        self._loaded: Future[None] = Future()
        self._thread: threading.Thread | None = None
        self._seconds = _FIRST_GUESS

    @property
    def ready(self) -> bool:
        """Whether an article would be taken up."""
        return bool(self._thread and self._thread.is_alive() and self._loaded.done() and not self._closed)

    @property
    def waiting(self) -> int:
        """How many articles wait for the worker."""
        with self._state:
            return self._count()

    def start(self) -> None:
        """Load the pipeline, and return when it is ready; once is enough.

        Raises:
            QuoteAttrError: Whatever loading raises.
        """
        with self._state:
            if self._thread is None:
                # A daemon, so that an article of an hour cannot keep a process that was told to end.
                self._thread = threading.Thread(target=self._work, name="quoteattr-worker", daemon=True)
                self._thread.start()
        self._loaded.result()

    def submit(self, items: Sequence[Item], options: Options) -> list["Future[Article]"]:
        """Put the articles of one request into the queue, all of them or none.

        Args:
            items: Their ids and texts.
            options: What is asked for.

        Returns:
            What becomes each article, in order; an article that could not be annotated has a warning that begins with
            "failed: ". One that is cancelled before its turn is not annotated.

        Raises:
            RequestError: If there is no room (503, with the time after which to ask again), or never can be (413).
        """
        limit = self._settings.queue
        if len(items) > limit:
            raise RequestError(
                413, f"{len(items)} articles were sent in one request; accepted are {limit}: send them in several"
            )
        jobs = deque(_Job(item, options) for item in items)
        with self._state:
            if not self.ready:
                raise RequestError(
                    503,
                    "articles were sent while the service starts up or ends; accepted are none now: ask again later",
                    headers={"Retry-After": "1"},
                )
            waiting = self._count()
            if waiting + len(jobs) > limit:
                raise RequestError(
                    503,
                    f"room for {len(jobs)} was asked for while {waiting} articles wait; accepted are {limit} at a "
                    "time: ask again later",
                    headers={"Retry-After": str(self._retry_after(waiting))},
                )
            if jobs:
                self._requests.append(jobs)
                self._state.notify_all()
        return [job.answer for job in jobs]

    def close(self, timeout: float | None = 5.0) -> None:
        """Refuse new articles, drop those that wait, and end the worker after the ones that it has begun.

        Args:
            timeout: Seconds to wait for the worker; `None` waits for as long as it takes.
        """
        with self._state:
            self._closed = True
            for job in (job for jobs in self._requests for job in jobs):
                job.answer.cancel()
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)

    def _count(self) -> int:
        """Count what waits, without what was cancelled meanwhile."""
        left = (deque(job for job in jobs if not job.answer.cancelled()) for jobs in self._requests)
        self._requests = deque(jobs for jobs in left if jobs)
        return sum(map(len, self._requests))

    def _retry_after(self, waiting: int) -> int:
        return min(_LONGEST_RETRY, max(1, math.ceil(waiting * self._seconds)))

    def _work(self) -> None:
        try:
            if self._settings.threads is not None:
                import torch

                # torch keeps the number for each thread that it computes in.
                torch.set_num_threads(self._settings.threads)
            pipeline = self._load()
        except BaseException as error:  # raised again by who waits for it
            self._loaded.set_exception(error)
            return
        self._loaded.set_result(None)
        while batch := self._next():
            for options, jobs in groupby(batch, key=lambda job: job.options):
                self._annotate(pipeline, options, list(jobs))

    def _next(self) -> list[_Job]:
        """Wait for articles, and take an article of each request in turn; nothing means the end."""
        size = self._settings.batch_size
        while True:
            with self._state:
                self._state.wait_for(lambda: self._requests or self._closed)
                self._state.wait_for(lambda: self._closed or self._count() >= size, self._settings.wait)
                batch: list[_Job] = []
                while self._requests and len(batch) < size:
                    jobs = self._requests.popleft()
                    job = jobs.popleft()
                    if job.answer.set_running_or_notify_cancel():
                        batch.append(job)
                    if jobs:
                        self._requests.append(jobs)
                if batch or self._closed:
                    # What is alike in its options is read together.
                    return sorted(batch, key=lambda job: repr(job.options))

    def _annotate(self, pipeline: "Pipeline", options: Options, jobs: list[_Job]) -> None:
        began = monotonic()
        try:
            articles = pipeline.pipe(
                [job.item for job in jobs], batch_size=len(jobs), on_error="record", **asdict(options)
            )
            for job, article in zip(jobs, articles, strict=True):
                job.answer.set_result(article)
        except Exception:  # the worker outlives whatever one batch meets
            logger.exception("%d articles could not be annotated", sum(not job.answer.done() for job in jobs))
            for job in jobs:
                if not job.answer.done():
                    job.answer.set_exception(RequestError(500, "the service failed at this article; its log says how"))
        self._seconds = (4 * self._seconds + (monotonic() - began) / len(jobs)) / 5
