"""Packets sent one by one through a world, device by device. Shares nothing with the analyser but the rules of AWS."""

from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Any

from tests.analysis.reachability.specimens import VPN, AclRule, GroupRule, World

Address = IPv4Address | IPv6Address
network = lru_cache(maxsize=None)(ip_network)
OUTSIDERS = ("192.168.1.9", "192.168.200.9")
"""People behind a VPN, if any."""
LIMIT = 40


@dataclass(frozen=True)
class Packet:
    source: Address
    target: Address
    port: int


@dataclass
class Run:
    """One direction of a conversation."""

    world: World
    final: tuple[int | None, Address]
    """The endpoint it is for, and its address; None for the internet."""
    groups: list[int]
    public: bool
    home: int | None
    answering: bool
    devices: list[tuple[Address, Address]]
    """NAT devices on the way: their address, and the one they hide."""
    left_from: int | None = None
    answers_from: int | None = None
    """The VPC that lets an answer in because the question went out there."""
    left_by: int | None = None
    """The VPN gateway's VPC it left by, or the hub's connection."""

    def deliver(self, packet: Packet, subnet: int) -> bool:  # noqa: C901, PLR0911, PLR0912  all that can happen, in one place
        """Send from a subnet, until the packet is where it should be or is lost."""
        world = self.world
        at, steps = subnet, 0
        while steps < LIMIT:
            steps += 1
            here = world.subnets[at]
            if any(packet.target in network(cidr) for cidr in here.cidrs):
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
            if kind in ("igw", "eigw"):
                return self.out(packet, here.vpc, kind)
            if kind == "vgw":
                behind = [network(cidr) for cidr in world.vpns[here.vpc]]
                return self.home == here.vpc and self.outside(packet, behind, here.vpc)
            if kind == "peering":
                one, other, accepted = world.peerings[number]
                vpc = other if here.vpc == one else one
                inside = any(packet.target in network(cidr) for cidr in world.cidrs(vpc))
                if not accepted or self.home != here.vpc or not inside:
                    return False
                if world.regions[vpc] != world.regions[here.vpc]:
                    self.groups = []
                there = self.subnet_with(vpc, packet.target)
                return there is not None and self.landed(packet, there, None)
            if kind == "hub":
                door = self.into_hub(packet, at)
                if door is None or door == VPN:
                    return door == VPN
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
        if (
            packet.target.version != 4
            or self.answering
            or (kind == "instance" and not world.endpoints[number].forwards)
        ):
            return None
        if device != at and not self.acl(device, packet, "ingress"):
            return None
        if kind == "instance" and not self.group_says(world.endpoints[number].groups, packet, "ingress", self.groups):
            return None
        address = network(world.subnets[device].cidr)[4]
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

    def out(self, packet: Packet, vpc: int, kind: str) -> bool:
        """To the internet, where every IPv6 address is, those of other VPCs too."""
        fourth = packet.target.version == 4
        if kind == "eigw":
            passes = not fourth and not self.answering and self.world.egress_only[vpc]
        else:
            passes = self.world.gateways[vpc] and (not fourth or self.public)
        if not passes or self.home != vpc:
            return False
        self.left_from = vpc
        if self.final[0] is None:
            return self.final[1] == packet.target and str(packet.target) not in OUTSIDERS
        if fourth:
            return False
        self.groups = []
        there = self.world.subnets[self.world.endpoints[self.final[0]].subnet]
        if not self.world.gateways[there.vpc] and there.vpc != self.answers_from:
            return False
        landing = self.subnet_with(there.vpc, packet.target)
        return landing is not None and self.landed(packet, landing, None)

    def outside(self, packet: Packet, behind: list[Any], by: int) -> bool:
        """Out of AWS, to whoever is behind a connection."""
        self.left_by = by
        return self.final == (None, packet.target) and any(packet.target in each for each in behind)

    def into_hub(self, packet: Packet, at: int) -> int | None:
        """In by the VPC's attachment in this zone."""
        world, hub = self.world, self.world.hub
        here = world.subnets[at]
        if hub is None or here.vpc not in hub.attached or (packet.target.version == 6 and here.vpc in hub.ipv4_only):
            return None
        door_in = [index for index in hub.attached[here.vpc] if world.subnets[index].zone == here.zone]
        if not door_in or not self.acl(door_in[0], packet, "ingress"):
            return None
        return self.through_hub(packet, here.zone)

    def through_hub(self, packet: Packet, zone: str) -> int | None:
        """Out by a subnet of the other VPC, or by the VPN, which is told at once. Groups mean nothing behind it."""
        world, hub = self.world, self.world.hub
        assert hub is not None
        table = [(network(cidr), 1, vpc) for cidr, vpc in hub.routes]
        table += [(network(cidr), 0, vpc) for vpc in hub.attached for cidr in world.cidrs(vpc)]
        hits = [each for each in table if packet.target in each[0]]
        if not hits:
            return None
        vpc = max(hits, key=lambda each: (each[0].prefixlen, each[1]))[2]
        if vpc == VPN:
            return VPN if self.outside(packet, [network(cidr) for cidr in hub.vpn], VPN) else None
        if vpc is None or (packet.target.version == 6 and vpc in hub.ipv4_only):
            return None
        self.groups = []
        doors = hub.attached[vpc]
        same = [index for index in doors if world.subnets[index].zone == zone]
        return (same or doors)[0]

    def subnet_with(self, vpc: int, address: Address) -> int | None:
        for index, subnet in enumerate(self.world.subnets):
            if subnet.vpc == vpc and any(address in network(cidr) for cidr in subnet.cidrs):
                return index
        return None

    def best_route(self, subnet: int, address: Address) -> tuple[str, int] | None:
        here = self.world.subnets[subnet]
        routes = [(network(cidr), 3, "local", 0) for cidr in self.world.cidrs(here.vpc)]
        table = None if here.table is None else self.world.tables[here.table]
        for to, kind, number in table.routes if table else ():
            listed = to.startswith("pl-")
            entries = self.world.lists[int(to[3:])] if listed else [to]
            routes += [(network(cidr), 1 if listed else 2, kind, number) for cidr in entries]
        if table and table.told:
            routes += [(network(cidr), 0, "vgw", here.vpc) for cidr in self.world.vpns[here.vpc]]
        hits = [each for each in routes if address in each[0]]
        if not hits:
            return None
        _, _, kind, number = max(hits, key=lambda each: (each[0].prefixlen, each[1]))
        return kind, number

    def acl(self, subnet: int, packet: Packet, way: str) -> bool:
        number = self.world.subnets[subnet].acl
        if number is None:
            return True
        other = packet.source if way == "ingress" else packet.target
        rules: list[AclRule] = getattr(self.world.acls[number], way)
        for rule in sorted(rules, key=lambda each: each.number):
            about = rule.protocol == "all" or (rule.protocol == "tcp" and rule.ports[0] <= packet.port <= rule.ports[1])
            if about and other in network(rule.cidr):
                return rule.allow
        return False

    def group_says(self, groups: list[int], packet: Packet, way: str, others: list[int]) -> bool:
        other = packet.source if way == "ingress" else packet.target
        rules: list[GroupRule] = [rule for group in groups for rule in getattr(self.world.groups[group], way)]
        for rule in rules:
            if rule.protocol == "all" or (rule.protocol == "tcp" and rule.ports[0] <= packet.port <= rule.ports[1]):
                if rule.group is not None and rule.group in others:
                    return True
                entries = [rule.cidr] if rule.listed is None else self.world.lists[rule.listed]
                if rule.group is None and any(other in network(cidr) for cidr in entries):
                    return True
        return False
