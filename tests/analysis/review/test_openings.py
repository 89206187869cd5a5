"""What gets through, as ranges."""

from typing import Any

import pytest

from constructs_lib.analysis.review.openings import Opening, openings
from tests.analysis.review.plan_json import resource


def opening(**more: Any) -> Opening:
    usual: dict[str, Any] = {"owner": "sg-1", "direction": "in", "protocol": "tcp", "ports": (1, 9)}
    usual["peer"] = "10.0.0.0/16"
    return Opening(**(usual | more))


@pytest.mark.parametrize(
    ("narrower", "expected"),
    [
        ({"ports": (2, 3)}, True),
        ({"ports": (2, 10)}, False),
        ({"peer": "10.0.4.0/24"}, True),
        ({"peer": "10.0.0.0/8"}, False),
        ({"peer": "sg-2"}, False),
        ({"peer": "::/0"}, False),
        ({"protocol": "udp"}, False),
        ({"protocol": "-1"}, False),
        ({"direction": "out"}, False),
        ({"owner": "sg-9"}, False),
    ],
)
def test_containment(narrower: dict[str, Any], expected: bool) -> None:
    assert opening().contains(opening(**narrower)) is expected


def test_all_protocols_contain_each() -> None:
    assert opening(protocol="-1", ports=(0, 65535)).contains(opening(protocol="udp", ports=(53, 53)))


def told(kind: str, values: dict[str, Any]) -> list[str]:
    return [f"{each.owner} {each}" for each in openings(resource(f"{kind}.x", None, values), values)]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (
            "aws_vpc_security_group_ingress_rule",
            {
                "security_group_id": "sg-1",
                "cidr_ipv4": "0.0.0.0/0",
                "ip_protocol": "tcp",
                "from_port": 22,
                "to_port": 22,
            },
            ["sg-1 tcp 22 from 0.0.0.0/0"],
        ),
        (
            "aws_vpc_security_group_egress_rule",
            {"security_group_id": "sg-1", "prefix_list_id": "pl-1", "ip_protocol": "-1"},
            ["sg-1 everything to pl-1"],
        ),
        (
            "aws_security_group_rule",
            {
                "security_group_id": "sg-1",
                "type": "ingress",
                "protocol": "6",
                "from_port": 1,
                "to_port": 2,
                "cidr_blocks": ["10.0.0.0/8"],
                "self": True,
            },
            ["sg-1 tcp 1-2 from 10.0.0.0/8", "sg-1 tcp 1-2 from itself"],
        ),
        (
            "aws_security_group",
            {
                "id": "sg-1",
                "ingress": [{"protocol": "udp", "from_port": 53, "to_port": 53, "security_groups": ["sg-2"]}],
                "egress": [{"protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_blocks": ["::/0"]}],
            },
            ["sg-1 udp 53 from sg-2", "sg-1 everything to ::/0"],
        ),
        (
            "aws_network_acl_rule",
            {
                "network_acl_id": "acl-1",
                "rule_action": "allow",
                "egress": False,
                "protocol": "-1",
                "cidr_block": "0.0.0.0/0",
            },
            ["acl-1 everything from 0.0.0.0/0"],
        ),
        ("aws_network_acl_rule", {"network_acl_id": "acl-1", "rule_action": "deny", "cidr_block": "0.0.0.0/0"}, []),
        (
            "aws_default_network_acl",
            {
                "ingress": [
                    {"action": "allow", "protocol": "tcp", "from_port": 0, "to_port": 0, "cidr_block": "10.0.0.0/8"}
                ]
            },
            ["aws_default_network_acl.x tcp 0 from 10.0.0.0/8"],
        ),
        ("aws_vpc", {"cidr_block": "10.0.0.0/8"}, []),
    ],
)
def test_every_kind_of_rule(kind: str, values: dict[str, Any], expected: list[str]) -> None:
    assert told(kind, values) == expected
