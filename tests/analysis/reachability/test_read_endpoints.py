from typing import Any

import pytest

from constructs_lib.analysis.reachability.model import Endpoint
from constructs_lib.analysis.reachability.read import network_of
from tests.analysis.reachability.networks import Resources, merged, network, ref

SUBNETS = [ref("aws_subnet.v0-app")]
GROUPS = ["sg-1"]


def only(*parts: Resources) -> Endpoint:
    (found,) = network_of({"net": {"resource": merged(network(0, app="a"), *parts)}}).endpoints
    return found


def body(**more: Any) -> dict[str, Any]:
    return {"x": {"//": {"metadata": {"path": "net/x/Default"}}, **more}}


@pytest.mark.parametrize(
    ("resource", "kind", "ports", "public", "listens"),
    [
        (
            {
                "aws_ecs_service": body(
                    network_configuration={"subnets": SUBNETS, "security_groups": GROUPS},
                    load_balancer=[{"container_port": 8080}],
                )
            },
            "service",
            ((("tcp"), 8080),),
            False,
            True,
        ),
        (
            {"aws_lambda_function": body(vpc_config={"subnet_ids": SUBNETS, "security_group_ids": GROUPS})},
            "function",
            (),
            False,
            False,
        ),
        (
            {
                "aws_db_instance": body(db_subnet_group_name="d", engine="postgres", vpc_security_group_ids=GROUPS),
                "aws_db_subnet_group": {"d": {"name": "d", "subnet_ids": SUBNETS}},
            },
            "database",
            (("tcp", 5432),),
            False,
            True,
        ),
        (
            {
                "aws_rds_cluster": body(
                    db_subnet_group_name=ref("aws_db_subnet_group.d", "name"), port=3307, vpc_security_group_ids=GROUPS
                ),
                "aws_db_subnet_group": {"d": {"subnet_ids": SUBNETS}},
            },
            "database",
            (("tcp", 3307),),
            False,
            True,
        ),
        (
            {
                "aws_lb": body(subnets=SUBNETS, security_groups=GROUPS),
                "aws_lb_listener": {"l": {"load_balancer_arn": ref("aws_lb.x", "arn"), "port": 443}},
            },
            "load balancer",
            (("tcp", 443),),
            True,
            True,
        ),
        (
            {"aws_lb": body(subnet_mapping=[{"subnet_id": SUBNETS[0]}], security_groups=GROUPS, internal=True)},
            "load balancer",
            (),
            False,
            True,
        ),
        (
            {
                "aws_vpc_endpoint": body(
                    vpc_endpoint_type="Interface",
                    service_name="com.amazonaws.us-east-1.sqs",
                    subnet_ids=SUBNETS,
                    security_group_ids=GROUPS,
                )
            },
            "interface endpoint",
            (("tcp", 443),),
            False,
            True,
        ),
        (
            {
                "aws_instance": body(subnet_id=SUBNETS[0], vpc_security_group_ids=GROUPS),
                "aws_eip": {"e": {"instance": ref("aws_instance.x")}},
            },
            "instance",
            (),
            True,
            True,
        ),
        (
            {"aws_network_interface": body(subnet_id=SUBNETS[0], security_groups=GROUPS)},
            "network interface",
            (),
            False,
            True,
        ),
    ],
)
def test_what_sits_in_subnets_is_found(
    resource: Resources, kind: str, ports: object, public: bool, listens: bool
) -> None:
    found = only(resource)

    assert (found.name, found.kind, found.groups, found.ports, found.public, found.listens) == (
        "net/x",
        kind,
        ("sg-1",),
        ports,
        public,
        listens,
    )
    assert (found.subnets, found.vpc, found.unknown) == (("net/aws_subnet.v0-app",), "net/aws_vpc.v0", "")


def test_a_network_load_balancer_without_groups_is_unguarded() -> None:
    assert only({"aws_lb": body(subnets=SUBNETS, load_balancer_type="network")}).groups is None


def test_what_is_in_no_vpc_is_none() -> None:
    resource = {"aws_lambda_function": body(), "aws_db_instance": {"y": {"engine": "mysql"}}}

    assert network_of({"net": {"resource": resource}}).endpoints == ()


def test_unknown_subnets_are_said() -> None:
    found = only(
        {
            "aws_lambda_function": body(
                vpc_config={"subnet_ids": "${data.aws_subnets.all.ids}", "security_group_ids": GROUPS}
            )
        }
    )

    assert "data.aws_subnets.all is not in the JSON" in found.unknown


def test_groups_and_subnets_may_be_written_apart() -> None:
    endpoint: Resources = {
        "aws_vpc_endpoint": body(vpc_endpoint_type="Interface", service_name="com.amazonaws.us-east-1.sqs"),
        "aws_vpc_endpoint_subnet_association": {
            "s": {"vpc_endpoint_id": ref("aws_vpc_endpoint.x"), "subnet_id": SUBNETS[0]}
        },
    }
    member = {"vpc_endpoint_id": ref("aws_vpc_endpoint.x"), "security_group_id": "sg-2"}

    def joined(**more: bool) -> Resources:
        return {"aws_vpc_endpoint_security_group_association": {"g": member | more}}

    default = "net/aws_vpc.v0#default-security-group"
    assert (only(endpoint).subnets, only(endpoint).groups) == (("net/aws_subnet.v0-app",), (default,))
    assert only(endpoint, joined()).groups == (default, "sg-2")
    assert only(endpoint, joined(replace_default_association=True)).groups == ("sg-2",)


def test_a_machine_may_get_groups_later() -> None:
    joined: Resources = {
        "aws_network_interface_sg_attachment": {
            "x": {
                "network_interface_id": ref("aws_instance.x", "primary_network_interface_id"),
                "security_group_id": "sg-2",
            }
        }
    }
    machine: Resources = {"aws_instance": body(subnet_id=SUBNETS[0], vpc_security_group_ids=GROUPS)}

    assert only(machine, joined).groups == ("sg-1", "sg-2")


def test_a_machine_somewhere_is_found_and_its_place_is_not() -> None:
    found = only({"aws_instance": body(subnet_id="${var.gone}", vpc_security_group_ids=GROUPS)})

    assert "var.gone" in found.unknown


def test_names_of_a_service_lead_to_an_endpoint_that_is_named_apart() -> None:
    named: Resources = {
        "aws_vpc_endpoint": body(
            vpc_endpoint_type="Interface", service_name="com.amazonaws.us-east-1.sqs", vpc_id=ref("aws_vpc.v0")
        ),
        "aws_vpc_endpoint_private_dns": {
            "x": {"vpc_endpoint_id": ref("aws_vpc_endpoint.x"), "private_dns_enabled": True}
        },
    }
    made = network_of({"net": {"resource": merged(network(0, app="a"), named)}})

    assert made.vpcs["net/aws_vpc.v0"].private_services == {"sqs": "net/aws_vpc_endpoint.x"}
