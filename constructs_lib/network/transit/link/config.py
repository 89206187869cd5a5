"""Settings of a link between two attached networks: a peering's, word for word."""

from collections.abc import Mapping
from typing import Any, ClassVar

from constructs_lib.foundation.config import config
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig


@config
class TransitLinkConfig:
    """The network of this placement and that of another one, routed to each other through their hubs.

    It is what PeeringConfig is without a hub: both networks are attached, and this says that they may talk. Networks
    that no link names cannot reach each other, however many share a hub.
    """

    DOMAIN: ClassVar[str] = "transit-link"

    component: Component
    """What the other side is to this one: `tools`, `recovery`."""
    peer: Placement
    """Where the other network is."""
    network: NetworkConfig | None = None
    """This side's network. Found in the environment; not to be written down."""
    peer_network: NetworkConfig | None = None
    """The other side's network. Found in the environment of the peer; not to be written down."""
    attachment: TransitAttachmentConfig | None = None
    """Which hub this side is at. Found in the environment; not to be written down."""
    peer_attachment: TransitAttachmentConfig | None = None
    """Which hub the other side is at. Found in the environment of the peer; not to be written down."""

    @property
    def ipv6(self) -> bool:
        """Whether there is IPv6 to route: a side without it has nobody to answer. Of a config that has found its ends."""
        return all(network is not None and network.ipv6 for network in (self.network, self.peer_network))

    def routes_needed(self) -> tuple[int, int]:
        """How many routes it puts into each table: of this side, and of the other one."""
        own, theirs = (len(each.cidrs) if each else 0 for each in (self.network, self.peer_network))
        return theirs + self.ipv6, own + self.ipv6

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What the fields that are not to be written down stand for."""
        return {
            "network": (here, NetworkConfig),
            "peer_network": (self.peer, NetworkConfig),
            "attachment": (here, TransitAttachmentConfig),
            "peer_attachment": (self.peer, TransitAttachmentConfig),
        }
