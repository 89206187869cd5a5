"""Renamed addresses, as data."""

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.moved import Moved, moved_problems

MOVE = Moved(was="aws_db_instance.database", now="aws_db_instance.orders_1F2A")


def told(*moves: Moved) -> list[tuple[str, str, str]]:
    return [(each.where, each.what, each.got) for each in moved_problems({"s": moves}, frozenset({"s"}))]


def test_terraform_reads_it_as_a_block() -> None:
    assert check(MOVE) == ()
    assert MOVE.block() == {"from": "aws_db_instance.database", "to": "aws_db_instance.orders_1F2A"}


@pytest.mark.parametrize("address", ["", "database", "aws_vpc.", "module.a.aws_vpc.b", "aws_vpc.a b", "${x}.y"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert [problem.where for problem in check(Moved(was=address, now="aws_vpc.a"))] == ["was"]


@pytest.mark.parametrize(
    ("move", "what"),
    [
        (Moved(was="aws_vpc.a", now="aws_vpc.a"), "is the address it had"),
        (Moved(was="aws_vpc.a", now="aws_subnet.a"), "is of another type: nothing can become that"),
    ],
)
def test_moves_that_cannot_be(move: Moved, what: str) -> None:
    assert [problem.what for problem in check(move)] == [what]


def test_two_of_one_address() -> None:
    assert told(Moved(was="a.x", now="a.y"), Moved(was="a.x", now="a.z")) == [
        ("moved['s'].was", "2 moves name this address", "a.x")
    ]
    assert told(Moved(was="a.x", now="a.z"), Moved(was="a.y", now="a.z")) == [
        ("moved['s'].now", "2 moves name this address", "a.z")
    ]


def test_a_circle_and_a_chain() -> None:
    there, back = Moved(was="a.x", now="a.y"), Moved(was="a.y", now="a.x")

    assert told(there, Moved(was="a.y", now="a.z")) == []
    assert told(there, back) == [("moved['s']", "moves lead back to where they began", "a.x → a.y → a.x")]


@pytest.mark.parametrize(
    ("moved", "where", "what"),
    [
        ([MOVE], "moved", "has the wrong type"),
        ({"s": MOVE}, "moved['s']", "has the wrong type"),
        ({"s": ("x",)}, "moved['s'][0]", "is no Moved"),
        ({1: (MOVE,)}, "moved[1]", "names no stack of this environment: a state can only move things within itself"),
    ],
)
def test_whatever_somebody_wrote_is_told(moved: object, where: str, what: str) -> None:
    assert [(each.where, each.what) for each in moved_problems(moved, frozenset({"s"}))] == [(where, what)]
