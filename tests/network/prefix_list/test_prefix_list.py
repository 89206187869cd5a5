"""A prefix list alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.prefix_list import PrefixList
from constructs_lib.parts.security_group import SecurityGroup
from tests.synthesis import resource, resources, synthesized


def offices(entries: dict[str, str]) -> Any:
    config = PrefixListConfig(component="offices", entries=entries)
    return synthesized(lambda stack: PrefixList(stack, "offices", config, name="offices"))


def test_holds_its_ranges_and_room_for_more() -> None:
    document = offices({"203.0.113.0/24": "Oslo", "198.51.100.0/24": "Bergen"})
    body = resource(document, "aws_ec2_managed_prefix_list")

    assert (body["name"], body["address_family"], body["max_entries"]) == ("offices", "IPv4", 10)
    assert {
        name: (each["cidr"], each["description"])
        for name, each in resources(document, "aws_ec2_managed_prefix_list_entry").items()
    } == {
        "offices_entry-203-0-113-0-24": ("203.0.113.0/24", "Oslo"),
        "offices_entry-198-51-100-0-24": ("198.51.100.0/24", "Bergen"),
    }


def test_entries_are_not_in_the_list_where_the_provider_loses_them() -> None:
    assert "entry" not in resource(offices({"203.0.113.0/24": "Oslo"}), "aws_ec2_managed_prefix_list")


def test_an_ipv6_range_has_an_id_too() -> None:
    assert list(resources(offices({"2001:db8::/32": "Oslo"}), "aws_ec2_managed_prefix_list_entry")) == [
        "offices_entry-2001-db8---32"
    ]


def test_a_security_group_lets_it_in_by_name() -> None:
    def build(stack: Any) -> None:
        made = PrefixList(
            stack, "offices", PrefixListConfig(component="offices", entries={"203.0.113.0/24": "Oslo"}), name="offices"
        )
        group = SecurityGroup(stack, "group", name="bastion", description="Bastion", vpc_id="vpc-1")
        group.allow_from("from-offices", port=443, why="Offices", prefix_list_id=made.outputs.prefix_list_id)

    rule = resource(synthesized(build), "aws_vpc_security_group_ingress_rule")

    assert rule["prefix_list_id"] == "${aws_ec2_managed_prefix_list.offices.id}"
    assert "cidr_ipv4" not in rule


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match="is no range"):
        offices({"Oslo": "203.0.113.0/24"})
