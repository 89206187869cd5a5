"""Settings of a network."""

from collections.abc import Iterator
from ipaddress import IPv4Network, ip_network
from typing import Annotated, ClassVar, Literal

from annotated_types import Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

LARGEST_PREFIX, SMALLEST_PREFIX = 16, 22
"""AWS takes /16 to /28; below /22 the smallest tier would fall under AWS's smallest subnet, /28."""
_PRIVATE_RANGES = tuple(
    IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)


@config
class NetworkConfig:
    """A VPC with public, private and isolated subnets in every zone."""

    DOMAIN: ClassVar[str] = "network"

    cidr: str
    """The IPv4 range of the VPC, /16 to /22. A /16 leaves room for every tier in eight zones."""
    zones: Annotated[tuple[str, ...], Len(1, 8)]
    """Availability zones by name. A zone's letter decides its addresses, so order is free and adding one moves nothing."""
    nat: Literal["none", "single", "per_zone"] = "per_zone"
    """How private subnets reach the internet. `single` saves money and loses all zones with one; `none` needs endpoints."""
    gateway_endpoints: tuple[Literal["s3", "dynamodb"], ...] = ("s3", "dynamodb")
    """Free, and they keep that traffic off the NAT gateways."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the range or the zones as a whole."""
        yield from _range_problems(self.cidr)
        repeated = sorted({zone for zone in self.zones if self.zones.count(zone) > 1})
        if repeated:
            yield Problem(where="zones", what="name a zone twice", got=", ".join(repeated), fix="name each zone once")


def _range_problems(cidr: str) -> Iterator[Problem]:
    try:
        network = ip_network(cidr)
    except ValueError as error:
        yield Problem(where="cidr", what=f"is no IPv4 range ({error})", got=repr(cidr), allowed="such as 10.20.0.0/16")
        return
    if not isinstance(network, IPv4Network) or not LARGEST_PREFIX <= network.prefixlen <= SMALLEST_PREFIX:
        yield Problem(
            where="cidr",
            what="has the wrong size",
            got=repr(cidr),
            allowed=f"IPv4, /{LARGEST_PREFIX} to /{SMALLEST_PREFIX}",
        )
    elif not any(network.subnet_of(block) for block in _PRIVATE_RANGES):
        yield Problem(
            where="cidr", what="is no private range", got=repr(cidr), allowed=", ".join(map(str, _PRIVATE_RANGES))
        )
