"""Settings of a peering between two networks."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from annotated_types import Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.probing import ProbeConfig


@config
class PeeringConfig:
    """The network of this placement and another one, routed to each other in both directions.

    The other one may be in another account and another region. A peering joins two VPCs and leads no further: neither to
    what the other one is peered with, nor to its VPN, NAT gateways or endpoints.
    https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
    """

    DOMAIN: ClassVar[str] = "peering"

    component: Component
    """What the other side is to this one: `tools`, `recovery`."""
    peer: Placement | ForeignNetwork
    """Where the other network is. In a placement of ours, both need the deploy role of their account, because each side
    accepts, routes and resolves names with rights of its own."""
    tiers: Annotated[tuple[Tier, ...], Len(1, 3)] = TIERS
    """The subnets of this side that reach the peer and answer it; those the network has."""
    peer_tiers: Annotated[tuple[Tier, ...], Len(1, 3)] = TIERS
    """The same of the other side, where that is ours. A foreign one names its tables."""
    probe: ProbeConfig | None = None
    """Watches the peering from this side."""
    network: NetworkConfig | None = None
    """This side's network. Found in the environment; not to be written down."""
    peer_network: NetworkConfig | None = None
    """The other side's network. Found in the environment of the peer; not to be written down."""

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `network` and `peer_network` stand for."""
        own: Mapping[str, tuple[Placement, type[Any]]] = {"network": (here, NetworkConfig)}
        return own if isinstance(self.peer, ForeignNetwork) else {**own, "peer_network": (self.peer, NetworkConfig)}

    def claimed_ranges(self) -> tuple[tuple[str, str], ...]:
        """A foreign peer's ranges, each after its VPC."""
        peer = self.peer
        return tuple((peer.vpc_id, cidr) for cidr in peer.cidrs) if isinstance(peer, ForeignNetwork) else ()

    @property
    def aws_services(self) -> tuple[str, ...]:
        """What the probe calls from private subnets."""
        return ("ec2", "monitoring") if self.probe else ()

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the choice of subnets."""
        for where, tiers in (("tiers", self.tiers), ("peer_tiers", self.peer_tiers)):
            if len(set(tiers)) < len(tiers):
                yield Problem(where=where, what="name a tier twice", got=repr(tiers), fix="name each tier once")
        if isinstance(self.peer, ForeignNetwork) and self.peer_tiers != TIERS:
            fix = "leave it out; route_table_ids says which of its subnets answer"
            yield Problem(where="peer_tiers", what="a foreign network has no tiers", got=repr(self.peer_tiers), fix=fix)
        if self.probe is not None and "private" not in self.tiers:
            yield Problem(
                where="probe",
                what="stands in private subnets, which this peering leaves out",
                got=f"tiers {self.tiers!r}",
                fix='add "private" to tiers, or leave the probe out',
            )
