"""What Terraform does in an account, domain by domain, as IAM statements."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement

_NO_NARROWER = "AWS knows no resource for these actions"
_VPC_PARTS = (
    "elastic-ip",
    "internet-gateway",
    "natgateway",
    "network-acl",
    "route-table",
    "security-group",
    "security-group-rule",
    "subnet",
    "vpc",
    "vpc-endpoint",
    "vpc-flow-log",
)


def deploy_statements(account_id: str, environment: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What deploying each domain needs, reading included."""
    yield "contract", (*_contract_reads(account_id, environment), *_contract_writes(account_id, environment))
    yield "account", (*_account_reads(account_id, environment), *_account_writes(account_id, environment))
    yield "network", (*_network_reads(account_id), *_network_writes(account_id))


def plan_statements(account_id: str, environment: str) -> tuple[Statement, ...]:
    """What planning needs: everything is read, nothing is changed, no secret is opened."""
    return (
        *_contract_reads(account_id, environment),
        *_account_reads(account_id, environment),
        *_network_reads(account_id),
    )


def _contract_reads(account_id: str, environment: str) -> Iterator[Statement]:
    yield Statement(
        sid="ReadContracts",
        actions=("ssm:GetParameter", "ssm:GetParameters", "ssm:ListTagsForResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/cairn/{environment}/*",),
    )
    yield Statement(
        sid="FindContracts",
        actions=("ssm:DescribeParameters",),
        resources=("*",),
        wildcard_reason=_NO_NARROWER,
    )


def _contract_writes(account_id: str, environment: str) -> Iterator[Statement]:
    yield Statement(
        sid="PublishContracts",
        actions=("ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/cairn/{environment}/*",),
    )


def _account_reads(account_id: str, environment: str) -> Iterator[Statement]:
    yield Statement(
        sid="ReadKeys",
        actions=("kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"),
        resources=(f"arn:aws:kms:*:{account_id}:key/*",),
    )
    yield Statement(sid="FindKeys", actions=("kms:ListAliases",), resources=("*",), wildcard_reason=_NO_NARROWER)
    yield Statement(
        sid="ReadTopics",
        actions=("sns:GetTopicAttributes", "sns:ListTagsForResource"),
        resources=(f"arn:aws:sns:*:{account_id}:{environment}-*",),
    )
    yield Statement(
        sid="ReadBucketSettings",
        actions=(
            "s3:GetAccelerateConfiguration",
            "s3:GetBucket*",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )


def _account_writes(account_id: str, environment: str) -> Iterator[Statement]:
    yield Statement(sid="MakeKeys", actions=("kms:CreateKey",), resources=("*",), wildcard_reason=_NO_NARROWER)
    yield Statement(
        sid="RunKeys",
        actions=(
            "kms:CreateAlias",
            "kms:DeleteAlias",
            "kms:DisableKeyRotation",
            "kms:EnableKeyRotation",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateAlias",
            "kms:UpdateKeyDescription",
        ),
        resources=(f"arn:aws:kms:*:{account_id}:key/*", f"arn:aws:kms:*:{account_id}:alias/{environment}-*"),
    )
    yield Statement(
        sid="RunTopics",
        actions=(
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:SetTopicAttributes",
            "sns:TagResource",
            "sns:UntagResource",
        ),
        resources=(f"arn:aws:sns:*:{account_id}:{environment}-*",),
    )
    yield Statement(
        sid="RunBuckets",
        actions=(
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
        ),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )


def _network_reads(account_id: str) -> Iterator[Statement]:
    yield Statement(
        sid="ReadNetworks",
        actions=(
            "ec2:DescribeAddresses",
            "ec2:DescribeAddressesAttribute",
            "ec2:DescribeFlowLogs",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeNatGateways",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribePrefixLists",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroupRules",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcs",
        ),
        resources=("*",),
        wildcard_reason=_NO_NARROWER,
    )
    yield Statement(
        sid="ReadNetworkParts",
        actions=("ec2:DescribeVpcAttribute",),
        resources=(f"arn:aws:ec2:*:{account_id}:vpc/*",),
    )


def _network_writes(account_id: str) -> Iterator[Statement]:
    yield Statement(
        sid="RunNetworks",
        actions=(
            "ec2:AllocateAddress",
            "ec2:AssociateRouteTable",
            "ec2:AttachInternetGateway",
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:CreateFlowLogs",
            "ec2:CreateInternetGateway",
            "ec2:CreateNatGateway",
            "ec2:CreateRoute",
            "ec2:CreateRouteTable",
            "ec2:CreateSubnet",
            "ec2:CreateTags",
            "ec2:CreateVpc",
            "ec2:CreateVpcEndpoint",
            "ec2:DeleteFlowLogs",
            "ec2:DeleteInternetGateway",
            "ec2:DeleteNatGateway",
            "ec2:DeleteRoute",
            "ec2:DeleteRouteTable",
            "ec2:DeleteSubnet",
            "ec2:DeleteTags",
            "ec2:DeleteVpc",
            "ec2:DeleteVpcEndpoints",
            "ec2:DetachInternetGateway",
            "ec2:DisassociateRouteTable",
            "ec2:ModifySubnetAttribute",
            "ec2:ModifyVpcAttribute",
            "ec2:ModifyVpcEndpoint",
            "ec2:ReleaseAddress",
            "ec2:ReplaceRoute",
            "ec2:ReplaceRouteTableAssociation",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ),
        resources=tuple(f"arn:aws:ec2:*:{account_id}:{part}/*" for part in _VPC_PARTS),
    )
    yield Statement(
        sid="LetFlowLogsDeliver",
        actions=("logs:CreateLogDelivery", "logs:DeleteLogDelivery"),
        resources=("*",),
        wildcard_reason=_NO_NARROWER,
    )
