"""Renamed addresses, as data."""

import json
from pathlib import Path
from typing import ClassVar

import pytest
from cdktf import App
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.moved import Moved, moved_problems
from constructs_lib.foundation.stack import PlatformStack
from tests.placements import VIRGINIA

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


@config
class ShopConfig:
    DOMAIN: ClassVar[str] = "shop"


class ShopStack(PlatformStack):
    """A stack of a kind that a release renamed something in."""

    MOVED = (Moved(was="aws_sns_topic.a", now="aws_sns_topic.b"),)


def test_what_is_moved_by_a_release_by_an_environment_and_by_a_resource(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = ShopStack(app, VIRGINIA, ShopConfig())
    stack.move((Moved(was="aws_sns_topic.c", now="aws_sns_topic.d"),))
    SnsTopic(stack, "f", name="f").move_from_id("aws_sns_topic.e")
    app.synth()

    moved = json.loads((tmp_path / "stacks" / stack.stack_id / "cdk.tf.json").read_text())["moved"]
    assert sorted(moved, key=lambda block: block["from"]) == [
        {"from": "aws_sns_topic.a", "to": "aws_sns_topic.b"},
        {"from": "aws_sns_topic.c", "to": "aws_sns_topic.d"},
        {"from": "aws_sns_topic.e", "to": "aws_sns_topic.f"},
    ]
