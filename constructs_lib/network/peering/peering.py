"""A peering connection with everything that makes it carry packets: acceptance, names, and routes on both sides."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.vpc_peering_connection import VpcPeeringConnection
from cdktf_cdktf_provider_aws.vpc_peering_connection_accepter import VpcPeeringConnectionAccepterA
from cdktf_cdktf_provider_aws.vpc_peering_connection_options import (
    VpcPeeringConnectionOptions,
    VpcPeeringConnectionOptionsAccepter,
    VpcPeeringConnectionOptionsRequester,
)
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One of the two networks."""

    vpc_id: str
    cidrs: tuple[str, ...]
    """Every range of the VPC: what the other side routes."""
    route_table_ids: Mapping[str, str]
    """Every route table, by a name that stays: `public`, `private-a`."""
    account_id: str
    region: str
    provider: AwsProvider | None = None
    """None for the stack's own."""


class Peering(Construct):
    """Two VPCs that reach each other by address and by name.

    The accepter is a resource of its own also where one account owns both sides: AWS lets `auto_accept` on the
    connection stand for it only there, and options can be set on an active connection only.
    """

    def __init__(self, scope: Construct, id_: str, *, name: str, requester: Side, accepter: Side) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        connection = VpcPeeringConnection(
            self,
            "Default",
            vpc_id=requester.vpc_id,
            peer_vpc_id=accepter.vpc_id,
            peer_owner_id=accepter.account_id,
            # AWS takes the region for one of another region's VPC even where it is the same one
            peer_region=accepter.region if accepter.region != requester.region else None,
            provider=requester.provider,
            tags={"Name": name},
        )
        accepted = VpcPeeringConnectionAccepterA(
            self,
            "accepter",
            vpc_peering_connection_id=connection.id,
            auto_accept=True,
            provider=accepter.provider,
            tags={"Name": name},
        )
        # Two resources and never blocks inside the connection: each side may only set its own, with its own rights
        VpcPeeringConnectionOptions(
            self,
            "requester-options",
            vpc_peering_connection_id=accepted.id,
            requester=VpcPeeringConnectionOptionsRequester(allow_remote_vpc_dns_resolution=True),
            provider=requester.provider,
        )
        VpcPeeringConnectionOptions(
            self,
            "accepter-options",
            vpc_peering_connection_id=accepted.id,
            accepter=VpcPeeringConnectionOptionsAccepter(allow_remote_vpc_dns_resolution=True),
            provider=accepter.provider,
        )
        _routes(Construct(self, "requester-routes"), requester, to=accepter, connection_id=accepted.id)
        _routes(Construct(self, "accepter-routes"), accepter, to=requester, connection_id=accepted.id)
        self.id = accepted.id


def _routes(scope: Construct, side: Side, *, to: Side, connection_id: str) -> None:
    """In every table to every range: a table left out is a subnet whose answers never arrive."""
    for table, route_table_id in side.route_table_ids.items():
        for cidr in to.cidrs:
            Route(
                scope,
                f"{table}-to-{cidr.replace('.', '-').replace('/', '-')}",
                route_table_id=route_table_id,
                destination_cidr_block=cidr,
                vpc_peering_connection_id=connection_id,
                provider=side.provider,
            )
