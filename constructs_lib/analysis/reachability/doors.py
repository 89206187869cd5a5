"""What a route can lead to, and what each of them carries where."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from constructs_lib.analysis.reachability import transit
from constructs_lib.analysis.reachability.journey import on_internet
from constructs_lib.analysis.reachability.model import Route, Subnet, Vpc
from constructs_lib.analysis.reachability.ranges import shown

if TYPE_CHECKING:
    from constructs_lib.analysis.reachability.journey import Journey, Spot

_IPV4: Final = 4


def follow(journey: "Journey", route: Route, subnet: Subnet) -> None:
    """Through the door a route leads to."""
    door = _DOORS.get(route.kind)
    if door is None:
        why = f"what {route.kind} {route.target} does with it is not known here"
        journey.unknown("route", route.address, route.target if route.kind == "unknown" else why)
    door(journey, route, subnet)


def enter_from_internet(journey: "Journey", spot: "Spot") -> None:
    """To something of the estate from the internet."""
    if spot.subnet is None:
        journey.refused("internet", spot.endpoint.name, "is in no VPC")
    vpc = journey.network.vpcs[spot.subnet.vpc]
    if spot.version == _IPV4 and not spot.endpoint.public:
        if spot.endpoint.accelerator:
            journey.unknown(
                "accelerator", spot.endpoint.accelerator, "what it brings from the internet is not known here"
            )
        journey.refused("internet", spot.endpoint.name, "has no public address")
    # an egress-only gateway lets answers back in to whoever asked through it
    answered = journey.answers is not None and journey.answers.left_from == vpc.address
    gateway = journey.answers.left_by_gateway if journey.answers and answered else vpc.internet_gateway
    if not gateway:
        journey.refused("internet", vpc.address, "has no internet gateway")
    _public(journey, vpc)
    journey.passed("internet gateway", gateway, f"into {vpc.path}")
    journey.enter(vpc, gateway)


def _local(journey: "Journey", route: Route, subnet: Subnet) -> None:
    del route
    journey.arrive(journey.network.vpcs[subnet.vpc], subnet)


def _internet_gateway(journey: "Journey", route: Route, subnet: Subnet) -> None:
    vpc, packet = journey.network.vpcs[subnet.vpc], journey.packet
    if vpc.internet_gateway != route.target:
        journey.refused("internet gateway", route.target, f"is not attached to {vpc.address}")
    _own_traffic(journey, "internet gateway", route, vpc)
    if packet.version == _IPV4 and not journey.public:
        journey.refused("internet gateway", route.target, "the sender has no public address")
    _public(journey, vpc)
    journey.passed("internet gateway", route.target, "out to the internet")
    _out(journey, route, vpc)


def _egress_only(journey: "Journey", route: Route, subnet: Subnet) -> None:
    vpc = journey.network.vpcs[subnet.vpc]
    if journey.packet.version == _IPV4:
        journey.refused("egress-only gateway", route.target, "carries IPv6 only")
    if journey.answers is not None:
        journey.refused("egress-only gateway", route.target, "carries no answers to what began outside")
    _own_traffic(journey, "egress-only gateway", route, vpc)
    _public(journey, vpc)
    journey.passed("egress-only gateway", route.target, "out to the internet")
    _out(journey, route, vpc)


def _out(journey: "Journey", route: Route, vpc: Vpc) -> None:
    """On the internet, where every public IPv6 address is, also those of other VPCs."""
    target = journey.target
    journey.passage.left_from, journey.passage.left_by_gateway = vpc.address, route.target
    if on_internet(target):
        journey.passed("arrival", target.endpoint.name, str(journey.packet))
    elif target.version != _IPV4 and target.subnet is not None:
        journey.groups = ()
        enter_from_internet(journey, target)
    else:
        journey.refused("internet", route.target, f"{shown(target.version, target.address)} is not on the internet")


def _public(journey: "Journey", vpc: Vpc) -> None:
    if vpc.internet_doubt:
        journey.unknown("public access", vpc.internet_doubt, "what it and its exclusions let through is not known here")


def _own_traffic(journey: "Journey", what: str, route: Route, vpc: Vpc) -> None:
    """A VPC's gateways serve nobody who came from elsewhere: https://docs.aws.amazon.com/vpc/latest/peering/"""
    if journey.home != vpc.address:
        journey.refused(what, route.target, f"serves {vpc.path} only, and the sender is not there")


def _nat(journey: "Journey", route: Route, subnet: Subnet) -> None:
    nat = journey.network.nats.get(route.target)
    if nat is None:
        journey.unknown("NAT", route.target, "is not in the JSON")
    journey.translate(nat, subnet)


def _interface(journey: "Journey", route: Route, subnet: Subnet) -> None:
    if route.target in journey.network.nats:
        _nat(journey, route, subnet)
        return
    known = next((each for each in journey.network.endpoints if each.address == route.target), None)
    if known is None:
        journey.unknown("interface", route.target, "is not in the JSON")
    journey.refused(
        known.kind, route.target, "drops what is not for it: its source_dest_check is on, and must be false to forward"
    )


def _service_endpoint(journey: "Journey", route: Route, subnet: Subnet) -> None:
    vpc, service = journey.network.service_endpoints.get(route.target, ("", ""))
    if vpc != subnet.vpc:
        journey.refused("gateway endpoint", route.target, f"is not in {subnet.vpc}")
    _own_traffic(journey, "gateway endpoint", route, journey.network.vpcs[vpc])
    if journey.target.endpoint.service != service:
        journey.refused("gateway endpoint", route.target, f"leads to {service} only")
    journey.passage.left_from = vpc
    journey.passed("gateway endpoint", route.target, f"to {service}; its policy is not judged here")
    journey.passed("arrival", journey.target.endpoint.name, str(journey.packet))


def _peering(journey: "Journey", route: Route, subnet: Subnet) -> None:
    peering = journey.network.peerings.get(route.target)
    if peering is None:
        journey.unknown("peering", route.target, "is not in the JSON")
    if peering.unknown:
        journey.unknown("peering", route.target, peering.unknown)
    if peering.broken:
        journey.refused("peering", route.target, f"carries nothing: {peering.broken}")
    if subnet.vpc not in peering.ends:
        journey.refused("peering", route.target, f"does not end in {subnet.vpc}")
    other = peering.ends[1 - peering.ends.index(subnet.vpc)]
    vpc, packet = journey.network.vpcs.get(other), journey.packet
    if vpc is None:
        journey.unknown("peering", route.target, f"the VPC at its other end, {other}, is not in the JSON")
    if not any(each.version == packet.version and packet.destination in each for each in vpc.ranges):
        where = shown(packet.version, packet.destination)
        journey.refused("peering", route.target, f"carries to {vpc.path} only, and {where} is not there")
    _own_traffic(journey, "peering", route, journey.network.vpcs[subnet.vpc])
    if vpc.place.region != journey.network.vpcs[subnet.vpc].place.region:
        # a group is known in its region only
        journey.groups = ()
    journey.passed("peering", route.target, f"to {vpc.path}")
    journey.arrive(vpc, None)


def _vpn_gateway(journey: "Journey", route: Route, subnet: Subnet) -> None:
    vpc, target = journey.network.vpcs[subnet.vpc], journey.target
    if vpc.vpn_gateway != route.target:
        journey.refused("VPN gateway", route.target, f"is not attached to {vpc.address}")
    _own_traffic(journey, "VPN gateway", route, vpc)
    transit.leave_aws(journey, route.target, target)


def _transit_gateway(journey: "Journey", route: Route, subnet: Subnet) -> None:
    transit.enter_gateway(journey, route.target, subnet)


def _gateway(journey: "Journey", route: Route, subnet: Subnet) -> None:
    """A gateway named by nothing but its id."""
    del subnet
    journey.unknown("gateway", route.target, "is not in the JSON")


_DOORS: Final[dict[str, Callable[["Journey", Route, Subnet], None]]] = {
    "local": _local,
    "internet gateway": _internet_gateway,
    "egress-only gateway": _egress_only,
    "NAT": _nat,
    "interface": _interface,
    "endpoint": _service_endpoint,
    "peering": _peering,
    "VPN gateway": _vpn_gateway,
    "transit gateway": _transit_gateway,
    "gateway": _gateway,
}
