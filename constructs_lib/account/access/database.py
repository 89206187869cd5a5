"""Terraform and databases: instances, their keys' use by RDS, and secrets, none of whose values it reads or writes."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement

_BY_WAY_OF_SECRETS = {"StringLike": {"kms:ViaService": "secretsmanager.*.amazonaws.com"}}


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadDatabases",
        actions=(
            "rds:DescribeDBInstances",
            "rds:DescribeDBParameterGroups",
            "rds:DescribeDBParameters",
            "rds:DescribeDBSubnetGroups",
            "rds:ListTagsForResource",
        ),
        resources=(
            # the provider looks for instances by RDS's own id, which is a search through all of them
            f"arn:aws:rds:*:{account_id}:db:*",
            f"arn:aws:rds:*:{account_id}:pg:{environment}-*",
            f"arn:aws:rds:*:{account_id}:subgrp:{environment}-*",
        ),
    )
    yield Statement(
        sid="ReadAboutSecrets",
        actions=("secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"),
        resources=(_secrets(account_id, environment), _masters(account_id)),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield from _databases(account_id, environment)
    yield from _secrets_of(account_id, environment)


def _databases(account_id: str, environment: str) -> Iterator[Statement]:
    ours = f"arn:aws:rds:*:{account_id}"
    yield Statement(
        sid="RunDatabases",
        actions=(
            "rds:AddTagsToResource",
            "rds:CreateDBInstance",
            "rds:CreateDBParameterGroup",
            "rds:CreateDBSnapshot",
            "rds:CreateDBSubnetGroup",
            "rds:DeleteDBInstance",
            "rds:DeleteDBParameterGroup",
            "rds:DeleteDBSubnetGroup",
            "rds:ModifyDBInstance",
            "rds:ModifyDBParameterGroup",
            "rds:ModifyDBSubnetGroup",
            "rds:RemoveTagsFromResource",
            "rds:ResetDBParameterGroup",
        ),
        resources=(
            f"{ours}:db:{environment}-*",
            f"{ours}:og:default:*",
            f"{ours}:pg:{environment}-*",
            f"{ours}:snapshot:{environment}-*",
            f"{ours}:subgrp:{environment}-*",
        ),
    )
    yield Statement(
        sid="DeleteTheBackupsWithIt",
        actions=("rds:DeleteDBInstanceAutomatedBackup",),
        resources=(f"{ours}:auto-backup:*",),
    )
    yield Statement(
        sid="LetRdsMakeItsRole",
        actions=("iam:CreateServiceLinkedRole",),
        resources=(f"arn:aws:iam::{account_id}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",),
        conditions={"StringEquals": {"iam:AWSServiceName": "rds.amazonaws.com"}},
    )
    # RDS works with a key in the name of whoever makes the database
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
    yield Statement(
        sid="LetRdsUseKeys",
        actions=("kms:CreateGrant",),
        resources=(f"arn:aws:kms:*:{account_id}:key/*",),
        conditions={
            "Bool": {"kms:GrantIsForAWSResource": "true"},
            "StringLike": {"kms:ViaService": ["rds.*.amazonaws.com", "secretsmanager.*.amazonaws.com"]},
        },
    )


def _secrets_of(account_id: str, environment: str) -> Iterator[Statement]:
    yield Statement(
        sid="RunSecrets",
        actions=(
            "secretsmanager:CreateSecret",
            "secretsmanager:DeleteSecret",
            "secretsmanager:TagResource",
            "secretsmanager:UntagResource",
            "secretsmanager:UpdateSecret",
        ),
        resources=(_secrets(account_id, environment),),
    )
    yield Statement(
        sid="RotateSecrets",
        actions=("secretsmanager:CancelRotateSecret", "secretsmanager:RotateSecret"),
        resources=(_secrets(account_id, environment), _masters(account_id)),
    )
    # for its first version, and because Secrets Manager calls it in the name of whoever starts a rotation
    # https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
    yield Statement(
        sid="CallRotationFunctions",
        actions=("lambda:InvokeFunction",),
        resources=(f"arn:aws:lambda:*:{account_id}:function:{environment}-*-rotation",),
    )
    # RDS makes the master's secret in the name of whoever makes the database
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions
    yield Statement(
        sid="LetRdsMakeTheMastersSecret",
        actions=("secretsmanager:CreateSecret", "secretsmanager:TagResource"),
        resources=(_masters(account_id),),
    )
    yield Statement(
        sid="LetRdsEncryptIt",
        actions=("kms:Decrypt", "kms:GenerateDataKey"),
        resources=(f"arn:aws:kms:*:{account_id}:key/*",),
        conditions=_BY_WAY_OF_SECRETS,
    )


def _secrets(account_id: str, environment: str) -> str:
    return f"arn:aws:secretsmanager:*:{account_id}:secret:{environment}-*"


def _masters(account_id: str) -> str:
    return f"arn:aws:secretsmanager:*:{account_id}:secret:rds!db-*"
