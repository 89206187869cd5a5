"""Terraform and VPNs: gateways, devices and connections. The tunnels' keys it neither sees nor sets."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_PARTS = ("customer-gateway", "vpn-connection", "vpn-gateway")
# What they are attached to, and whose routes they bring.
_NAMED = ("route-table", "transit-gateway", "transit-gateway-attachment", "vpc")


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del account_id, environment  # ids carry no names
    yield Statement(
        sid="ReadVpns",
        actions=("ec2:DescribeCustomerGateways", "ec2:DescribeVpnConnections", "ec2:DescribeVpnGateways"),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del environment
    yield Statement(
        sid="RunVpns",
        actions=(
            "ec2:AttachVpnGateway",
            "ec2:CreateCustomerGateway",
            "ec2:CreateTags",
            "ec2:CreateVpnConnection",
            "ec2:CreateVpnConnectionRoute",
            "ec2:CreateVpnGateway",
            "ec2:DeleteCustomerGateway",
            "ec2:DeleteTags",
            "ec2:DeleteVpnConnection",
            "ec2:DeleteVpnConnectionRoute",
            "ec2:DeleteVpnGateway",
            "ec2:DetachVpnGateway",
            "ec2:DisableVgwRoutePropagation",
            "ec2:EnableVgwRoutePropagation",
            "ec2:ModifyVpnConnection",
            "ec2:ModifyVpnConnectionOptions",
            "ec2:ModifyVpnTunnelOptions",
        ),
        resources=tuple(f"arn:aws:ec2:*:{account_id}:{part}/*" for part in (*_PARTS, *_NAMED)),
    )
    # AWS writes the keys of a new connection into a secret of its own, in the name of whoever makes the connection
    # https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-tunnel-authentication-options.html
    yield Statement(
        sid="LetVpnsKeepTheirKeys",
        actions=("secretsmanager:CreateSecret", "secretsmanager:TagResource"),
        resources=(f"arn:aws:secretsmanager:*:{account_id}:secret:s2svpn!*",),
    )
    yield Statement(
        sid="LetVpnsLog",
        actions=(
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="LetVpnsWork",
        actions=("iam:CreateServiceLinkedRole",),
        resources=(f"arn:aws:iam::{account_id}:role/aws-service-role/s2svpn.amazonaws.com/AWSServiceRoleForVPCS2SVPN",),
        conditions={"StringEquals": {"iam:AWSServiceName": "s2svpn.amazonaws.com"}},
    )
