"""Work on stacks in order and side by side."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.schedule import Turns, in_order

CHAIN = {"a": frozenset[str](), "b": frozenset({"a"}), "c": frozenset({"b"}), "alone": frozenset[str]()}


def test_each_comes_after_what_it_needs() -> None:
    done: list[str] = []

    outcomes = in_order(CHAIN, lambda name: done.append(name) or name, parallelism=4)

    assert [outcomes[name].result for name in CHAIN] == list(CHAIN)
    assert done.index("a") < done.index("b") < done.index("c")


def test_independent_ones_are_worked_on_side_by_side() -> None:
    meet = threading.Barrier(2, timeout=30)

    def work(_name: str) -> bool:
        meet.wait()
        return True

    outcomes = in_order({"a": frozenset(), "b": frozenset()}, work, parallelism=2)

    assert all(outcome.result for outcome in outcomes.values())


def test_parallelism_is_kept_to() -> None:
    running, most, lock = 0, 0, threading.Lock()
    gate = threading.Event()

    def work(_name: str) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        gate.wait(0.05)
        with lock:
            running -= 1
        return True

    in_order({str(number): frozenset() for number in range(6)}, work, parallelism=2)

    assert most == 2


def fails_at(*names: str):
    def work(name: str) -> str:
        if name in names:
            raise Refused(name)
        return name

    return work


def test_after_a_failure_nothing_is_begun() -> None:
    outcomes = in_order(CHAIN, fails_at("a"), parallelism=1)

    assert str(outcomes["a"].error) == "a"
    assert [name for name in ("b", "c") if outcomes[name].skipped] == ["b", "c"]


def test_whoever_keeps_going_skips_only_what_needs_what_failed() -> None:
    outcomes = in_order(CHAIN, fails_at("b"), parallelism=1, keep_going=True)

    assert (outcomes["alone"].result, outcomes["c"].skipped) == ("alone", True)


def test_what_runs_when_another_fails_is_waited_for() -> None:
    failed = threading.Event()

    def work(name: str) -> str:
        if name == "bad":
            failed.set()
            raise Refused(name)
        failed.wait(30)
        return name

    outcomes = in_order({"bad": frozenset(), "good": frozenset()}, work, parallelism=2)

    assert outcomes["good"].result == "good"


def test_a_stop_lets_nothing_begin() -> None:
    outcomes = in_order(CHAIN, fails_at(), parallelism=2, stop=lambda: True)

    assert all(outcome.skipped for outcome in outcomes.values())


def test_a_mistake_in_the_program_is_no_outcome() -> None:
    def work(_name: str) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_order(CHAIN, work, parallelism=2)


def test_what_most_waits_for_begins_first() -> None:
    begun: list[str] = []
    before = {
        "quick": frozenset[str](),
        "zone": frozenset[str](),
        "cluster": frozenset({"zone"}),
        "network": frozenset[str](),
        "database": frozenset({"network"}),
        "service": frozenset({"database", "cluster", "quick"}),
        "alone": frozenset[str](),
    }

    in_order(before, lambda name: begun.append(name) or name, parallelism=1)

    assert begun == ["zone", "network", "quick", "cluster", "database", "alone", "service"]


def test_turns_are_given_to_what_most_waits_for() -> None:
    before = {"alone": frozenset[str](), "network": frozenset[str](), "service": frozenset({"network"})}
    turns, order = Turns(before, count=1), list[str]()

    def work(name: str) -> None:
        with turns.take(name):
            order.append(name)

    with ThreadPoolExecutor() as pool, turns.take("service"):
        for name in ("alone", "network"):
            pool.submit(work, name)
        while len(turns.waiting) < 2:
            threading.Event().wait(0.01)

    assert order == ["network", "alone"]


def test_no_more_turns_at_a_time_than_there_are() -> None:
    turns = Turns({str(number): frozenset[str]() for number in range(6)}, count=2)
    taken, most, lock = 0, 0, threading.Lock()

    def work(name: str) -> bool:
        nonlocal taken, most
        with turns.take(name):
            with lock:
                taken += 1
                most = max(most, taken)
            threading.Event().wait(0.02)
            with lock:
                taken -= 1
        return True

    in_order({str(number): frozenset() for number in range(6)}, work, parallelism=6)

    assert most == 2
