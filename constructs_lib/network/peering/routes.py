"""Sides of a peering, and the routes from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from constructs_lib.foundation.ranges import range_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One of the two networks."""

    vpc_id: str
    cidrs: tuple[str, ...]
    """Every IPv4 range of the VPC: what the other side routes."""
    ipv6_cidrs: Mapping[str, str] = field(default_factory=dict[str, str])
    """Every IPv6 range by a name that stays, because Amazon decides on it at apply; empty unless both sides have IPv6."""
    route_table_ids: Mapping[str, str]
    """Every route table, by a name that stays: `public`, `private-a`."""
    account_id: str
    region: str
    provider: AwsProvider | None = None
    """None for the stack's own."""


class Routes(Construct):
    """In every table of one side to every range of the other: a table left out is a subnet whose answers never arrive."""

    def __init__(self, scope: Construct, id_: str, *, side: Side, to: Side, connection_id: str) -> None:
        super().__init__(scope, id_)
        for table, route_table_id in side.route_table_ids.items():
            for cidr in to.cidrs:
                Route(
                    self,
                    f"{table}-to-{range_id(cidr)}",
                    route_table_id=route_table_id,
                    destination_cidr_block=cidr,
                    vpc_peering_connection_id=connection_id,
                    provider=side.provider,
                )
            for name, cidr in to.ipv6_cidrs.items():
                Route(
                    self,
                    f"{table}-to-{name}",
                    route_table_id=route_table_id,
                    destination_ipv6_cidr_block=cidr,
                    vpc_peering_connection_id=connection_id,
                    provider=side.provider,
                )
