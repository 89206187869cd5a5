"""Rules that a change breaks, from two syntheses of the same stack."""

from datetime import date
from typing import Any

from constructs_lib.analysis.review.broken_rules import rule_findings
from constructs_lib.foundation.waiver import Waiver

STACK = "dev-us-east-1-shop"


def documents(*groups: str, stack: str = STACK) -> dict[str, Any]:
    """Security groups, each open to everybody at the port of SSH."""
    rules = {
        name: {
            "security_group_id": f"${{aws_security_group.{name}.id}}",
            "cidr_ipv4": "0.0.0.0/0",
            "ip_protocol": "tcp",
            "from_port": 22,
            "to_port": 22,
        }
        for name in groups
    }
    return {
        stack: {
            "resource": {
                "aws_security_group": {name: {"vpc_id": "vpc-1"} for name in groups},
                "aws_vpc_security_group_ingress_rule": rules,
            }
        }
    }


def opened(*findings: Any) -> list[tuple[str, str]]:
    return [(each.severity, each.address) for each in findings if "ingress" in each.address]


def test_only_what_the_change_breaks_is_told() -> None:
    """What the base breaks as well is for `cairn check` to say, and no news."""
    assert set(opened(*rule_findings(documents("old"), documents("old", "new"), environment="dev"))) == {
        ("danger", "aws_vpc_security_group_ingress_rule.new")
    }
    assert list(rule_findings(documents("old"), documents("old"), environment="dev")) == []


def test_another_environment_is_anothers_comment() -> None:
    assert list(rule_findings({}, documents("new"), environment="prod")) == []


def test_it_says_what_is_wrong_and_how_to_mend_it() -> None:
    told = [each for each in rule_findings({}, documents("new"), environment="dev") if "ingress" in each.address]

    assert {(each.topic, each.stack_id) for each in told} == {("policy", STACK)}
    assert all(any(line.startswith("fix: ") for line in each.details) for each in told)


def test_what_is_waived_is_not_told() -> None:
    found = [each for each in rule_findings({}, documents("new"), environment="dev") if "ingress" in each.address]
    waivers = tuple(
        Waiver(
            rule=each.what.rpartition("[")[2].rstrip("]"),
            path="*",
            reason="A bastion that is reached from everywhere",
            owner="payments-platform",
            expires=date(2026, 1, 1),
        )
        for each in found
    )

    assert waivers
    assert opened(*rule_findings({}, documents("new"), environment="dev", waivers=waivers)) == []
