"""Terraform and networks."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_VPC_PARTS = (
    "dhcp-options",
    "egress-only-internet-gateway",
    "elastic-ip",
    "internet-gateway",
    "natgateway",
    "network-acl",
    "prefix-list",
    "route-table",
    "security-group",
    "security-group-rule",
    "subnet",
    "vpc",
    "vpc-endpoint",
    "vpc-flow-log",
    "vpc-peering-connection",
)


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del environment  # VPC ids carry no names
    yield Statement(
        sid="ReadNetworks",
        actions=(
            "ec2:DescribeAddresses",
            "ec2:DescribeAddressesAttribute",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeEgressOnlyInternetGateways",
            "ec2:DescribeFlowLogs",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeManagedPrefixLists",
            "ec2:DescribeNatGateways",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribePrefixLists",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroupRules",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcPeeringConnections",
            "ec2:DescribeVpcs",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadNetworkParts",
        actions=("ec2:DescribeVpcAttribute", "ec2:GetManagedPrefixListEntries"),
        resources=(f"arn:aws:ec2:*:{account_id}:prefix-list/*", f"arn:aws:ec2:*:{account_id}:vpc/*"),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del environment  # VPC ids carry no names
    yield Statement(
        sid="RunNetworks",
        actions=(
            "ec2:AcceptVpcPeeringConnection",
            "ec2:AllocateAddress",
            "ec2:AssociateDhcpOptions",
            "ec2:AssociateRouteTable",
            "ec2:AssociateSubnetCidrBlock",
            "ec2:AssociateVpcCidrBlock",
            "ec2:AttachInternetGateway",
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:CreateDhcpOptions",
            "ec2:CreateEgressOnlyInternetGateway",
            "ec2:CreateFlowLogs",
            "ec2:CreateInternetGateway",
            "ec2:CreateManagedPrefixList",
            "ec2:CreateNatGateway",
            "ec2:CreateNetworkAcl",
            "ec2:CreateNetworkAclEntry",
            "ec2:CreateRoute",
            "ec2:CreateRouteTable",
            "ec2:CreateSecurityGroup",
            "ec2:CreateSubnet",
            "ec2:CreateTags",
            "ec2:CreateVpc",
            "ec2:CreateVpcEndpoint",
            "ec2:CreateVpcPeeringConnection",
            "ec2:DeleteDhcpOptions",
            "ec2:DeleteEgressOnlyInternetGateway",
            "ec2:DeleteFlowLogs",
            "ec2:DeleteInternetGateway",
            "ec2:DeleteManagedPrefixList",
            "ec2:DeleteNatGateway",
            "ec2:DeleteNetworkAcl",
            "ec2:DeleteNetworkAclEntry",
            "ec2:DeleteRoute",
            "ec2:DeleteRouteTable",
            "ec2:DeleteSecurityGroup",
            "ec2:DeleteSubnet",
            "ec2:DeleteTags",
            "ec2:DeleteVpc",
            "ec2:DeleteVpcEndpoints",
            "ec2:DeleteVpcPeeringConnection",
            "ec2:DetachInternetGateway",
            "ec2:DisassociateRouteTable",
            "ec2:DisassociateSubnetCidrBlock",
            "ec2:DisassociateVpcCidrBlock",
            "ec2:ModifyManagedPrefixList",
            "ec2:ModifySecurityGroupRules",
            "ec2:ModifySubnetAttribute",
            "ec2:ModifyVpcAttribute",
            "ec2:ModifyVpcEndpoint",
            "ec2:ModifyVpcPeeringConnectionOptions",
            "ec2:ReleaseAddress",
            "ec2:ReplaceNetworkAclAssociation",
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
        wildcard_reason=NO_NARROWER,
    )
