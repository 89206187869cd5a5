"""A stack that says what it has read: the proof that a contract arrives."""

from dataclasses import dataclass
from typing import ClassVar

from constructs import Construct

from constructs_lib.foundation.config import config
from constructs_lib.foundation.outputs import Cidr, RouteTableIds, VpcId
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.outputs import NetworkOutputs


@config
class ProbeConfig:
    """Whose network to read."""

    DOMAIN: ClassVar[str] = "probe"

    source: Placement


@dataclass(frozen=True, kw_only=True, slots=True)
class ProbeOutputs:
    """What was read, published again."""

    DOMAIN: ClassVar[str] = "probe"

    vpc_id: VpcId
    cidr: Cidr
    private_route_table_ids: RouteTableIds


class ProbeStack(PlatformStack):
    """Reads a network in another account and region."""

    def __init__(self, scope: Construct, placement: Placement, config: ProbeConfig) -> None:
        super().__init__(scope, placement, config)
        network = self.read(NetworkOutputs, config.source)
        self.publish(
            ProbeOutputs(
                vpc_id=network.vpc_id,
                cidr=network.cidr,
                private_route_table_ids=network.private_route_table_ids,
            )
        )
