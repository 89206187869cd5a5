"""A queue alone in somebody's stack."""

import json
from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.serverless.queue.config import FifoConfig, QueueConfig
from constructs_lib.serverless.queue.queue import NAME_LIMIT, Queue
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

OF_THIS_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def document(*, name: str = "shop-orders", protected: bool = True, **settings: Any) -> Any:
    return synthesized(
        lambda stack: Queue(
            stack,
            "queue",
            replace(QueueConfig(), **settings),
            name=name,
            account_id="111111111111",
            region="us-east-1",
            protected=protected,
        )
    )


def queues(**settings: Any) -> tuple[Any, Any]:
    found = resources(document(**settings), "aws_sqs_queue")
    return found["queue"], found["queue_dead-letters"]


def test_unread_messages_stay_for_the_days_of_the_config_and_dead_ones_for_the_most_there_is() -> None:
    """A standard queue counts from when a message was first sent: dead ones must not go first."""
    queue, dead = queues(retention_days=4)

    assert (queue["message_retention_seconds"], dead["message_retention_seconds"]) == (4 * 86_400, 14 * 86_400)


def test_a_message_that_fails_too_often_is_put_aside() -> None:
    queue, dead = queues(max_receive_count=3)
    redrive = json.loads(queue["redrive_policy"])

    assert redrive["maxReceiveCount"] == 3
    assert redrive["deadLetterTargetArn"].startswith("${aws_sqs_queue.queue_dead-letters_")
    assert "redrive_policy" not in dead


def test_nothing_owns_the_redrive_policy_twice() -> None:
    """In the queue and in a resource of its own, each apply would undo the other."""
    assert resources(document(), "aws_sqs_queue_redrive_policy") == {}


def test_the_dead_letter_queue_takes_from_its_own_queue_only() -> None:
    body = resource(document(), "aws_sqs_queue_redrive_allow_policy")
    policy = json.loads(body["redrive_allow_policy"])

    assert body["queue_url"].startswith("${aws_sqs_queue.queue_dead-letters_")
    assert policy["redrivePermission"] == "byQueue"
    assert [arn.rpartition(".")[0] for arn in policy["sourceQueueArns"]] == ["${aws_sqs_queue.queue"]


def test_both_are_encrypted_with_one_key_of_their_own() -> None:
    keys = {each["kms_master_key_id"] for each in queues()}

    assert len(keys) == 1
    assert keys.pop().startswith("${aws_kms_key.queue_key_")


def test_the_key_is_used_through_sqs_only() -> None:
    users = statements(resource(document(), "aws_kms_key")["policy"])

    assert users["UsersThroughSqs"]["Condition"] == {
        "StringEquals": {"kms:CallerAccount": "111111111111", "kms:ViaService": "sqs.us-east-1.amazonaws.com"}
    }
    assert sorted(users) == ["AccountAdministersTheKey", "UsersThroughSqs"]


def test_both_are_reached_over_tls_only() -> None:
    policies = resources(document(), "aws_sqs_queue_policy")
    tls = {name: statements(body["policy"])["OnlyOverTls"] for name, body in policies.items()}

    assert sorted(tls) == ["queue_dead-letters-policy", "queue_policy"]
    for each in tls.values():
        assert (each["Effect"], each["Action"], each["Principal"]) == ("Deny", "sqs:*", "*")
        assert each["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_services_that_send_need_leave_of_the_queue_and_of_its_key() -> None:
    """With the key alone missing they are refused, and drop what they had without a word."""
    made = document(producers=("events", "sns"))
    queue = statements(resources(made, "aws_sqs_queue_policy")["queue_policy"]["policy"])
    key = statements(resource(made, "aws_kms_key")["policy"])

    assert {sid: body["Principal"] for sid, body in queue.items() if sid.endswith("Sends")} == {
        "EventsSends": {"Service": "events.amazonaws.com"},
        "SnsSends": {"Service": "sns.amazonaws.com"},
    }
    assert (queue["SnsSends"]["Action"], queue["SnsSends"]["Condition"]) == ("sqs:SendMessage", OF_THIS_ACCOUNT)
    assert set(key["SnsEncrypts"]["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
    assert key["SnsEncrypts"]["Condition"] == OF_THIS_ACCOUNT
    assert "Condition" not in key["EventsEncrypts"]


def test_is_a_standard_queue_unless_told() -> None:
    queue, dead = queues()

    assert (queue["name"], dead["name"]) == ("shop-orders", "shop-orders-dead-letters")
    assert "fifo_queue" not in queue


def test_a_fifo_queue_has_dead_letters_of_its_kind_and_the_name_that_says_so() -> None:
    """AWS takes neither a FIFO queue by another name nor a standard queue for its dead letters."""
    both = queues(fifo=FifoConfig(content_based_deduplication=True))

    assert [each["name"] for each in both] == ["shop-orders.fifo", "shop-orders-dead-letters.fifo"]
    assert {
        (each["fifo_queue"], each["content_based_deduplication"], each["fifo_throughput_limit"]) for each in both
    } == {(True, True, "perMessageGroupId")}


def test_high_throughput_tells_messages_apart_by_group() -> None:
    """AWS refuses the limit by group while duplicates are looked for in the whole queue."""
    by_group, _ = queues(fifo=FifoConfig())
    together, _ = queues(fifo=FifoConfig(throughput_limit="per_queue"))

    assert (by_group["fifo_throughput_limit"], by_group["deduplication_scope"]) == ("perMessageGroupId", "messageGroup")
    assert (together["fifo_throughput_limit"], together["deduplication_scope"]) == ("perQueue", "queue")


@pytest.mark.parametrize("protected", [True, False])
def test_protection_reaches_both_queues_and_the_key(*, protected: bool) -> None:
    made = document(protected=protected)
    guarded = [
        body["lifecycle"]["prevent_destroy"]
        for kind in ("aws_sqs_queue", "aws_kms_key")
        for body in resources(made, kind).values()
    ]

    assert guarded == [protected] * 3


@pytest.mark.parametrize("name", ["orders.fifo", "or ders", "x" * (NAME_LIMIT + 1), ""])
def test_refuses_a_name_that_leaves_no_room_for_its_endings(name: str) -> None:
    with pytest.raises(ConfigError, match=r"alone/queue.name: is no name of a queue"):
        document(name=name)


def test_the_longest_name_fits() -> None:
    _, dead = queues(name="x" * NAME_LIMIT, fifo=FifoConfig())

    assert len(dead["name"]) == 80


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        document(name="${x}")


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/queue.max_receive_count: is out of range"):
        document(max_receive_count=0)


def test_policies_please_the_linter() -> None:
    assert findings(document(producers=("events", "s3", "sns"))) == []
