"""Settings of a network's place at a hub."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from annotated_types import Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import range_problems
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig


@config
class TransitAttachmentConfig:
    """The network of this placement, attached to the hub of its region. It reaches nobody yet: that is what links say."""

    DOMAIN: ClassVar[str] = "transit-attachment"

    hub: Placement
    """Where the transit gateway is: the same region, any account."""
    on_premises: Annotated[tuple[str, ...], Len(0, 50)] = ()
    """Ranges behind the hub that are no network of the estate: what its VPNs and Direct Connects lead to; IPv6 ones where
    this network has IPv6. Every route table of this network sends them to the hub; whether the hub lets them through is
    said by the VPN. Links need room in those tables, too: name wide ranges."""
    network: NetworkConfig | None = None
    """This side's network. Found in the environment; not to be written down."""
    gateway: TransitGatewayConfig | None = None
    """The hub's settings. Found in the estate; not to be written down."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the ranges."""
        yield from range_problems("on_premises", self.on_premises, ipv6=True)

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """AWS attaches networks of the gateway's own region only."""
        if self.hub.region != placement.region:
            yield Problem(
                where="hub",
                what="lies in another region",
                got=self.hub.region,
                allowed=placement.region,
                fix="give this region a hub of its own, and connect the two hubs by TransitPeeringConfig",
            )

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `network` and `gateway` stand for."""
        return {"network": (here, NetworkConfig), "gateway": (self.hub, TransitGatewayConfig)}
