"""Settings of a site-to-site VPN."""

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network
from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import is_ipv6, range_problems
from constructs_lib.foundation.retention import RetentionDays
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig

Door = Literal["vpn_gateway", "transit_gateway"]
"""Where a VPN or Direct Connect ends: at the network's own gateway, or at the hub of the region."""

_LINK_LOCAL = IPv4Network("169.254.0.0/16")
_INSIDE_PREFIX = 30
_UNIQUE_LOCAL = IPv6Network("fd00::/8")
_INSIDE_IPV6_PREFIX = 126
# AWS keeps these for itself: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
_KEPT_BY_AWS = tuple(
    IPv4Network(f"169.254.{rest}/30") for rest in ("0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "169.252")
)


@config
class VpnConfig:
    """A VPN of two tunnels between AWS and a device somewhere else. Several devices are several of these.

    AWS makes the tunnels' keys and keeps them in Secrets Manager: none is in code, plan or state. Whoever sets up the
    device reads them there.
    """

    DOMAIN: ClassVar[str] = "vpn"

    component: Component
    """What is at the other end: `office`, `warehouse`."""
    customer_gateway_ip: str
    """The device's public address, which does not change."""
    remote_cidrs: Annotated[tuple[str, ...], Len(1, 50)]
    """What lies behind the device. With static routing these are the routes; with BGP the device says, and this is what
    it may: the networks' checks count on it. AWS takes 50 static routes a VPN. Of IPv6 ranges all are, and then so are
    the packets in its tunnels: at a hub, a VPN carries the one kind or the other.
    https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html"""
    customer_gateway_asn: Annotated[int, Interval(ge=1, le=4_294_967_294)] = 65000
    """The device's number in BGP, another one than AWS's side has."""
    routing: Literal["bgp", "static"] = "bgp"
    """With BGP a dead tunnel takes its routes along; `static` is for devices that cannot."""
    ends_at: Door = "vpn_gateway"
    """`vpn_gateway`: this placement's network, by its VpnGatewayConfig. `transit_gateway`: this placement's hub."""
    networks: Mapping[Component, Placement] | None = None
    """With a hub: which attached networks the VPN reaches, and is reached from, by names of your own: no others."""
    stands_in_for: Placement | None = None
    """The network whose peering this is the second path of: `remote_cidrs` are then that network's ranges, or wider
    ones, and no packet takes this way until the peering's routes are gone. Its IPv6 has no second path."""
    tunnel_inside_cidrs: tuple[str, str] | None = None
    """The /30 inside each tunnel, of IPv6 the /126, where the device's plan wants certain ones. AWS chooses by default."""
    log_retention_days: RetentionDays = 90
    """How long it is kept why a tunnel went down."""
    gateway: VpnGatewayConfig | TransitGatewayConfig | None = None
    """What it ends at. Found in the environment; not to be written down."""

    @property
    def ipv6(self) -> bool:
        """Whether its tunnels carry IPv6, and no IPv4."""
        return any(map(is_ipv6, self.remote_cidrs))

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the addresses, and with where it ends."""
        yield from _public_address("customer_gateway_ip", self.customer_gateway_ip)
        yield from range_problems("remote_cidrs", self.remote_cidrs, ipv6=True)
        yield from self._ipv6_problems()
        for index, cidr in enumerate(self.tunnel_inside_cidrs or ()):
            yield from _inside_problems(f"tunnel_inside_cidrs[{index}]", cidr, ipv6=self.ipv6)
        if self.tunnel_inside_cidrs and len(set(self.tunnel_inside_cidrs)) == 1:
            yield Problem(
                where="tunnel_inside_cidrs",
                what="are the same in both tunnels",
                got=self.tunnel_inside_cidrs[0],
                fix="give each tunnel a range of its own",
            )
        yield from door_problems(self.ends_at, self.networks)
        if self.stands_in_for is not None and self.ends_at != "vpn_gateway":
            yield Problem(
                where="stands_in_for",
                what="is a second path at a hub",
                got=self.ends_at,
                fix='write ends_at="vpn_gateway": peered networks are not at the hub, so only their own gateways lead out',
            )

    def _ipv6_problems(self) -> Iterator[Problem]:
        sixes = ", ".join(filter(is_ipv6, self.remote_cidrs))
        if sixes and self.ends_at == "vpn_gateway":
            yield Problem(
                where="remote_cidrs",
                what="name IPv6 ranges, and a VPN at a network's own gateway carries IPv4 only",
                got=sixes,
                fix='write ends_at="transit_gateway" and the networks it is for, or leave them out',
            )
        if sixes and not all(map(is_ipv6, self.remote_cidrs)):
            yield Problem(
                where="remote_cidrs",
                what="name IPv4 and IPv6 ranges, and the tunnels of a VPN carry one of the two",
                got=", ".join(self.remote_cidrs),
                fix="write a VpnConfig for each; the second one needs an address or an ASN of the device of its own",
            )

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `gateway` stands for."""
        return {"gateway": (here, VpnGatewayConfig if self.ends_at == "vpn_gateway" else TransitGatewayConfig)}

    def claimed_ranges(self) -> tuple[tuple[str, str], ...]:
        """What no network may use: ranges on the other side. A second path claims nothing, it leads to a network; IPv6
        ranges need no claim, since Amazon gives networks theirs.
        """
        if self.stands_in_for is not None:
            return ()
        return tuple((f"VPN {self.component}", cidr) for cidr in self.remote_cidrs if not is_ipv6(cidr))


def door_problems(ends_at: Door, networks: Mapping[str, Placement] | None) -> Iterator[Problem]:
    """At a hub it is said who gets through; at a network's own gateway nobody else can."""
    if ends_at == "transit_gateway" and not networks:
        yield Problem(
            where="networks",
            what="names nobody who gets through the hub",
            fix="name the attached networks that may: networks={'dev': dev.VIRGINIA}",
        )
    if ends_at == "vpn_gateway" and networks:
        yield Problem(
            where="networks",
            what="names networks, but it ends at one network's own gateway",
            got=", ".join(networks),
            fix='leave them out, or write ends_at="transit_gateway": a peering leads nobody to another network\'s VPN',
        )


def _public_address(where: str, text: str) -> Iterator[Problem]:
    try:
        address = ip_address(text)
    except ValueError:
        address = None
    if not isinstance(address, IPv4Address):
        yield Problem(where=where, what="is no IPv4 address", got=repr(text), allowed="such as 198.51.100.7")
    elif not address.is_global and not _documentation(address):
        yield Problem(
            where=where,
            what="is no public address",
            got=repr(text),
            fix="name the address the internet sees; behind a NAT device that is the device's",
        )


def _documentation(address: IPv4Address) -> bool:
    """Addresses for examples: nobody's, and in every guide."""
    return any(address in IPv4Network(block) for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"))


def _inside_problems(where: str, cidr: str, *, ipv6: bool) -> Iterator[Problem]:
    try:
        network = ip_network(cidr)
    except ValueError:
        network = None
    match network:
        case IPv6Network() if ipv6:
            sound = network.prefixlen == _INSIDE_IPV6_PREFIX and network.subnet_of(_UNIQUE_LOCAL)
        case IPv4Network() if not ipv6:
            fits = network.prefixlen == _INSIDE_PREFIX and network.subnet_of(_LINK_LOCAL)
            sound = fits and network not in _KEPT_BY_AWS
        case _:
            sound = False
    if not sound:
        kept = ", ".join(map(str, _KEPT_BY_AWS))
        yield Problem(
            where=where,
            what="is no range for the inside of a tunnel",
            got=repr(cidr),
            allowed=f"a /{_INSIDE_IPV6_PREFIX} of {_UNIQUE_LOCAL}"
            if ipv6
            else f"a /{_INSIDE_PREFIX} of {_LINK_LOCAL}, but for {kept}",
        )
