"""Network ACLs alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.acl.network_acls import NetworkAcls
from constructs_lib.network.acl.plan import plan_acl_rules
from constructs_lib.network.config import NetworkConfig
from tests.synthesis import resource, resources, synthesized

CONFIG = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"))
SUBNETS: Any = {
    tier: {f"{tier}-{letter}": f"subnet-{tier}-{letter}" for letter in "ab"}
    for tier in ("public", "private", "isolated")
}


def acls(**settings: Any) -> Any:
    config = replace(CONFIG, **settings)
    return synthesized(
        lambda stack: NetworkAcls(
            stack,
            "acls",
            config,
            name="shop",
            vpc_id="vpc-1",
            default_network_acl_id="acl-default",
            subnet_ids=SUBNETS,
            ipv6_cidr="2001:db8:0:1200::/56" if config.ipv6 else None,
        )
    )


def test_every_subnet_is_under_its_tiers() -> None:
    found = resources(acls(), "aws_network_acl_association")

    assert {body["subnet_id"]: body["network_acl_id"] for body in found.values()} == {
        f"subnet-{tier}-{letter}": f"${{aws_network_acl.acls_{tier}_{hash_}.id}}"
        for tier, hash_ in hashes(acls()).items()
        for letter in "ab"
    }


def hashes(document: Any) -> dict[str, str]:
    """cdktf's ends of the ACLs' names."""
    return {
        tier: name.rpartition("_")[2]
        for name in document["resource"]["aws_network_acl"]
        for tier in [name.split("_")[1]]
    }


def test_a_subnet_comes_under_an_acl_that_has_all_its_rules() -> None:
    """Until the last rule is there, what runs in the subnet would be cut off."""
    document = acls()
    for body in resources(document, "aws_network_acl_association").values():
        rules = [
            f"aws_network_acl_rule.{name}"
            for name, rule in document["resource"]["aws_network_acl_rule"].items()
            if rule["network_acl_id"] == body["network_acl_id"]
        ]
        assert sorted(body["depends_on"]) == sorted(rules)


def test_rules_are_written_as_planned() -> None:
    document = acls(ipv6=True, acl=AclConfig(refused=("198.51.100.0/24",)))
    rules = resources(document, "aws_network_acl_rule")

    def row(name: str) -> dict[str, Any]:
        return {key: value for key, value in rules[f"acls_{name}"].items() if key != "network_acl_id"}

    assert len(rules) == len(plan_acl_rules(replace(CONFIG, ipv6=True))) + 4
    assert row("public-in-10") == {
        "egress": False,
        "rule_number": 10,
        "rule_action": "deny",
        "protocol": "-1",
        "cidr_block": "198.51.100.0/24",
    }
    assert row("public-in-300") == {
        "egress": False,
        "rule_number": 300,
        "rule_action": "allow",
        "protocol": "6",
        "cidr_block": "0.0.0.0/0",
        "from_port": 443,
        "to_port": 443,
    }
    assert row("private-out-500") == {
        "egress": True,
        "rule_number": 500,
        "rule_action": "allow",
        "protocol": "1",
        "cidr_block": "0.0.0.0/0",
        "icmp_type": 3,
        "icmp_code": 4,
    }
    assert row("isolated-in-1200") == {
        "egress": False,
        "rule_number": 1200,
        "rule_action": "allow",
        "protocol": "-1",
        "ipv6_cidr_block": '${cidrsubnet("2001:db8:0:1200::/56", 2, 2)}',
    }
    assert row("private-out-1300")["ipv6_cidr_block"] == "::/0"


def test_the_default_acl_is_emptied_when_nobody_is_under_it_any_more() -> None:
    document = acls()
    body = resource(document, "aws_default_network_acl")
    associations = [
        f"aws_network_acl_association.{name}" for name in document["resource"]["aws_network_acl_association"]
    ]

    assert "ingress" not in body
    assert "egress" not in body
    assert (body["default_network_acl_id"], body["lifecycle"]) == ("acl-default", {"ignore_changes": ["subnet_ids"]})
    assert sorted(body["depends_on"]) == sorted(associations)


def test_only_tiers_that_are_there() -> None:
    assert set(hashes(acls(tiers=("isolated",), nat="none"))) == {"isolated"}


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/acls\.acl\.isolated_from\[0\]"):
        acls(acl=AclConfig(isolated_from=("0.0.0.0/0",)))
