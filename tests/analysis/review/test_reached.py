"""What became reachable, from two syntheses of the same estate."""

from typing import Any

from constructs_lib.analysis.review.reached import reached_findings

STACK = "dev-us-east-1-shop"


def documents(*, opened: bool, public: bool = True) -> dict[str, Any]:
    """A load balancer in a public subnet whose security group lets the internet in, or not."""
    ingress = {
        "security_group_id": "${aws_security_group.g.id}",
        "cidr_ipv4": "0.0.0.0/0" if opened else "10.0.0.0/16",
        "ip_protocol": "tcp",
        "from_port": 443,
        "to_port": 443,
    }
    route = {
        "route_table_id": "${aws_route_table.t.id}",
        "destination_cidr_block": "0.0.0.0/0",
        "gateway_id": "${aws_internet_gateway.i.id}",
    }
    subnets = {
        name: {"vpc_id": "${aws_vpc.v.id}", "cidr_block": cidr, "availability_zone": f"us-east-1{name}"}
        for name, cidr in (("a", "10.0.0.0/24"), ("b", "10.0.1.0/24"))
    }
    resource = {
        "aws_vpc": {"v": {"cidr_block": "10.0.0.0/16"}},
        "aws_internet_gateway": {"i": {"vpc_id": "${aws_vpc.v.id}"}},
        "aws_subnet": subnets,
        "aws_route_table": {"t": {"vpc_id": "${aws_vpc.v.id}"}},
        "aws_route": {"r": route} if public else {},
        "aws_route_table_association": {
            name: {"subnet_id": f"${{aws_subnet.{name}.id}}", "route_table_id": "${aws_route_table.t.id}"}
            for name in subnets
        },
        "aws_security_group": {"g": {"vpc_id": "${aws_vpc.v.id}"}},
        "aws_vpc_security_group_ingress_rule": {"in": ingress},
        "aws_vpc_security_group_egress_rule": {
            "out": {"security_group_id": "${aws_security_group.g.id}", "cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"}
        },
        "aws_lb": {
            "shop": {
                "internal": False,
                "load_balancer_type": "application",
                "subnets": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
                "security_groups": ["${aws_security_group.g.id}"],
            }
        },
    }
    provider = {"aws": [{"region": "us-east-1", "allowed_account_ids": ["111111111111"]}]}
    return {STACK: {"provider": provider, "resource": resource}}


def told(before: dict[str, Any], after: dict[str, Any], environment: str = "dev") -> list[tuple[str, str, str]]:
    found = reached_findings(before, after, environment=environment)
    return [(each.severity, each.stack_id, each.what) for each in found]


def test_what_the_internet_can_reach_now_is_dangerous() -> None:
    assert told(documents(opened=False), documents(opened=True)) == [
        ("danger", STACK, "can now be reached from internet")
    ]


def test_a_route_opens_as_much_as_a_rule() -> None:
    assert told(documents(opened=True, public=False), documents(opened=True)) == [
        ("danger", STACK, "can now be reached from internet")
    ]


def test_what_stays_or_closes_is_not_told() -> None:
    assert told(documents(opened=True), documents(opened=True)) == []
    assert told(documents(opened=True), documents(opened=False)) == []


def test_what_is_new_is_only_to_be_looked_at_and_belongs_to_its_environment() -> None:
    assert told({}, documents(opened=True)) == [("look", STACK, "is reached from internet")]
    assert told({}, documents(opened=True), environment="prod") == []
