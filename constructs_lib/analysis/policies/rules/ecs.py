"""Containers: what Fargate takes, and what a container needs no right to do."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, rule
from constructs_lib.analysis.policies.rules.functions import SECRET_NAME

TASK: Final = "aws_ecs_task_definition"
SERVICE: Final = "aws_ecs_service"
_GIGABYTE: Final = 1024
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
_FARGATE_MEMORY: Final[Mapping[int, tuple[int, ...]]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1024, 4097, _GIGABYTE)),
    1024: tuple(range(2048, 8193, _GIGABYTE)),
    2048: tuple(range(4096, 16385, _GIGABYTE)),
    4096: tuple(range(8192, 30721, _GIGABYTE)),
    8192: tuple(range(16384, 61441, 4 * _GIGABYTE)),
    16384: tuple(range(32768, 122881, 8 * _GIGABYTE)),
}


def _containers(task: Resource) -> Iterator[Mapping[str, Any]]:
    text = task.raw("container_definitions")
    if not isinstance(text, str):
        raise NotKnown("container_definitions")
    try:
        parsed = json.loads(text)
    except ValueError:
        raise NotKnown("container_definitions") from None
    yield from cast("list[Mapping[str, Any]]", parsed)


def _fargate(task: Resource) -> bool:
    return "FARGATE" in task.entries("requires_compatibilities")


@rule(
    "ecs-fargate-size",
    on=TASK,
    why="Fargate has fixed pairs of CPU and memory; AWS refuses others at apply.",
    fix="choose a pair that Fargate has",
)
def fargate_size(task: Resource) -> Faults:
    if _fargate(task):
        cpu, memory = int(task.number("cpu", 0)), int(task.number("memory", 0))
        allowed = _FARGATE_MEMORY.get(cpu, ())
        if memory not in allowed:
            steps = f"{allowed[0]} to {allowed[-1]} MiB" if allowed else f"cpu {', '.join(map(str, _FARGATE_MEMORY))}"
            yield Fault(what="Fargate has no such size", got=f"cpu {cpu}, memory {memory}", allowed=steps)


@rule(
    "ecs-network-mode",
    on=TASK,
    why="Tasks share the host's network in other modes, and security groups cannot tell them apart.",
    fix="set network_mode to awsvpc",
    names=Names(pci=("1.3.1",), soc2=("CC6.6",), fsbp=("ECS.1",)),
)
def network_mode(task: Resource) -> Faults:
    yield from expect(task, "network_mode", "awsvpc")


@rule(
    "ecs-privileged",
    on=TASK,
    why="A privileged container, or one that sees the host's processes, is root on the host.",
    fix="leave privileged out, and pid_mode",
    names=Names(pci=("7.2.5",), soc2=("CC6.1",), fsbp=("ECS.3", "ECS.4"), checkov=("CKV_AWS_334", "CKV_AWS_335")),
)
def privileged(task: Resource) -> Faults:
    if task.get("pid_mode") == "host":
        yield Fault(what="the task sees the host's processes")
    for each in _containers(task):
        if each.get("privileged"):
            yield Fault(what="a container is privileged", got=str(each.get("name")))


@rule(
    "ecs-read-only-root",
    on=TASK,
    why="Whoever breaks in finds nothing to write to.",
    fix="set readonlyRootFilesystem to true, and mount a volume where files are written",
    names=Names(pci=("2.2.6",), soc2=("CC6.8",), fsbp=("ECS.5",), checkov=("CKV_AWS_336",)),
)
def read_only_root(task: Resource) -> Faults:
    for each in _containers(task):
        if each.get("readonlyRootFilesystem") is not True:
            yield Fault(what="a container can write to its root file system", got=str(each.get("name")))


@rule(
    "ecs-user",
    on=TASK,
    why="Root in a container is one flaw away from root on the host.",
    fix="set user to a number other than 0",
    names=Names(pci=("7.2.5",), soc2=("CC6.1",)),
)
def user(task: Resource) -> Faults:
    for each in _containers(task):
        if str(each.get("user") or "root").split(":")[0] in ("root", "0"):
            yield Fault(what="a container runs as root", got=str(each.get("name")))


@rule(
    "ecs-logs",
    on=TASK,
    why="What a container writes is lost with it.",
    fix="set logConfiguration",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",), fsbp=("ECS.9",)),
)
def logs(task: Resource) -> Faults:
    for each in _containers(task):
        if not each.get("logConfiguration"):
            yield Fault(what="a container's output is not kept", got=str(each.get("name")))


@rule(
    "ecs-secrets",
    on=TASK,
    why="Environment variables are shown to whoever may look at the task, and are in the state.",
    fix="use secrets with valueFrom",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), fsbp=("ECS.8",)),
)
def secrets(task: Resource) -> Faults:
    for container in _containers(task):
        for each in cast("list[Mapping[str, Any]]", container.get("environment") or []):
            if SECRET_NAME.search(str(each.get("name"))) and not str(each.get("value")).startswith(("arn:", "/", "${")):
                yield Fault(what="an environment variable holds a secret", got=str(each.get("name")))


@rule(
    "ecs-roles",
    on=TASK,
    why="With one role for both, the application can do what only starting a task needs, such as opening its secrets.",
    fix="give task_role_arn a role of its own",
    names=Names(pci=("7.2.5",), soc2=("CC6.3",), checkov=("CKV_AWS_249",)),
)
def roles(task: Resource) -> Faults:
    if task.raw("task_role_arn") is not None and task.raw("task_role_arn") == task.raw("execution_role_arn"):
        yield Fault(what="the task and its start share a role")


@rule(
    "ecs-network",
    on=SERVICE,
    why="Tasks with addresses of their own need subnets; AWS refuses a Fargate service without.",
    fix="add network_configuration with subnets and security groups",
)
def network(service: Resource) -> Faults:
    fargate = service.get("launch_type") == "FARGATE" or any(
        str(each.get("capacity_provider", "")).startswith("FARGATE")
        for each in service.blocks("capacity_provider_strategy")
    )
    task = service.target("task_definition") if service.raw("task_definition") is not None else None
    own_address = task is not None and task.type == TASK and task.get("network_mode") == "awsvpc"
    if (fargate or own_address) and not service.blocks("network_configuration"):
        yield Fault(what="a service whose tasks have addresses names no subnets")


@rule(
    "ecs-public-address",
    on=SERVICE,
    why="Tasks belong behind a load balancer, not on the internet.",
    fix="set network_configuration.assign_public_ip to false",
    names=Names(pci=("1.4.4",), soc2=("CC6.6",), fsbp=("ECS.2",), checkov=("CKV_AWS_333",)),
)
def public_address(service: Resource) -> Faults:
    yield from expect(service, "network_configuration.assign_public_ip", False, default=False)


@rule(
    "ecs-platform",
    on=SERVICE,
    why="An old platform version gets no fixes.",
    fix="set platform_version to LATEST, or leave it out",
    names=Names(pci=("6.3.3",), soc2=("CC7.1",), fsbp=("ECS.10",), checkov=("CKV_AWS_332",)),
)
def platform(service: Resource) -> Faults:
    yield from expect(service, "platform_version", "LATEST", default="LATEST")


@rule(
    "ecs-circuit-breaker",
    on=SERVICE,
    why="A deployment of something that does not start goes on for hours without it; with CodeDeploy AWS refuses it.",
    fix="enable deployment_circuit_breaker with rollback, except where CodeDeploy deploys",
    names=Names(soc2=("CC8.1",)),
)
def circuit_breaker(service: Resource) -> Faults:
    enabled = service.on("deployment_circuit_breaker.enable")
    controller = service.get("deployment_controller.type", "ECS")
    if controller == "CODE_DEPLOY" and enabled:
        yield Fault(what="CODE_DEPLOY does not work with a circuit breaker", fix="leave out deployment_circuit_breaker")
    if controller == "ECS" and not (enabled and service.on("deployment_circuit_breaker.rollback")):
        yield Fault(what="a deployment that fails is not rolled back")


@rule(
    "ecs-target-type",
    on=SERVICE,
    why="Tasks with addresses of their own are reached by address; AWS refuses targets that are instances.",
    fix="set the target group's target_type to ip",
)
def target_type(service: Resource) -> Faults:
    if not service.blocks("network_configuration"):
        return
    for each in service.blocks("load_balancer"):
        group = service.stack.origin(each.raw("target_group_arn"), each.named("target_group_arn"))
        if group is not None and group.get("target_type", "instance") != "ip":
            yield Fault(what="the target group expects instances", got=group.address)


@rule(
    "ecs-target-attached",
    on=SERVICE,
    why="AWS refuses a service whose target group no listener sends anything to.",
    fix="let a listener, or a rule of one, forward to it, and depend on that",
)
def target_attached(service: Resource) -> Faults:
    for each in service.blocks("load_balancer"):
        group = service.stack.origin(each.raw("target_group_arn"), each.named("target_group_arn"))
        if group is None or group.stack is not service.stack:
            continue
        senders = [*group.users("aws_lb_listener_rule", "action"), *group.users("aws_lb_listener", "default_action")]
        if not senders:
            yield Fault(what="no listener sends to the target group", got=group.address)


@rule(
    "ecs-insights",
    on="aws_ecs_cluster",
    why="Without it nobody sees how many tasks should run and do.",
    fix="add setting containerInsights with enabled or enhanced",
    names=Names(soc2=("CC7.2",), fsbp=("ECS.12",), checkov=("CKV_AWS_65",)),
)
def insights(cluster: Resource) -> Faults:
    values = {str(each.get("name")): each.get("value") for each in cluster.blocks("setting")}
    if values.get("containerInsights") not in ("enabled", "enhanced"):
        yield Fault(what="Container Insights are off")


@rule(
    "ecs-exec-logs",
    on="aws_ecs_cluster",
    why="A shell in a container leaves no other trace.",
    fix="set execute_command_configuration with logging OVERRIDE and an encrypted log",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",), checkov=("CKV_AWS_223",)),
)
def exec_logs(cluster: Resource) -> Faults:
    path = "configuration.execute_command_configuration"
    yield from expect(cluster, f"{path}.logging", "OVERRIDE")
    log = f"{path}.log_configuration"
    if cluster.raw(f"{log}.cloud_watch_log_group_name") is not None:
        yield from expect(cluster, f"{log}.cloud_watch_encryption_enabled", True, default=False)
    else:
        yield from expect(cluster, f"{log}.s3_bucket_encryption_enabled", True, default=False)


@rule(
    "codedeploy-load-balancer",
    on="aws_codedeploy_deployment_group",
    why="CodeDeploy moves traffic of an ECS service between two target groups; AWS refuses a group without them.",
    fix="add load_balancer_info with target_group_pair_info",
)
def codedeploy_load_balancer(group: Resource) -> Faults:
    if group.blocks("ecs_service") and group.raw("load_balancer_info.target_group_pair_info") is None:
        yield Fault(what="an ECS deployment group names no target groups")


@rule(
    "ecs-volume-tls",
    on=TASK,
    why="Files of a shared file system travel through the network in the clear otherwise.",
    fix="set efs_volume_configuration.transit_encryption to ENABLED",
    names=Names(pci=("4.2.1",), soc2=("CC6.7",), hipaa=("164.312(e)(1)",), checkov=("CKV_AWS_97",)),
)
def volume_tls(task: Resource) -> Faults:
    for volume in task.blocks("volume"):
        for each in volume.blocks("efs_volume_configuration"):
            yield from expect(each, "transit_encryption", "ENABLED", default="DISABLED")
