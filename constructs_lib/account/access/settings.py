"""Terraform and the settings of applications, in Parameter Store."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too. Finding them is allowed where contracts are."""
    yield Statement(
        sid="ReadSettings",
        actions=("ssm:GetParameter", "ssm:GetParameters", "ssm:ListTagsForResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/*/{environment}/*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="WriteSettings",
        actions=("ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/*/{environment}/*",),
    )
