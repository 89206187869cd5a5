"""What a network tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import Cidr, RouteTableIds, SubnetIds, VpcId


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkOutputs:
    """Where workloads are put, and what a peer must route. Lists are in the order of the zones' letters."""

    DOMAIN: ClassVar[str] = "network"

    vpc_id: VpcId
    cidr: Cidr
    public_subnet_ids: SubnetIds
    private_subnet_ids: SubnetIds
    isolated_subnet_ids: SubnetIds
    public_route_table_ids: RouteTableIds
    private_route_table_ids: RouteTableIds
    isolated_route_table_ids: RouteTableIds
