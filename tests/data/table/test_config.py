"""Settings of a table that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.foundation.config import check

SESSION = TableConfig(component="session", partition_key=AttributeConfig(name="session_id"))


def refused(**settings: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(replace(SESSION, **settings))]


def test_accepts_a_session_table() -> None:
    assert refused(ttl_attribute="expires_at", stream="NEW_AND_OLD_IMAGES") == []


def test_what_is_lost_can_be_brought_back_unless_told_otherwise() -> None:
    assert SESSION.point_in_time_recovery_days == 35


@pytest.mark.parametrize("days", [0, 36])
def test_refuses_days_aws_does_not_keep(days: int) -> None:
    assert refused(point_in_time_recovery_days=days) == [("point_in_time_recovery_days", "is out of range")]


@pytest.mark.parametrize("component", ["", "Session", "two__words", "-x", "x" * 25])
def test_refuses_a_component_that_is_no_part_of_a_name(component: str) -> None:
    assert [where for where, _ in refused(component=component)] == ["component"]


def test_refuses_types_that_are_no_keys() -> None:
    assert refused(partition_key=AttributeConfig(name="id", type="BOOL")) == [  # type: ignore[arg-type]
        ("partition_key.type", "is not one of the choices")
    ]


def test_refuses_one_attribute_for_both_keys() -> None:
    assert refused(sort_key=AttributeConfig(name="session_id", type="N")) == [
        ("sort_key.name", "is the partition key too")
    ]


def test_refuses_a_time_to_live_that_is_text() -> None:
    """DynamoDB takes it without a word, and never deletes anything."""
    assert refused(ttl_attribute="session_id") == [
        ("ttl_attribute", "is a key that is no number, so nothing would ever go")
    ]
    assert refused(ttl_attribute="at", sort_key=AttributeConfig(name="at", type="N")) == []


def test_refuses_to_switch_one_time_to_live_off_and_another_on_at_once() -> None:
    assert [where for where, _ in refused(ttl_attribute="new", former_ttl_attribute="old")] == ["former_ttl_attribute"]
    assert refused(former_ttl_attribute="old") == []
