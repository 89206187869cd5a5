"""What a picture of a network shows: VPCs, their tiers with what sits in them, their doors, and what connects them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from constructs_lib.analysis.reachability.model import Endpoint, Network, Route, Subnet, Vpc
from constructs_lib.analysis.reachability.services import short_name

INTERNET: Final = "the internet"


@dataclass(frozen=True, slots=True)
class Tier:
    """Subnets whose traffic goes the same ways."""

    name: str
    subnets: tuple[str, ...]
    """A line for each: its name and its ranges."""
    things: tuple[str, ...]
    ways: tuple[str, ...]
    """Where its routes lead, door by door."""


@dataclass(frozen=True, slots=True)
class Box:
    """A VPC."""

    id: str
    title: str
    tiers: tuple[Tier, ...]
    doors: tuple[str, ...]
    """What leads out of it: internet gateway, NAT, gateway endpoints."""


@dataclass(frozen=True, slots=True)
class Link:
    """What connects two boxes, or a box and something outside."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A network, ready to be drawn."""

    boxes: tuple[Box, ...]
    outside: tuple[str, ...]
    """What is no VPC: the internet, transit gateways, networks behind a VPN."""
    links: tuple[Link, ...]


def picture_of(network: Network, stacks: Iterable[str]) -> Picture:
    """The VPCs made by these stacks, and those they are connected to, by name only."""
    chosen = frozenset(stacks)
    own = [vpc for vpc in network.vpcs.values() if vpc.address.partition("/")[0] in chosen]
    boxes = tuple(_box(network, vpc) for vpc in own)
    links = tuple(dict.fromkeys(link for vpc in own for link in _links(network, vpc)))
    ids = {box.id for box in boxes}
    ends = [end for link in links for end in (link.source, link.target)]
    return Picture(boxes, tuple(dict.fromkeys(end for end in ends if end not in ids)), links)


def _box(network: Network, vpc: Vpc) -> Box:
    seated = [endpoint for endpoint in network.endpoints if endpoint.vpc == vpc.address]
    groups: dict[tuple[str, ...], list[Subnet]] = {}
    for subnet in vpc.subnets:
        groups.setdefault((_tier_name(subnet), *_ways(network, subnet)), []).append(subnet)
    ranges = ", ".join(map(str, vpc.ranges))
    return Box(
        id=vpc.path,
        title=f"{vpc.path}: {ranges}, {vpc.place.region or 'region not written down'}",
        tiers=tuple(_tier(names[0], subnets, names[1:], seated) for names, subnets in groups.items()),
        doors=tuple(_doors(network, vpc)),
    )


def _tier(name: str, subnets: list[Subnet], ways: tuple[str, ...], seated: list[Endpoint]) -> Tier:
    addresses = {subnet.address for subnet in subnets}
    things = [f"{each.kind}: {each.name}" for each in seated if addresses & set(each.subnets)]
    lines = [f"{each.path.rpartition('/')[2]} {', '.join(map(str, each.ranges))}" for each in subnets]
    return Tier(name, tuple(lines), tuple(things), ways)


def _tier_name(subnet: Subnet) -> str:
    """`private-a` and `private-b` are of one tier: a last word of one letter is the zone."""
    name = subnet.path.rpartition("/")[2]
    stem, _, last = name.rpartition("-")
    return stem if stem and len(last) == 1 else name


def _ways(network: Network, subnet: Subnet) -> tuple[str, ...]:
    found = [_way(network, route) for route in subnet.table.routes if route.kind != "local"]
    return tuple(sorted(dict.fromkeys(found)))


def _way(network: Network, route: Route) -> str:
    if route.kind == "endpoint":
        service = network.service_endpoints.get(route.target, ("", route.target))[1]
        return f"{short_name(service)} → gateway endpoint"
    return f"{route.match} → {route.kind}"


def _doors(network: Network, vpc: Vpc) -> Iterator[str]:
    if vpc.internet_gateway:
        yield "internet gateway"
    nats = [each for each in network.nats.values() if each.subnet in {subnet.address for subnet in vpc.subnets}]
    instances = [each for each in nats if each.instance]
    if len(nats) > len(instances):
        yield _counted("NAT gateway", len(nats) - len(instances))
    if instances:
        yield _counted("NAT instance", len(instances))
    services = sorted(
        short_name(service) for home, service in network.service_endpoints.values() if home == vpc.address
    )
    if services:
        yield f"gateway endpoints: {', '.join(services)}"


def _counted(noun: str, count: int) -> str:
    return noun if count == 1 else f"{count} {noun}s"


def _links(network: Network, vpc: Vpc) -> Iterator[Link]:
    if vpc.internet_gateway:
        yield Link(vpc.path, INTERNET, "internet gateway")
    for peering in network.peerings.values():
        if vpc.address in peering.ends:
            first, second = (_called(network, end) for end in peering.ends)
            yield Link(first, second, "peering" if not peering.broken else f"peering, {peering.broken}")
    for attachment in network.attachments.values():
        if attachment.kind == "vpc" and attachment.other == vpc.address:
            hub = f"transit gateway {_short(attachment.gateway)}"
            yield Link(vpc.path, hub, "attachment")
            yield from _beyond(network, attachment.gateway, hub)
    for outside in network.outsides:
        if vpc.vpn_gateway and outside.gateway == vpc.vpn_gateway:
            yield Link(vpc.path, _outside(outside.ranges), "VPN")


def _beyond(network: Network, gateway: str, hub: str) -> Iterator[Link]:
    for each in network.attachments.values():
        if each.gateway == gateway and each.kind == "peering":
            yield Link(hub, f"transit gateway {_short(each.other)}", "peering")
    for outside in network.outsides:
        if outside.gateway == gateway:
            yield Link(hub, _outside(outside.ranges), "VPN")


def _outside(ranges: Iterable[object]) -> str:
    named = ", ".join(map(str, ranges))
    return f"outside AWS: {named}" if named else "outside AWS"


def _called(network: Network, address: str) -> str:
    return network.vpcs[address].path if address in network.vpcs else _short(address)


def _short(address: str) -> str:
    stack, _, rest = address.partition("/")
    return stack if rest else address
