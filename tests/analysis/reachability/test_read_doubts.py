from typing import Any

import pytest

from constructs_lib.analysis.reachability.reach import Reachability, as_text
from constructs_lib.analysis.reachability.read_doubts import doubts
from constructs_lib.analysis.terraform.estate import Estate
from tests.analysis.reachability.networks import Resources, asked, machine, ref, simple, simple_document, told


def of(resource: Resources) -> list[str]:
    return [str(each) for each in doubts(Estate({"net": {"resource": resource}}))]


def with_module(body: object) -> Reachability:
    return Reachability.of({"net": {**simple_document(), "module": {"firewall": body}}})


def test_what_a_module_makes_may_change_every_answer() -> None:
    made = with_module({"source": "./firewall"})

    assert told(made, "web", "db") == ("unknown", "what a module makes is not in the JSON, and it may be anything")
    assert told(made, "internet", "db")[0] == "unknown"
    (answer,) = made.ask("net/web", "net/db", 80)
    assert "? estate: net/module.firewall: what a module makes" in as_text(answer)
    assert told(with_module([{"source": "./firewall", "count": 0}]), "web", "db") == ("yes", "")


def test_what_no_network_changes_is_certain_all_the_same() -> None:
    function = {"vpc_config": {"subnet_ids": [ref("aws_subnet.v0-private")], "security_group_ids": ["sg-1"]}}
    made = Reachability.of(
        {"net": {**simple_document({"aws_lambda_function": {"f": function}}), "module": {"m": {"source": "./m"}}}}
    )

    assert told(made, "web", "net/aws_lambda_function.f") == ("no", "takes no connections")
    assert told(made, "aws:s3", "web") == ("no", "answers, and never calls by itself")


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("aws_subnet", {"count": 2}, "stands for several"),
        ("aws_security_group", {"dynamic": {"ingress": {"for_each": "${var.x}"}}}, "has as many of ingress"),
        ("aws_security_group", {"ingress": "${module.x.rules}"}, "ingress is not known: net/module.x decides it"),
        ("aws_network_acl", {"egress": "${var.gone}"}, "egress is not known: var.gone"),
        (
            "aws_network_acl_rule",
            {"network_acl_id": "${data.aws_network_acls.a.ids[0]}"},
            "network_acl_id is not known",
        ),
        ("aws_internet_gateway", {"vpc_id": "${var.gone}"}, "vpc_id is not known"),
        ("aws_vpc", {"ipv4_ipam_pool_id": "ipam-1"}, "a pool of IPAM decides it"),
        ("aws_vpc", {"cidr_block": "${aws_vpc_ipam_pool_cidr_allocation.a.cidr}"}, "cidr_block is not known"),
        ("aws_cloudformation_stack", {}, "what its template makes is not in the JSON"),
        ("awscc_ec2_route", {}, "of this provider nothing is read"),
    ],
)
def test_what_cannot_be_told_is_a_doubt(kind: str, body: dict[str, Any], why: str) -> None:
    resource: Resources = {kind: {"x": body}}
    if "aws_vpc_ipam" in str(body):
        resource["aws_vpc_ipam_pool_cidr_allocation"] = {"a": {}}

    (found,) = of(resource)
    assert found.startswith(f"net/{kind}.x: ")
    assert why in found
    assert told(simple(resource), "web", "db")[0] == "unknown"


def test_what_is_known_is_none() -> None:
    assert of(simple_document(machine("x", "v0-private", ["web"]))["resource"]) == []
    assert asked(simple({"aws_flow_log": {"x": {"count": 3}}}), "web", "db").verdict == "yes"


def test_a_few_reasons_are_enough() -> None:
    many: Resources = {"aws_cloudformation_stack": {f"s{number}": {} for number in range(20)}}

    assert len([hop for hop in asked(simple(many), "web", "db").hops if hop.what == "estate"]) == 5
