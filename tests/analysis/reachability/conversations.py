"""Whole conversations in a simulated world: every address of one side with every address of the other, there and back."""

from ipaddress import ip_address

from tests.analysis.reachability.simulator import Address, Packet, Run, network
from tests.analysis.reachability.specimens import VPN, World

HOSTS = {4: (0, 3, 5, 8, 13), 6: (3, (1 << 63) + 3)}
"""Which addresses of a subnet are tried: some in every half and quarter that a rule can name."""
ANSWER_PORTS = (1024, 5000, 32767, 32768, 50000, 65535)
STRANGERS = {
    4: ("8.8.8.8", "203.0.113.9"),
    6: (
        *("2a00:1450::9", "2606:4700::9", "2600:1f18::9", "2600:1f18::8000:0:0:9", "2600:1f18:1::9"),
        "2600:1f18:ffff::9",
    ),
}
Who = int | str | None
"""An endpoint, an address behind a VPN, or, None, somebody on the internet."""


def conversation(  # noqa: PLR0917
    world: World, one: Who, one_address: Address, other: Who, other_address: Address, port: int, answer_port: int
) -> bool:
    """Whether a question gets there by any way in, and its answer back."""
    if isinstance(one, str):
        entries = [vpc for vpc, ranges in world.vpns.items() if any(one_address in network(cidr) for cidr in ranges)]
        behind_hub = world.hub and any(one_address in network(cidr) for cidr in world.hub.vpn)
        entries += [VPN] if behind_hub else []
    else:
        entries = [None]
    return any(_by(world, entry, one, one_address, other, other_address, port, answer_port) for entry in entries)


def _by(  # noqa: PLR0917
    world: World,
    entry: int | None,
    one: Who,
    one_address: Address,
    other: Who,
    other_address: Address,
    port: int,
    answer_port: int,
) -> bool:
    asker, asked = (each if isinstance(each, int) else None for each in (one, other))
    sender = world.endpoints[asker] if asker is not None else None
    receiver = world.endpoints[asked] if asked is not None else None
    home = world.subnets[sender.subnet].vpc if sender else None
    run = Run(
        world, (asked, other_address), sender.groups if sender else [], bool(sender and sender.public), home, False, []
    )
    packet = Packet(one_address, other_address, port)
    if sender is not None:
        known = receiver.groups if receiver and _linked(world, sender.subnet, receiver.subnet) else []
        if not run.group_says(sender.groups, packet, "egress", known) or not run.deliver(packet, sender.subnet):
            return False
    elif entry is not None:
        if not comes_in(run, packet, entry):
            return False
    else:
        assert receiver is not None
        vpc = world.subnets[receiver.subnet].vpc
        reachable = receiver.public or packet.target.version == 6
        if not reachable or not world.gateways[vpc] or not run.landed(packet, receiver.subnet, None):
            return False
    asked_by = run.devices[-1][0] if run.devices else one_address
    answer = Packet(other_address, asked_by, answer_port)
    back = Run(world, (asker, one_address), [], bool(receiver and receiver.public), None, True, list(run.devices))
    back.answers_from = run.left_from
    if receiver is not None:
        back.home = world.subnets[receiver.subnet].vpc
        return back.deliver(answer, receiver.subnet)
    if run.left_by is not None:
        return comes_in(back, answer, run.left_by)
    assert run.left_from is not None
    landing = back.subnet_with(run.left_from, asked_by)
    return landing is not None and back.landed(answer, landing, None)


def comes_in(run: Run, packet: Packet, by: int) -> bool:
    """From outside AWS, by a VPC's VPN gateway or by the hub's connection."""
    if by == VPN:
        door = run.through_hub(packet, "")
        return door == VPN or (door is not None and run.deliver(packet, door))
    landing = run.subnet_with(by, packet.target)
    return landing is not None and run.landed(packet, landing, None)


def _linked(world: World, one: int, other: int) -> bool:
    here, there = world.subnets[one].vpc, world.subnets[other].vpc
    if here == there:
        return True
    same = world.regions[here] == world.regions[there]
    return same and any({a, b} == {here, there} and accepted for a, b, accepted in world.peerings)


def addresses(world: World, who: Who, version: int) -> list[Address]:
    """Where it may be."""
    if isinstance(who, str):
        return [ip_address(who)] if version == 4 else []
    if who is None:
        own = [network(cidr) for vpc in range(len(world.regions)) for cidr in world.cidrs(vpc)]
        strangers = [ip_address(each) for each in STRANGERS[version]]
        return [each for each in strangers if not any(each in block for block in own)]
    there = [network(cidr) for cidr in world.subnets[world.endpoints[who].subnet].cidrs]
    return [block[host] for block in there if block.version == version for host in HOSTS[version]]


def verdicts(world: World, one: Who, other: Who, port: int) -> dict[int, str]:
    """Over every address and every port of an answer, of each family that both have."""
    found: dict[int, str] = {}
    for version in (4, 6):
        ends = {
            conversation(world, one, a, other, b, port, answer_port)
            for a in addresses(world, one, version)
            for b in addresses(world, other, version)
            for answer_port in ANSWER_PORTS
        }
        if ends:
            found[version] = {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(ends), "partly")
    return found
