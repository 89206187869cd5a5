"""What every peering begins with, whoever accepts it: it is asked for, and our own half of it is set."""

from cdktf_cdktf_provider_aws.vpc_peering_connection import VpcPeeringConnection
from cdktf_cdktf_provider_aws.vpc_peering_connection_options import (
    VpcPeeringConnectionOptions,
    VpcPeeringConnectionOptionsRequester,
)
from constructs import Construct

from constructs_lib.network.peering.routes import Side


def requested(scope: Construct, *, name: str, requester: Side, accepter: Side) -> VpcPeeringConnection:
    """The connection, as the `Default` of the construct that asks for it. It carries nothing until it is accepted."""
    return VpcPeeringConnection(
        scope,
        "Default",
        vpc_id=requester.vpc_id,
        peer_vpc_id=accepter.vpc_id,
        peer_owner_id=accepter.account_id,
        # AWS takes the region for one of another region's VPC even where it is the same one
        peer_region=accepter.region if accepter.region != requester.region else None,
        provider=requester.provider,
        tags={"Name": name},
    )


def resolve_names(scope: Construct, *, requester: Side, connection_id: str) -> None:
    """Names of the other side resolve to private addresses here. AWS takes it of an active connection only.

    A resource and never a block inside the connection: each side may only set its own half, with its own rights.
    """
    VpcPeeringConnectionOptions(
        scope,
        "requester-options",
        vpc_peering_connection_id=connection_id,
        requester=VpcPeeringConnectionOptionsRequester(allow_remote_vpc_dns_resolution=True),
        provider=requester.provider,
    )
