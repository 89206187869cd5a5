"""What can be reached that could not be before."""

from typing import Any

import pytest

from constructs_lib.analysis.review.network import network_findings
from constructs_lib.analysis.review.planned import planned_resources
from tests.analysis.review.plan_json import entry, short, stack

RULE = "aws_vpc_security_group_ingress_rule"


def rule(range_: str, port: int = 5432) -> dict[str, Any]:
    return {
        "security_group_id": "sg-1",
        "cidr_ipv4": range_,
        "ip_protocol": "tcp",
        "from_port": port,
        "to_port": port,
    }


def found(*entries: dict[str, Any], **more: Any) -> list[tuple[str, ...]]:
    return short(network_findings(planned_resources(stack(*entries, **more))))


@pytest.mark.parametrize(
    ("after", "severity"),
    [
        (rule("0.0.0.0/0"), "danger"),
        (rule("::/0"), "danger"),
        (rule("0.0.0.0/0", 443), "look"),
        (rule("10.0.0.0/8"), "look"),
    ],
)
def test_a_wider_rule(after: dict[str, Any], severity: str) -> None:
    [finding] = found(entry(f"{RULE}.a", rule("10.0.4.0/24"), after))

    assert finding[:3] == ("network", severity, "lets through at sg-1")


def test_a_rule_that_is_only_written_elsewhere_opens_nothing() -> None:
    moved = [entry(f"{RULE}.old", rule("10.0.0.0/8"), None), entry(f"{RULE}.new", None, rule("10.1.0.0/16"))]

    assert found(*moved) == []


def test_what_a_rule_that_stays_lets_through_already() -> None:
    stays = entry(f"{RULE}.wide", rule("10.0.0.0/8"), rule("10.0.0.0/8"))

    assert found(stays, entry(f"{RULE}.new", None, rule("10.1.0.0/16"))) == []


def test_a_rule_of_a_group_that_is_made_in_the_same_plan() -> None:
    made = entry(
        f"{RULE}.a", None, {**rule("0.0.0.0/0"), "security_group_id": None}, unknown={"security_group_id": True}
    )

    assert found(made) == [("network", "danger", "lets through", "tcp 5432 from 0.0.0.0/0")]


def test_ways_into_other_networks() -> None:
    peering = entry("aws_vpc_peering_connection.p", None, {"vpc_id": "vpc-1"})
    route = entry(
        "aws_route.r",
        None,
        {"destination_cidr_block": "10.2.0.0/16", "vpc_peering_connection_id": "pcx-1"},
        unknown={"gateway_id": True},
    )
    document = {"resource": {"aws_route": {"r": {"vpc_peering_connection_id": "${x}"}}}}

    assert found(peering, route, document=document) == [
        ("network", "look", "peers two networks"),
        ("network", "look", "is a new way", "10.2.0.0/16 through vpc peering connection pcx-1"),
    ]


@pytest.mark.parametrize(
    ("address", "before", "after", "detail"),
    [
        (
            "aws_db_instance.d",
            {"publicly_accessible": False},
            {"publicly_accessible": True},
            "publicly_accessible: true",
        ),
        ("aws_lb.l", {"internal": True}, {"internal": False}, "internal: false"),
        (
            "aws_s3_bucket_public_access_block.b",
            {"block_public_policy": True},
            {"block_public_policy": False},
            "block_public_policy: false",
        ),
        (
            "aws_ecs_service.s",
            {"network_configuration": [{"assign_public_ip": False}]},
            {"network_configuration": [{"assign_public_ip": True}]},
            "network_configuration[0].assign_public_ip: true",
        ),
        (
            "aws_lambda_function_url.u",
            {"authorization_type": "AWS_IAM"},
            {"authorization_type": "NONE"},
            "authorization_type: NONE",
        ),
    ],
)
def test_what_gets_a_public_face(address: str, before: dict[str, Any], after: dict[str, Any], detail: str) -> None:
    assert found(entry(address, before, after)) == [("network", "danger", "is exposed", detail)]
    assert found(entry(address, after, before)) == []


def test_a_deny_that_goes() -> None:
    denied = {"network_acl_id": "acl-1", "rule_action": "deny", "cidr_block": "10.9.0.0/16"}

    assert found(entry("aws_network_acl_rule.n", denied, None)) == [
        ("network", "look", "no longer denies", "10.9.0.0/16")
    ]


def test_a_bucket_that_may_become_public() -> None:
    block = entry("aws_s3_bucket_public_access_block.b", {"bucket": "b"}, None)

    assert found(block) == [("network", "danger", "no longer keeps its bucket from being public")]
