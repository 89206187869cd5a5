from tests.analysis.reachability.networks import (
    asked,
    group,
    machine,
    network,
    over,
    peering,
    reachability,
    ref,
    route,
    simple,
    tcp,
    told,
)


def test_what_stays_in_a_subnet_is_asked_by_groups_only() -> None:
    closed = {"aws_network_acl": {"a": {"vpc_id": ref("aws_vpc.v0"), "subnet_ids": [ref("aws_subnet.v0-private")]}}}
    made = simple(closed, machine("near", "v0-private", ["web"]))

    assert told(made, "near", "db") == ("yes", "")
    assert told(made, "web", "db")[0] == "no"


def test_the_way_is_told_hop_by_hop() -> None:
    assert [hop.what for hop in asked(simple(), "web", "db").hops] == [
        "security group of net/web",
        "network ACL out of net/aws_subnet.v0-public",
        "route",
        "network ACL into net/aws_subnet.v0-private",
        "security group of net/db",
        "arrival",
        "answer",
        "network ACL out of net/aws_subnet.v0-private",
        "route",
        "network ACL into net/aws_subnet.v0-public",
        "arrival",
    ]


def test_routes_that_lead_in_circles_end() -> None:
    made = reachability(
        network(0, a="a", b="a"),
        {
            "aws_nat_gateway": {
                each: {"subnet_id": ref(f"aws_subnet.v0-{each}"), "connectivity_type": "private"} for each in "ab"
            }
        },
        route("v0-a", "0.0.0.0/0", nat_gateway_id=ref("aws_nat_gateway.b")),
        route("v0-b", "0.0.0.0/0", nat_gateway_id=ref("aws_nat_gateway.a")),
        group("g", 0),
        machine("one", "v0-a", ["g"]),
    )

    assert told(made, "one", "internet", 443) == ("no", "leads round in circles")


def test_a_group_that_is_not_there_is_not_guessed_about() -> None:
    assert told(simple(machine("db", "v0-private", ["gone"])), "web", "db")[0] == "unknown"


def test_addresses_without_a_subnet_are_told() -> None:
    made = simple(
        network(1, app="a"),
        peering(0, 1),
        route("v0-public", "10.1.0.0/16", **over("p01")),
        group("x", 1, into=[tcp(80)]),
    )

    assert told(made, "web", "10.1.9.9")[0] == "unknown"
