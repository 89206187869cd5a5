"""Work on stacks in order, independent ones side by side, with an end that leaves nothing half begun."""

import threading
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Generic, TypeVar

from constructs_lib.foundation.errors import CairnError

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome(Generic[_T]):
    """How the work on one stack went. None of the three: it was not begun."""

    result: _T | None = None
    error: BaseException | None = None

    @property
    def skipped(self) -> bool:
        """Whether the work was never begun."""
        return self.result is None and self.error is None


def in_order(
    before: Mapping[str, frozenset[str]],
    work: Callable[[str], _T],
    *,
    parallelism: int,
    stop: Callable[[], bool] = lambda: False,
    keep_going: bool = False,
) -> dict[str, Outcome[_T]]:
    """Do the work of every stack after that of the stacks before it; of those that could begin, first what most waits for.

    After a failure nothing new is begun; with `keep_going`, everything that does not need what failed still is. What
    runs is always waited for. Only `CairnError`s are outcomes; any other exception ends the whole, once all is quiet.
    """
    outcomes: dict[str, Outcome[_T]] = {stack_id: Outcome() for stack_id in before}
    sorter = TopologicalSorter({stack_id: sorted(needed) for stack_id, needed in before.items()})
    sorter.prepare()
    to_come = _longest_chains(before)
    running: dict[Future[_T], str] = {}
    waiting: list[str] = []
    failed = False
    surprise: BaseException | None = None
    with ThreadPoolExecutor(max_workers=parallelism) as pool:
        while sorter.is_active():
            waiting = sorted((*waiting, *sorter.get_ready()), key=to_come.__getitem__, reverse=True)
            if stop() or (failed and not keep_going) or surprise:
                waiting = []
            for stack_id in waiting[: parallelism - len(running)]:
                running[pool.submit(work, stack_id)] = stack_id
                waiting.remove(stack_id)
            if not running:
                break
            # woken now and then, so that Python can deliver a signal to this thread
            done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in done:
                stack_id, error = running.pop(future), future.exception()
                if error is None:
                    outcomes[stack_id] = Outcome(result=future.result())
                    sorter.done(stack_id)
                    continue
                failed = True
                outcomes[stack_id] = Outcome(error=error)
                if not isinstance(error, CairnError):
                    surprise = surprise or error
    if surprise is not None:
        raise surprise
    return outcomes


class Turns:
    """For the part of the work that keeps a core busy: so many stacks at a time, and first what most waits for."""

    def __init__(self, before: Mapping[str, frozenset[str]], *, count: int) -> None:
        self._to_come = _longest_chains(before)
        self._free = count
        self._waiting: list[str] = []
        self._changed = threading.Condition()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who waits for a turn."""
        return tuple(self._waiting)

    @contextmanager
    def take(self, stack_id: str) -> Generator[None]:
        """Wait for a turn, and have it until the end of the block."""
        with self._changed:
            self._waiting.append(stack_id)
            self._changed.wait_for(lambda: self._free and stack_id == max(self._waiting, key=self._to_come.__getitem__))
            self._waiting.remove(stack_id)
            self._free -= 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()


def _longest_chains(before: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How many stacks come one after the other once this one is done: the end of the whole waits for the longest."""
    after: dict[str, list[str]] = {stack_id: [] for stack_id in before}
    for stack_id, needed in before.items():
        for each in needed:
            after[each].append(stack_id)
    longest: dict[str, int] = {}
    for stack_id in reversed(tuple(TopologicalSorter(before).static_order())):
        longest[stack_id] = max((longest[each] + 1 for each in after[stack_id]), default=0)
    return longest
