"""Terraform's rights on queues."""

from constructs_lib.account.access import queue


def test_queues_of_this_environment_only_and_none_of_their_messages() -> None:
    statements = (*queue.reads("111111111111", "dev"), *queue.writes("111111111111", "dev"))
    actions = {action for each in statements for action in each.actions}

    assert {resource for each in statements for resource in each.resources} == {"arn:aws:sqs:*:111111111111:dev-*"}
    assert actions & {"sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:SendMessage"} == set()
