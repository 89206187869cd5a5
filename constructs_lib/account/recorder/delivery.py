"""What lets AWS Config write into a bucket and use its key: for recorders of this account only."""

from constructs_lib.foundation import iam
from constructs_lib.parts.key import used_by

AWS_CONFIG = "config.amazonaws.com"


def bucket_statements(arn: str, *, account_id: str, prefix: str | None = None) -> tuple[iam.Statement, ...]:
    """Statements of a bucket's policy. With its service-linked role AWS Config comes as the service that it is.

    https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    """
    source = {"aws:SourceAccount": account_id}
    path = f"{prefix}/AWSLogs" if prefix else "AWSLogs"
    return (
        iam.Statement(
            sid="RecorderFindsTheBucket",
            principal=iam.service(AWS_CONFIG),
            actions=("s3:GetBucketAcl", "s3:ListBucket"),
            resources=(arn,),
            conditions={"StringEquals": source},
        ),
        iam.Statement(
            sid="RecorderDelivers",
            principal=iam.service(AWS_CONFIG),
            actions=("s3:PutObject",),
            resources=(f"{arn}/{path}/{account_id}/Config/*",),
            conditions={"StringEquals": {**source, "s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
    )


def key_statement(account_id: str) -> iam.Statement:
    """A statement of the policy of the key that the bucket, or the topic of changes, is encrypted with.

    https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
    """
    return used_by(
        "RecorderOfThisAccount",
        iam.service(AWS_CONFIG),
        actions=("kms:Decrypt", "kms:GenerateDataKey*"),
        conditions={"StringEquals": {"aws:SourceAccount": account_id}},
    )
