"""What passes a gateway endpoint, and what does not."""

from constructs_lib.network.endpoint_policies import dynamodb_policy, s3_policy

OWN, OTHER = "111111111111", "222222222222"


def test_s3_takes_own_principals_to_own_buckets_only() -> None:
    own, _ = s3_policy([OWN], "us-east-1")

    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": OWN, "aws:ResourceAccount": OWN}}


def test_s3_lets_work_with_objects_and_not_with_buckets() -> None:
    own, _ = s3_policy([OWN], "us-east-1")

    assert {"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"} <= set(own.actions)
    assert not [action for action in own.actions if action.startswith(("s3:PutBucket", "s3:DeleteBucket", "s3:Create"))]


def test_s3_lets_anybody_download_from_aws_of_the_region() -> None:
    """Image layers come by links that ECR signed: whoever pulls is nobody of the account."""
    _, downloads = s3_policy([OWN], "eu-west-1")

    assert downloads.actions == ("s3:GetObject",)
    assert "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" in downloads.resources
    assert [arn for arn in downloads.resources if "eu-west-1" not in arn] == []


def test_s3_downloads_are_never_from_own_buckets() -> None:
    _, downloads = s3_policy([OWN], "us-east-1")

    assert downloads.conditions == {"StringNotEquals": {"aws:ResourceAccount": OWN}}


def test_dynamodb_takes_own_principals_to_own_tables_only() -> None:
    (own,) = dynamodb_policy([OWN], "us-east-1")

    assert own.resources == (f"arn:aws:dynamodb:us-east-1:{OWN}:table/*",)
    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": OWN}}


def test_several_accounts_may_meet() -> None:
    (own,) = dynamodb_policy([OTHER, OWN], "us-east-1")

    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": [OWN, OTHER]}}
    assert len(own.resources) == 2
