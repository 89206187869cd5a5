"""Settings of a way to a Direct Connect gateway."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import range_problems
from constructs_lib.foundation.state import AccountId
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.vpn.config import Door, door_problems
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig

DirectConnectGatewayId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
# https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html
_MOST_PREFIXES_OF_A_HUB = 200


@config
class DirectConnectConfig:
    """This placement's network or hub, associated with a Direct Connect gateway.

    The gateway itself, its lines and virtual interfaces are ordered with a carrier over weeks; they are given by id.
    """

    DOMAIN: ClassVar[str] = "direct-connect"

    component: Component
    """What is at the other end: `datacenter`."""
    direct_connect_gateway_id: DirectConnectGatewayId
    """The gateway, which belongs to no region."""
    remote_cidrs: Annotated[tuple[str, ...], Len(1, 100)]
    """What lies at the other end. A network's route table takes 100 routes from a gateway, and leaves out the rest."""
    ends_at: Door = "vpn_gateway"
    """`vpn_gateway`: this placement's network, by its VpnGatewayConfig. `transit_gateway`: this placement's hub."""
    allowed_prefixes: tuple[str, ...] = ()
    """What the other end is told. Of a network: its own ranges by default, and anything narrower is never told at all.
    A hub tells exactly these, so there they must be named."""
    networks: Mapping[Component, Placement] | None = None
    """With a hub: which attached networks get through, by names of your own."""
    owner: Placement | AccountId | None = None
    """Whose the gateway is. Nothing: this account's. A placement: another account's, where the deploy role accepts. An
    account id: somebody else's, who finds the proposal and accepts it; until then a hub cannot be routed."""
    network: NetworkConfig | None = None
    """The network. Found in the environment; not to be written down."""
    gateway: VpnGatewayConfig | TransitGatewayConfig | None = None
    """What it ends at. Found in the environment; not to be written down."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the ranges, and with where it ends."""
        yield from range_problems("remote_cidrs", self.remote_cidrs)
        yield from range_problems("allowed_prefixes", self.allowed_prefixes)
        yield from door_problems(self.ends_at, self.networks)
        at_hub = self.ends_at == "transit_gateway"
        if at_hub and len(self.allowed_prefixes) > _MOST_PREFIXES_OF_A_HUB:
            yield Problem(
                where="allowed_prefixes",
                what="are more than AWS takes",
                got=str(len(self.allowed_prefixes)),
                allowed=f"at most {_MOST_PREFIXES_OF_A_HUB}",
                fix="name a wider range instead of several",
            )
        if at_hub and not self.allowed_prefixes:
            yield Problem(
                where="allowed_prefixes",
                what="tells the other end nothing",
                fix="name the ranges it may send to: a hub tells exactly these, and none by itself",
            )
        if at_hub and isinstance(self.owner, str):
            yield Problem(
                where="owner",
                what="accepts by hand, and a hub's routes need what is accepted",
                got=self.owner,
                fix="give the placement of the owner, whose deploy role accepts, or end it at a vpn_gateway",
            )

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `gateway` stands for, and `network` where it is a network's."""
        if self.ends_at == "transit_gateway":
            return {"gateway": (here, TransitGatewayConfig)}
        return {"gateway": (here, VpnGatewayConfig), "network": (here, NetworkConfig)}

    def claimed_ranges(self) -> tuple[tuple[str, str], ...]:
        """What no network may use: ranges at the other end."""
        return tuple((f"Direct Connect {self.component}", cidr) for cidr in self.remote_cidrs)
