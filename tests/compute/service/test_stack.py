"""The stack of a service: what it puts together, reads and tells."""

import json
from dataclasses import replace
from typing import Any

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.stack import ServiceStack
from tests.compute.service.shop import MORNING, SCALED, SHOP
from tests.iam_linter import findings
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

ALL = replace(
    SHOP, database="main", enable_execute_command=True, scaling=replace(SCALED, scheduled=(MORNING,)), spot_percent=50
)


def service(config: ServiceConfig = SHOP, *, protected: bool = True) -> tuple[ServiceStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: ServiceStack(app, placement, config))


def test_reads_what_is_below() -> None:
    places = ["account", "network", "dns", "cluster"]

    assert [read.source for read in service()[0].reads] == [f"test-us-east-1-{place}" for place in places]
    assert [read.source for read in service(ALL)[0].reads][-1] == "test-us-east-1-database-main"


def test_tasks_start_when_everything_they_need_is_there() -> None:
    _, document = service(ALL)
    needed = [address.rpartition("_")[0] for address in resource(document, "aws_ecs_service")["depends_on"]]

    assert needed == [
        "aws_lb_listener_rule.targets_rule",
        "aws_iam_role_policy.task_execution-role_start",
        "aws_iam_role_policy.task_task-role_execute-command",
        "aws_vpc_security_group_ingress_rule.network_security-group_from-load-balancer",
        "aws_vpc_security_group_egress_rule.network_security-group_to-https",
        "aws_vpc_security_group_egress_rule.network_load-balancer-to-tasks",
        "aws_vpc_security_group_ingress_rule.database_from-service",
        "aws_vpc_security_group_egress_rule.network_security-group_to-database",
    ]


def test_the_database_is_in_the_containers_environment() -> None:
    """The port is a number read from elsewhere: printed as Python prints it, it would be -1.8e+308."""
    _, document = service(ALL)
    (container,) = json.loads(resource(document, "aws_ecs_task_definition")["container_definitions"])
    values = {each["name"]: each["value"] for each in container["environment"]}

    assert values["DATABASE_PORT"].startswith("${jsondecode(data.aws_ssm_parameter.read-database-main_database-port")
    assert sorted(each["name"] for each in container["secrets"]) == ["DATABASE_PASSWORD", "DATABASE_USERNAME"]


def test_without_a_database_nothing_of_one_is_there() -> None:
    _, document = service()
    (container,) = json.loads(resource(document, "aws_ecs_task_definition")["container_definitions"])

    assert (container["environment"], container["secrets"]) == ([], [])
    assert "OpenSecrets" not in json.dumps(resources(document, "aws_iam_role_policy"))


def test_the_name_of_the_target_group_fits_and_tells_the_port() -> None:
    long = replace(SHOP, component="a-service-with-a-rather-long-one")
    names = [
        resource(service(config)[1], "aws_lb_target_group")["name"]
        for config in (SHOP, long, replace(long, traffic=replace(long.traffic, port=9090)))
    ]

    assert names[0] == "test-use1-shop-8080"
    assert [len(name) <= 32 for name in names] == [True] * 3
    assert len(set(names)) == 3


def test_roles_fit_whatever_the_names_are() -> None:
    """The longest environment, region code and component, and the longest ending."""
    placement = replace(VIRGINIA, environment="e" * 12, region="ap-southeast-1")
    _, document = synthesized_stack(lambda app: ServiceStack(app, placement, replace(SHOP, component="c" * 32)))

    assert max(len(body["name"]) for body in resources(document, "aws_iam_role").values()) <= 64


def test_tells_under_its_components_name() -> None:
    _, document = service()

    assert document["output"]["ShopServiceName"]["value"] == "${aws_ecs_service.service.name}"
    assert document["output"]["ShopTaskRoleArn"]["value"].startswith("${aws_iam_role.task_task-role")


def test_protection_is_the_placements() -> None:
    bodies = [resource(service(protected=each)[1], "aws_cloudwatch_log_group") for each in (True, False)]

    assert [body["lifecycle"]["prevent_destroy"] for body in bodies] == [True, False]


def test_addresses_say_nothing_of_environment_region_or_component() -> None:
    _, document = service(ALL)
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "use1" in name or "shop" in name] == []


def test_parliament_finds_nothing() -> None:
    assert findings(service(ALL)[1]) == []
