"""Terraform and clocks that call functions."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadSchedules",
        actions=("events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"),
        resources=(f"arn:aws:events:*:{account_id}:rule/{environment}-*",),
    )
    yield Statement(
        sid="ReadTimetables",
        actions=("scheduler:GetSchedule",),
        resources=(f"arn:aws:scheduler:*:{account_id}:schedule/default/{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="RunSchedules",
        actions=(
            "events:DeleteRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
            "events:TagResource",
            "events:UntagResource",
        ),
        resources=(f"arn:aws:events:*:{account_id}:rule/{environment}-*",),
    )
    yield Statement(
        sid="RunTimetables",
        actions=("scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"),
        resources=(f"arn:aws:scheduler:*:{account_id}:schedule/default/{environment}-*",),
    )
