"""Terraform and transit gateways: hubs, what is attached to them, and their share with other accounts."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_PARTS = ("transit-gateway", "transit-gateway-attachment", "transit-gateway-route-table")
_SERVICE = "transitgateway.amazonaws.com"
# What an attachment and a route name beside them, and the account of a hub that is shared.
_NAMED = ("route-table", "subnet", "vpc")


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del account_id, environment  # ids carry no names, and a hub may be another account's
    yield Statement(
        sid="ReadTransitGateways",
        actions=(
            "ec2:DescribeTransitGatewayAttachments",
            "ec2:DescribeTransitGatewayPeeringAttachments",
            "ec2:DescribeTransitGatewayRouteTables",
            "ec2:DescribeTransitGatewayVpcAttachments",
            "ec2:DescribeTransitGateways",
            "ec2:GetTransitGatewayRouteTableAssociations",
            "ec2:GetTransitGatewayRouteTablePropagations",
            "ram:GetResourceShareAssociations",
            "ram:GetResourceShareInvitations",
            "ram:GetResourceShares",
            "ram:ListResources",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="SearchTransitRoutes",
        actions=("ec2:SearchTransitGatewayRoutes",),
        resources=("arn:aws:ec2:*:*:transit-gateway-route-table/*",),
    )
    yield Statement(
        sid="ReadTransitShares",
        actions=("ram:ListResourceSharePermissions",),
        resources=("arn:aws:ram:*:*:resource-share/*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del environment
    # a hub, and what is at it, may belong to the account that shares it: which one is RAM's to say
    yield Statement(
        sid="RunTransitGateways",
        actions=(
            "ec2:AcceptTransitGatewayPeeringAttachment",
            "ec2:AcceptTransitGatewayVpcAttachment",
            "ec2:AssociateTransitGatewayRouteTable",
            "ec2:CreateTransitGateway",
            "ec2:CreateTransitGatewayPeeringAttachment",
            "ec2:CreateTransitGatewayRoute",
            "ec2:CreateTransitGatewayRouteTable",
            "ec2:CreateTransitGatewayVpcAttachment",
            "ec2:DeleteTransitGateway",
            "ec2:DeleteTransitGatewayPeeringAttachment",
            "ec2:DeleteTransitGatewayRoute",
            "ec2:DeleteTransitGatewayRouteTable",
            "ec2:DeleteTransitGatewayVpcAttachment",
            "ec2:DisableTransitGatewayRouteTablePropagation",
            "ec2:DisassociateTransitGatewayRouteTable",
            "ec2:EnableTransitGatewayRouteTablePropagation",
            "ec2:ModifyTransitGateway",
            "ec2:ModifyTransitGatewayVpcAttachment",
        ),
        resources=(
            *(f"arn:aws:ec2:*:*:{part}/*" for part in _PARTS),
            *(f"arn:aws:ec2:*:{account_id}:{part}/*" for part in _NAMED),
        ),
    )
    yield Statement(
        sid="TagTransitGateways",
        actions=("ec2:CreateTags", "ec2:DeleteTags"),
        resources=tuple(f"arn:aws:ec2:*:{account_id}:{part}/*" for part in _PARTS),
    )
    yield Statement(
        sid="ShareTransitGateways",
        actions=(
            "ram:AcceptResourceShareInvitation",
            "ram:AssociateResourceShare",
            "ram:DeleteResourceShare",
            "ram:DisassociateResourceShare",
            "ram:TagResource",
            "ram:UntagResource",
            "ram:UpdateResourceShare",
        ),
        resources=("arn:aws:ram:*:*:resource-share-invitation/*", "arn:aws:ram:*:*:resource-share/*"),
    )
    yield Statement(
        sid="CreateTransitShares",
        actions=("ram:CreateResourceShare",),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="LetTransitGatewaysWork",
        actions=("iam:CreateServiceLinkedRole",),
        resources=(f"arn:aws:iam::{account_id}:role/aws-service-role/{_SERVICE}/AWSServiceRoleForVPCTransitGateway",),
        conditions={"StringEquals": {"iam:AWSServiceName": _SERVICE}},
    )
