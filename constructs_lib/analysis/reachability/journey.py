"""One packet on its way, from door to door, until it arrives or something stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NoReturn

from constructs_lib.analysis.reachability.model import Endpoint, Group, Nat, Network, Outside, Route, Subnet, Table, Vpc
from constructs_lib.analysis.reachability.packets import Direction, Packet, Ruling, admitted, decided, directed
from constructs_lib.analysis.reachability.ranges import Version, is_internet, is_private, shown

_MOST_DOORS: Final = 16
_NAT_OFFSET: Final = 4
"""The first address of a subnet that AWS gives away."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One thing a packet passes, or the one that stops it."""

    what: str
    address: str
    why: str
    stops: Literal["", "no", "unknown"] = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """An endpoint at one of its addresses."""

    endpoint: Endpoint
    version: Version
    address: int
    subnet: Subnet | None = None

    def __str__(self) -> str:
        where = f" in {self.subnet.path}" if self.subnet else ""
        return f"{self.endpoint.name} ({shown(self.version, self.address)}{where})"


@dataclass(frozen=True, slots=True)
class Translation:
    """What a NAT device put in place of a sender."""

    nat: Nat
    sender: int
    address: int


@dataclass(slots=True)
class Passage:
    """What is known about a packet's way so far."""

    hops: list[Hop] = field(default_factory=list[Hop])
    translations: list[Translation] = field(default_factory=list[Translation])
    left_by: Outside | None = None
    """The connection by which it left AWS for a network outside."""
    left_from: str = ""
    """The VPC by whose own door it left for the internet or a service."""
    left_by_gateway: str = ""
    """The gateway that door was."""


Door = Callable[["Journey", Route, Subnet], None]
"""What happens behind a route."""


class Stopped(Exception):
    """The packet goes no further; the last hop says why."""


class Ways:
    """What route tables answer, remembered."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[tuple[str, Version, int], Direction] = {}

    def of(self, table: Table | str, version: Version, address: int) -> Direction:
        """The direction from a table; one of a transit gateway is known by its address."""
        if isinstance(table, str):
            found = self._network.transit_tables.get(table)
            if found is None:
                return Direction(None, f"route table {table or 'of the attachment'} is not in the JSON")
            table = found
        key = (table.address, version, address)
        if key not in self._known:
            self._known[key] = directed(table, version, address, self._network.stray_routes)
        return self._known[key]


class Journey:
    """A packet's way to a spot. Answers are not asked by security groups: those remember who asked."""

    def __init__(
        self,
        network: Network,
        ways: Ways,
        packet: Packet,
        sender: Spot,
        target: Spot,
        *,
        through: "Door",
        answers: Passage | None = None,
        filtered: bool = True,
    ) -> None:
        self.network = network
        self.ways = ways
        self.packet = packet
        self.sender = sender
        self.target = target
        self.through = through
        self.answers = answers
        self.filtered = filtered
        self.passage = Passage()
        self.groups: tuple[str, ...] = sender.endpoint.groups or ()
        self.public = sender.endpoint.public
        self.home = sender.subnet.vpc if sender.subnet else ""
        self.pending = list(answers.translations) if answers else []
        self.doors = 0

    # What is written down on the way

    def passed(self, what: str, address: str, why: str) -> None:
        self.passage.hops.append(Hop(what, address, why))

    def refused(self, what: str, address: str, why: str) -> NoReturn:
        self.passage.hops.append(Hop(what, address, why, "no"))
        raise Stopped

    def unknown(self, what: str, address: str, why: str) -> NoReturn:
        self.passage.hops.append(Hop(what, address, why, "unknown"))
        raise Stopped

    def ruled(self, what: str, ruling: Ruling) -> None:
        if ruling.passes is None:
            self.unknown(what, ruling.by, ruling.why)
        if not ruling.passes:
            self.refused(what, ruling.by, ruling.why)
        self.passed(what, ruling.by, ruling.why)

    # Subnets and interfaces

    def leave(self, subnet: Subnet) -> None:
        """Out of a subnet: nothing is asked of what stays in it."""
        if subnet.unknown:
            self.unknown("subnet", subnet.address, subnet.unknown)
        packet = self.packet
        if any(each.version == packet.version and packet.destination in each for each in subnet.ranges):
            self.passed("subnet", subnet.address, "stays in the subnet: neither network ACL nor route is asked")
            self.arrive(self.network.vpcs[subnet.vpc], subnet)
            return
        self.acl_passed(subnet, incoming=False)
        self.follow(self.route_from(subnet.table), subnet)

    def acl_passed(self, subnet: Subnet, *, incoming: bool) -> None:
        if self.filtered:
            what = f"network ACL {'into' if incoming else 'out of'} {subnet.path}"
            self.ruled(what, decided(subnet.acl, self.packet, incoming=incoming))

    def route_from(self, table: Table | str) -> Route:
        packet = self.packet
        direction = self.ways.of(table, packet.version, packet.destination)
        name = table if isinstance(table, str) else table.address
        if direction.unknown:
            self.unknown("route table", name, direction.unknown)
        if direction.route is None:
            self.refused("route table", name, f"has no route to {shown(packet.version, packet.destination)}")
        route = direction.route
        self.passed("route", route.address, f"{route.match} → {route.kind} {route.target}".rstrip())
        return route

    def enter(self, vpc: Vpc, gateway: str) -> None:
        """Into a VPC by one of its gateways, which may have a route table of its own."""
        table = self.network.edges.get(gateway)
        if table is not None and (route := self.route_from(table)).kind != "local":
            self.unknown("route", route.address, "what it sends packets through on their way in is not known here")
        self.arrive(vpc, None)

    def arrive(self, vpc: Vpc, came_from: Subnet | None) -> None:
        """At an address of a VPC."""
        packet = self.packet
        subnet = subnet_of(vpc, packet.version, packet.destination)
        if subnet is None:
            doubtful = next((each for each in vpc.subnets if each.unknown), None)
            if doubtful is not None:
                self.unknown("subnet", doubtful.address, doubtful.unknown)
            self.refused("VPC", vpc.address, f"has no subnet with {shown(packet.version, packet.destination)}")
        if subnet is not came_from:
            self.acl_passed(subnet, incoming=True)
        if self.pending and self.pending[-1].address == packet.destination:
            self.translated_back(subnet)
            return
        if self.target.subnet is not subnet or self.target.address != packet.destination:
            self.refused("subnet", subnet.address, f"{self.target} is not there")
        if self.answers is None:
            self.guarded(self.target.endpoint, incoming=True)
        self.passed("arrival", self.target.endpoint.name, str(packet))

    def guarded(self, endpoint: Endpoint, *, incoming: bool, others: tuple[str, ...] | None = None) -> None:
        """Past the security groups of an endpoint."""
        if endpoint.groups is None or not self.filtered:
            return
        groups: list[Group] = []
        for address in endpoint.groups:
            group = self.network.groups.get(address)
            if group is None:
                self.unknown("security group", address, f"the group of {endpoint.name} is not in the JSON")
            groups.append(group)
        ruling = admitted(
            groups,
            self.packet,
            incoming=incoming,
            others=self.groups if others is None else others,
            strays=self.network.stray_rules,
        )
        self.ruled(f"security group of {endpoint.name}", ruling)

    # NAT

    def translate(self, nat: Nat, came_from: Subnet) -> None:
        """Through a NAT device, which puts its own address in place of the sender's."""
        if self.answers is not None:
            self.refused("NAT", nat.address, "the answer would leave from another address than was asked")
        if self.packet.version != 4:  # noqa: PLR2004
            self.refused("NAT", nat.address, "translates IPv4 only")
        subnet = self.network.subnets.get(nat.subnet)
        if subnet is None:
            self.unknown("NAT", nat.address, "its subnet is not in the JSON")
        if subnet is not came_from:
            self.acl_passed(subnet, incoming=True)
        device = next((each for each in self.network.endpoints if nat.instance and each.name == nat.instance), None)
        if device is not None:
            self.guarded(device, incoming=True)
        address = next(each.first + _NAT_OFFSET for each in subnet.ranges if each.version == self.packet.version)
        self.passage.translations.append(Translation(nat, self.packet.source, address))
        self.packet = replace(self.packet, source=address)
        self.groups, self.public, self.home = (device.groups or ()) if device else (), nat.public, subnet.vpc
        self.passed("NAT", nat.address, f"the sender becomes {shown(self.packet.version, address)}")
        if device is not None:
            self.guarded(device, incoming=False, others=self.target.endpoint.groups or ())
        self.leave(subnet)

    def translated_back(self, subnet: Subnet) -> None:
        """The answer to a NAT device goes on to whoever asked."""
        translation = self.pending.pop()
        self.packet = replace(self.packet, destination=translation.sender)
        self.passed("NAT", translation.nat.address, f"on to {shown(self.packet.version, translation.sender)}")
        self.home = subnet.vpc
        self.leave(subnet)

    # Doors: what a route can lead to is in `doors`

    def follow(self, route: Route, subnet: Subnet) -> None:
        self.doors += 1
        if self.doors > _MOST_DOORS:
            self.refused("route", route.address, "leads round in circles")
        self.through(self, route, subnet)


def subnet_of(vpc: Vpc, version: Version, address: int) -> Subnet | None:
    """The subnet with an address."""
    for subnet in vpc.subnets:
        for each in subnet.ranges:
            if each.version == version and address in each:
                return subnet
    return None


def is_outside(spot: Spot) -> bool:
    """Whether it is in a network behind a VPN or Direct Connect."""
    return spot.subnet is None and is_private(spot.version, spot.address)


def on_internet(spot: Spot) -> bool:
    """Whether a packet to it may leave by an internet gateway."""
    return spot.subnet is None and (bool(spot.endpoint.service) or is_internet(spot.version, spot.address))
