"""Waivers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.waiver import Waiver

WAIVER = Waiver(
    rule="rds-multi-zone",
    path="dev-us-east-1-database/database",
    reason="a database to try things with, made again from a snapshot",
    owner="payments-platform",
    expires=date(2027, 12, 31),
)


def test_a_sound_one() -> None:
    assert check(WAIVER) == ()


@pytest.mark.parametrize("rule", ["CKV_AWS_157", "CKV2_AWS_5"])
def test_a_check_of_checkovs_may_be_waived_too(rule: str) -> None:
    assert check(replace(WAIVER, rule=rule)) == ()
    assert (replace(WAIVER, rule=rule).of_checkov, WAIVER.of_checkov) == (True, False)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"rule": "RDS5"}, "rule"),
        ({"rule": "CKV_AWS"}, "rule"),
        ({"reason": "because"}, "reason"),
        ({"owner": "Me"}, "owner"),
        ({"expires": "2027-12-31"}, "expires"),
        ({"path": "*"}, "path"),
        ({"path": "*/*"}, "path"),
    ],
)
def test_what_is_no_waiver(changed: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(WAIVER, **changed))] == [where]


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        ("dev-us-east-1-database/database", True),
        ("dev-us-east-1-database/database/Default", True),
        ("dev-us-east-1-database/database-replica", False),
        ("dev-us-east-1-database", False),
    ],
)
def test_it_covers_a_construct_and_all_below(path: str, covered: bool) -> None:
    assert WAIVER.covers(path) is covered


def test_a_pattern_covers_what_it_matches() -> None:
    assert replace(WAIVER, path="dev-*/database/*").covers("dev-us-east-1-database/database/Default")


def test_and_all_below_it() -> None:
    pattern = replace(WAIVER, path="dev-*-database/database")

    assert pattern.covers("dev-us-east-1-database/database")
    assert pattern.covers("dev-us-east-1-database/database/Default")
    assert not pattern.covers("dev-us-east-1-database/database-replica")


def test_the_last_day_is_included() -> None:
    assert not WAIVER.expired(date(2027, 12, 31))
    assert WAIVER.expired(date(2028, 1, 1))
