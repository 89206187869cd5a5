"""A service's security group alone in somebody's stack."""

from typing import Any

from constructs_lib.compute.service.task_network import TaskNetwork
from tests.compute.service.shop import SHOP
from tests.synthesis import resource, resources, synthesized


def network() -> Any:
    return synthesized(
        lambda stack: TaskNetwork(
            stack, "network", SHOP, name="shop", vpc_id="vpc-1", load_balancer_security_group_id="sg-edge"
        )
    )


def test_only_the_load_balancer_comes_in() -> None:
    body = resource(network(), "aws_vpc_security_group_ingress_rule")

    assert (body["from_port"], body["to_port"], body["referenced_security_group_id"]) == (8080, 8080, "sg-edge")
    assert "cidr_ipv4" not in body


def test_goes_out_by_https_only() -> None:
    body = resources(network(), "aws_vpc_security_group_egress_rule")["network_security-group_to-https"]

    assert (body["from_port"], body["to_port"], body["cidr_ipv4"]) == (443, 443, "0.0.0.0/0")


def test_lets_the_load_balancer_out_to_it() -> None:
    body = resources(network(), "aws_vpc_security_group_egress_rule")["network_load-balancer-to-tasks"]

    assert (body["security_group_id"], body["from_port"]) == ("sg-edge", 8080)
    assert body["referenced_security_group_id"].startswith("${aws_security_group.network_security-group")
