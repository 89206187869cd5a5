"""Every link of a hub, of VPNs, of IPv6 and of prefix lists has a say: the reference environments do not have them all."""

from tests.analysis.reachability.networks import (
    Resources,
    document,
    gateway,
    group,
    machine,
    merged,
    network,
    ref,
    route,
    tcp,
)
from tests.analysis.reachability.removal import removable, unnoticed

HUB = "aws_ec2_transit_gateway"
OFFICE, BRANCH = "192.168.1.1", "172.20.0.1"


def hub() -> Resources:
    """Two networks and an office on a transit gateway with a table of its own."""
    table = {"transit_gateway_route_table_id": ref(f"{HUB}_route_table.t")}
    own: Resources = {
        HUB: {"hub": {f"default_route_table_{what}": "disable" for what in ("association", "propagation")}},
        f"{HUB}_route_table": {"t": {"transit_gateway_id": ref(f"{HUB}.hub")}},
        "aws_vpn_connection": {"office": {"transit_gateway_id": ref(f"{HUB}.hub"), "static_routes_only": True}},
    }
    attachments = {"office": ref("aws_vpn_connection.office", "transit_gateway_attachment_id")}
    for number in (0, 1):
        attachments[f"v{number}"] = ref(f"{HUB}_vpc_attachment.v{number}")
        body = {
            "transit_gateway_id": ref(f"{HUB}.hub"),
            "vpc_id": ref(f"aws_vpc.v{number}"),
            "subnet_ids": [ref(f"aws_subnet.v{number}-app")],
            "ipv6_support": "enable",
        }
        own = merged(own, {f"{HUB}_vpc_attachment": {f"v{number}": body}})
    for name, attachment in attachments.items():
        member = {"transit_gateway_attachment_id": attachment, **table}
        own = merged(own, {f"{HUB}_route_table_association": {name: member}})
        if name != "office":
            own = merged(own, {f"{HUB}_route_table_propagation": {name: member}})
    office = {
        "destination_cidr_block": "192.168.0.0/16",
        "transit_gateway_attachment_id": attachments["office"],
        **table,
    }
    return merged(own, {f"{HUB}_route": {"office": office}})


def branch() -> Resources:
    """A VPN to the first network alone, whose range its gateway tells."""
    gateway_id = ref("aws_vpn_gateway.g")
    told = {"vpn_gateway_id": gateway_id, "route_table_id": ref("aws_route_table.v0-app")}
    range_ = {"vpn_connection_id": ref("aws_vpn_connection.branch"), "destination_cidr_block": "172.20.0.0/16"}
    return {
        "aws_vpn_gateway": {"g": {}},
        "aws_vpn_gateway_attachment": {"g": {"vpc_id": ref("aws_vpc.v0"), "vpn_gateway_id": gateway_id}},
        "aws_vpn_connection": {"branch": {"vpn_gateway_id": gateway_id, "static_routes_only": True}},
        "aws_vpn_connection_route": {"r": range_},
        "aws_vpn_gateway_route_propagation": {"p": told},
    }


def test_removing_any_link_changes_an_answer() -> None:
    via = {"transit_gateway_id": ref(f"{HUB}.hub")}
    everybody = ref("aws_ec2_managed_prefix_list.everybody")
    listed = {
        "aws_route": {
            "listed": {
                "route_table_id": ref("aws_route_table.v1-app"),
                "destination_prefix_list_id": everybody,
                **via,
            }
        }
    }
    entries = {
        name: {"prefix_list_id": everybody, "cidr": cidr}
        for name, cidr in {"office": "192.168.0.0/16", "first": "10.0.0.0/16"}.items()
    }
    made = document(
        network(0, ipv6=True, app="a"),
        network(1, ipv6=True, app="a"),
        hub(),
        branch(),
        gateway(1),
        {"aws_egress_only_internet_gateway": {"e": {"vpc_id": ref("aws_vpc.v0")}}},
        {"aws_ec2_managed_prefix_list": {"everybody": {}}, "aws_ec2_managed_prefix_list_entry": entries},
        listed,
        route("v0-app", "10.1.0.0/16", **via),
        route("v0-app", "192.168.0.0/16", **via),
        route("v0-app", "::/0", egress_only_gateway_id=ref("aws_egress_only_internet_gateway.e")),
        route("v0-app", "${aws_vpc.v1.ipv6_cidr_block}", **via),
        route("v1-app", "::/0", gateway_id=ref("aws_internet_gateway.v1")),
        route("v1-app", "${aws_vpc.v0.ipv6_cidr_block}", **via),
        group("one", 0, into=[tcp(22, cidr_blocks=["0.0.0.0/0"], ipv6_cidr_blocks=["::/0"])]),
        group("two", 1, into=[tcp(22, prefix_list_ids=[everybody], ipv6_cidr_blocks=["::/0"])]),
        machine("one", "v0-app", ["one"]),
        machine("two", "v1-app", ["two"]),
    )
    for name, body in made["resource"]["aws_route"].items():
        if "aws_vpc" in name:
            body["destination_ipv6_cidr_block"] = body.pop(
                "destination_cidr_block", body.get("destination_ipv6_cidr_block")
            )

    assert unnoticed({"net": made}, OFFICE, BRANCH) == []
    assert len({kind for _, kind, _ in removable({"net": made})}) >= 15
