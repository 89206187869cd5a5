"""Rules about containers."""

import json
from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

TASK, SERVICE, CLUSTER, GROUP = "aws_ecs_task_definition", "aws_ecs_service", "aws_ecs_cluster", "aws_lb_target_group"
LOGGED = {"logging": "OVERRIDE", "log_configuration": {"cloud_watch_log_group_name": "x"}}
BREAKER = {"enable": True, "rollback": True}
ATTACHED = one("aws_lb_listener_rule", action=[{"target_group_arn": "${aws_lb_target_group.this.arn}"}])


def container(**settings: Any) -> Any:
    """A task of one container."""
    return one(TASK, container_definitions=json.dumps([{"name": "app", **settings}]))


def sized(cpu: str, memory: str) -> Any:
    """A task of that size."""
    return one(TASK, cpu=cpu, memory=memory, requires_compatibilities=["FARGATE"])


def targeted(target_type: str) -> Any:
    """A service behind a target group."""
    balancer = [{"target_group_arn": "${aws_lb_target_group.this.arn}"}]
    service = one(SERVICE, network_configuration={"subnets": ["a"]}, load_balancer=balancer)
    return both(service, one(GROUP, target_type=target_type))


CASES = (
    Case(rule="ecs-fargate-size", good=sized("256", "2048"), bad=sized("256", "8192"), says="allowed  512 to 2048 MiB"),
    Case(rule="ecs-fargate-size", good=sized("1024", "3072"), bad=sized("300", "512"), says="cpu 300, memory 512"),
    Case(
        rule="ecs-network-mode",
        good=one(TASK, network_mode="awsvpc"),
        bad=one(TASK),
        says="network_mode is not set",
    ),
    Case(rule="ecs-privileged", good=container(), bad=container(privileged=True), says="a container is privileged"),
    Case(
        rule="ecs-read-only-root",
        good=container(readonlyRootFilesystem=True),
        bad=container(),
        says="root file system",
    ),
    Case(rule="ecs-user", good=container(user="65532"), bad=container(user="0:0"), says="runs as root"),
    Case(rule="ecs-logs", good=container(logConfiguration={"x": 1}), bad=container(), says="output is not kept"),
    Case(
        rule="ecs-secrets",
        good=container(secrets=[{"name": "PASSWORD", "valueFrom": "x"}], environment=[{"name": "LEVEL", "value": "1"}]),
        bad=container(environment=[{"name": "DB_PASSWORD", "value": "hunter2"}]),
        says="got      DB_PASSWORD",
    ),
    Case(
        rule="ecs-roles",
        good=one(TASK, task_role_arn="a", execution_role_arn="b"),
        bad=one(TASK, task_role_arn="a", execution_role_arn="a"),
        says="share a role",
    ),
    Case(
        rule="ecs-network",
        good=one(SERVICE, launch_type="FARGATE", network_configuration={"subnets": ["a"]}),
        bad=one(SERVICE, capacity_provider_strategy=[{"capacity_provider": "FARGATE_SPOT"}]),
        says="names no subnets",
    ),
    Case(
        rule="ecs-public-address",
        good=one(SERVICE),
        bad=one(SERVICE, network_configuration={"assign_public_ip": True}),
        says="assign_public_ip is true",
    ),
    Case(
        rule="ecs-platform",
        good=one(SERVICE),
        bad=one(SERVICE, platform_version="1.3.0"),
        says="platform_version is 1.3.0",
    ),
    Case(
        rule="ecs-circuit-breaker",
        good=one(SERVICE, deployment_circuit_breaker=BREAKER),
        bad=one(SERVICE),
        says="is not rolled back",
    ),
    Case(
        rule="ecs-circuit-breaker",
        good=one(SERVICE, deployment_controller={"type": "CODE_DEPLOY"}),
        bad=one(SERVICE, deployment_controller={"type": "CODE_DEPLOY"}, deployment_circuit_breaker=BREAKER),
        says="CODE_DEPLOY does not work with a circuit breaker",
    ),
    Case(
        rule="ecs-target-type",
        good=targeted("ip"),
        bad=targeted("instance"),
        says="expects instances",
    ),
    Case(
        rule="ecs-target-attached",
        good=both(targeted("ip"), ATTACHED),
        bad=targeted("ip"),
        says="no listener sends to the target group",
    ),
    Case(
        rule="ecs-insights",
        good=one(CLUSTER, setting=[{"name": "containerInsights", "value": "enhanced"}]),
        bad=one(CLUSTER, setting=[{"name": "containerInsights", "value": "disabled"}]),
        says="Insights are off",
    ),
    Case(
        rule="ecs-exec-logs",
        good=one(
            CLUSTER,
            configuration={
                "execute_command_configuration": {
                    "logging": "OVERRIDE",
                    "log_configuration": {
                        "cloud_watch_log_group_name": "x",
                        "cloud_watch_encryption_enabled": True,
                    },
                }
            },
        ),
        bad=one(CLUSTER, configuration={"execute_command_configuration": LOGGED}),
        says="cloud_watch_encryption_enabled is false",
    ),
    Case(
        rule="codedeploy-load-balancer",
        good=one("aws_codedeploy_deployment_group"),
        bad=one("aws_codedeploy_deployment_group", ecs_service={"cluster_name": "x"}),
        says="names no target groups",
    ),
    Case(
        rule="ecs-volume-tls",
        good=one(TASK, volume=[{"name": "a"}, {"efs_volume_configuration": {"transit_encryption": "ENABLED"}}]),
        bad=one(TASK, volume=[{"name": "a"}, {"efs_volume_configuration": {"file_system_id": "fs-1"}}]),
        says="transit_encryption is DISABLED",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
