"""A run: its limits, its time, its failures, and what it leaves for the next one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.runtime.sweeper.resource import Kind, Resource, Waiting
from constructs_lib.runtime.sweeper.sweep import RESERVE_SECONDS, sweep
from tests.runtime.sweeper.conftest import ESTATE, EXPIRED, LATER, SETTINGS

DELETING = replace(SETTINGS, delete=True)


def due(count: int, kind: str = "queue") -> list[Resource]:
    return [Resource(kind=kind, id=f"{kind}-{number}", tags=EXPIRED) for number in range(count)]


class Shelf:
    """Kinds whose things lie here and are gone when they are deleted, unless that is refused."""

    def __init__(self, *found: Resource, refuse: dict[str, Exception] | None = None) -> None:
        self.things = {each.id: each for each in found}
        self.refuse = refuse or {}
        self.deleted: list[str] = []

    def kinds(self) -> tuple[Kind, ...]:
        names = dict.fromkeys(each.kind for each in self.things.values())
        return tuple(Kind(name=name, service=name, find=self.found(name), delete=self.delete) for name in names)

    def found(self, name: str) -> Any:
        def find(client: Any) -> Iterator[Resource]:
            del client
            return iter([each for each in self.things.values() if each.kind == name])

        return find

    def delete(self, client: Any, resource: Resource, backup: Any) -> str:
        del client, backup
        if resource.id in self.refuse:
            raise self.refuse[resource.id]
        del self.things[resource.id]
        self.deleted.append(resource.id)
        return ""


def client(service: str) -> None:
    del service


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "Delete")


@given(count=st.integers(0, 30), limit=st.integers(1, 30))
def test_more_than_the_limit_is_nothing_at_all(count: int, limit: int) -> None:
    shelf = Shelf(*due(count))

    report = sweep(replace(DELETING, max_deletions=limit), client_of=client, now=LATER, kinds=shelf.kinds())

    assert len(shelf.deleted) == (count if count <= limit else 0)
    assert bool(report.stopped) is (count > limit)
    numbers = report.numbers()
    assert (numbers["Found"], numbers["Deleted"], numbers["Failed"]) == (
        count,
        len(shelf.deleted),
        1 if count > limit else 0,
    )


@given(count=st.integers(0, 30))
def test_a_report_deletes_nothing(count: int) -> None:
    shelf = Shelf(*due(count))

    report = sweep(SETTINGS, client_of=client, now=LATER, kinds=shelf.kinds())

    assert (shelf.deleted, report.numbers()["Found"]) == ([], count)


def test_kinds_that_were_not_asked_for_are_not_looked_at() -> None:
    shelf = Shelf(*due(1, "queue"), *due(1, "bucket"))

    sweep(replace(DELETING, kinds=frozenset({"bucket"})), client_of=client, now=LATER, kinds=shelf.kinds())

    assert shelf.deleted == ["bucket-0"]


def test_time_that_runs_out_is_left_to_the_next_run() -> None:
    shelf, left = Shelf(*due(5)), iter([500.0, 400.0, 300.0, RESERVE_SECONDS - 1, 90.0, 80.0])

    first = sweep(DELETING, client_of=client, now=LATER, seconds_left=lambda: next(left), kinds=shelf.kinds())
    assert shelf.deleted == ["queue-0", "queue-1"]
    assert (first.counts["postponed"], first.numbers()["Skipped"], first.numbers()["Failed"]) == (3, 3, 0)

    sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())
    assert shelf.things == {}


def test_a_kind_there_was_no_time_for_is_a_failure() -> None:
    """Else an account that takes too long would never be swept, and nobody would know."""
    shelf = Shelf(*due(1))

    report = sweep(DELETING, client_of=client, now=LATER, seconds_left=lambda: 1.0, kinds=shelf.kinds())

    assert (report.unseen, report.numbers()["Failed"], shelf.deleted) == ({"queue": "no time was left"}, 1, [])


def test_one_refusal_stops_nothing_else() -> None:
    shelf = Shelf(*due(3), refuse={"queue-1": refused("AccessDenied")})

    report = sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())

    assert shelf.deleted == ["queue-0", "queue-2"]
    [failed] = [line for line in report.lines if line.what == "failed"]
    assert "AccessDenied" in failed.note
    assert report.news()[0].startswith("failed: queue queue-1: expired on")


@pytest.mark.parametrize("why", [refused("DependencyViolation"), refused("VolumeInUse"), Waiting("a copy is made")])
def test_what_has_to_wait_is_tried_again(why: Exception) -> None:
    shelf = Shelf(*due(1), refuse={"queue-0": why})

    report = sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())
    assert (report.counts["waiting"], report.numbers()["Failed"]) == (1, 0)

    shelf.refuse = {}
    assert sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds()).counts["deleted"] == 1


def test_a_kind_that_cannot_be_looked_at_is_told_and_the_others_are() -> None:
    def no(client: Any) -> Iterator[Resource]:
        raise refused("AccessDenied")
        yield from client

    shelf = Shelf(*due(1))
    blind = Kind(name="bucket", service="s3", find=no, delete=shelf.delete)

    report = sweep(DELETING, client_of=client, now=LATER, kinds=(blind, *shelf.kinds()))

    assert shelf.deleted == ["queue-0"]
    assert list(report.unseen) == ["bucket"]
    assert report.numbers()["Failed"] == 1


def test_an_environment_whose_day_has_passed_is_terraforms_to_destroy() -> None:
    own = [Resource(kind="queue", id=f"q{n}", tags={**ESTATE, "Expires": "2026-11-01"}) for n in range(3)]
    shelf = Shelf(*own)

    report = sweep(DELETING, client_of=client, now=datetime(2026, 11, 30, tzinfo=UTC), kinds=shelf.kinds())

    assert (shelf.deleted, report.ended) == ([], {"dev": date(2026, 11, 1)})
    assert report.news() == ("environment dev expired on 2026-11-01: cairn destroy dev",)
