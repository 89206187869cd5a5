"""A packet, and what rules and route tables do with it: yes, no, or nobody can tell yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from constructs_lib.analysis.reachability.model import Acl, AclRule, Group, Match, Ports, Route, Rule, Table
from constructs_lib.analysis.reachability.ranges import Version, covers, is_private, shown

_ECHO: Final = {"icmp": (8, 0), "icmpv6": (128, 129)}
_IPV4: Final = 4
_LONGEST: Final = 999
"""Longer than any prefix."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet. For ICMP the port is the type of an echo, and its code is 0."""

    version: Version
    protocol: str
    source: int
    destination: int
    port: int

    def __str__(self) -> str:
        what = self.protocol if self.protocol.startswith("icmp") else f"{self.protocol} {self.port}"
        return f"{shown(self.version, self.source)} → {shown(self.version, self.destination)} {what}"


def question(version: Version, protocol: str, port: int, source: int, destination: int) -> Packet:
    """The packet that asks."""
    name = "icmpv6" if protocol == "icmp" and version != _IPV4 else protocol
    return Packet(version, name, source, destination, _ECHO[name][0] if name in _ECHO else port)


def reply(asked: Packet, source_port: int, *, source: int, destination: int) -> Packet:
    """The packet that answers it, sent to the port the other one came from."""
    port = _ECHO[asked.protocol][1] if asked.protocol in _ECHO else source_port
    return Packet(asked.version, asked.protocol, source, destination, port)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a set of rules says, by which of them, or why that cannot be told."""

    passes: bool | None
    by: str
    why: str


def _ports_hit(ports: Ports, packet: Packet) -> bool | None:
    if ports.unknown:
        return None
    if ports.protocol == "all":
        return True
    if ports.protocol != packet.protocol:
        return False
    if packet.protocol in _ECHO:
        return ports.first in (-1, packet.port) and ports.last in (-1, 0)
    return ports.first <= packet.port <= ports.last


def _match_hit(match: Match, version: Version, address: int, groups: Iterable[str]) -> bool | None:
    if match.unknown:
        return None
    if match.group:
        return match.group in groups
    found: bool | None = False
    for block in match.ranges:
        hit = covers(block, version, address)
        if hit:
            return True
        if hit is None:
            found = None
    return found


def admitted(
    groups: Iterable[Group], packet: Packet, *, incoming: bool, others: Iterable[str], strays: Iterable[Rule]
) -> Ruling:
    """Whether security groups let a packet in, or out. `others` are the groups of the other side that count here."""
    address = packet.source if incoming else packet.destination
    doubt: Rule | None = None
    names: list[str] = []
    for group in groups:
        names.append(group.address)
        for rule in group.ingress if incoming else group.egress:
            ports = _ports_hit(rule.ports, packet)
            if ports is False:
                continue
            match = _match_hit(rule.match, packet.version, address, others)
            if ports and match:
                return Ruling(True, rule.address, f"lets {rule.ports} through, {rule.match}")
            if match is not False:
                doubt = doubt or rule
    for rule in strays:
        if (
            _ports_hit(rule.ports, packet) is not False
            and _match_hit(rule.match, packet.version, address, others) is not False
        ):
            doubt = doubt or rule
    if doubt is not None:
        why = doubt.match.unknown or doubt.ports.unknown or "the group it belongs to is not in the JSON"
        return Ruling(None, doubt.address, why)
    way = "in" if incoming else "out"
    return Ruling(False, " and ".join(names) or "no security group", f"no rule lets {packet} {way}")


def decided(acl: Acl, packet: Packet, *, incoming: bool) -> Ruling:
    """What a network ACL does with a packet: the first rule that matches decides, and the last one refuses all."""
    address = packet.source if incoming else packet.destination
    rules: tuple[AclRule, ...] = acl.ingress if incoming else acl.egress
    for rule in rules:
        ports, match = _ports_hit(rule.ports, packet), _match_hit(rule.match, packet.version, address, ())
        if ports is False or match is False:
            continue
        if ports is None or match is None:
            why = rule.match.unknown or rule.ports.unknown or "whether it matches an address of AWS's is not known"
            return Ruling(None, rule.address, why)
        verb = "allows" if rule.allow else "denies"
        return Ruling(rule.allow, rule.address, f"rule {rule.number} {verb} {rule.ports}, {rule.match}")
    return Ruling(False, acl.address, f"no rule matches {packet} {'in' if incoming else 'out'}, so it is denied")


@dataclass(frozen=True, slots=True)
class Direction:
    """The route that is taken; none, or why it cannot be told."""

    route: Route | None
    unknown: str = ""


def directed(table: Table, version: Version, address: int, strays: Iterable[Route] = ()) -> Direction:
    """The route of the longest prefix; of two as long, the one somebody wrote.

    What a VPN or Direct Connect announces at run time counts where nothing but a default route would match, and for
    private addresses only: its ranges are taken to be none of the estate's, which the check of ranges sees to.
    """
    best: Route | None = None
    rank = (-1, _LONGEST)
    # what cannot be told matters as far as it could be longer than what can
    doubt, doubt_length = "", -1
    for route in table.routes:
        length = _length(route, version, address)
        if length is None:
            if not route.propagated or is_private(version, address):
                doubt, doubt_length = route.match.unknown, 1 if route.propagated else _LONGEST
        elif isinstance(length, Doubtful):
            doubt, doubt_length = f"whether {route.address} covers it is not known", max(doubt_length, length.length)
        elif (length, route.precedence) > rank:
            best, rank = route, (length, route.precedence)
    for route in strays:
        length = _length(route, version, address)
        if length is None or isinstance(length, Doubtful) or length > doubt_length:
            why = f"{route.address} belongs to a route table that is not in the JSON"
            doubt, doubt_length = why, length if isinstance(length, int) else _LONGEST
    return Direction(None, doubt) if doubt_length > rank[0] else Direction(best)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The length of a prefix that may cover an address of AWS's, or not."""

    length: int


def _length(route: Route, version: Version, address: int) -> int | Doubtful | None:
    """How long the prefix is that covers an address: -1 where none does, None where the ranges are not known."""
    if route.match.unknown:
        return None
    longest, doubtful = -1, -1
    for block in route.match.ranges:
        hit = covers(block, version, address)
        if hit:
            longest = max(longest, block.length)
        elif hit is None:
            doubtful = max(doubtful, block.length)
    return Doubtful(doubtful) if doubtful > longest else longest
