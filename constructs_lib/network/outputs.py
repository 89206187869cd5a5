"""What a network tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import Cidr, Ipv6Cidr, RouteTableIds, SubnetIds, VpcId

NO_IPV6 = "none"
"""What a network without IPv6 publishes for its block: a parameter cannot be empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkOutputs:
    """Where workloads are put, and what a peer must route. Lists are in the order of the zones' letters.

    `<tier>_subnet_ids` has one subnet per zone, which is what load balancers, endpoints and attachments take.
    `all_<tier>_subnet_ids` adds those of the ranges added later, for what takes as many as there are.
    """

    DOMAIN: ClassVar[str] = "network"

    vpc_id: VpcId
    cidr: Cidr
    ipv6_cidr: Ipv6Cidr
    public_subnet_ids: SubnetIds
    private_subnet_ids: SubnetIds
    isolated_subnet_ids: SubnetIds
    all_private_subnet_ids: SubnetIds
    all_isolated_subnet_ids: SubnetIds
    public_route_table_ids: RouteTableIds
    private_route_table_ids: RouteTableIds
    isolated_route_table_ids: RouteTableIds
