"""Settings of a peering between the hubs of two regions."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig


@config
class TransitPeeringConfig:
    """The hub of this placement and that of another region, connected. What may cross is still said by links."""

    DOMAIN: ClassVar[str] = "transit-peering"

    peer: Placement
    """Where the other hub is: another region, any account."""
    gateway: TransitGatewayConfig | None = None
    """This side's hub. Found in the environment; not to be written down."""
    peer_gateway: TransitGatewayConfig | None = None
    """The other side's hub. Found in the estate; not to be written down."""

    @property
    def component(self) -> str:
        """Named after the other hub, so that a link between two networks finds it without being told."""
        return f"{self.peer.environment}-{self.peer.region}"

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """Between hubs of one region nothing has to be peered, and of two sides one has it."""
        if self.peer.region == placement.region:
            yield Problem(
                where="peer",
                what="lies in the same region",
                got=self.peer.region,
                fix="attach both regions' networks to one hub: a region needs one only",
            )
        elif side_with_peering(placement, self.peer) is not placement:
            yield Problem(
                where="peer",
                what="belongs on the other side",
                got=f"{self.peer.environment} {self.peer.region}",
                fix=f"write it at {self.peer.environment} {self.peer.region}, with this placement as its peer: a peering "
                "stands at the hub that comes first by name, where links look for it",
            )

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `gateway` and `peer_gateway` stand for."""
        return {"gateway": (here, TransitGatewayConfig), "peer_gateway": (self.peer, TransitGatewayConfig)}


def side_with_peering(one: Placement, other: Placement) -> Placement:
    """Which of two hubs has the stack of their peering: the first by environment, then by region."""
    return one if (one.environment, one.region) <= (other.environment, other.region) else other
