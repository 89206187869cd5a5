"""Terraform and Direct Connect: associations of gateways, never the gateways or the lines themselves."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del account_id, environment  # a Direct Connect gateway belongs to no region, and its id carries no name
    yield Statement(
        sid="ReadDirectConnect",
        actions=(
            "directconnect:DescribeDirectConnectGatewayAssociationProposals",
            "directconnect:DescribeDirectConnectGatewayAssociations",
            "directconnect:DescribeDirectConnectGateways",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del environment
    yield Statement(
        sid="AssociateDirectConnect",
        actions=(
            "directconnect:AcceptDirectConnectGatewayAssociationProposal",
            "directconnect:CreateDirectConnectGatewayAssociation",
            "directconnect:CreateDirectConnectGatewayAssociationProposal",
            "directconnect:DeleteDirectConnectGatewayAssociation",
        ),
        resources=(f"arn:aws:directconnect::{account_id}:dx-gateway/*",),
    )
    yield Statement(
        sid="ChangeDirectConnectAssociations",
        actions=(
            "directconnect:DeleteDirectConnectGatewayAssociationProposal",
            "directconnect:UpdateDirectConnectGatewayAssociation",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
