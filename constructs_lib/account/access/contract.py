"""Terraform and the contracts of an environment, in Parameter Store."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadContracts",
        actions=("ssm:GetParameter", "ssm:GetParameters", "ssm:ListTagsForResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/cairn/{environment}/*",),
    )
    yield Statement(
        sid="FindContracts",
        actions=("ssm:DescribeParameters",),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="PublishContracts",
        actions=("ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/cairn/{environment}/*",),
    )
