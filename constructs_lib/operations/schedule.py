"""Work on stacks in order, independent ones side by side, with an end that leaves nothing half begun."""

from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
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
    """Do the work of every stack after that of the stacks before it.

    After a failure nothing new is begun; with `keep_going`, everything that does not need what failed still is. What
    runs is always waited for. Only `CairnError`s are outcomes; any other exception ends the whole, once all is quiet.
    """
    outcomes: dict[str, Outcome[_T]] = {stack_id: Outcome() for stack_id in before}
    sorter = TopologicalSorter({stack_id: sorted(needed) for stack_id, needed in before.items()})
    sorter.prepare()
    running: dict[Future[_T], str] = {}
    waiting: list[str] = []
    failed = False
    surprise: BaseException | None = None
    with ThreadPoolExecutor(max_workers=parallelism) as pool:
        while sorter.is_active():
            waiting += sorter.get_ready()
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
