"""Processes that annotate beside this one, so that an archive takes all the cores of a machine."""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any, TypeVar

from quoteattr.errors import OptionError, QuoteAttrError, WorkerError
from quoteattr.types import Article

__all__ = ["Annotate", "Outcome", "annotate_apart", "check_device", "count_cores", "count_processes", "outcome_of"]

Annotate = Callable[[str, str | None], Article]
Outcome = Article | Exception
T = TypeVar("T")
# Enough that a process finds an article waiting when it has done one.
_WAITING = 2


def count_cores() -> int:
    """Return how many CPU cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def count_processes(n_process: int) -> int:
    """Return how many processes are meant.

    Args:
        n_process: As the caller gave it; -1 means one for each core.

    Raises:
        OptionError: If it is neither -1 nor a whole number from 1.

    Example:
        >>> count_processes(2)
        2
    """
    if isinstance(n_process, int) and not isinstance(n_process, bool):
        if n_process == -1:
            return count_cores()
        if n_process >= 1:
            return n_process
    raise OptionError(
        f"n_process={n_process!r} was asked for; accepted are whole numbers from 1, and -1 for one process a CPU core"
    )


def check_device(n_process: int, device: str | None) -> None:
    """Check that several processes would not share one device.

    Args:
        n_process: As for `count_processes`.
        device: What computes; `None` for the CPU.

    Raises:
        OptionError: If more than one process is asked for elsewhere than on the CPU.

    Example:
        >>> check_device(2, "cpu")
    """
    if count_processes(n_process) > 1 and device not in {None, "cpu"}:
        raise OptionError(
            f"n_process={n_process} was asked for with a pipeline on {device!r}; several processes would share one "
            'device and its memory: leave n_process=1, or take the CPU by `from_pretrained(…, device="cpu")`'
        )


def outcome_of(annotate: Annotate, text: str, id: str | None) -> Outcome:
    """Annotate an article, and return the error of one that cannot be annotated.

    Args:
        annotate: What annotates.
        text: The text.
        id: Its id.

    Example:
        >>> outcome_of(lambda text, id: Article(text), "Yes.", None).text
        'Yes.'
    """
    try:
        return annotate(text, id)
    except Exception as error:
        return error


def annotate_apart(
    annotate: Annotate,
    items: Iterator[T],
    unpack: Callable[[T], tuple[str, str | None]],
    *,
    processes: int,
    ahead: int,
) -> Iterator[tuple[T, Outcome]]:
    """Annotate articles in processes of their own, in order and in bounded memory.

    A process that dies takes no article with it: what was under way is annotated again, one article at a time, so that
    only the article that it dies of fails.

    Args:
        annotate: What annotates; it is pickled once for each process.
        items: The items.
        unpack: Returns text and id of an item.
        processes: How many processes.
        ahead: How many items are under way or waiting at a time; at least two for each process.

    Yields:
        Each item with its article or error.

    Raises:
        WorkerError: If no process can be started.
    """
    workers = _Workers(annotate, processes)
    pending: deque[tuple[T, _Task]] = deque()
    ended: Exception | None = None
    more = True
    try:
        while True:
            # While it is sought what a process died of, nothing else is begun.
            sound = all(task.pool is workers.pool for _, task in pending)
            while more and sound and len(pending) < max(ahead, _WAITING * processes):
                try:
                    item = next(items)
                except StopIteration:
                    more = False
                except Exception as error:
                    # What was read before is still annotated, as one process would have done.
                    more, ended = False, error
                else:
                    pending.append((item, workers.submit(*unpack(item))))
            if not pending:
                break
            item, task = pending.popleft()
            outcome = workers.wait(task)
            yield item, workers.alone(*unpack(item)) if outcome is None else outcome
    except BaseException:
        # Nobody waits for what is still under way: the reader has stopped, or the user has (Ctrl-C).
        workers.end()
        raise
    workers.stop()
    if ended is not None:
        raise ended


@dataclass(frozen=True, slots=True)
class _Task:
    """An article under way, and in which pool of all that were started."""

    future: Future[Outcome]
    pool: ProcessPoolExecutor


class _Workers:
    """A pool of processes, which can be started again after one of them died."""

    def __init__(self, annotate: Annotate, processes: int) -> None:
        self._pickled = pickle.dumps(annotate)
        self._processes = processes
        self._context = multiprocessing.get_context("spawn")
        self.pool: ProcessPoolExecutor | None = None
        self.start()

    def start(self) -> None:
        # Whoever holds the one end is told when the other is closed. An event would wait for the answer of a process
        # that was killed.
        end, self._alive = self._context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(
            self._processes,
            mp_context=self._context,
            initializer=_begin,
            initargs=(self._pickled, max(1, count_cores() // self._processes), end),
        )
        try:
            with _uninterrupted():
                # One for each, or the pool would start the others with the articles, when interrupts are let in.
                begun = [self.pool.submit(_answer) for _ in range(self._processes)]
            begun[0].result()
        except BrokenProcessPool as error:
            self.stop()
            raise WorkerError(
                f"{self._processes} processes were asked for, but none could be started; a script that asks for more "
                'than one must do so under `if __name__ == "__main__":`, because each process reads it again; '
                "n_process=1 needs none"
            ) from error
        except BaseException:
            self.end()
            raise

    def submit(self, text: str, id: str | None) -> _Task:
        """Hand an article to a process."""
        if self.pool is None:
            self.start()
        assert self.pool is not None  # noqa: S101 - just started
        try:
            return _Task(self.pool.submit(_annotate, text, id), self.pool)
        except BrokenProcessPool:
            self.stop()
            return self.submit(text, id)

    def wait(self, task: _Task) -> Outcome | None:
        """Return what came of an article; `None` when its process died, or another one and all others with it."""
        try:
            return task.future.result()
        except BrokenProcessPool:
            if task.pool is self.pool:
                self.stop()
            return None
        # A text that cannot be pickled fails on the way.
        except Exception as error:
            return error

    def alone(self, text: str, id: str | None) -> Outcome:
        """Annotate one article again whose process died, so that it is known whether it died of this one."""
        return self.wait(self.submit(text, id)) or WorkerError(
            f"the process that annotated the article (id {id!r}) died, and died again when it had this article alone; "
            "the usual reason is that the system ran out of memory: ask for fewer processes, or cut the article up"
        )

    def stop(self) -> None:
        """End the processes when they have done what they have in hand."""
        if self.pool is not None:
            # A pool that a signal ended while it was being started has nothing to wait for yet, and says so.
            with suppress(RuntimeError):
                self.pool.shutdown(wait=True, cancel_futures=True)
            self.pool = None
            self._alive.close()

    def end(self) -> None:
        """End the processes at once, in the middle of an article if need be."""
        self._alive.close()
        self.stop()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back an interrupt from the keyboard while processes are started, and let them begin without it.

    It reaches every process, and one that is just starting would show a traceback of what it was importing.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    heard: list[tuple[int, FrameType | None]] = []
    handler = signal.getsignal(signal.SIGINT)
    # The mask is for the new processes, which inherit it. Here another thread may hear what this one does not.
    held = callable(handler) and threading.current_thread() is threading.main_thread()
    if held:
        signal.signal(signal.SIGINT, lambda *call: heard.append(call))
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
        if held:
            signal.signal(signal.SIGINT, handler)
        if heard and callable(handler):
            handler(*heard[0])


# What follows runs in the processes.
_annotate_one: Annotate


def _begin(pickled: bytes, threads: int, end: Connection) -> None:
    # An interrupt from the keyboard reaches every process; the first one tells the others what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(end,), daemon=True).start()
    # Read by torch when it is loaded, which a script that imports it does before this.
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(threads)
    global _annotate_one  # noqa: PLW0603 - a process has one
    _annotate_one = pickle.loads(pickled)  # noqa: S301 - our own bytes, from the parent


def _end_with(end: Connection) -> None:
    """End when the process that started this one says so, or was killed and cannot say so."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in a process that was started
    wait([end, parent.sentinel])
    os._exit(1)


def _answer() -> None:
    """Show that the process works."""


def _annotate(text: str, id: str | None) -> Outcome:
    outcome = outcome_of(_annotate_one, text, id)
    return _portable(outcome) if isinstance(outcome, Exception) else outcome


def _portable(error: Exception) -> Exception:
    """Return an error that survives the way to the other process, with its traceback when it is a fault of ours."""
    if not isinstance(error, QuoteAttrError):
        error.add_note("".join(traceback.format_exception(error)))
    try:
        again: Any = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:
        again = None
    return error if type(again) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")
