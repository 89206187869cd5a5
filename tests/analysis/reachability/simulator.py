"""Packets sent one by one through a world, device by device. Shares nothing with the analyser but the rules of AWS."""

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network

from tests.analysis.reachability.specimens import AclRule, GroupRule, World

HOSTS = (0, 3, 5, 8, 13)
"""Which addresses of a /28 are tried: some in every half and quarter that a rule can name."""
ANSWER_PORTS = (1024, 5000, 32767, 32768, 50000, 65535)
STRANGERS = ("8.8.8.8", "203.0.113.9")
LIMIT = 40


@dataclass(frozen=True)
class Packet:
    source: IPv4Address
    target: IPv4Address
    port: int


@dataclass
class Run:
    """One direction of a conversation."""

    world: World
    final: tuple[int | None, IPv4Address]
    """The endpoint it is for, and its address; None for the internet."""
    groups: list[int]
    public: bool
    home: int | None
    answering: bool
    devices: list[tuple[IPv4Address, IPv4Address]]
    """NAT devices on the way: their address, and the one they hide."""
    left_from: int | None = None

    def deliver(self, packet: Packet, subnet: int) -> bool:
        """Send from a subnet, until the packet is where it should be or is lost."""
        world = self.world
        at, steps = subnet, 0
        while steps < LIMIT:
            steps += 1
            here = world.subnets[at]
            if packet.target in IPv4Network(here.cidr):
                return self.landed(packet, at, at)
            if not self.acl(at, packet, "egress"):
                return False
            route = self.best_route(at, packet.target)
            if route is None:
                return False
            kind, number = route
            if kind == "local":
                there = self.subnet_with(here.vpc, packet.target)
                return there is not None and self.landed(packet, there, at)
            if kind == "igw":
                return self.out(packet, here.vpc)
            if kind == "peering":
                one, other, accepted = world.peerings[number]
                vpc = other if here.vpc == one else one
                if not accepted or self.home != here.vpc or packet.target not in IPv4Network(world.cidr(vpc)):
                    return False
                if world.regions[vpc] != world.regions[here.vpc]:
                    self.groups = []
                there = self.subnet_with(vpc, packet.target)
                return there is not None and self.landed(packet, there, None)
            if kind == "hub":
                door = self.through_hub(packet, at)
                if door is None:
                    return False
                at = door
                continue
            device = world.nats[number][0] if kind == "nat" else world.endpoints[number].subnet
            hidden = self.hide(packet, at, device, kind, number)
            if hidden is None:
                return False
            packet, at = hidden, device
        return False

    def hide(self, packet: Packet, at: int, device: int, kind: str, number: int) -> Packet | None:
        """Through a NAT gateway or a forwarding machine."""
        world = self.world
        if self.answering or (kind == "instance" and not world.endpoints[number].forwards):
            return None
        if device != at and not self.acl(device, packet, "ingress"):
            return None
        if kind == "instance" and not self.group_says(world.endpoints[number].groups, packet, "ingress", self.groups):
            return None
        address = IPv4Network(world.subnets[device].cidr)[4]
        self.devices.append((address, packet.source))
        packet = replace(packet, source=address)
        self.home = world.subnets[device].vpc
        if kind == "nat":
            self.groups, self.public = [], world.nats[number][1]
            return packet
        self.groups, self.public = world.endpoints[number].groups, world.endpoints[number].public
        other = world.endpoints[self.final[0]].groups if self.final[0] is not None else []
        return packet if self.group_says(self.groups, packet, "egress", other) else None

    def landed(self, packet: Packet, subnet: int, came_from: int | None) -> bool:
        if subnet != came_from and not self.acl(subnet, packet, "ingress"):
            return False
        if self.answering and self.devices and self.devices[-1][0] == packet.target:
            _, hidden = self.devices.pop()
            self.home = self.world.subnets[subnet].vpc
            return self.deliver(replace(packet, target=hidden), subnet)
        number, address = self.final
        if number is None or self.world.endpoints[number].subnet != subnet or packet.target != address:
            return False
        return self.answering or self.group_says(self.world.endpoints[number].groups, packet, "ingress", self.groups)

    def out(self, packet: Packet, vpc: int) -> bool:
        if not self.world.gateways[vpc] or self.home != vpc or not self.public or packet.target.is_private and self.final[0] is not None:
            return False
        self.left_from = vpc
        return self.final == (None, packet.target)

    def through_hub(self, packet: Packet, at: int) -> int | None:
        """In by the VPC's attachment in this zone, out by a subnet of the other one. Groups mean nothing behind it."""
        world, hub = self.world, self.world.hub
        here = world.subnets[at]
        if hub is None or here.vpc not in hub.attached:
            return None
        door_in = [index for index in hub.attached[here.vpc] if world.subnets[index].zone == here.zone]
        if not door_in or not self.acl(door_in[0], packet, "ingress"):
            return None
        table = [(IPv4Network(cidr), 1, vpc) for cidr, vpc in hub.routes]
        table += [(IPv4Network(world.cidr(vpc)), 0, vpc) for vpc in hub.attached]
        hits = [each for each in table if packet.target in each[0]]
        if not hits:
            return None
        vpc = max(hits, key=lambda each: (each[0].prefixlen, each[1]))[2]
        if vpc is None:
            return None
        self.groups = []
        doors = hub.attached[vpc]
        same = [index for index in doors if world.subnets[index].zone == here.zone]
        return (same or doors)[0]

    def subnet_with(self, vpc: int, address: IPv4Address) -> int | None:
        for index, subnet in enumerate(self.world.subnets):
            if subnet.vpc == vpc and address in IPv4Network(subnet.cidr):
                return index
        return None

    def best_route(self, subnet: int, address: IPv4Address) -> tuple[str, int] | None:
        here = self.world.subnets[subnet]
        routes = [(IPv4Network(self.world.cidr(here.vpc)), "local", 0)]
        if here.table is not None:
            routes += [(IPv4Network(to), kind, number) for to, kind, number in self.world.tables[here.table].routes]
        hits = [each for each in routes if address in each[0]]
        if not hits:
            return None
        _, kind, number = max(hits, key=lambda each: each[0].prefixlen)
        return kind, number

    def acl(self, subnet: int, packet: Packet, way: str) -> bool:
        number = self.world.subnets[subnet].acl
        if number is None:
            return True
        other = packet.source if way == "ingress" else packet.target
        rules: list[AclRule] = getattr(self.world.acls[number], way)
        for rule in sorted(rules, key=lambda each: each.number):
            about = rule.protocol == "all" or (
                rule.protocol == "tcp" and rule.ports[0] <= packet.port <= rule.ports[1]
            )
            if about and other in IPv4Network(rule.cidr):
                return rule.allow
        return False

    def group_says(self, groups: list[int], packet: Packet, way: str, others: list[int]) -> bool:
        other = packet.source if way == "ingress" else packet.target
        rules: list[GroupRule] = [rule for group in groups for rule in getattr(self.world.groups[group], way)]
        for rule in rules:
            if rule.protocol == "all" or (rule.protocol == "tcp" and rule.ports[0] <= packet.port <= rule.ports[1]):
                if rule.group is not None and rule.group in others:
                    return True
                if rule.group is None and other in IPv4Network(rule.cidr):
                    return True
        return False


def conversation(
    world: World,
    one: int | None,
    one_address: IPv4Address,
    other: int | None,
    other_address: IPv4Address,
    port: int,
    answer_port: int,
) -> bool:
    """Whether a question gets there and its answer back. None is somebody on the internet."""
    sender = world.endpoints[one] if one is not None else None
    receiver = world.endpoints[other] if other is not None else None
    home = world.subnets[sender.subnet].vpc if sender else None
    run = Run(world, (other, other_address), sender.groups if sender else [], bool(sender and sender.public), home, False, [])
    packet = Packet(one_address, other_address, port)
    if sender is not None:
        known = receiver.groups if receiver and _linked(world, sender.subnet, receiver.subnet) else []
        if not run.group_says(sender.groups, packet, "egress", known) or not run.deliver(packet, sender.subnet):
            return False
    else:
        assert receiver is not None
        vpc = world.subnets[receiver.subnet].vpc
        if not receiver.public or not world.gateways[vpc] or not run.landed(packet, receiver.subnet, None):
            return False
    asked_by = run.devices[-1][0] if run.devices else one_address
    answer = Packet(other_address, asked_by, answer_port)
    back = Run(world, (one, one_address), [], bool(receiver and receiver.public), None, True, list(run.devices))
    if receiver is not None:
        back.home = world.subnets[receiver.subnet].vpc
        return back.deliver(answer, receiver.subnet)
    assert run.left_from is not None
    entry = back.subnet_with(run.left_from, asked_by)
    return entry is not None and back.landed(answer, entry, None)


def _linked(world: World, one: int, other: int) -> bool:
    here, there = world.subnets[one].vpc, world.subnets[other].vpc
    if here == there:
        return True
    same = world.regions[here] == world.regions[there]
    return same and any({a, b} == {here, there} and accepted for a, b, accepted in world.peerings)


def addresses(world: World, endpoint: int | None) -> list[IPv4Address]:
    """Where it may be."""
    if endpoint is None:
        return [IPv4Address(each) for each in STRANGERS]
    network = IPv4Network(world.subnets[world.endpoints[endpoint].subnet].cidr)
    return [network[host] for host in HOSTS]


def verdict(world: World, one: int | None, other: int | None, port: int) -> str:
    """Over every address and every port of an answer."""
    ends = {
        conversation(world, one, a, other, b, port, answer_port)
        for a in addresses(world, one)
        for b in addresses(world, other)
        for answer_port in ANSWER_PORTS
    }
    return {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(ends), "partly")
