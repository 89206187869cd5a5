"""Tasks, instances and functions, as many as there are on average."""

from typing import Any

import pytest

from constructs_lib.analysis.cost.meters import METERS
from constructs_lib.analysis.cost.resource import Unclear
from constructs_lib.foundation.usage import Usage
from tests.analysis.cost.metering import Resources, metered, resource

TASK = {"cpu": "512", "memory": "1024", "runtime_platform": {"cpu_architecture": "ARM64"}}
SERVICE = {"task_definition": "${aws_ecs_task_definition.task.arn}", "desired_count": 2, "name": "api"}


def beside(task: Any = TASK, **target: Any) -> Resources:
    scaling = {"resource_id": "service/${data.x}/${aws_ecs_service.it.name}", **target}
    return {
        "aws_ecs_task_definition": {"task": task, "other": {}},
        "aws_appautoscaling_target": {"other": {"resource_id": "table/x"}} | ({"it": scaling} if target else {}),
    }


def test_a_service_costs_the_tasks_that_are_desired() -> None:
    """Two tasks of half a processor and a GB, every hour."""
    assert metered("aws_ecs_service", SERVICE, beside=beside()) == {
        "fargate.arm.cpu-hour": 730,
        "fargate.arm.gb-hour": 1460,
    }


def test_a_service_that_scales_is_between_its_least_and_its_most() -> None:
    (cpu, _) = METERS["aws_ecs_service"](
        resource("aws_ecs_service", SERVICE, beside=beside(min_capacity=2, max_capacity=10))
    )

    # two, and a quarter of the eight more there may be
    assert (cpu.at_least, cpu.quantity, cpu.at_most) == (730, 4 * 0.5 * 730, 3650)
    assert cpu.assumption == "scaled_share_percent"


def test_how_far_it_scales_is_declared() -> None:
    scaling = beside(min_capacity=2, max_capacity=10)
    full = Usage(stacks={"test-us-east-1-stack": {"scaled_share_percent": 100}})

    assert metered("aws_ecs_service", SERVICE, beside=scaling, usage=full)["fargate.arm.cpu-hour"] == 3650


def test_spot_is_what_the_base_leaves_by_weight() -> None:
    """Six tasks: two are the base, of the other four one in four is not spot."""
    strategy = [
        {"capacity_provider": "FARGATE", "base": 2, "weight": 1},
        {"capacity_provider": "FARGATE_SPOT", "weight": 3},
    ]
    service = {**SERVICE, "desired_count": 6, "capacity_provider_strategy": strategy}

    assert metered("aws_ecs_service", service, beside=beside()) == {
        "fargate.arm.cpu-hour": 3 * 0.5 * 730,
        "fargate.arm.gb-hour": 3 * 730,
        "fargate-spot.arm.cpu-hour": 3 * 0.5 * 730,
        "fargate-spot.arm.gb-hour": 3 * 730,
    }


def test_a_base_of_spot_is_spot() -> None:
    strategy = [
        {"capacity_provider": "FARGATE_SPOT", "base": 1, "weight": 0},
        {"capacity_provider": "FARGATE", "weight": 1},
    ]
    found = metered("aws_ecs_service", {**SERVICE, "capacity_provider_strategy": strategy}, beside=beside())

    assert (found["fargate.arm.gb-hour"], found["fargate-spot.arm.gb-hour"]) == (730, 730)


def test_more_disk_and_public_addresses_cost_extra() -> None:
    task = {"cpu": 1024, "memory": 2048, "ephemeral_storage": {"size_in_gib": 50}}
    service = {**SERVICE, "network_configuration": {"assign_public_ip": True}}

    assert metered("aws_ecs_service", service, beside=beside(task)) == {
        "fargate.x86.cpu-hour": 1460,
        "fargate.x86.gb-hour": 2920,
        "fargate.disk-gb-hour": 30 * 1460,
        "public-address.hour": 1460,
    }


def test_a_task_that_is_elsewhere_is_told() -> None:
    with pytest.raises(Unclear, match="task_definition"):
        metered("aws_ecs_service", {**SERVICE, "task_definition": "arn:aws:ecs:…"})


def test_on_instances_the_instances_cost() -> None:
    assert metered("aws_ecs_service", {**SERVICE, "launch_type": "EC2"}) == {}


def test_an_instance_has_its_volumes() -> None:
    body = {
        "instance_type": "t4g.nano",
        "root_block_device": {"volume_size": 8, "volume_type": "gp3"},
        "associate_public_ip_address": True,
    }

    assert metered("aws_instance", body) == {"ec2.t4g.nano": 730, "volume.gp3-gb": 8, "public-address.hour": 730}


def test_a_fleet_has_those_of_its_template() -> None:
    template = {
        "instance_type": "m7g.large",
        "block_device_mappings": [{"ebs": {"volume_size": 20, "volume_type": "gp3"}}],
        "network_interfaces": [{"associate_public_ip_address": "true"}],
    }
    group = {"min_size": 2, "max_size": 6, "launch_template": {"id": "${aws_launch_template.one.id}"}}

    assert metered("aws_autoscaling_group", group, beside={"aws_launch_template": {"one": template}}) == {
        "ec2.m7g.large": 3 * 730,
        "volume.gp3-gb": 60,
        "public-address.hour": 3 * 730,
    }
    with pytest.raises(Unclear, match="launch_template"):
        metered("aws_autoscaling_group", {"min_size": 1, "max_size": 1})


def test_a_volume() -> None:
    assert metered("aws_ebs_volume", {"size": 100, "type": "gp3"}) == {"volume.gp3-gb": 100}


def test_a_function_costs_memory_by_time() -> None:
    """A tenth of a million invocations of 200 ms with a quarter of a GB."""
    assert metered("aws_lambda_function", {"memory_size": 256, "architectures": ["arm64"]}) == {
        "lambda.request-million": 0.1,
        "lambda.arm.gb-second": 5000,
    }
    assert metered("aws_lambda_function", {})["lambda.x86.gb-second"] == 2500


def test_a_cluster_costs_what_it_measures() -> None:
    insights = {"setting": [{"name": "containerInsights", "value": "enabled"}]}

    assert metered("aws_ecs_cluster", insights) == {"metric.month": 30}
    assert metered("aws_ecs_cluster", {}) == {}


def test_tracking_a_target_makes_two_alarms() -> None:
    assert metered("aws_appautoscaling_policy", {"policy_type": "TargetTrackingScaling"}) == {"alarm.metric": 2}
    assert metered("aws_appautoscaling_policy", {"policy_type": "StepScaling"}) == {}


def test_images() -> None:
    assert metered("aws_ecr_repository", {}) == {"image.gb": 5}
