"""Notifications alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.account.notifications import Notifications
from constructs_lib.parts.topic import PUBLISHERS
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized


def notifications(*, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: Notifications(stack, "notifications", name="shop", account_id="111111111111", protected=protected)
    )


def test_there_is_a_topic_for_each_severity() -> None:
    topics = resources(notifications(), "aws_sns_topic")

    assert {name: body["name"] for name, body in topics.items()} == {
        "notifications_critical": "shop-critical",
        "notifications_warning": "shop-warning",
    }


def test_all_are_under_one_key_of_their_own() -> None:
    keys = {body["kms_master_key_id"] for body in resources(notifications(), "aws_sns_topic").values()}

    assert len(keys) == 1
    assert keys.pop().startswith("${aws_kms_key.notifications_key_")


def test_whoever_may_publish_may_use_the_key() -> None:
    """An alarm that cannot encrypt is dropped without a trace."""
    policy = statements(resource(notifications(), "aws_kms_key")["policy"])
    encrypting = {sid: body for sid, body in policy.items() if sid.endswith("Encrypt")}

    assert sorted(name for body in encrypting.values() for name in as_list(body["Principal"]["Service"])) == sorted(
        PUBLISHERS
    )
    assert {tuple(body["Action"]) for body in encrypting.values()} == {("kms:Decrypt", "kms:GenerateDataKey*")}
    assert encrypting["PublishersEncrypt"]["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}
    assert "Condition" not in encrypting["EventsEncrypt"]


def test_s3_may_tell_what_it_could_not_copy() -> None:
    """S3 tries it when a bucket is told where to send events, and refuses the bucket's setting otherwise."""
    encrypting = statements(resource(notifications(), "aws_kms_key")["policy"])["EventsEncrypt"]

    assert "s3.amazonaws.com" in PUBLISHERS
    assert encrypting["Principal"] == {"Service": ["events.amazonaws.com", "s3.amazonaws.com"]}


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("protected", [True, False])
def test_protection_reaches_the_key(*, protected: bool) -> None:
    body = resource(notifications(protected=protected), "aws_kms_key")

    assert body["lifecycle"]["prevent_destroy"] is protected


def test_policies_please_the_linter() -> None:
    assert findings(notifications()) == []
