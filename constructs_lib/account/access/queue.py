"""Terraform and queues: it makes and describes them, and takes no message."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadQueues",
        actions=("sqs:GetQueueAttributes", "sqs:ListQueueTags"),
        resources=(f"arn:aws:sqs:*:{account_id}:{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="RunQueues",
        actions=(
            "sqs:CreateQueue",
            "sqs:DeleteQueue",
            "sqs:SetQueueAttributes",
            "sqs:TagQueue",
            "sqs:UntagQueue",
        ),
        resources=(f"arn:aws:sqs:*:{account_id}:{environment}-*",),
    )
