"""Transit gateways, and networks behind a VPN or Direct Connect."""

from typing import TYPE_CHECKING, Final

from constructs_lib.analysis.reachability.model import Attachment, Outside, Subnet
from constructs_lib.analysis.reachability.ranges import shown

if TYPE_CHECKING:
    from constructs_lib.analysis.reachability.journey import Journey, Spot

_WHAT: Final = "transit gateway"
_IPV4: Final = 4


def enter_gateway(journey: "Journey", gateway: str, subnet: Subnet) -> None:
    """From a subnet, by the attachment of its VPC in its zone."""
    attachment = next(
        (
            each
            for each in journey.network.attachments.values()
            if (each.gateway, each.kind, each.other) == (gateway, "vpc", subnet.vpc)
        ),
        None,
    )
    if attachment is None:
        journey.refused(_WHAT, gateway, f"{subnet.vpc} is not attached to it")
    _carried(journey, attachment)
    doors = _subnets(journey, attachment)
    own = [each for each in doors if each.zone == subnet.zone]
    if doors and not own and all(each.zone for each in (*doors, subnet)):
        zones = ", ".join(sorted({each.zone for each in doors}))
        journey.refused(_WHAT, attachment.address, f"has no subnet in {subnet.zone}, only in {zones}")
    if own:
        # the subnet of the attachment asks where packets come from, also when the sender is in it:
        # https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
        journey.acl_passed(own[0], incoming=True)
    journey.passed(_WHAT, attachment.address, f"in by {attachment.address}")
    _route(journey, attachment, subnet.zone)


def enter_aws(journey: "Journey", outside: Outside) -> None:
    """From a network outside, by its connection."""
    journey.passed("outside", outside.address, "into AWS")
    journey.groups = ()
    if not outside.gateway:
        journey.unknown("way in", outside.address, outside.unknown)
    attachment = _attachment(journey, outside.address, outside.gateway)
    if attachment is not None:
        _route(journey, attachment, "")
        return
    vpc = next((each for each in journey.network.vpcs.values() if each.vpn_gateway == outside.gateway), None)
    if vpc is None:
        journey.unknown("VPN gateway", outside.gateway, "is attached to no VPC of the JSON")
    packet = journey.packet
    if not any(each.version == packet.version and packet.destination in each for each in vpc.ranges):
        where = shown(packet.version, packet.destination)
        journey.refused("VPN gateway", outside.gateway, f"leads to {vpc.path} only, and {where} is not there")
    journey.enter(vpc, outside.gateway)


def leave_aws(journey: "Journey", gateway: str, target: "Spot") -> None:
    """To a network outside that the gateway knows."""
    packet = journey.packet
    behind = [each for each in journey.network.outsides if each.gateway == gateway]
    named = next(
        (
            each
            for each in behind
            if any(block.version == packet.version and packet.destination in block for block in each.ranges)
        ),
        None,
    )
    untold = next((each for each in behind if each.unknown), None)
    if named is None and untold is not None:
        journey.unknown("VPN", untold.address, untold.unknown)
    if named is None or target.subnet is not None:
        journey.refused("VPN", gateway, f"{shown(packet.version, packet.destination)} is not behind it")
    journey.passage.left_by = named
    journey.passed("VPN", named.address, "out of AWS; what the other side does with it is not known here")
    journey.passed("arrival", target.endpoint.name, str(packet))


def _route(journey: "Journey", came_by: Attachment, zone: str) -> None:
    """By the gateway's route table for what comes from an attachment."""
    journey.doors += 1
    route = journey.route_from(came_by.table)
    if route.kind == "blackhole":
        journey.refused(_WHAT, route.address, "drops it: the route is a black hole")
    attachment = _attachment(journey, route.target, came_by.gateway)
    if attachment is None:
        journey.unknown(_WHAT, route.target, "is not in the JSON")
    _carried(journey, attachment)
    if attachment.kind == "peering":
        far = _attachment(journey, attachment.address, attachment.other)
        if far is None:
            journey.unknown(_WHAT, attachment.address, "its other end is not in the JSON")
        # a group is known in its region only
        journey.groups = ()
        journey.passed(_WHAT, attachment.address, f"to {attachment.other}")
        _route(journey, far, "")
    elif attachment.kind == "outside":
        leave_aws(journey, attachment.gateway, journey.target)
    else:
        _leave_gateway(journey, came_by, attachment, zone)


def _carried(journey: "Journey", attachment: Attachment) -> None:
    if attachment.broken:
        journey.refused(_WHAT, attachment.address, f"carries nothing: {attachment.broken}")
    if journey.packet.version != _IPV4 and not attachment.ipv6:
        journey.refused(_WHAT, attachment.address, "carries IPv4 only: its ipv6_support is off")


def _leave_gateway(journey: "Journey", came_by: Attachment, attachment: Attachment, zone: str) -> None:
    """Into a VPC, by a subnet of its attachment: in the sender's zone where there is one."""
    vpc = journey.network.vpcs.get(attachment.other)
    doors = _subnets(journey, attachment)
    if vpc is None or not doors:
        journey.unknown(_WHAT, attachment.address, "its VPC or its subnets are not in the JSON")
    door = next((each for each in doors if each.zone == zone), doors[0])
    gateway = journey.network.gateways.get(attachment.gateway)
    known = gateway is not None and gateway.group_references
    if not (known and came_by.group_references and attachment.group_references):
        journey.groups = ()
    journey.passed(_WHAT, attachment.address, f"out into {door.path}")
    # from here it goes as if the attachment's interface had sent it
    journey.leave(door)


def _attachment(journey: "Journey", address: str, gateway: str) -> Attachment | None:
    return next(
        (each for each in journey.network.attachments.values() if each.address == address and each.gateway == gateway),
        None,
    )


def _subnets(journey: "Journey", attachment: Attachment) -> list[Subnet]:
    return [journey.network.subnets[each] for each in attachment.subnets if each in journey.network.subnets]
