"""Settings of a VPN gateway: a VPC's own door for VPNs and Direct Connect."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.transit.gateway.config import DEFAULT_ASN, asn_problems


@config
class VpnGatewayConfig:
    """The VPN gateway of this placement's network. AWS takes one per VPC; every VPN and Direct Connect shares it.

    What it learns from them goes into every route table of the network by propagation, so nothing has to be routed by
    hand, and a way that goes away takes its routes along.
    """

    DOMAIN: ClassVar[str] = "vpn-gateway"

    asn: int = DEFAULT_ASN
    """AWS's number in BGP."""
    network: NetworkConfig | None = None
    """The network. Found in the environment; not to be written down."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the number."""
        yield from asn_problems("asn", self.asn)

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `network` stands for."""
        return {"network": (here, NetworkConfig)}
