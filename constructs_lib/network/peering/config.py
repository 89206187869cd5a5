"""Settings of a peering between two networks."""

from collections.abc import Mapping
from typing import Any, ClassVar

from constructs_lib.foundation.config import config
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig


@config
class PeeringConfig:
    """The network of this placement and that of another one, routed to each other in both directions.

    The other one may be in another account and another region. Both need the deploy role of their account, because
    each side accepts, routes and resolves names with rights of its own.
    """

    DOMAIN: ClassVar[str] = "peering"

    component: Component
    """What the other side is to this one: `tools`, `recovery`."""
    peer: Placement
    """Where the other network is."""
    network: NetworkConfig | None = None
    """This side's network. Found in the environment; not to be written down."""
    peer_network: NetworkConfig | None = None
    """The other side's network. Found in the environment of the peer; not to be written down."""

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `network` and `peer_network` stand for."""
        return {"network": (here, NetworkConfig), "peer_network": (self.peer, NetworkConfig)}
