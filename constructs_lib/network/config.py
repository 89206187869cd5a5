"""Settings of a network."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Annotated, ClassVar, Literal, get_args

from annotated_types import Len

from constructs_lib.foundation.aws_services import GatewayService, InterfaceService
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.region import zones_of
from constructs_lib.network.acl.config import AclConfig, own_ranges_named
from constructs_lib.network.dhcp.config import DhcpConfig, out_of_reach
from constructs_lib.network.nat_instance_config import NatInstanceConfig
from constructs_lib.network.ranges import range_problems, secondary_problems

Tier = Literal["public", "private", "isolated"]
"""Public subnets have a route from the internet, private ones at most a way out, isolated ones neither."""
TIERS: tuple[Tier, ...] = get_args(Tier)

EndpointChoice = Literal[InterfaceService, "derived"]
"""A service by name, or whatever the workloads of the placement declare that they call."""

MOST_SECONDARY_CIDRS = 4
"""Five ranges to a VPC, and the first counts: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"""

# us-east-1a; a local zone such as us-east-1-bos-1a is another thing: it has neither NAT gateways nor most services
_ZONE = re.compile(r"^[a-z]{2}(-[a-z]+)+-\d[a-h]$")


@config
class NetworkConfig:
    """A VPC with subnets of every tier in every zone."""

    DOMAIN: ClassVar[str] = "network"

    cidr: str
    """The IPv4 range of the VPC, /16 to /22. A /16 leaves room for every tier in eight zones."""
    secondary_cidrs: Annotated[tuple[str, ...], Len(0, MOST_SECONDARY_CIDRS)] = ()
    """More ranges, /16 to /22, for private and isolated subnets where the first one has no address left. Each is cut as
    the first one is, so adding one moves nothing. AWS wants them from the private block of the first one, or from
    100.64.0.0/10."""
    ipv6: bool = False
    """Dual stack: Amazon gives the VPC a /56, and each subnet of the first range a /64 of it. Private subnets go out
    through an egress-only gateway, isolated ones not at all."""
    zones: Annotated[tuple[str, ...], Len(1, 8)]
    """Availability zones by name. A zone's letter decides its addresses, so order is free and adding one moves nothing."""
    tiers: Annotated[tuple[Tier, ...], Len(1, 3)] = TIERS
    """The kinds of subnets. Each has its fixed share of the range, so one can be added later."""
    nat: Literal["none", "single", "per_zone", "instance"] = "per_zone"
    """How private subnets reach the internet. `single` saves money and loses all zones with one; `instance` is a machine
    in place of that gateway, for a third of its price; `none` needs endpoints."""
    nat_instance: NatInstanceConfig | None = None
    """The machine of nat="instance", where its defaults do not fit."""
    gateway_endpoints: tuple[GatewayService, ...] = ("s3", "dynamodb")
    """Free, and they keep that traffic off the NAT gateways."""
    interface_endpoints: tuple[EndpointChoice, ...] = ()
    """AWS services at private addresses, for what has no NAT to reach them through. `derived` is what the workloads of the
    placement declare that they call, and nothing else. None by default: they cost by the hour, zone and service, so that
    from about five services on a NAT gateway is cheaper."""
    acl: AclConfig = AclConfig()
    """What network ACLs let pass between the tiers and the rest of the world."""
    dhcp: DhcpConfig | None = None
    """Name servers and clocks of one's own. None: the region's."""

    @property
    def cidrs(self) -> tuple[str, ...]:
        """Every IPv4 range of the VPC, the first one first: what others route to it."""
        return (self.cidr, *self.secondary_cidrs)

    @property
    def nat_machine(self) -> NatInstanceConfig:
        """The machine of nat="instance", defaults filled in."""
        return self.nat_instance or NatInstanceConfig()

    def serving(self, called: Collection[str]) -> "NetworkConfig":
        """The same network, with `derived` spelled out: the interface endpoints that these services are called through."""
        if "derived" not in self.interface_endpoints:
            return self
        needed = tuple(each for each in get_args(InterfaceService) if each in {*self.interface_endpoints, *called})
        return replace(self, interface_endpoints=needed)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the ranges, the zones as a whole, and the way out."""
        of_ranges = (*range_problems(self.cidr, "cidr"), *secondary_problems(self.cidr, self.secondary_cidrs))
        yield from of_ranges
        if not of_ranges:
            yield from self._problems_within_ranges()
        yield from _zone_problems(self.zones)
        yield from _repeated("tiers", "name a tier twice", self.tiers, "name each tier once")
        yield from _repeated(
            "gateway_endpoints", "name a service twice", self.gateway_endpoints, "name each service once"
        )
        yield from _repeated(
            "interface_endpoints", "name a service twice", self.interface_endpoints, "name each service once"
        )
        if self.interface_endpoints and "private" not in self.tiers:
            yield Problem(
                where="interface_endpoints",
                what="needs private subnets: the endpoints sit there",
                got=f"tiers {self.tiers!r}",
                fix='add "private" to tiers, or leave the endpoints out',
            )
        missing = [tier for tier in ("public", "private") if tier not in self.tiers]
        if self.nat != "none" and missing:
            yield Problem(
                where="nat",
                what=f"needs {' and '.join(missing)} subnets: the gateways sit in public ones and serve private ones",
                got=f"{self.nat!r} with tiers {self.tiers!r}",
                fix=f'add {" and ".join(map(repr, missing))} to tiers, or write nat="none"',
            )
        if self.nat_instance is not None and self.nat != "instance":
            yield Problem(
                where="nat_instance",
                what="describes a machine that there is none of",
                got=f"nat={self.nat!r}",
                fix='write nat="instance", or leave nat_instance out',
            )

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What is wrong only at some placements."""
        if placement.protected and self.nat == "instance":
            yield Problem(
                where="nat",
                what="is a single machine, which a protected placement must not depend on",
                got="'instance'",
                allowed="'per_zone', 'single', or 'none' with endpoints",
                fix='write nat="per_zone": a gateway in each zone outlives the others',
            )

    def _problems_within_ranges(self) -> Iterator[Problem]:
        """What only makes sense beside sound ranges; what is wrong inside the parts they tell themselves."""
        if not any(self.acl.problems()):
            yield from (each.under("acl") for each in own_ranges_named(self.acl.isolated_from, self.cidrs))
        if self.dhcp and "isolated" in self.tiers:
            yield from (each.under("dhcp") for each in out_of_reach(self.dhcp, self.cidrs))


def _repeated(where: str, what: str, values: tuple[str, ...], fix: str) -> Iterator[Problem]:
    twice = sorted(value for value, count in Counter(values).items() if count > 1)
    if twice:
        yield Problem(where=where, what=what, got=", ".join(twice), fix=fix)


def _zone_problems(zones: tuple[str, ...]) -> Iterator[Problem]:
    yield from _repeated("zones", "name a zone twice", zones, "name each zone once")
    for index, zone in enumerate(zones):
        known = zones_of(zone[:-1])
        if known and zone not in known:
            yield Problem(
                where=f"zones[{index}]",
                what=f"unknown zone in {zone[:-1]}",
                got=repr(zone),
                allowed=", ".join(known),
            )
        elif not _ZONE.match(zone):
            yield Problem(
                where=f"zones[{index}]",
                what="is no availability zone",
                got=repr(zone),
                allowed="a region and a letter from a to h, such as us-east-1a",
            )
    regions = sorted({zone[:-1] for zone in zones})
    if len(regions) > 1 and all(_ZONE.match(zone) for zone in zones):
        yield Problem(
            where="zones",
            what="lie in more than one region",
            got=", ".join(regions),
            fix="a VPC lives in one region: give the other region a network of its own",
        )
