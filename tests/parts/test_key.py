"""A key alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation import iam
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.key import USE, Key, used_by
from tests.iam_linter import findings
from tests.synthesis import resource, statements, synthesized

QUEUES = used_by(
    "Queues",
    iam.service("sqs.amazonaws.com"),
    conditions={"StringEquals": {"aws:SourceAccount": "111111111111"}},
)


def key(*users: iam.Statement, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: Key(
            stack,
            "key",
            name="shop-logs",
            description="Everything logged",
            account_id="111111111111",
            users=users or (QUEUES,),
            protected=protected,
        )
    )


def test_is_rotated() -> None:
    assert resource(key(), "aws_kms_key")["enable_key_rotation"] is True


def test_has_a_name_people_can_read() -> None:
    alias = resource(key(), "aws_kms_alias")

    assert (alias["name"], alias["target_key_id"]) == ("alias/shop-logs", "${aws_kms_key.key.key_id}")


@pytest.mark.parametrize(("protected", "window"), [(True, 30), (False, 7)])
def test_a_protected_one_refuses_to_go(*, protected: bool, window: int) -> None:
    body = resource(key(protected=protected), "aws_kms_key")

    assert (body["lifecycle"]["prevent_destroy"], body["deletion_window_in_days"]) == (protected, window)


def test_its_account_administers_it_and_cannot_read_with_it() -> None:
    administration = statements(resource(key(), "aws_kms_key")["policy"])["AccountAdministersTheKey"]

    assert administration["Principal"] == {"AWS": "arn:aws:iam::111111111111:root"}
    assert {"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"} <= set(administration["Action"])
    assert set(administration["Action"]) & {*USE, "kms:Decrypt", "kms:GenerateDataKey"} == {"kms:DescribeKey"}


def test_only_users_named_can_use_it_under_their_conditions() -> None:
    users = statements(resource(key(), "aws_kms_key")["policy"])
    del users["AccountAdministersTheKey"]

    assert users == {
        "Queues": {
            "Sid": "Queues",
            "Effect": "Allow",
            "Principal": {"Service": "sqs.amazonaws.com"},
            "Action": sorted(USE),
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}},
        }
    }


def test_policy_pleases_the_linter() -> None:
    assert findings(key()) == []


def test_refuses_everybody_as_a_user() -> None:
    with pytest.raises(ConfigError, match="Everybody: allows everybody"):
        key(used_by("Everybody", iam.arns("*"), conditions={}))
